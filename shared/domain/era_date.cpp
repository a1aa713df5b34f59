#include "shared/domain/era_date.h"

#include <array>
#include <string_view>

namespace meguri::domain {

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;

struct Era {
    std::string_view name;
    Date first_day;
};

// Latest first. 明治元年 is counted from 1868-01-25, the old calendar's new year's day.
constexpr std::array eras{
    Era{"令和", Date(year(2019), month(5), day(1))},
    Era{"平成", Date(year(1989), month(1), day(8))},
    Era{"昭和", Date(year(1926), month(12), day(25))},
    Era{"大正", Date(year(1912), month(7), day(30))},
    Era{"明治", Date(year(1868), month(1), day(25))},
};
constexpr std::string_view common_era = "西暦";

std::string words_of(EraYear const& year_of_era)
{
    return year_of_era.era + (year_of_era.year == 1 ? "元" : std::to_string(year_of_era.year)) + "年";
}

} // namespace

EraYear era_year(Date date)
{
    for (auto const& era : eras)
        if (date >= era.first_day)
            return {std::string(era.name),
                static_cast<int>(date.year()) - static_cast<int>(era.first_day.year()) + 1};
    return {std::string(common_era), static_cast<int>(date.year())};
}

std::string era_date_words(Date date)
{
    return words_of(era_year(date)) + day_words(date);
}

std::string day_words(Date date)
{
    return std::to_string(static_cast<unsigned>(date.month())) + "月"
        + std::to_string(static_cast<unsigned>(date.day())) + "日(" + weekday_word(date) + ")";
}

std::string weekday_word(Date date)
{
    constexpr std::array<char const*, 7> words{"日", "月", "火", "水", "木", "金", "土"};
    return words[std::chrono::weekday(sys_days(date)).c_encoding()];
}

std::string time_words(Time time)
{
    auto const local = to_tokyo(time);
    std::string words = local.hour < 12 ? "午前" : "午後";
    words += std::to_string(local.hour % 12) + "時";
    if (local.minute != 0)
        words += std::to_string(local.minute) + "分";
    return words;
}

std::string duration_words(std::chrono::minutes duration)
{
    auto const hours = duration.count() / 60;
    auto const minutes = duration.count() % 60;
    std::string words;
    if (hours != 0)
        words += std::to_string(hours) + "時間";
    if (minutes != 0 || hours == 0)
        words += std::to_string(minutes) + "分";
    return words;
}

std::string era_moment_words(Time time)
{
    return era_date_words(tokyo_date(time)) + " " + time_words(time);
}

std::string birth_year_words(int year_of_birth)
{
    auto const began = era_year(Date(year(year_of_birth), month(1), day(1)));
    auto const ended = era_year(Date(year(year_of_birth), month(12), day(31)));
    if (began.era == ended.era || began.era == common_era)
        return words_of(ended);
    return words_of(began) + "・" + words_of(ended);
}

} // namespace meguri::domain
