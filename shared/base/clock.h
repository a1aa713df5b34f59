// The time as a parameter. `SystemClock` is the only place that asks the operating system; tests and the
// simulation hand in a clock of their own. Thread-safe.
#pragma once

#include <chrono>

namespace meguri::base {

/// A point in time, UTC, whole seconds: what the domain, SQL and the wire speak.
using Time = std::chrono::sys_seconds;

class Clock {
public:
    virtual ~Clock() = default;
    /// Wall clock. May be wrong and may jump; nothing safe may depend on it.
    virtual std::chrono::sys_time<std::chrono::milliseconds> wall() const = 0;
    /// Never goes back while the machine is up.
    virtual std::chrono::milliseconds monotonic() const = 0;

    Time now() const { return std::chrono::floor<std::chrono::seconds>(wall()); }
};

class SystemClock final : public Clock {
public:
    std::chrono::sys_time<std::chrono::milliseconds> wall() const override;
    std::chrono::milliseconds monotonic() const override;
};

/// The other direction, where time must be a number: seconds since 1970-01-01 UTC.
inline long long seconds_of(Time time)
{
    return static_cast<long long>(time.time_since_epoch().count());
}
inline Time time_of(long long seconds)
{
    return Time(std::chrono::seconds(seconds));
}

} // namespace meguri::base
