// The rules of a programme and the path of a subsidy as they are stored, for the writer and for whoever
// reads. Throws core::StorageTrouble.
#pragma once

#include "admin/hub/core/programme_rules.h"
#include "admin/hub/store/store.h"

namespace meguri::hub::core {

/// Stored rules were read with every check before; what cannot be read now is the disk's doing.
ProgrammeRules rules_of(store::Reader& reader, domain::ProgrammeId const& programme);

/// What stands in SubsidyRow::path for the path that the programme's rules carry.
inline constexpr char programmes_own_path[] = "programme";

/// full or combined by name, else the programme's own; full where its rules carry none any more.
domain::SubsidyPath path_of(store::SubsidyRow const& subsidy, ProgrammeRules const& rules);

} // namespace meguri::hub::core
