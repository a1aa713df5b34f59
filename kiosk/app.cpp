#include "kiosk/app.h"

#include "kiosk/commands.h"
#include "kiosk/flow/step.h"
#include "kiosk/flow/view.h"
#include "kiosk/local/pace.h"
#include "kiosk/offers.h"
#include "kiosk/slip.h"
#include "shared/base/log.h"
#include "shared/net/control_socket.h"
#include "shared/ui/loop.h"

#include <atomic>
#include <future>

namespace meguri::kiosk {

namespace {

/// Owns everything that lives as long as the window. Members that begin with m_core are touched on the core's
/// thread only, the rest on the window's.
class App {
public:
    App(AppSettings settings, local::Kiosk& core, base::Clock const& clock)
        : m_settings(std::move(settings))
        , m_core(core)
        , m_clock(clock)
    {
        flow::Settings flow_settings;
        flow_settings.language = m_settings.language;
        m_state = flow::first_state(flow_settings);
        if (m_settings.printer_queue.empty())
            m_printer = std::make_unique<devices::FilePrinter>(m_files, m_settings.data / "slips");
        else
            m_printer = std::make_unique<devices::CupsPrinter>(devices::CupsQueue{m_settings.printer_queue});
    }

    bool start()
    {
        auto window
            = screens::Window::open(m_settings.window, [this](flow::Event const& event) { happen(event); });
        if (!window) {
            base::log::error("the window cannot be shown: " + window.error().message);
            return false;
        }
        m_window = std::move(*window);
        auto control = net::ControlServer::open(
            m_settings.data, [this](net::ControlRequest const& request) { return answer_command(request); });
        if (!control) {
            base::log::error(control.error().message);
            return false;
        }
        m_control = std::move(*control);
        m_printing = std::make_unique<base::Worker>();
        m_working = std::make_unique<base::Worker>();
        m_last_tick = m_clock.monotonic();
        happen(flow::ReadinessChanged{m_core.can_register()});
        m_window->every_second([this] { tick(); });
        m_window->on_close([] { ui::stop_loop(); });
        m_working->post([this] {
            tell_catalogue();
            tell_unseen_receipt();
            sync_now();
        });
        return true;
    }

    bool wants_restart() const { return m_wants_restart; }

    void finish()
    {
        m_control.reset();
        m_working.reset();
        m_printing.reset();
        m_window.reset();
    }

private:
    void happen(flow::Event const& event)
    {
        auto step = flow::step(m_state, event, m_clock.now());
        m_state = std::move(step.state);
        m_window->show(flow::view(m_state, m_clock.now()));
        for (auto const& effect : step.effects)
            std::visit([this](auto const& one) { carry_out(one); }, effect);
    }

    void tick()
    {
        auto const now = m_clock.monotonic();
        auto const seconds = std::chrono::duration_cast<std::chrono::seconds>(now - m_last_tick);
        m_last_tick += seconds;
        if (seconds.count() > 0)
            happen(flow::Tick{static_cast<int>(seconds.count())});
        // Not under the eyes of whoever reads that nothing was kept; and a second time it stays out of
        // service.
        bool const is_free = m_state.visit.screen == flow::Screen::Start;
        if (m_must_restart && is_free && !m_settings.is_restarted_after_disk_failure) {
            m_must_restart = false;
            m_wants_restart = true;
            return ui::stop_loop();
        }
        m_seconds_to_sync -= static_cast<int>(seconds.count());
        if (m_seconds_to_sync <= 0)
            request_sync();
    }

    void request_sync()
    {
        m_seconds_to_sync = m_settings.sync_every_seconds;
        if (m_is_sync_queued.exchange(true))
            return;
        m_working->post([this] {
            m_is_sync_queued = false;
            sync_now();
        });
    }

