#include "admin/desk/views/pulse.h"

#include "admin/desk/views/rail.h"

#include <algorithm>

namespace meguri::desk::views {

namespace {

constexpr int pulse_every_ms = 10;
constexpr std::int64_t gap_ms_min = 20;
/// What was shown is painted with the next frame, a sixtieth of a second later at most.
constexpr std::int64_t quiet_ms = 40;

/// How long this thread has had the processor; 0 where the system does not say.
double worked_ms()
{
    double nanoseconds = 0;
    std::ifstream("/proc/thread-self/schedstat") >> nanoseconds;
    return nanoseconds / 1e6;
}

} // namespace

Pulse::Pulse(models::Desk const& desk, base::Clock const& clock, std::string const& path)
    : m_desk(desk)
    , m_clock(clock)
    , m_file(path)
{
    m_last_tick_ms = m_clock.monotonic().count();
    m_worked_ms = worked_ms();
    m_timer.Bind(wxEVT_TIMER, [this](wxTimerEvent&) { tick(); });
    m_timer.Start(pulse_every_ms);
}

void Pulse::note_shown()
{
    m_has_settled = false;
    m_last_work_ms = m_clock.monotonic().count();
}

void Pulse::tick()
{
    auto const now = m_clock.monotonic().count();
    auto const worked = worked_ms();
    auto const gap = now - m_last_tick_ms;
    if (gap >= gap_ms_min) {
        m_file << "gap " << m_last_tick_ms << " " << gap << " " << worked - m_worked_ms << std::endl;
        m_last_work_ms = now;
    }
    m_last_tick_ms = now;
    m_worked_ms = worked;
    settle(now);
}

void Pulse::settle(std::int64_t now)
{
    if (m_has_settled || m_desk.is_busy() || now - m_last_work_ms < quiet_ms)
        return;
    m_has_settled = true;
    auto const entries = rail_entries();
    auto const here
        = std::ranges::find(entries, m_desk.section(), [](RailEntry const& entry) { return entry.section; });
    char const key = m_desk.is_logged_in() && here != entries.end() ? here->key : '-';
    m_file << "settled " << key << " " << m_last_work_ms << std::endl;
}

} // namespace meguri::desk::views
