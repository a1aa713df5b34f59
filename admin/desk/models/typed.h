// What a clerk types, read generously: dates, times, years of birth, amounts and phone numbers in half or
// full width and in the ways they are written on paper. Pure. Nothing is guessed beyond the year of a day
// that has none.
#pragma once

#include "shared/domain/tokyo_time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace meguri::desk::models {

/// Which year a day without one belongs to: plans are ahead, records are behind.
enum class DayWithoutYear { NextOne, LatestOne };

/// 2026-10-05, 2026/10/5, 20261005, 令和8年10月5日, R8.10.5; 10/5 and 10月5日 take their year from `today`.
std::optional<domain::Date> typed_date(std::string_view text, domain::Date today, DayWithoutYear which);

struct ClockTime {
    int hour = 0;
    int minute = 0;
};
/// 10:00, 1000, 930, 10時, 午後1時30分
std::optional<ClockTime> typed_time(std::string_view text);

/// 1948, 昭和23, 昭23年, S23, 平成元年
std::optional<int> typed_birth_year(std::string_view text);

/// 640000, 640,000, 64万, 64万円
std::optional<std::int64_t> typed_amount(std::string_view text);

std::optional<int> typed_count(std::string_view text);

/// Half-width digits without hyphens, brackets and spaces; anything else stays for the rules to refuse.
std::string typed_phone(std::string_view text);

/// Nothing but kana, long marks and spaces, and at least one kana.
bool is_kana(std::string_view text);

/// Without spaces of any kind at both ends.
std::string trimmed(std::string_view text);

} // namespace meguri::desk::models
