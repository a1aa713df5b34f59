// Figures: the five colours of a map, quarters of a fiscal year, what covers a place, and where tiles stand.
//
// Break: figures.cpp: count a bound as below it; give a legend one value twice. coverage.cpp: begin the year
// in January; let a class that is over and unmarked cover its hall. tile_places.cpp: put two on one place.
#include "shared/domain/coverage.h"
#include "shared/domain/figures.h"
#include "shared/domain/tile_places.h"
#include "shared/domain/year_change.h"

#include <catch2/catch.hpp>

#include <tuple>

using namespace meguri::domain;
using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

TEST_CASE("A count has the colour whose words in the legend say it", "[domain][figures]")
{
    auto const [figure, most, value, words] = GENERATE(table<MapFigure, int, int, std::string>({
        {MapFigure::SeatUse, 0, 59, "60%未満"}, {MapFigure::SeatUse, 0, 60, "60〜64"},
        {MapFigure::SeatUse, 0, 120, "80以上"}, {MapFigure::Held, 1, 0, "0回"},
        {MapFigure::Held, 1, 1, "1"}, // not 1〜1
        {MapFigure::Held, 4, 4, "4以上"}, {MapFigure::Participants, 480, 99, "100人未満"},
        {MapFigure::Participants, 480, 399, "300〜399"}, {MapFigure::Participants, 480, 480, "400以上"},
        {MapFigure::Coverage, 0, 99, "75〜99"},
        {MapFigure::Coverage, 0, 100, "100"}, // more than all there cannot be
    }));
    auto const bounds = ramp_bounds(figure, most);
    CHECK(ramp_legend(figure, bounds)[static_cast<std::size_t>(ramp_level(value, bounds))] == words);
}

TEST_CASE("A subsidy that ended has no more colour than one that never began", "[domain][figures]")
{
    CHECK(ramp_level(std::nullopt) == 0);
    CHECK(ramp_level(SubsidyStep::Withdrawn) == 0);
    CHECK(ramp_level(SubsidyStep::ToBeApplied) == 1);
    CHECK(ramp_level(SubsidyStep::SentBack) == 2);
    CHECK(ramp_level(SubsidyStep::Decided) == 3);
    CHECK(ramp_level(SubsidyStep::Paid) == 4);
}

TEST_CASE("The scale of bars ends above the highest one on a round step", "[domain][figures]")
{
    auto [most, step]
        = GENERATE(table<int, int>({{1, 1}, {5, 1}, {6, 2}, {11, 5}, {26, 10}, {61, 20}, {101, 50}}));
    CHECK(round_step(most) == step);
}

TEST_CASE("The quarters of a fiscal year begin in April", "[domain][coverage]")
{
    auto const [date, fiscal_year, number, first, after]
        = GENERATE(table<Date, int, int, std::string, std::string>({
            {year(2026) / 4 / 1, 2026, 1, "2026-04-01", "2026-07-01"},
            {year(2026) / 12 / 31, 2026, 3, "2026-10-01", "2027-01-01"},
            {year(2027) / 1 / 1, 2026, 4, "2027-01-01", "2027-04-01"},
            {year(2027) / 3 / 31, 2026, 4, "2027-01-01", "2027-04-01"},
        }));
    auto const quarter = quarter_of(date);
    CHECK(quarter == Quarter{{fiscal_year}, number});
    CHECK(to_iso(days_of(quarter).first) == first);
    CHECK(to_iso(days_of(quarter).second) == after);
    CHECK(usual_quarter({2026}, date) == number);
    CHECK(usual_quarter({2025}, date) == 4);
    CHECK(usual_quarter({2027}, date) == 1);
    CHECK(quarter_words(4) == "1〜3月");
    CHECK(quarter_words(3) == "10〜12月");
}

TEST_CASE("A place is covered by what was held and by what is still to come", "[domain][coverage]")
{
    auto const now = from_tokyo({year(2026) / 11 / 23, 12, 0, 0});
    auto const [state, hours, expected, is_good] = GENERATE(table<SessionState, int, Coverage, bool>({
        {SessionState::Held, -100, Coverage::Held, true},
        {SessionState::Published, 1, Coverage::Planned, true},
        {SessionState::Closed, 1, Coverage::Planned, true},
        {SessionState::Closed, -1, Coverage::Unsettled, false}, // over, and nobody said that it was held
        {SessionState::Arranging, 1, Coverage::Arranging, false},
        {SessionState::Draft, 1, Coverage::None, false},
        {SessionState::Cancelled, 1, Coverage::None, false},
    }));
    auto const one = coverage_of(state, now + std::chrono::hours(hours), now);
    CHECK(one == expected);
    CHECK(is_covered(one) == is_good);
    PlaceCover place;
    place.add(Coverage::Arranging);
    place.add(one);
    CHECK(place.best == std::max(expected, Coverage::Arranging));
    CHECK(place.held + place.planned == (is_good ? 1 : 0));
}

TEST_CASE("Who has no place on the map gets one below, and nobody else's", "[domain][map]")
{
    std::vector<TilePlace> const known{{"352047", 2, 0}, {"352110", 1, 0}, {"999999", 0, 9}};
    std::vector<std::string> const codes{"352110", "111111", "352047", "222222"};
    CHECK(placed(known, codes)
        == std::vector<TilePlace>{{"352047", 2, 0}, {"352110", 1, 0}, {"111111", 0, 1}, {"222222", 1, 1}});
    CHECK(placed({}, codes).size() == 4);
}

TEST_CASE("A year wants its programmes from the March before on, until April is over", "[domain][year]")
{
    auto const [date, wanted] = GENERATE(table<Date, int>({
        {year(2027) / 2 / 28, 0},
        {year(2027) / 3 / 1, 2027},
        {year(2027) / 3 / 31, 2027},
        {year(2027) / 4 / 1, 2027}, // it has begun, and may still be without
        {year(2027) / 5 / 1, 0},
    }));
    CHECK(year_to_prepare(date).value_or(FiscalYear{0}).year == wanted);
    CHECK(can_be_followed({2026}, year(2027) / 4 / 1));
    CHECK(can_be_followed({2026}, year(2026) / 4 / 1));
    CHECK_FALSE(can_be_followed({2027}, year(2027) / 3 / 31)); // two years ahead of anybody's plans
    CHECK_FALSE(can_be_followed({2024}, year(2026) / 4 / 1));
}

TEST_CASE("Ids, names and days go on by a year", "[domain][year]")
{
    CHECK(id_a_year_later("p2026-municipal-352047", {2026}) == "p2027-municipal-352047");
    CHECK(id_a_year_later("p-own", {2026}) == "p-own-2027");
    CHECK(name_a_year_later("令和8年度 市町提案型", {2026}) == "令和9年度 市町提案型");
    CHECK(name_a_year_later("市町提案型", {2026}) == "市町提案型");
    CHECK(a_year_later(year(2028) / 2 / 29) == Date(year(2029) / 2 / 28));
    CHECK(a_year_later(year(2026) / 5 / 31) == Date(year(2027) / 5 / 31));
}
