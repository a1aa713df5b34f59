// A clock that stands until it is told to go on.
#pragma once

#include "shared/base/clock.h"
#include "shared/domain/tokyo_time.h"

#include <string_view>

namespace meguri::tests {

class FakeClock final : public base::Clock {
public:
    explicit FakeClock(std::string_view iso = "2026-11-21T09:00:00+09:00")
        : m_wall(domain::time_from_iso(iso).value())
    {
    }
    std::chrono::sys_time<std::chrono::milliseconds> wall() const override { return m_wall; }
    std::chrono::milliseconds monotonic() const override { return m_monotonic; }
    void pass(std::chrono::milliseconds time)
    {
        m_wall += time;
        m_monotonic += time;
    }
    /// The wall clock alone, as when somebody sets it wrong.
    void jump(std::chrono::milliseconds by) { m_wall += by; }

private:
    std::chrono::sys_time<std::chrono::milliseconds> m_wall;
    std::chrono::milliseconds m_monotonic{0};
};

} // namespace meguri::tests
