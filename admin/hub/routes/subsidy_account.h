// The account of one subsidy: the sessions that count for it with who came, what they cost, the rules one by
// one and what each brings; their sums; and what looks as if it were paid for twice. Computed from what is
// stored when asked, never kept. Drafts and what was cancelled stay outside. Throws core::StorageTrouble.
#pragma once

#include "admin/hub/store/store.h"
#include "shared/domain/eligibility.h"
#include "shared/domain/subsidy_account.h"
#include "shared/domain/subsidy_scope.h"

#include <optional>
#include <string>
#include <vector>

namespace meguri::hub::routes {

/// A session's number of people, cost and claim; those that nobody wrote are empty.
struct AccountedSession {
    store::SessionView view;
    std::optional<store::SessionCostRow> cost;
    std::optional<store::SessionClaimRow> claim;
};

struct AccountedLine {
    AccountedSession session;
    std::optional<int> participants; ///< Who came; none: not held, or a drop-in nobody counted.
    std::optional<int> seniors; ///< Of them, known to be 65 or older.
    domain::Verdict verdict = domain::Verdict::NotYetKnown;
    std::vector<domain::Finding> findings; ///< In the order of the programme's rules.
    domain::EligibilityCase facts; ///< What words_of needs beside a finding.
    domain::Amount forecast;
    domain::Amount final_amount;
};

/// A session of this account and one that counts for another subsidy, which look like one class.
struct AccountWarning {
    domain::SessionId session;
    domain::SessionId other;
    std::string other_title;
    domain::SubsidyId other_subsidy;
    domain::TwinReason reason = domain::TwinReason::SameHall;
};

struct SubsidyAccount {
    std::vector<AccountedLine> lines; ///< In order of start.
    domain::AccountTotals totals;
    domain::AccountLimits limits;
    std::optional<domain::AmountRule> rule; ///< None: the programme pays nothing by session.
    std::vector<AccountWarning> warnings;
    std::vector<AccountedSession> uncounted; ///< Of the municipality and year, for no subsidy; in order.
};

/// What a line's amounts are counted from.
domain::SessionMoney money_of(AccountedLine const& line);

SubsidyAccount account_of(store::Reader& reader, store::SubsidyRow const& subsidy);

} // namespace meguri::hub::routes
