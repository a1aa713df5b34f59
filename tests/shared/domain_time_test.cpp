// Wall clock, ISO text, eras, fiscal years and age bands.
//
// Break: tokyo_time.cpp: offset of 8 hours, add the offset instead of subtracting it, forget date.ok(), allow
// second 60. era_date.cpp: 平成 from 1989-01-07, no 元, hour 12 as 午後12時. fiscal_year.cpp: `<=` April,
// name by the first day. age_band.cpp: `<=` in any line.
#include "shared/domain/age_band.h"
#include "shared/domain/era_date.h"
#include "shared/domain/fiscal_year.h"
#include "shared/domain/tokyo_time.h"

#include <catch2/catch.hpp>

#include <string>
#include <tuple>

using namespace meguri::domain;

namespace {

Date on(std::string const& text)
{
    auto const date = date_from_iso(text);
    REQUIRE(date);
    return *date;
}

Time at(std::string const& text)
{
    auto const time = time_from_iso(text);
    REQUIRE(time);
    return *time;
}

} // namespace

TEST_CASE("A time on the wire means one second of UTC", "[domain][time]")
{
    auto const [text, seconds, why] = GENERATE(table<std::string, long long, std::string>({
        {"2026-11-21T10:00:00+09:00", 1795222800, "the form of the wire"},
        {"2026-11-21T10:00+09:00", 1795222800, "without seconds"},
        {"2026-11-21T01:00:00Z", 1795222800, "UTC"},
        {"2026-11-21T10:00:00.999+09:00", 1795222800, "a fraction is cut, not rounded"},
        {"2026-11-21T10:00:00.123456789012+09:00", 1795222800, "a long fraction"},
        {"2026-11-20T20:00:00-05:00", 1795222800, "west of Greenwich, the day before"},
        {"2026-11-21T06:30:00+05:30", 1795222800, "an offset with minutes"},
        {"2026-11-21T01:00:00-00:00", 1795222800, "UTC, said in a third way"},
        {"1970-01-01T09:00:00+09:00", 0, "the epoch"},
        {"1970-01-01T08:59:59+09:00", -1, "before the epoch"},
        {"1969-12-31T23:59:59.5Z", -1, "a fraction before the epoch is cut towards its second, too"},
        {"2024-02-29T00:00:00+09:00", 1709132400, "a leap day"},
        {"2000-02-29T00:00:00Z", 951782400, "a leap day in a century year"},
        {"2026-12-31T23:59:59+09:00", 1798729199, "the last second of a year"},
    }));
    INFO(text << ": " << why);
    auto const time = time_from_iso(text);
    REQUIRE(time);
    CHECK(meguri::base::seconds_of(*time) == seconds);
}

TEST_CASE("What is not such a time or not a real date is refused", "[domain][time]")
{
    auto const [text, why] = GENERATE(table<std::string, std::string>({
        {"", "nothing"},
        {"2026-11-21", "a date alone"},
        {"2026-11-21T10:00:00", "no offset: nobody knows when"},
        {"2026-11-21 10:00:00+09:00", "a space for the T"},
        {"2026-11-21t10:00:00+09:00", "a small t"},
        {"2026-11-21T10:00:00z", "a small z"},
        {"2026-11-21T10+09:00", "no minutes"},
        {"2026-11-21T10:00:00+0900", "an offset without its colon"},
        {"2026-11-21T10:00:00+09", "an offset without minutes"},
        {"2026-11-21T10:00:00+9:00", "an offset of one digit"},
        {"2026-11-21T10:00:00+24:00", "an offset of a day"},
        {"2026-11-21T10:00:00+09:60", "an offset with 60 minutes"},
        {"2026-11-21T10:00:00+-9:00", "two signs"},
        {"2026-11-21T10:00:00+09:00 ", "a space behind"},
        {" 2026-11-21T10:00:00+09:00", "a space in front"},
        {"2026-11-21T10:00:00ZZ", "something behind the end"},
        {"2026-11-21T10:00:00.+09:00", "a fraction without digits"},
        {"2026-11-21T10:00:00,5+09:00", "a comma"},
        {"2026-11-21T10:00.5+09:00", "a fraction of a minute"},
        {"2026-11-21T24:00:00+09:00", "hour 24"},
        {"2026-11-21T10:60:00+09:00", "minute 60"},
        {"2026-11-21T10:00:60+09:00", "second 60"},
        {"2026-02-29T10:00:00+09:00", "no leap year"},
        {"1900-02-29T10:00:00+09:00", "no leap year: a century"},
        {"2026-04-31T10:00:00+09:00", "April has 30 days"},
        {"2026-00-10T10:00:00+09:00", "month 0"},
        {"2026-13-10T10:00:00+09:00", "month 13"},
        {"2026-11-00T10:00:00+09:00", "day 0"},
        {"26-11-21T10:00:00+09:00", "a year of two digits"},
        {"02026-11-21T10:00:00+09:00", "a year of five"},
        {"-2026-11-21T10:00:00+09:00", "a year before the first"},
        {"2026-11-2\xEF\xBC\x91T10:00:00+09:00", "a wide digit"},
        {"9999-12-31T23:59:59Z", "already the year 10000 in Tokyo, which the wire cannot say"},
        {"0000-01-01T00:00:00+23:59", "still the year before 0 in Tokyo"},
    }));
    INFO(text << ": " << why);
    CHECK_FALSE(time_from_iso(text));
}

