#include "shared/domain/subsidy_account.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace meguri::domain {

namespace {

Amount forecast_of(AmountRule const& rule, SessionMoney const& session, int uses)
{
    if (session.state == SessionState::Cancelled)
        return {0, AmountReason::Cancelled};
    return forecast(rule, session.verdict, {session.planned_cost_yen, session.planned_seniors, uses});
}

Amount final_of(AmountRule const& rule, SessionMoney const& session, int uses)
{
    if (session.state == SessionState::Cancelled)
        return {0, AmountReason::Cancelled};
    if (session.state != SessionState::Held)
        return {0, AmountReason::NotHeldYet};
    return final_amount(rule, session.verdict, {session.real_cost_yen, session.seniors_came, uses});
}

std::vector<std::size_t> in_order_of_start(std::span<SessionMoney const> sessions)
{
    std::vector<std::size_t> order(sessions.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
        [&](auto one, auto other) { return sessions[one].starts_at < sessions[other].starts_at; });
    return order;
}

/// The lower limit wins; where both are equal it is the decision.
std::pair<std::int64_t, LimitedBy> within(AccountLimits const& limits, std::int64_t yen)
{
    auto by = LimitedBy::Nothing;
    if (limits.decided_yen && yen > *limits.decided_yen) {
        yen = *limits.decided_yen;
        by = LimitedBy::Decided;
    }
    if (limits.year_cap_yen && yen > *limits.year_cap_yen) {
        yen = *limits.year_cap_yen;
        by = LimitedBy::YearCap;
    }
    return {yen, by};
}

} // namespace

AccountSums account_sums(std::optional<AmountRule> const& rule, std::span<SessionMoney const> sessions,
    AccountLimits const& limits)
{
    Amount const nothing{0, AmountReason::NoRule};
    AccountSums sums{std::vector<AccountLine>(sessions.size(), {nothing, nothing}), {}};
    auto& totals = sums.totals;
    int uses_in_forecast = 0;
    int uses_in_final = 0;
    for (auto const index : in_order_of_start(sessions)) {
        auto const& session = sessions[index];
        auto& line = sums.lines[index];
        bool const is_held = session.state == SessionState::Held;
        if (is_held)
            totals.held_cost_yen += session.real_cost_yen.value_or(0);
        if (!rule)
            continue;
        line = {forecast_of(*rule, session, uses_in_forecast), final_of(*rule, session, uses_in_final)};
        auto const counted = is_held ? line.final_amount.yen : line.forecast.yen;
        (is_held ? totals.held_yen : totals.to_come_yen) += counted;
        uses_in_forecast += counted > 0;
        uses_in_final += line.final_amount.yen > 0;
    }
    std::tie(totals.forecast_yen, totals.forecast_limited_by)
        = within(limits, totals.held_yen + totals.to_come_yen);
    std::tie(totals.final_yen, totals.final_limited_by) = within(limits, totals.held_yen);
    return sums;
}

std::optional<int> seniors_who_came(std::optional<AttendanceFacts> const& attendance)
{
    if (!attendance || attendance->unmarked > 0)
        return std::nullopt;
    if (attendance->participants > 0 && attendance->age_unknown == attendance->participants)
        return std::nullopt;
    return attendance->from_65;
}

} // namespace meguri::domain
