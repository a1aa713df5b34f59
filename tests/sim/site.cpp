#include "tests/sim/site.h"

namespace meguri::sim {

namespace {

/// So few bytes that one snapshot takes several requests, each of which may be lost.
constexpr std::size_t snapshot_piece = 500;

} // namespace

Site::Site(Plan const& plan, EventQueue& queue, SimHub& hub, Findings& findings, int number)
    : m_number(number)
    , m_venue(number % 3 == 2 ? "v-nagato" : "v-hagi")
    , m_queue(queue)
    , m_findings(findings)
    , m_crypto(hub.crypto())
    , m_random(plan.seed, "kiosk " + std::to_string(number), queue.moment())
    , m_disk_random(plan.seed, "kiosk disk " + std::to_string(number), queue.moment())
    , m_clock(queue)
    , m_disk(
          "kiosk" + std::to_string(number), [this] { return m_disk_random.next(); },
          [this](char const* name) { m_findings.fault(name, this->name()); })
    , m_line(plan, queue, hub, findings, *this)
{
}

bool Site::boot()
{
    auto kiosk = kiosk::local::Kiosk::open(
        path(), {m_clock, m_random, m_crypto, m_line, m_files, {}, snapshot_piece}, m_disk.vfs_name());
    if (!kiosk) {
        m_findings.trace("kiosk " + std::to_string(m_number) + " does not start: " + kiosk.error().message);
        return false;
    }
    m_kiosk = std::move(*kiosk);
    m_clock.boot();
    m_up_since = m_queue.now();
    return true;
}

void Site::power_cut()
{
    m_disk.power_cut();
    stop();
}

void Site::kill()
{
    m_disk.kill();
    stop();
}

void Site::stop()
{
    if (m_kiosk && m_kiosk->identity())
        last_install = m_kiosk->identity()->install;
    if (m_kiosk)
        m_up += m_queue.now() - m_up_since;
    m_kiosk.reset();
    on_down();
}

double Site::up_hours() const
{
    auto const up = m_up + (m_kiosk ? m_queue.now() - m_up_since : Span(0));
    return std::chrono::duration<double, std::ratio<3600>>(up).count();
}

bool Site::at_kiosk(std::function<void(kiosk::local::Kiosk&)> const& work)
{
    if (!m_kiosk)
        return false;
    if (power_mid > 0) {
        Chance chance(m_disk_random.next());
        m_disk.cut_power_at(chance.permille(power_mid) ? chance.between(1, 24) : 0);
    }
    work(*m_kiosk);
    if (!m_disk.is_dead()) {
        m_disk.cut_power_at(0);
        return true;
    }
    m_findings.fault("kiosk_power_mid", name());
    power_cut();
    return false;
}

} // namespace meguri::sim
