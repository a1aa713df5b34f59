// What sessions cost and which subsidy they count for, as plain rows.
#pragma once

#include "admin/hub/store/fact_rows.h"
#include "shared/domain/subsidy_scope.h"

namespace meguri::hub::store {

struct SessionCostRow {
    domain::SessionId session;
    std::optional<std::int64_t> planned_yen;
    std::optional<std::int64_t> real_yen;
    std::string written_by;
    base::Time written_at;
};

struct SessionClaimRow {
    domain::SessionId session;
    domain::SessionClaim claim;
    std::string reason;
    std::string written_by;
    base::Time written_at;
};

/// How many registrations of one of many sessions stand alike.
struct SessionHeadCount {
    domain::SessionId session;
    HeadCount count;
};

} // namespace meguri::hub::store
