// The ids of the domain's nouns: text ids that cannot be mixed up.
#pragma once

#include "shared/base/id.h"

namespace meguri::domain {

using SessionId = base::Id<struct SessionNoun>;
using CourseId = base::Id<struct CourseNoun>;
using VenueId = base::Id<struct VenueNoun>;
using ResourceId = base::Id<struct ResourceNoun>;
using VanDayId = base::Id<struct VanDayNoun>;
using AreaId = base::Id<struct AreaNoun>;
using ProgrammeId = base::Id<struct ProgrammeNoun>;
using SubsidyId = base::Id<struct SubsidyNoun>;
/// A municipality's code, a provider's slug, or `prefecture`.
using OrganisationId = base::Id<struct OrganisationNoun>;
/// UUIDv7 made by whoever took the registration; also the id of the command that carried it.
using RegistrationId = base::Id<struct RegistrationNoun>;

} // namespace meguri::domain
