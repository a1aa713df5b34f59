#include "kiosk/app.h"

#include "kiosk/commands.h"
#include "kiosk/core_side.h"
#include "kiosk/devices/speaker.h"
#include "kiosk/flow/spoken.h"
#include "kiosk/flow/step.h"
#include "kiosk/flow/view.h"
#include "kiosk/local/pace.h"
#include "shared/base/assets.h"
#include "shared/base/log.h"
#include "shared/net/control_socket.h"
#include "shared/ui/loop.h"

#include <atomic>
#include <future>

namespace meguri::kiosk {

namespace {

/// Silence where there is no voice.
std::unique_ptr<devices::Speaker> open_speaker(AppSettings const& settings)
{
    devices::Voice voice;
    voice.model = settings.voice;
    if (voice.model.empty())
        voice.model = base::find_assets() / "voice" / "mei_normal.htsvoice";
    if (!std::filesystem::exists(voice.model))
        voice.model = "/usr/local/share/meguri/voice/mei_normal.htsvoice";
    voice.cache = settings.data / "voice";
    auto opened = devices::OpenJtalkSpeaker::open(std::move(voice));
    if (opened)
        return std::move(*opened);
    base::log::info(opened.error().message);
    return std::make_unique<devices::SilentSpeaker>();
}

/// Owns everything that lives as long as the window. Members that begin with m_core are touched on the core's
/// thread only, the rest on the window's.
class App {
public:
    App(AppSettings settings, local::Kiosk& core, base::Clock const& clock)
        : m_settings(std::move(settings))
        , m_core(core)
        , m_clock(clock)
    {
        auto const postal_codes = m_settings.data / local::postal_codes_file;
        CoreLinks links;
        links.tell = [this](flow::Event event) { tell(std::move(event)); };
        links.print = [this](std::string const& code, paper::Slip const& slip) { print(code, slip); };
        links.tell_restart = [this](bool must) { m_window->post([this, must] { m_must_restart = must; }); };
        m_core_side = std::make_unique<CoreSide>(core, clock, m_files,
            CoreSettings{m_settings.hub, m_settings.stick, m_settings.printer_queue, postal_codes},
            std::move(links));
        auto const look = m_core_side->kept_look();
        flow::Settings flow_settings;
        flow_settings.language = m_settings.language;
        flow_settings.is_usually_larger = look.is_larger;
        flow_settings.is_usually_contrast = look.is_contrast;
        flow_settings.has_scanner = m_settings.has_scanner;
        flow_settings.has_postal_codes = std::filesystem::exists(postal_codes);
        flow_settings.has_stick = !m_settings.stick.empty();
        m_speaker = open_speaker(m_settings);
        flow_settings.has_voice = m_speaker->is_there();
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
        m_state.settings = screens::with_pages_for(m_window->panel(), m_state.settings);
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
        if (m_speaker->is_there())
            m_speaker->prepare(flow::fixed_sentences(m_state, m_clock.now()));
        happen(flow::ReadinessChanged{m_core.can_register()});
        m_window->every_second([this] { tick(); });
        m_window->on_close([] { ui::stop_loop(); });
        m_working->post([this, has_postal_codes = m_state.settings.has_postal_codes] {
            m_core_side->tell_catalogue();
            m_core_side->tell_unseen_receipt();
            if (has_postal_codes)
                m_core_side->read_postal_codes();
            sync_now();
        });
        return true;
    }

    /// Nothing: the window was closed.
    std::optional<int> exit_code() const { return m_exit_code; }

    void finish()
    {
        m_control.reset();
        m_working.reset();
        m_printing.reset();
        m_speaker.reset();
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
            m_exit_code = exit_restart;
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

    /// What only the window knows how to do; everything else is work of the core's thread.
    void carry_out(flow::RefreshCatalogue const&) { request_sync(); }
    void carry_out(flow::SpeakSentence const& wish) { m_speaker->say(flow::spoken(wish.sentence)); }
    void carry_out(flow::Restart const&)
    {
        m_exit_code = exit_begin_anew;
        ui::stop_loop();
    }
    template <class Wish> void carry_out(Wish const& wish)
    {
        m_working->post([this, wish] { m_core_side->carry_out(wish); });
    }

    void tell(flow::Event event)
    {
        m_window->post([this, event = std::move(event)] { happen(event); });
    }

    // From here on: the core's thread.
    void sync_now()
    {
        m_core_failures = m_core_side->sync() ? 0 : m_core_failures + 1;
        auto const wait = local::next_sync_after(
            m_core_failures, std::chrono::seconds(m_settings.sync_every_seconds), m_core_random);
        m_window->post([this, wait] { m_seconds_to_sync = static_cast<int>(wait.count()); });
    }

    // The printer may take its whole time limit, so not on the core's thread either.
    void print(std::string const& code, paper::Slip const& slip)
    {
        m_printing->post([this, slip, code] {
            auto const pdf = paper::slip_pdf(slip, paper::japanese_slip_words(), m_settings.slip_paper);
            auto const done
                = pdf ? m_printer->print({code, *pdf}) : base::Result<void>(base::fail(pdf.error()));
            if (!done)
                base::log::warning("no slip: " + done.error().message);
            bool const is_printed = done.has_value();
            if (code == test_slip_code)
                return tell(flow::CornerDone{flow::CornerTask::PrintTest, is_printed});
            tell(flow::SlipPrinted{!is_printed});
            m_window->post([this, code, is_printed] {
                m_working->post([this, code, is_printed] {
                    if (!is_printed)
                        m_core_side->note("printer_failed");
                    m_core_side->seen(code);
                });
            });
        });
    }

    // The control socket's thread.
    net::ControlAnswer answer_command(net::ControlRequest const& request)
    {
        std::promise<net::ControlAnswer> promise;
        auto future = promise.get_future();
        m_working->post([&] {
            promise.set_value(run_command(m_core, m_clock, request.arguments));
            m_core_side->tell_catalogue();
        });
        return future.get();
    }

    AppSettings m_settings;
    local::Kiosk& m_core;
    base::Clock const& m_clock;
    base::SystemFiles m_files;
    std::unique_ptr<devices::Printer> m_printer;
    std::unique_ptr<devices::Speaker> m_speaker;
    flow::State m_state;
    std::chrono::milliseconds m_last_tick{};
    int m_seconds_to_sync = 0;
    std::atomic<bool> m_is_sync_queued = false;
    bool m_must_restart = false;
    std::optional<int> m_exit_code;
    std::unique_ptr<CoreSide> m_core_side; ///< On the core's thread, once the window is there.
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
    return app.exit_code().value_or(code);
}

} // namespace meguri::kiosk
