// Dates as they are read in Japan: era years from a table, weekdays, morning and afternoon. Pure.
// Eras: 明治 1868-01-25, 大正 1912-07-30, 昭和 1926-12-25, 平成 1989-01-08, 令和 2019-05-01 (first day of
// each).
#pragma once

#include "shared/domain/tokyo_time.h"

#include <string>

namespace meguri::domain {

struct EraYear {
    std::string era; ///< 令和, or 西暦 before the table begins.
    int year = 1;
};

EraYear era_year(Date date);
/// 令和6年10月8日(火); the first year of an era is 元年.
std::string era_date_words(Date date);
/// 10月8日(火)
std::string day_words(Date date);
/// 月 火 水 木 金 土 日
std::string weekday_word(Date date);
/// 午前10時, 午後1時30分, 正午 is 午後0時.
std::string time_words(Time time);
/// 1時間, 1時間30分, 45分
std::string duration_words(std::chrono::minutes duration);
/// 令和6年10月8日(火) 午前10時
std::string era_moment_words(Time time);
/// 昭和23年 for a year of birth: the era that the year ended in, both names when it began in another
/// (昭和64年・平成元年).
std::string birth_year_words(int year);

} // namespace meguri::domain
