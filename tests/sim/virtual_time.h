// Time that passes only from event to event. One queue for a whole run, ordered by (virtual time, order of
// arrival); each machine sees the same time through a clock of its own, which may be wrong and may jump.
#pragma once

#include "shared/base/clock.h"
#include "tests/sim/chance.h"

#include <chrono>
#include <functional>
#include <map>
#include <string_view>
#include <utility>

namespace meguri::sim {

using Span = std::chrono::nanoseconds;

class EventQueue {
public:
    Span now() const { return m_now; }
    Moment const& moment() const { return m_moment; }

    /// `stream`, `who` and `number` name the event for ever, whatever else happens in the run.
    void at(Span time, std::string_view stream, std::uint64_t who, std::uint64_t number,
        std::function<void()> action)
    {
        auto const event = mixed(mixed(hash_of(stream), who), number);
        m_events.emplace(std::pair(std::max(time, m_now), m_next_number++), Entry{event, std::move(action)});
    }
    /// Runs everything up to `end`, and stands there.
    void run_until(Span end)
    {
        while (!m_events.empty() && m_events.begin()->first.first <= end) {
            auto const first = m_events.extract(m_events.begin());
            m_now = first.key().first;
            m_moment.event = first.mapped().event;
            first.mapped().action();
        }
        m_now = end;
    }
    /// For what a run does outside its events.
    void begin(std::string_view stream, std::uint64_t number)
    {
        m_moment.event = mixed(hash_of(stream), number);
    }

private:
    struct Entry {
        std::uint64_t event = 0;
        std::function<void()> action;
    };
    Span m_now{0};
    Moment m_moment;
    std::uint64_t m_next_number = 0;
    std::map<std::pair<Span, std::uint64_t>, Entry> m_events;
};

class MachineClock final : public base::Clock {
public:
    explicit MachineClock(EventQueue const& queue)
        : m_queue(queue)
    {
    }
    std::chrono::sys_time<std::chrono::milliseconds> wall() const override
    {
        // 2026-11-21T00:00:00Z.
        constexpr auto beginning = std::chrono::sys_seconds(std::chrono::seconds(1'795'219'200));
        return beginning + std::chrono::floor<std::chrono::milliseconds>(m_queue.now()) + m_off;
    }
    std::chrono::milliseconds monotonic() const override
    {
        return std::chrono::floor<std::chrono::milliseconds>(m_queue.now() - m_booted);
    }
    void set_off(std::chrono::milliseconds off) { m_off = off; }
    std::chrono::milliseconds off() const { return m_off; }
    void boot() { m_booted = m_queue.now(); }

private:
    EventQueue const& m_queue;
    std::chrono::milliseconds m_off{0};
    Span m_booted{0};
};

} // namespace meguri::sim