TEST_CASE("A time written for the wire reads back as itself", "[domain][time]")
{
    auto const text = GENERATE(values<std::string>(
        {"2026-11-21T10:00:00+09:00", "1970-01-01T00:00:00+09:00", "0001-01-01T00:00:00+09:00",
            "0000-01-01T00:00:00+09:00", "9999-12-31T23:59:59+09:00", "2024-02-29T23:59:59+09:00"}));
    CHECK(to_iso(at(text)) == text);
}

TEST_CASE("Tokyo's wall clock is nine hours ahead, also over midnight and back", "[domain][time]")
{
    auto const [utc, date, hour] = GENERATE(table<std::string, std::string, int>({
        {"2026-11-21T14:59:59Z", "2026-11-21", 23},
        {"2026-11-21T15:00:00Z", "2026-11-22", 0},
        {"2026-12-31T15:00:00Z", "2027-01-01", 0},
        {"1969-12-31T15:00:00Z", "1970-01-01", 0},
        {"1969-12-31T14:59:59Z", "1969-12-31", 23},
    }));
    CAPTURE(utc);
    auto const local = to_tokyo(at(utc));
    CHECK(to_iso(local.date) == date);
    CHECK(local.hour == hour);
    CHECK(from_tokyo(local) == at(utc));
    CHECK(tokyo_date(at(utc)) == on(date));
}

TEST_CASE("A date is ten characters and a real day", "[domain][time]")
{
    auto const [text, is_date, why] = GENERATE(table<std::string, bool, std::string>({
        {"2026-11-21", true, ""},
        {"2024-02-29", true, "a leap day"},
        {"0001-01-01", true, "the first"},
        {"2023-02-29", false, "no leap year"},
        {"2026-11-31", false, "November has 30 days"},
        {"2026-1-01", false, "a month of one digit"},
        {"2026/11/21", false, "slashes"},
        {"20261121", false, "no hyphens"},
        {"2026-11-21 ", false, "a space behind"},
        {"2026-11-21T", false, "a beginning of a time"},
        {"2026-11", false, "a month"},
        {"", false, "nothing"},
    }));
    INFO(text << ": " << why);
    auto const date = date_from_iso(text);
    CHECK(date.has_value() == is_date);
    if (date)
        CHECK(to_iso(*date) == text);
}

TEST_CASE("Every day belongs to the era that had begun on it", "[domain][era]")
{
    auto const [date, words, why] = GENERATE(table<std::string, std::string, std::string>({
        {"2024-10-08", "令和6年10月8日(火)", "the form of the house"},
        {"2019-05-01", "令和元年5月1日(水)", "first day of 令和"},
        {"2019-04-30", "平成31年4月30日(火)", "last day of 平成"},
        {"2019-12-31", "令和元年12月31日(火)", "still the first year"},
        {"2020-01-01", "令和2年1月1日(水)", "the second year begins on New Year's Day"},
        {"1989-01-08", "平成元年1月8日(日)", "first day of 平成"},
        {"1989-01-07", "昭和64年1月7日(土)", "last day of 昭和"},
        {"1926-12-25", "昭和元年12月25日(土)", "first day of 昭和"},
        {"1926-12-24", "大正15年12月24日(金)", "last day of 大正"},
        {"1912-07-30", "大正元年7月30日(火)", "first day of 大正"},
        {"1912-07-29", "明治45年7月29日(月)", "last day of 明治"},
        {"1868-01-25", "明治元年1月25日(土)", "first day of 明治"},
        {"1868-01-24", "西暦1868年1月24日(金)", "before the table"},
    }));
    INFO(why);
    CHECK(era_date_words(on(date)) == words);
}

TEST_CASE("The seven days of a week have their seven words", "[domain][era]")
{
    std::string week;
    for (int i = 0; i < 7; ++i)
        week += weekday_word(Date(std::chrono::sys_days(on("2026-11-16")) + std::chrono::days(i)));
    CHECK(week == "月火水木金土日");
    CHECK(day_words(on("2024-10-08")) == "10月8日(火)");
}

