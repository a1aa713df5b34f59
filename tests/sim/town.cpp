#include "tests/sim/town.h"

#include "admin/hub/routes/router.h"
#include "shared/base/verify.h"
#include "tests/sim/checks.h"
#include "tests/sim/fake_crypto.h"

namespace meguri::sim {

namespace {

std::unique_ptr<crypto::Crypto> crypto_of(Plan const& plan)
{
    if (plan.has_real_crypto)
        return std::make_unique<crypto::SodiumCrypto>();
    return std::make_unique<FakeCrypto>();
}

} // namespace

Town::Town(Plan plan, bool is_verbose)
    : m_plan(std::move(plan))
    , m_findings(m_queue, is_verbose)
    , m_crypto(crypto_of(m_plan))
    , m_model(m_findings)
    , m_hub(m_plan, m_queue, *m_crypto, m_findings)
{
    for (int i = 0; i < m_plan.kiosks; ++i) {
        m_sites.push_back(std::make_unique<Site>(m_plan, m_queue, m_hub, m_findings, i));
        auto& site = *m_sites.back();
        site.on_down = [this, &site] {
            if (!site.is_retired)
                restart_later(site,
                    chance("restart").seconds_between(std::chrono::minutes(1), std::chrono::minutes(90)));
        };
    }
    m_hub.on_commit = [this] { m_model.after_commit(m_hub.rows()); };
    m_hub.on_boot = [this] { i7_hub_kept_what_it_answered(*this); };
    m_hub.on_down = [this] {
        restart_hub_later(
            chance("hub restart").seconds_between(std::chrono::minutes(1), std::chrono::minutes(60)));
    };
}

void Town::after(std::chrono::seconds gap, std::string_view stream, std::uint64_t who, std::uint64_t number,
    std::function<void()> action)
{
    m_queue.at(m_queue.now() + gap, stream, who, number, std::move(action));
}

void Town::keep(Receipt receipt)
{
    receipt_by_id.emplace(receipt.id, receipts.size());
    receipts.push_back(std::move(receipt));
}

void Town::restart_later(Site& site, std::chrono::seconds gap)
{
    after(gap, "restart", static_cast<std::uint64_t>(site.number()), ++m_restarts, [this, &site] {
        if (site.is_up() || site.is_retired)
            return;
        if (!site.boot())
            return restart_later(site, std::chrono::minutes(10));
        i7_kiosk_kept_what_it_said(*this, site);
    });
}

void Town::restart_hub_later(std::chrono::seconds gap)
{
    after(gap, "hub restart", 0, ++m_restarts, [this] {
        if (!m_hub.is_up() && !m_hub.boot())
            restart_hub_later(std::chrono::minutes(10));
    });
}

/// A kiosk whose disk refused goes on with its open file or is started anew, as it must once something could
/// not be kept; both happen.
void Town::disk_refused(Site& site)
{
    m_findings.trace("disk refused at kiosk " + std::to_string(site.number()));
    bool const is_stopped = chance("disk refused").percent(50);
    if (site.is_up() && (is_stopped || site.kiosk().must_restart()))
        site.stop();
}

void Town::sync(Site& site)
{
    bool has_disk_refused = false;
    bool const is_whole = site.at_kiosk([&](kiosk::local::Kiosk& kiosk) {
        auto const report = kiosk.sync();
        has_disk_refused = !report && report.error().kind == base::ErrorKind::Storage;
        if (report && report->snapshots > 0)
            m_findings.reached("snapshot taken");
        if (report)
            i16_idle_sync_is_one_request(*this, site, *report);
        m_findings.trace("sync " + std::to_string(site.number())
            + (report ? " " + std::to_string(report->pushed) + "/" + std::to_string(report->pulled)
                      : std::string(" failed")));
    });
    if (is_whole)
        i9_cursor_never_goes_back(*this, site);
    if (is_whole && has_disk_refused)
        disk_refused(site);
}

void Town::poll(Site& site, std::uint64_t number)
{
    if (site.is_retired)
        return;
    // Rare while there is trouble, so that most of a run is trouble; then as often as quiet needs.
    after(m_is_chaos ? m_plan.poll : std::chrono::minutes(30), "poll",
        static_cast<std::uint64_t>(site.number()), number + 1,
        [this, &site, number] { poll(site, number + 1); });
    if (site.is_up())
        sync(site);
}

void Town::open()
{
    m_queue.begin("open", 0);
    base::verify(m_hub.boot(), "the hub's first start");
    using namespace meguri::hub;
    for (auto const& [login, role, organisation] : {std::tuple{"clerk", domain::Role::Provider, "provider"},
             std::tuple{"operator", domain::Role::Operator, "prefecture"}}) {
        auto const token = std::string("the token of the ") + login;
        (void)m_hub.apply(core::SaveUser{{login, role, organisation, "x", 0, {}}, "open"});
        core::RecordLogin record;
        record.login = login;
        record.token = store::TokenRow{
            routes::secret_hash(*m_crypto, token), login, m_hub.clock().now() + std::chrono::days(400)};
        (void)m_hub.apply(record);
        (role == domain::Role::Operator ? operator_token : staff_token) = token;
    }
    for (auto& site : m_sites) {
        auto const number = static_cast<std::uint64_t>(site->number());
        m_queue.begin("enrol", number);
        auto const code = std::to_string(100000000000ULL + number);
        core::SaveEnrolCode save{{routes::secret_hash(*m_crypto, code), domain::VenueId(site->venue()),
                                     m_hub.clock().now() + std::chrono::minutes(10), {}},
            "open"};
        (void)m_hub.apply(save);
        base::verify(site->boot(), "a kiosk's first start");
        bool const is_enrolled = site->kiosk().enrol("http://hub.test", code).has_value();
        base::verify(is_enrolled, "a kiosk's enrolment");
        auto const offset = Chance(m_plan.seed, "poll offset", number).seconds_between({}, m_plan.poll);
        after(offset, "poll", number, 0, [this, &one = *site] { poll(one, 0); });
    }
}

void Town::heal()
{
    m_is_chaos = false;
    m_findings.trace("heal");
    m_queue.begin("heal", 0);
    m_hub.power_mid = 0;
    m_hub.disk().set_faults({});
    m_hub.clock().set_off({});
    if (!m_hub.is_up() && !m_hub.boot())
        return m_findings.violate("I7", "the hub never starts again");
    for (auto& site : m_sites) {
        site->line().is_faulty = false;
        site->power_mid = 0;
        site->disk().set_faults({});
        site->clock().set_off({});
        if (site->is_retired || site->is_up())
            continue;
        m_queue.begin("heal", 1 + static_cast<std::uint64_t>(site->number()));
        if (site->boot())
            i7_kiosk_kept_what_it_said(*this, *site);
        else
            m_findings.violate("I7", "kiosk " + std::to_string(site->number()) + " never starts again");
    }
    m_queue.begin("heal", 1000);
    settle_custody(*this);
}

void Town::run()
{
    open();
    m_is_chaos = true;
    for (auto& site : m_sites) {
        site->line().is_faulty = true;
        site->power_mid = m_plan.kiosk_power_mid;
    }
    start_staff(*this);
    start_seniors(*this);
    start_troubles(*this);
    start_custody(*this);
    m_hub.power_mid = m_plan.hub_power_mid;
    auto const end = std::chrono::hours(24 * m_plan.days);
    m_queue.run_until(end);
    heal();
    if (!m_hub.is_up())
        return;
    m_queue.run_until(end + std::chrono::hours(2));
    m_queue.begin("checks", 0);
    checks_after_two_hours(*this);
    checks_at_rest(*this);
    sum_up();
}

void Town::sum_up()
{
    auto& sums = m_findings.sums;
    sums.transactions = m_hub.disk().commits();
    for (auto& site : m_sites) {
        sums.kiosk_hours += site->up_hours();
        sums.requests += site->line().requests;
        sums.transactions += site->disk().commits();
    }
    sums.commands = static_cast<std::uint64_t>(m_hub.rows().number("SELECT count(*) FROM command"));
}

} // namespace meguri::sim
