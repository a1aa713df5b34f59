#include "kiosk/flow/spoken_time.h"

#include "shared/domain/era_date.h"

#include <array>
#include <string>

namespace meguri::kiosk::flow {

namespace {

constexpr std::array months{msgid("1月"), msgid("2月"), msgid("3月"), msgid("4月"), msgid("5月"),
    msgid("6月"), msgid("7月"), msgid("8月"), msgid("9月"), msgid("10月"), msgid("11月"), msgid("12月")};
// Each day of the month is a word of its own: 5日 is read いつか, not ごにち.
constexpr std::array day_names{msgid("1日"), msgid("2日"), msgid("3日"), msgid("4日"), msgid("5日"),
    msgid("6日"), msgid("7日"), msgid("8日"), msgid("9日"), msgid("10日"), msgid("11日"), msgid("12日"),
    msgid("13日"), msgid("14日"), msgid("15日"), msgid("16日"), msgid("17日"), msgid("18日"), msgid("19日"),
    msgid("20日"), msgid("21日"), msgid("22日"), msgid("23日"), msgid("24日"), msgid("25日"), msgid("26日"),
    msgid("27日"), msgid("28日"), msgid("29日"), msgid("30日"), msgid("31日")};
constexpr std::array weekdays{
    msgid("日"), msgid("月"), msgid("火"), msgid("水"), msgid("木"), msgid("金"), msgid("土")};
constexpr std::array long_weekdays{msgid("日曜日"), msgid("月曜日"), msgid("火曜日"), msgid("水曜日"),
    msgid("木曜日"), msgid("金曜日"), msgid("土曜日")};

std::size_t weekday_index(domain::Date date)
{
    return std::chrono::weekday(std::chrono::sys_days(date)).c_encoding();
}

Words day_of_month(domain::Date date)
{
    return say(day_names.at(static_cast<unsigned>(date.day()) - 1));
}

// English writes 9:05 where Japanese says 9時5分, so the minute is offered in both spellings.
std::vector<Words> hour_and_minute(int hour, int minute)
{
    auto const padded = (minute < 10 ? "0" : "") + std::to_string(minute);
    return {number(hour), number(minute), just(padded)};
}

// Noon and midnight are 午後0時 and 午前0時 here; English has no hour 0, so hour 0 has sentences of its own.
Words half_day_time(bool is_morning, int hour, int minute)
{
    auto blanks = hour_and_minute(hour, minute);
    if (hour == 0 && minute == 0)
        return is_morning ? say("午前0時") : say("午後0時");
    if (hour == 0)
        return is_morning ? say("午前0時{1}分", blanks) : say("午後0時{1}分", blanks);
    if (minute == 0)
        return is_morning ? say("午前{0}時", blanks) : say("午後{0}時", blanks);
    return is_morning ? say("午前{0}時{1}分", blanks) : say("午後{0}時{1}分", blanks);
}

struct EraMsgids {
    std::string_view era;
    std::string_view first_year;
    std::string_view later_year;
};
constexpr std::array eras{
    EraMsgids{"明治", msgid("明治元年"), msgid("明治{0}年")},
    EraMsgids{"大正", msgid("大正元年"), msgid("大正{0}年")},
    EraMsgids{"昭和", msgid("昭和元年"), msgid("昭和{0}年")},
    EraMsgids{"平成", msgid("平成元年"), msgid("平成{0}年")},
    EraMsgids{"令和", msgid("令和元年"), msgid("令和{0}年")},
};

Words era_year_of(domain::Date date)
{
    auto const year = domain::era_year(date);
    for (auto const& entry : eras)
        if (entry.era == year.era)
            return year.year == 1 ? say(entry.first_year) : say(entry.later_year, {number(year.year)});
    return say("{0}年", {number(static_cast<int>(date.year()))});
}

} // namespace

Words month(domain::Date date)
{
    return say(months.at(static_cast<unsigned>(date.month()) - 1));
}

Words weekday(domain::Date date)
{
    return say(long_weekdays.at(weekday_index(date)));
}

Words month_and_day(domain::Date date)
{
    return say("{0}{1}", {month(date), day_of_month(date)});
}

Words day(domain::Date date)
{
    return say("{0}{1}({2})", {month(date), day_of_month(date), say(weekdays.at(weekday_index(date)))});
}

Words clock_time(domain::Time time)
{
    auto const local = domain::to_tokyo(time);
    return half_day_time(local.hour < 12, local.hour % 12, local.minute);
}

Words time_range(domain::Time from, domain::Time to)
{
    auto const start = domain::to_tokyo(from);
    auto const end = domain::to_tokyo(to);
    bool const is_same_half = start.date == end.date && (start.hour < 12) == (end.hour < 12);
    auto const hour = end.hour % 12;
    if (!is_same_half || hour == 0)
        return say("{0} 〜 {1}", {clock_time(from), clock_time(to)});
    auto blanks = hour_and_minute(hour, end.minute);
    return say(
        "{0} 〜 {1}", {clock_time(from), end.minute == 0 ? say("{0}時", blanks) : say("{0}時{1}分", blanks)});
}

Words duration(std::chrono::minutes length)
{
    auto const hours = length.count() / 60;
    auto const minutes = length.count() % 60;
    if (hours == 0)
        return say("{0}分", {number(minutes)});
    if (minutes == 0)
        return hours == 1 ? say("1時間") : say("{0}時間", {number(hours)});
    return say("{0}時間{1}分", {number(hours), number(minutes)});
}

Words era_years(int year)
{
    using std::chrono::January, std::chrono::December;
    auto const first = era_year_of(std::chrono::year(year) / January / 1);
    auto const last = era_year_of(std::chrono::year(year) / December / 31);
    return first == last ? last : say("{0}・{1}", {first, last});
}

} // namespace meguri::kiosk::flow
