// How the subsidies of a demonstration year go on, municipality by municipality. Pure.
#pragma once

#include "shared/domain/fiscal_year.h"
#include "shared/domain/subsidy.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace meguri::hub::facts {

struct PlannedStep {
    std::string municipality;
    domain::SubsidyStep step = domain::SubsidyStep::ToBeApplied;
    domain::Date on;
    std::optional<std::int64_t> amount_yen;
    std::string note;
};

/// In the order of time.
std::vector<PlannedStep> subsidy_year(
    std::vector<std::string> const& municipalities, domain::FiscalYear year);

} // namespace meguri::hub::facts
