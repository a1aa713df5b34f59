// A whole facts file as plain data, checked before it comes here: what loading it writes.
#pragma once

#include "admin/hub/store/fact_rows.h"
#include "shared/domain/municipality.h"
#include "shared/domain/organisation.h"
#include "shared/domain/programme.h"
#include "shared/domain/subsidy.h"

#include <string>
#include <vector>

namespace meguri::hub::core {

/// Where a document says one municipality's subsidy stands.
struct StatedSubsidy {
    std::string municipality; ///< Code.
    domain::SubsidyEntry entry;
};

struct Facts {
    std::string content; ///< Canonical text of the file: the same content is recognised by it.
    std::vector<domain::Municipality> municipalities;
    std::vector<domain::Organisation> organisations;
    std::vector<domain::Programme> programmes;
    std::vector<StatedSubsidy> subsidies;
    store::YearFacts year;
};

} // namespace meguri::hub::core