    void carry_out(flow::Register const& wish)
    {
        m_working->post([this, wish] { take(wish); });
    }
    void carry_out(flow::RequestVisit const& wish)
    {
        m_working->post([this, wish] { take(wish); });
    }
    void carry_out(flow::FindSlip const& wish)
    {
        m_working->post([this, wish] { find(wish); });
    }
    void carry_out(flow::CancelSlip const& wish)
    {
        m_working->post([this, wish] { cancel(wish); });
    }
    void carry_out(flow::PrintSlip const& wish)
    {
        m_working->post([this, code = std::string(wish.code.view())] { print(code); });
    }
    void carry_out(flow::RefreshCatalogue const&) { request_sync(); }
    void carry_out(flow::Wipe const&) { }
    void carry_out(flow::SpeakSentence const&) { }
    void carry_out(flow::CallStaff const&) { }

    // From here on: the core's thread.
    void tell(flow::Event event)
    {
        m_window->post([this, event = std::move(event)] { happen(event); });
    }

    void tell_catalogue()
    {
        auto const& identity = m_core.identity();
        if (!identity)
            return;
        auto const sessions = m_core.sessions();
        auto const position = m_core.position();
        auto const rights = m_core.rights();
        auto const is_update_pending = m_core.is_update_pending();
        if (!sessions || !position || !rights || !is_update_pending) {
            tell(flow::ReadinessChanged{false});
            return;
        }
        tell(flow::HallArrived{std::make_shared<flow::HallFacts const>(hall_of(*identity))});
        auto catalogue = catalogue_of(*sessions, *position, *rights, identity->answer, m_core_line_is_up);
        catalogue.is_update_pending = *is_update_pending;
        tell(flow::CatalogueArrived{std::make_shared<flow::Catalogue const>(std::move(catalogue))});
        tell(flow::ReadinessChanged{m_core.can_register()});
    }

    /// The power went behind a commit: whoever stood here sees that it counts.
    void tell_unseen_receipt()
    {
        auto const unseen = m_core.unseen_receipt();
        if (!unseen)
            return base::log::error("what was kept cannot be read: " + unseen.error().message);
        if (!*unseen)
            return;
        auto const& kept = **unseen;
        tell(flow::ReceiptFound{outcome_of({kept.id, kept.code, kept.state, kept.position, kept.reason,
                                    kept.state == "provisional", kept.call_by}),
            domain::SessionId(kept.session)});
        (void)m_core.note("receipt_unseen:" + kept.code);
        (void)m_core.seen(kept.code);
    }

    void sync_now()
    {
        if (!m_core.identity())
            return;
        m_core_line_is_up = m_core.sync().has_value();
        m_core_failures = m_core_line_is_up ? 0 : m_core_failures + 1;
        auto const wait = local::next_sync_after(
            m_core_failures, std::chrono::seconds(m_settings.sync_every_seconds), m_core_random);
        m_window->post([this, wait] { m_seconds_to_sync = static_cast<int>(wait.count()); });
        tell_catalogue();
    }

    void take(flow::Register const& wish)
    {
        local::Form form;
        form.session = wish.session.value;
        form.person.kana = std::string(wish.kana.view());
        form.person.phone = std::string(wish.phone.view());
        form.person.birth_year = wish.birth_year;
        form.person.municipality = wish.municipality.value_or("");
        form.person.is_contact_phone = wish.is_contact_phone;
        form.person.is_by_companion = wish.is_by_companion;
        took(wish.attempt, m_core.register_person(std::move(form), local::Line::Use));
    }

    void take(flow::RequestVisit const& wish)
    {
        took(wish.attempt, m_core.request_visit(visit_form_of(wish), local::Line::Use));
    }

    void find(flow::FindSlip const& wish)
    {
        auto const kept = m_core.registration_by_code(std::string(wish.code.view()));
        if (!kept)
            base::log::error("a slip cannot be read: " + kept.error().message);
        flow::KeptSlip slip;
        if (kept && *kept) {
            auto const visit = m_core.visit((*kept)->id);
            slip = kept_slip_of(**kept, visit ? *visit : std::nullopt);
        }
        tell(flow::SlipFound{wish.attempt, slip});
    }