TEST_CASE("The hour is said as morning or afternoon", "[domain][era]")
{
    auto const [clock, words] = GENERATE(table<std::string, std::string>({
        {"00:00", "午前0時"},
        {"00:05", "午前0時5分"},
        {"09:30", "午前9時30分"},
        {"10:00", "午前10時"},
        {"11:59", "午前11時59分"},
        {"12:00", "午後0時"},
        {"12:30", "午後0時30分"},
        {"13:00", "午後1時"},
        {"13:30", "午後1時30分"},
        {"23:59", "午後11時59分"},
    }));
    CHECK(time_words(at("2024-10-08T" + clock + ":00+09:00")) == words);
}

TEST_CASE("A moment is said as date and hour in Tokyo", "[domain][era]")
{
    CHECK(era_moment_words(at("2024-10-08T10:00:00+09:00")) == "令和6年10月8日(火) 午前10時");
    CHECK(era_moment_words(at("2019-04-30T15:00:00Z"))
        == "令和元年5月1日(水) 午前0時"); // Another era in London.
}

TEST_CASE("A length of time is said in hours and minutes", "[domain][era]")
{
    auto const [minutes, words] = GENERATE(table<int, std::string>(
        {{45, "45分"}, {60, "1時間"}, {90, "1時間30分"}, {120, "2時間"}, {121, "2時間1分"}, {0, "0分"}}));
    CHECK(duration_words(std::chrono::minutes(minutes)) == words);
}

TEST_CASE("A year of birth is named by its era, by both where one ended in it", "[domain][era]")
{
    auto const [year, words] = GENERATE(table<int, std::string>({
        {1948, "昭和23年"},
        {1988, "昭和63年"},
        {1989, "昭和64年・平成元年"},
        {1990, "平成2年"},
        {2019, "平成31年・令和元年"},
        {2020, "令和2年"},
        {1926, "大正15年・昭和元年"},
        {1927, "昭和2年"},
        {1912, "明治45年・大正元年"},
        {1868, "明治元年"},
    }));
    CHECK(birth_year_words(year) == words);
}

TEST_CASE("A fiscal year begins on the first of April", "[domain][fiscal_year]")
{
    auto const [date, year] = GENERATE(table<std::string, int>({
        {"2024-03-31", 2023},
        {"2024-04-01", 2024},
        {"2024-12-31", 2024},
        {"2025-01-01", 2024},
        {"2025-03-31", 2024},
        {"2025-04-01", 2025},
    }));
    CAPTURE(date);
    CHECK(fiscal_year_of(on(date)).year == year);
    CHECK(first_day({year}) <= on(date));
    CHECK(on(date) <= last_day({year}));
}

TEST_CASE("A fiscal year has the name of the era its calendar year ends in", "[domain][fiscal_year]")
{
    auto const [year, words, why] = GENERATE(table<int, std::string, std::string>({
        {2024, "令和6年度", "the year of the document"},
        {2019, "令和元年度", "begun in 平成31年4月, called 令和元年度 as a whole"},
        {2018, "平成30年度", ""},
        {1989, "平成元年度", ""},
        {1988, "昭和63年度", "平成 began in its last quarter"},
    }));
    INFO(why);
    CHECK(fiscal_year_words({year}) == words);
    CHECK(to_iso(first_day({year})) == std::to_string(year) + "-04-01");
    CHECK(to_iso(last_day({year})) == std::to_string(year + 1) + "-03-31");
}

TEST_CASE("An age band is the fiscal year less the year of birth, cut at every fifth year", "[domain][age]")
{
    auto const [age, band] = GENERATE(table<int, std::string>({
        {0, "under_65"},
        {64, "under_65"},
        {65, "65_69"},
        {69, "65_69"},
        {70, "70_74"},
        {74, "70_74"},
        {75, "75_79"},
        {79, "75_79"},
        {80, "80_84"},
        {84, "80_84"},
        {85, "85_plus"},
        {120, "85_plus"},
    }));
    CAPTURE(age);
    CHECK(name_of(age_band(2024 - age, {2024})) == band);
}

TEST_CASE("Without a year of birth the age band is unknown", "[domain][age]")
{
    CHECK(age_band(std::nullopt, {2024}) == AgeBand::Unknown);
}

TEST_CASE("A visitor was born within the last 120 years", "[domain][age]")
{
    auto const [year, is_possible] = GENERATE(table<int, bool>(
        {{1903, false}, {1904, true}, {1948, true}, {2024, true}, {2025, false}, {0, false}, {-1, false}}));
    CAPTURE(year);
    CHECK(is_possible_birth_year(year, on("2024-10-08")) == is_possible);
}
