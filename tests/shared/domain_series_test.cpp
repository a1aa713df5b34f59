// Series of classes: which days they fall on, with what is left out and what is moved.
#include "shared/domain/series.h"

#include <catch2/catch.hpp>

namespace {

using namespace meguri::domain;

Date day(std::string const& text)
{
    return date_from_iso(text).value();
}

std::string days(SeriesRule const& rule, std::vector<Holiday> const& holidays = {})
{
    auto const found = days_of(rule, holidays);
    if (!found)
        return found.error().field;
    std::string text;
    for (auto const& one : *found)
        text += (text.empty() ? "" : " ") + to_iso(one).substr(5);
    return text;
}

// Break: any step of regular_days, or the order of the exceptions.
TEST_CASE("A series falls on its days, without those left out, with those moved", "[series]")
{
    auto const first = day("2026-10-08"); // The second Thursday of October.
    std::vector<Holiday> const holidays{{day("2026-10-15"), "みほんの日"}};
    using Row = std::tuple<SeriesRule, std::string, std::string>;
    auto const [rule, expected, why] = GENERATE_REF(table<SeriesRule, std::string, std::string>({
        Row{{first, Every::Week, 3, {}, {}, false}, "10-08 10-15 10-22", "each week"},
        Row{{first, Every::TwoWeeks, 3, {}, {}, false}, "10-08 10-22 11-05", "every other week"},
        Row{{first, Every::MonthByWeekday, 4, {}, {}, false}, "10-08 11-12 12-10 01-14", "second Thursdays"},
        Row{{day("2026-10-29"), Every::MonthByWeekday, 3, {}, {}, false}, "10-29 12-31",
            "November has no fifth Thursday"},
        Row{{first, Every::Week, 3, {}, {}, true}, "10-08 10-22", "without the holiday"},
        Row{{first, Every::Week, 3, {day("2026-10-22")}, {}, false}, "10-08 10-15", "one left out"},
        Row{{first, Every::Week, 3, {}, {{day("2026-10-15"), day("2026-10-16")}}, false}, "10-08 10-16 10-22",
            "one moved"},
        Row{{first, Every::Week, 2, {}, {{first, day("2026-10-20")}}, false}, "10-15 10-20",
            "moved behind the next"},
        Row{{first, Every::Week, 3, {day("2026-10-09")}, {}, false}, "skip[0]", "no day of the series"},
        Row{{first, Every::Week, 3, {}, {{day("2026-10-09"), first}}, false}, "move[0]", "no day of it"},
        Row{{first, Every::Week, 3, {}, {{first, day("2026-10-15")}}, false}, "move[0]", "taken already"},
        Row{{first, Every::Week, 0, {}, {}, false}, "count", "none"},
        Row{{first, Every::Week, 61, {}, {}, false}, "count", "too many"},
        Row{{Date(), Every::Week, 1, {}, {}, false}, "first", "no day"},
    }));
    INFO(why);
    CHECK(days(rule, holidays) == expected);
}

TEST_CASE("A class taken over is put off by whole weeks, with its parts and its window", "[series]")
{
    auto const now = from_tokyo({day("2026-10-08"), 12, 0, 0});
    auto const at = [](std::string const& text) { return from_tokyo({day(text), 10, 0, 0}); };
    CHECK(put_off_for(at("2026-11-01"), now) == std::chrono::days(0));
    CHECK(put_off_for(at("2026-10-15"), now) == std::chrono::days(14));
    CHECK(put_off_for(at("2026-10-22"), now) == std::chrono::days(7));
    CHECK(put_off_for(at("2025-10-09"), now) == std::chrono::days(7 * 55));
    Session session;
    session.starts_at = at("2026-10-15");
    session.ends_at = session.starts_at + std::chrono::hours(1);
    session.parts = {{session.starts_at, session.ends_at, VenueId("v")}};
    session.registration_closes_at = at("2026-10-14");
    auto const moved = moved_by(session, std::chrono::days(14));
    CHECK(moved.starts_at == at("2026-10-29"));
    CHECK(moved.parts[0].ends_at == moved.ends_at);
    CHECK(moved.registration_closes_at == at("2026-10-28"));
    CHECK_FALSE(moved.registration_opens_at);
}

} // namespace
