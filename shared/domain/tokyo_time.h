// Wall-clock time in Japan and back. Asia/Tokyo has been UTC+9 without summer time since 1951-09-08, so this
// is arithmetic, not a zone database. Pure.
#pragma once

#include "shared/base/clock.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace meguri::domain {

using base::Time;
using Date = std::chrono::year_month_day;

struct TokyoTime {
    Date date;
    int hour = 0;
    int minute = 0;
    int second = 0;
    auto operator<=>(TokyoTime const&) const = default;
};

TokyoTime to_tokyo(Time time);
Time from_tokyo(TokyoTime const& local);
inline Date tokyo_date(Time time)
{
    return to_tokyo(time).date;
}

/// 2026-11-21T10:00:00+09:00, the form of every time on the wire.
std::string to_iso(Time time);
/// Takes seconds or none, a fraction or none, `Z` or `+hh:mm`. Empty when it is not such a time or not a real
/// date.
std::optional<Time> time_from_iso(std::string_view text);

/// 2026-11-21
std::string to_iso(Date date);
std::optional<Date> date_from_iso(std::string_view text);

} // namespace meguri::domain
