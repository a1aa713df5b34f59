// What the sessions that count for one subsidy bring together: of each a forecast from its plan and a final
// amount from what happened, with the uses of the year counted in order of start; and their sums, within what
// was decided and what the programme pays in a year. Pure.
#pragma once

#include "shared/domain/amount.h"
#include "shared/domain/session.h"
#include "shared/domain/subsidy.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace meguri::domain {

/// One session as its subsidy sees it. A draft is forecast as any other plan; leave out what should not be
/// told.
struct SessionMoney {
    Time starts_at;
    SessionState state = SessionState::Published;
    Verdict verdict = Verdict::NotYetKnown;
    std::optional<std::int64_t> planned_cost_yen;
    std::optional<std::int64_t> real_cost_yen;
    std::optional<int> planned_seniors; ///< As many as there are seats.
    std::optional<int> seniors_came; ///< None: nobody can tell yet.
};

struct AccountLine {
    Amount forecast; ///< From the plan, also of a session that was held.
    Amount final_amount; ///< Counted only of one that was held.
    bool operator==(AccountLine const&) const = default;
};

struct AccountLimits {
    std::optional<std::int64_t> decided_yen; ///< 交付決定額
    std::optional<std::int64_t> year_cap_yen; ///< What the programme pays one municipality in a year.
};

enum class LimitedBy { Nothing, Decided, YearCap };
template <> struct Names<LimitedBy> {
    static constexpr std::array entries{std::pair{LimitedBy::Nothing, "nothing"},
        std::pair{LimitedBy::Decided, "decided"}, std::pair{LimitedBy::YearCap, "year_cap"}};
};

struct AccountTotals {
    std::int64_t held_cost_yen = 0; ///< Real costs of what was held.
    std::int64_t held_yen = 0; ///< Final amounts of what was held.
    std::int64_t to_come_yen = 0; ///< Forecasts of what is still to come.
    std::int64_t forecast_yen = 0; ///< held + to come, within the limits.
    std::int64_t final_yen = 0; ///< held, within the limits.
    LimitedBy forecast_limited_by = LimitedBy::Nothing;
    LimitedBy final_limited_by = LimitedBy::Nothing;
    bool operator==(AccountTotals const&) const = default;
};

struct AccountSums {
    std::vector<AccountLine> lines; ///< One for each session, in the order in which they were given.
    AccountTotals totals;
};

/// Only a session that brings something uses one of the year's uses up; in the forecast one that was held
/// uses it by its final amount. Sessions that start together count in the order given. Without a rule nothing
/// is paid by session.
AccountSums account_sums(std::optional<AmountRule> const& rule, std::span<SessionMoney const> sessions,
    AccountLimits const& limits = {});

/// Of the people who came, how many are known to be 65 or older; none while marks are missing, or while
/// nobody's age is known although somebody came.
std::optional<int> seniors_who_came(std::optional<AttendanceFacts> const& attendance);

} // namespace meguri::domain
