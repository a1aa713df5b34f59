// The account of a subsidy as the hub sends it: the sessions that count for it, what each brings and why, the
// sums, and what looks as if it were paid for twice. Plain data.
#pragma once

#include "shared/base/clock.h"
#include "shared/base/result.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

struct AccountAmount {
    std::int64_t yen = 0;
    std::string reason; ///< A name of domain::AmountReason.
    std::string why; ///< The hub's sentence.
};

struct AccountSession {
    std::string id;
    std::string title;
    base::Time starts_at;
    std::string venue;
    std::string state;
    std::optional<std::int64_t> planned;
    std::optional<std::int64_t> real;
    std::string claim; ///< Why somebody had it counted, or not; empty: nobody did.
};

struct AccountFinding {
    std::string rule;
    bool is_passed = false;
    bool is_known = false;
    std::string why; ///< The hub's sentence.
};

struct AccountLine {
    AccountSession session;
    std::optional<int> participants;
    std::optional<int> seniors;
    std::string verdict; ///< passed, failed, not_yet_known
    std::vector<AccountFinding> findings;
    AccountAmount forecast;
    AccountAmount final_amount;
};

struct AccountWarning {
    std::string session;
    std::string words; ///< The hub's sentence.
};

struct AccountTotals {
    std::int64_t held_cost = 0;
    std::int64_t held = 0;
    std::int64_t to_come = 0;
    std::int64_t forecast = 0;
    std::string forecast_limited_by; ///< nothing, decided, year_cap
    std::int64_t final_amount = 0;
    std::string final_limited_by;
    std::optional<std::int64_t> decided;
    std::optional<std::int64_t> year_cap;
};

struct SubsidyAccount {
    std::string subsidy;
    std::string rule; ///< In words; empty: nothing is paid by session.
    std::vector<AccountLine> lines;
    AccountTotals totals;
    std::vector<AccountWarning> warnings;
    std::vector<AccountSession> uncounted;
    int uncounted_left_off = 0;
};

base::Result<SubsidyAccount> subsidy_account_from_json(nlohmann::json const& document);

} // namespace meguri::desk::models