    void cancel(flow::CancelSlip const& wish)
    {
        auto const outcome = m_core.cancel(
            std::string(wish.code.view()), std::string(wish.last_four.view()), local::Line::Use);
        if (!outcome)
            base::log::error("a cancellation was not kept: " + outcome.error().message);
        else
            m_core_line_is_up = outcome->state != "requested";
        tell(flow::SlipCancelled{wish.attempt, outcome ? cancelling_of(*outcome) : flow::Cancelling::Failed});
        tell_catalogue();
    }

    void took(int attempt, base::Result<local::RegisterOutcome> const& outcome)
    {
        if (!outcome) {
            base::log::error("a registration was not kept: " + outcome.error().message);
            m_window->post([this, must = m_core.must_restart()] { m_must_restart = must; });
        } else
            m_core_line_is_up = !outcome->was_offline;
        tell(flow::Registered{attempt, outcome ? outcome_of(*outcome) : flow::Outcome()});
        tell_catalogue();
    }

    void print(std::string const& code)
    {
        auto const kept = m_core.registration_by_code(code);
        auto const sessions = m_core.sessions();
        if (!kept || !*kept || !m_core.identity())
            return tell(flow::SlipPrinted{true});
        std::optional<protocol::Session> session;
        if (sessions)
            for (auto const& one : *sessions)
                if (one.id == (*kept)->session)
                    session = one;
        if (!session)
            if (auto const visit = m_core.visit((*kept)->id))
                session = *visit;
        auto const& enrolled = m_core.identity()->answer;
        auto const slip = slip_of(**kept, session,
            {enrolled.venue_name, enrolled.municipality_name, enrolled.venue_phone,
                sessions ? places_of(*sessions) : std::map<std::string, std::string>()},
            m_clock.now());
        // The printer may take its whole time limit, so not on the core's thread either.
        m_printing->post([this, slip, code] {
            auto const pdf = paper::slip_pdf(slip, paper::japanese_slip_words());
            auto const done
                = pdf ? m_printer->print({code, *pdf}) : base::Result<void>(base::fail(pdf.error()));
            if (!done) {
                base::log::warning("no slip: " + done.error().message);
                m_window->post([this] { m_working->post([this] { (void)m_core.note("printer_failed"); }); });
            }
            tell(flow::SlipPrinted{!done});
            m_window->post([this, code] { m_working->post([this, code] { (void)m_core.seen(code); }); });
        });
    }

    // The control socket's thread.
    net::ControlAnswer answer_command(net::ControlRequest const& request)
    {
        std::promise<net::ControlAnswer> promise;
        auto future = promise.get_future();
        m_working->post([&] {
            promise.set_value(run_command(m_core, m_clock, request.arguments));
            tell_catalogue();
        });
        return future.get();
    }

    AppSettings m_settings;
    local::Kiosk& m_core;
    base::Clock const& m_clock;
    base::SystemFiles m_files;
    std::unique_ptr<devices::Printer> m_printer;
    flow::State m_state;
    std::chrono::milliseconds m_last_tick{};
    int m_seconds_to_sync = 0;
    std::atomic<bool> m_is_sync_queued = false;
    bool m_must_restart = false;
    bool m_wants_restart = false;
    bool m_core_line_is_up = false;
    int m_core_failures = 0;
    base::SystemRandom m_core_random;
    std::unique_ptr<screens::Window> m_window;
    std::unique_ptr<base::Worker> m_printing;
    std::unique_ptr<base::Worker> m_working;
    std::unique_ptr<net::ControlServer> m_control;
};

} // namespace

int run_window(
    int argc, char** argv, AppSettings const& settings, local::Kiosk& core, base::Clock const& clock)
{
    App app(settings, core, clock);
    auto const code = ui::run_loop(
        argc, argv, [&app] { return app.start(); }, [&app] { app.finish(); });
    return app.wants_restart() ? exit_restart : code;
}

} // namespace meguri::kiosk
