// What the sessions of a subsidy bring together, and for which subsidy a session counts.
//
// Break: subsidy_account.cpp: count uses in the order given; let a session that brings nothing use one up;
// take the plan of what was held; leave the limits out. subsidy_scope.cpp: let a claim stand in another year;
// prefer the scheme to the own programme; take two parts of one session for twins.
#include "shared/domain/subsidy_account.h"
#include "shared/domain/subsidy_scope.h"

#include <catch2/catch.hpp>

#include <tuple>

using namespace meguri::domain;
using meguri::base::Time;

namespace {

using Y = AmountReason;
using enum SessionState;
constexpr auto passed = Verdict::Passed;
constexpr auto unknown = Verdict::NotYetKnown;
constexpr auto failed = Verdict::Failed;

/// 補助率1/2、上限2万円、千円未満切捨て、年度内2回まで.
AmountRule const half{RateOfCost{1, 2}, 20'000, 1'000, 2};
AmountRule const half_often{RateOfCost{1, 2}, 20'000, 1'000, {}};
AmountRule const by_seniors{TiersBySeniors{{{1, 500}, {10, 1'000}}}, {}, 1, {}};

Time day(int number)
{
    return Time(std::chrono::hours(24 * number));
}

SessionMoney held(int on, std::optional<std::int64_t> cost, Verdict verdict = passed)
{
    return {day(on), Held, verdict, 30'000, cost, 12, 9};
}
SessionMoney planned(int on, std::optional<std::int64_t> cost, Verdict verdict = unknown)
{
    return {day(on), Published, verdict, cost, {}, 12, {}};
}

AccountLine line(AmountRule const& rule, SessionMoney const& session)
{
    return account_sums(rule, std::vector{session}).lines.front();
}

TEST_CASE("A session's line says what it may bring, what it brought and why", "[domain][subsidy_account]")
{
    auto const [rule, session, forecast, final_amount]
        = GENERATE(table<AmountRule, SessionMoney, Amount, Amount>({
            {half_often, held(1, 24'000), {15'000, Y::Counted}, {12'000, Y::Counted}},
            {half_often, held(1, 25'999), {15'000, Y::Counted}, {12'000, Y::Counted}}, // 999 are cut.
            {half_often, held(1, 90'000), {15'000, Y::Counted}, {20'000, Y::Capped}},
            {half_often, held(1, {}), {15'000, Y::Counted}, {0, Y::CostMissing}},
            {half_often, held(1, 24'000, unknown), {15'000, Y::Counted}, {0, Y::NotYetKnown}},
            {half_often, held(1, 24'000, failed), {0, Y::NotEligible}, {0, Y::NotEligible}},
            {half_often, planned(1, 24'000), {12'000, Y::Counted}, {0, Y::NotHeldYet}},
            {half_often, planned(1, {}), {0, Y::CostMissing}, {0, Y::NotHeldYet}},
            {half_often, planned(1, 24'000, failed), {0, Y::NotEligible}, {0, Y::NotHeldYet}},
            {half_often, {day(1), Cancelled, unknown, 24'000, 24'000, 12, {}}, {0, Y::Cancelled},
                {0, Y::Cancelled}},
            {by_seniors, held(1, {}), {1'000, Y::Counted}, {500, Y::Counted}},
            {by_seniors, {day(1), Held, passed, {}, {}, {}, {}}, {0, Y::SeniorsMissing},
                {0, Y::SeniorsMissing}},
        }));
    auto const found = line(rule, session);
    CHECK(found.forecast == forecast);
    CHECK(found.final_amount == final_amount);
}

TEST_CASE("The year's uses go to the earliest sessions that bring something", "[domain][subsidy_account]")
{
    // Given out of order: the fourth day stands first.
    std::vector<SessionMoney> const sessions{
        planned(4, 40'000), held(1, 1'000), held(2, 40'000), held(3, {}), planned(5, 40'000)};
    auto const sums = account_sums(half, sessions);
    // The first brings nothing after the cut, the third has no cost: neither uses one up.
    CHECK(sums.lines[1].final_amount == Amount{0, Y::Counted});
    CHECK(sums.lines[2].final_amount == Amount{20'000, Y::Counted});
    CHECK(sums.lines[3].final_amount == Amount{0, Y::CostMissing});
    CHECK(sums.lines[0].forecast == Amount{20'000, Y::Counted});
    CHECK(sums.lines[4].forecast == Amount{0, Y::UsedUp});
    CHECK(sums.totals.held_yen == 20'000);
    CHECK(sums.totals.to_come_yen == 20'000);
    CHECK(sums.totals.forecast_yen == 40'000);
    CHECK(sums.totals.final_yen == 20'000);
    CHECK(sums.totals.held_cost_yen == 41'000);
}

TEST_CASE("What is to come does not use up what a later day has spent", "[domain][subsidy_account]")
{
    // The class of day 1 was not yet marked as held; those of days 2 and 3 were.
    std::vector<SessionMoney> const sessions{planned(1, 40'000), held(2, 40'000), held(3, 40'000)};
    auto const sums = account_sums(half, sessions);
    CHECK(sums.totals.final_yen == 40'000);
    CHECK(sums.lines[0].forecast == Amount{20'000, Y::Counted});
}

TEST_CASE("The sums stay within what was decided and what a year may bring", "[domain][subsidy_account]")
{
    using L = LimitedBy;
    using Yen = std::optional<std::int64_t>;
    std::vector<SessionMoney> const sessions{held(1, 40'000), held(2, 40'000), planned(3, 40'000)};
    auto const [decided, cap, forecast, forecast_by, final_yen, final_by]
        = GENERATE(table<Yen, Yen, std::int64_t, L, std::int64_t, L>({
            {{}, {}, 60'000, L::Nothing, 40'000, L::Nothing},
            {60'000, {}, 60'000, L::Nothing, 40'000, L::Nothing},
            {59'000, {}, 59'000, L::Decided, 40'000, L::Nothing},
            {30'000, {}, 30'000, L::Decided, 30'000, L::Decided},
            {{}, 50'000, 50'000, L::YearCap, 40'000, L::Nothing},
            {50'000, 30'000, 30'000, L::YearCap, 30'000, L::YearCap},
            {30'000, 50'000, 30'000, L::Decided, 30'000, L::Decided},
            {0, {}, 0, L::Decided, 0, L::Decided},
        }));
    auto const totals = account_sums(half_often, sessions, {decided, cap}).totals;
    CHECK(totals.forecast_yen == forecast);
    CHECK(totals.forecast_limited_by == forecast_by);
    CHECK(totals.final_yen == final_yen);
    CHECK(totals.final_limited_by == final_by);
}

TEST_CASE("A programme without an amount rule pays nothing by session", "[domain][subsidy_account]")
{
    auto const sums = account_sums(std::nullopt, std::vector{held(1, 40'000), planned(2, 40'000)});
    for (auto const& one : sums.lines) {
        CHECK(one.forecast == Amount{0, Y::NoRule});
        CHECK(one.final_amount == Amount{0, Y::NoRule});
    }
    CHECK(sums.totals.forecast_yen == 0);
    CHECK(sums.totals.held_cost_yen == 40'000);
    CHECK(account_sums(half, {}).totals == AccountTotals());
}

TEST_CASE("What was decided is what the last decision with an amount says", "[domain][subsidy_account]")
{
    auto const entry = [](SubsidyStep step, std::optional<std::int64_t> yen) {
        SubsidyEntry one;
        one.step = step;
        one.amount_yen = yen;
        return one;
    };
    using enum SubsidyStep;
    std::vector<SubsidyEntry> history{entry(Applied, 90'000)};
    CHECK(decided_yen(history) == std::nullopt);
    history.push_back(entry(Decided, 80'000));
    CHECK(decided_yen(history) == 80'000);
    history.push_back(entry(ChangeApplied, 95'000));
    history.push_back(entry(ChangeDecided, {}));
    CHECK(decided_yen(history) == 80'000);
    history.push_back(entry(ChangeDecided, 85'000));
    CHECK(decided_yen(history) == 85'000);
}

TEST_CASE("How many seniors came is told only when it can be", "[domain][subsidy_account]")
{
    auto const [facts, seniors] = GENERATE(table<std::optional<AttendanceFacts>, std::optional<int>>({
        {{}, {}},
        {AttendanceFacts{5, 3, 1, 0, 0, 0}, 3}, // Whose age is not known is not counted.
        {AttendanceFacts{5, 3, 0, 0, 0, 1}, {}},
        {AttendanceFacts{8, 0, 8, 0, 8, 0}, {}}, // Counted heads of a drop-in.
        {AttendanceFacts{}, 0},
    }));
    CHECK(seniors_who_came(facts) == seniors);
}

constexpr char hagi[] = "352047";

Programme programme(std::string const& id, Scheme scheme, int year = 2026)
{
    return {ProgrammeId(id), {year}, scheme, id, OrganisationId("x")};
}
auto const own = programme("own", Scheme::MunicipalProposed);
auto const other_own = programme("other-own", Scheme::MunicipalProposed);
auto const whole = programme("whole", Scheme::MunicipalProposed);
auto const national = programme("national", Scheme::NationalB);

/// The subsidy that counts it, `-` for none.
std::string counted(std::optional<Programme> const& of, std::optional<SessionClaim> const& claim = {},
    std::string const& municipality = hagi, int year = 2026)
{
    std::vector<SubsidyScope> const scopes{{SubsidyId("g-whole"), hagi, whole, true},
        {SubsidyId("g-own"), hagi, own, false}, {SubsidyId("g-national"), hagi, national, false},
        {SubsidyId("g-away"), "352080", own, false},
        {SubsidyId("g-next"), hagi, programme("own", Scheme::MunicipalProposed, 2027), false}};
    auto const found = counted_for({municipality, {year}, of}, scopes, claim);
    return found ? found->value : "-";
}
SessionClaim claim(std::string const& subsidy)
{
    return {subsidy.empty() ? std::nullopt : std::optional(SubsidyId(subsidy))};
}

TEST_CASE("A session counts for one subsidy at most", "[domain][subsidy_scope]")
{
    CHECK(counted(own) == "g-own"); // Not for the scheme as well.
    CHECK(counted(other_own) == "g-whole"); // It stands under the scheme.
    CHECK(counted(national) == "g-national");
    CHECK(counted({}) == "-");
    CHECK(counted(own, {}, "352080") == "g-away");
    CHECK(counted(own, {}, hagi, 2027) == "g-next");
    CHECK(counted(own, {}, hagi, 2025) == "-");
    CHECK(counted(own, claim("")) == "-"); // Taken out.
    CHECK(counted(own, claim("g-national")) == "g-national");
    CHECK(counted({}, claim("g-whole")) == "g-whole");
    CHECK(counted(own, claim("g-away")) == "-"); // Another town's subsidy.
    CHECK(counted(own, claim("g-next")) == "-"); // Another year's.
}

TEST_CASE("Two sessions of different subsidies that look like one class are named", "[domain][subsidy_scope]")
{
    auto const part = [](std::size_t session, std::string const& subsidy, std::string const& venue,
                          std::string const& provider, int from, int to) {
        return FundedPart{session, SubsidyId(subsidy), VenueId(venue), OrganisationId(provider),
            Time(std::chrono::hours(from)), Time(std::chrono::hours(to))};
    };
    using T = FundedTwin;
    using enum TwinReason;
    auto const first = part(0, "a", "hall", "one", 10, 12);
    auto const [second, twins] = GENERATE_COPY(table<FundedPart, std::vector<T>>({
        {part(1, "b", "hall", "two", 11, 13), {T{0, 1, SameHall}}},
        {part(1, "b", "hall", "two", 12, 13), {}}, // One after the other.
        {part(1, "b", "shop", "two", 10, 12), {}},
        {part(1, "b", "shop", "one", 10, 11), {T{0, 1, SameProvider}}},
        {part(1, "b", "shop", "one", 11, 12), {}}, // Two lecturers of one provider.
        {part(1, "b", "hall", "one", 10, 12), {T{0, 1, SameHall}}},
        {part(1, "a", "hall", "one", 10, 12), {}}, // The same subsidy: a clash, no double funding.
        {part(0, "b", "hall", "one", 10, 12), {}}, // The same session.
        {part(1, "b", "", "two", 10, 12), {}},
    }));
    CHECK(funded_twins({second, first}) == twins);
    auto nowhere = first;
    nowhere.venue = VenueId("");
    CHECK(funded_twins({nowhere, part(1, "b", "", "two", 10, 12)}).empty());
}

} // namespace
