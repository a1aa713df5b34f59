// Amounts: three kinds of municipal grants as data, each at its limits.
//
// Break: amount.cpp: cut before the cap; round instead of cutting; let the third use of two through; take the
// first tier that fits instead of the last; pay while a rule is not yet known.
#include "shared/domain/amount.h"

#include <catch2/catch.hpp>

#include <tuple>

using namespace meguri::domain;

namespace {

/// 補助率1/2、上限2万円、千円未満切捨て、年度内2回まで、参加者の半数以上が65歳以上.
struct HalfOfCost {
    std::vector<EligibilityRule> rules{{"share", Share65Plus{1, 2}}};
    AmountRule amount{RateOfCost{1, 2}, 20'000, 1'000, 2};
};
/// 65歳以上の人数 1-9人 500円、10-19人 1,000円、20人以上 1,500円.
struct BySeniors {
    std::vector<EligibilityRule> rules;
    AmountRule amount{TiersBySeniors{{{1, 500}, {10, 1'000}, {20, 1'500}}}, {}, 1, {}};
};
/// 参加者5人以上で過半数が住民.
struct FiveResidents {
    std::vector<EligibilityRule> rules{{"five", MinimumParticipants{5}}, {"majority", ResidentMajority{}}};
    AmountRule amount{RateOfCost{1, 1}, 10'000, 1, {}};
};

EligibilityCase held(AttendanceFacts came)
{
    EligibilityCase facts;
    facts.attendance = came;
    return facts;
}

using Y = AmountReason;

TEST_CASE("Half of the cost is capped and what is below a thousand yen is cut", "[domain][amount]")
{
    HalfOfCost const grant;
    auto const [cost, yen, reason] = GENERATE(table<std::int64_t, std::int64_t, Y>({
        {0, 0, Y::Counted},
        {1'998, 0, Y::Counted}, // Half is 999.
        {1'999, 0, Y::Counted}, // Half is 999 and a half.
        {2'000, 1'000, Y::Counted},
        {2'002, 1'000, Y::Counted}, // Half is 1,001.
        {39'998, 19'000, Y::Counted},
        {40'000, 20'000, Y::Counted},
        {40'002, 20'000, Y::Capped},
        {most_cost_yen, 20'000, Y::Capped},
        {most_cost_yen + 1, 20'000, Y::Capped},
        {-5'000, 0, Y::Counted},
    }));
    CHECK(final_amount(grant.amount, Verdict::Passed, {cost, 5, 0}) == Amount{yen, reason});
}

TEST_CASE("A cap that is no whole thousand is cut too", "[domain][amount]")
{
    AmountRule const rule{RateOfCost{2, 3}, 25'500, 1'000, {}};
    CHECK(final_amount(rule, Verdict::Passed, {90'000, {}, 0}) == Amount{25'000, Y::Capped});
    CHECK(final_amount(rule, Verdict::Passed, {10'000, {}, 0}) == Amount{6'000, Y::Counted});
}

TEST_CASE("A grant for two sessions a year gives nothing for the third", "[domain][amount]")
{
    HalfOfCost const grant;
    auto const [before, yen, reason] = GENERATE(table<int, std::int64_t, Y>(
        {{0, 20'000, Y::Counted}, {1, 20'000, Y::Counted}, {2, 0, Y::UsedUp}, {3, 0, Y::UsedUp}}));
    CHECK(final_amount(grant.amount, Verdict::Passed, {40'000, 5, before}) == Amount{yen, reason});
    CHECK(forecast(grant.amount, Verdict::NotYetKnown, {40'000, 5, before}) == Amount{yen, reason});
}

TEST_CASE("A sum by the number of people of 65 and over changes at each tier", "[domain][amount]")
{
    BySeniors const grant;
    auto const [seniors, yen] = GENERATE(table<int, std::int64_t>(
        {{0, 0}, {1, 500}, {9, 500}, {10, 1'000}, {19, 1'000}, {20, 1'500}, {200, 1'500}}));
    CHECK(final_amount(grant.amount, Verdict::Passed, {{}, seniors, 0}) == Amount{yen, Y::Counted});
}

TEST_CASE("The rules of a grant decide over its money", "[domain][amount]")
{
    FiveResidents const grant;
    auto const [came, yen, reason] = GENERATE(table<AttendanceFacts, std::int64_t, Y>({
        {{4, 4, 0, 4, 0, 0}, 0, Y::NotEligible}, // Four are too few.
        {{5, 0, 0, 3, 0, 0}, 8'001, Y::Counted},
        {{5, 0, 0, 2, 0, 0}, 0, Y::NotEligible}, // Two of five are no majority.
        {{6, 0, 0, 3, 0, 0}, 0, Y::NotEligible}, // Half is no majority.
        {{5, 0, 0, 2, 1, 0}, 0, Y::NotYetKnown}, // One home decides.
    }));
    auto const verdict = together(judge(grant.rules, held(came)));
    CHECK(final_amount(grant.amount, verdict, {8'001, {}, 0}) == Amount{yen, reason});

    HalfOfCost const half;
    auto const of_half = [&](AttendanceFacts const& one) {
        return final_amount(half.amount, together(judge(half.rules, held(one))), {8'001, {}, 0});
    };
    CHECK(of_half({8, 4, 0, 0, 0, 0}) == Amount{4'000, Y::Counted});
    CHECK(of_half({8, 3, 0, 0, 0, 0}) == Amount{0, Y::NotEligible});
}

TEST_CASE("A plan is forecast while nothing speaks against it, and paid for only when all is known",
    "[domain][amount]")
{
    HalfOfCost const grant;
    AmountFacts const facts{9'500, 3, 0};
    CHECK(forecast(grant.amount, Verdict::NotYetKnown, facts) == Amount{4'000, Y::Counted});
    CHECK(final_amount(grant.amount, Verdict::NotYetKnown, facts) == Amount{0, Y::NotYetKnown});
    CHECK(final_amount(grant.amount, Verdict::Passed, facts) == Amount{4'000, Y::Counted});
    CHECK(forecast(grant.amount, Verdict::Failed, facts) == Amount{0, Y::NotEligible});
    CHECK(forecast(grant.amount, Verdict::Passed, {{}, 3, 0}) == Amount{0, Y::CostMissing});
    CHECK(forecast(BySeniors().amount, Verdict::Passed, {9'500, {}, 0}) == Amount{0, Y::SeniorsMissing});
}

} // namespace
