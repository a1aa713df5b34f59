// Commands about subsidies and their money: a new subsidy, an entry of its history, what a session cost, and
// which subsidy a session counts for. Plain data, as in command.h.
#pragma once

#include "admin/hub/store/store.h"

#include <cstdint>
#include <optional>
#include <string>

namespace meguri::hub::core {

struct AddSubsidy {
    store::SubsidyRow subsidy; ///< Id empty: the hub makes one. Path empty: the programme's own, or full.
    std::string by;
};

/// A step, or a correction of an entry.
struct AddSubsidyStep {
    domain::SubsidyId subsidy;
    domain::SubsidyEntry entry; ///< Neither `date` nor `known_by`: known by today.
    std::string by;
};

/// Both amounts, whole: one that is left out is not known any more.
struct SaveCost {
    domain::SessionId session;
    std::optional<std::int64_t> planned_yen;
    std::optional<std::int64_t> real_yen;
    std::string by;
};

struct ClaimSession {
    domain::SubsidyId subsidy;
    domain::SessionId session;
    bool counts = true; ///< False: takes it out of this subsidy; then it counts for none.
    std::string reason;
    std::string by;
};

} // namespace meguri::hub::core
