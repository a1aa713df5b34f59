// A fiscal year's programmes into the next one, as plain data for the one writer.
#pragma once

#include "shared/domain/programme.h"

#include <string>
#include <vector>

namespace meguri::hub::core {

/// All programmes of `from` with their rules, limits and templates, under ids of the next year, and the
/// subsidies that are named as to be applied for: all of it, or nothing. What stands there already is left
/// alone. A dry run writes nothing and says what would be.
struct BeginYear {
    domain::FiscalYear from;
    std::vector<domain::SubsidyId> subsidies; ///< Of `from`.
    bool is_dry_run = false;
    std::string by;
};

struct CarriedProgramme {
    /// Same: it stood there, as it would be made. Changed: it stood there, and is another by now.
    enum class Fate { New, Same, Changed };
    domain::ProgrammeId from;
    domain::Programme made; ///< Of Same and Changed the one that stands there.
    Fate fate = Fate::New;
    bool has_rules = false;
    bool has_limits = false;
    std::vector<std::string> templates; ///< Names of those that are made with it.
    std::vector<std::string> differs; ///< Of Changed: name, scheme, organisation, rules, limits, fiscal_year.
};

struct CarriedSubsidy {
    domain::SubsidyId from;
    std::string municipality;
    domain::ProgrammeId programme; ///< Of the next year.
    bool is_there = false;
    bool is_wanted = false;
    domain::SubsidyId made; ///< Empty unless it was made.
};

struct YearAnswer {
    domain::FiscalYear to;
    std::vector<CarriedProgramme> programmes;
    std::vector<CarriedSubsidy> subsidies;
};

} // namespace meguri::hub::core
