// Days and hours as Words, so that each language says them its own way. In Japanese they are the very words
// of shared/domain/era_date.h; a test holds the two together. Pure.
#pragma once

#include "kiosk/flow/words.h"
#include "shared/domain/tokyo_time.h"

#include <chrono>

namespace meguri::kiosk::flow {

/// 10月
Words month(domain::Date date);
/// 木曜日
Words weekday(domain::Date date);
/// 10月5日
Words month_and_day(domain::Date date);
/// 10月8日(木)
Words day(domain::Date date);
/// 午前10時
Words clock_time(domain::Time time);
/// 午前10時 〜 11時; the second half-day is named when it is another one.
Words time_range(domain::Time from, domain::Time to);
/// 1時間30分
Words duration(std::chrono::minutes length);
/// 昭和23年, or both names in a year of change: 昭和64年・平成元年.
Words era_years(int year);

} // namespace meguri::kiosk::flow
