// 団体: who holds classes and who works here. Pure.
#pragma once

#include "shared/domain/ids.h"
#include "shared/domain/names.h"

#include <string>

namespace meguri::domain {

enum class OrganisationKind { Prefecture, Municipality, Provider };
template <> struct Names<OrganisationKind> {
    static constexpr std::array entries{
        std::pair{OrganisationKind::Prefecture, "prefecture"},
        std::pair{OrganisationKind::Municipality, "municipality"},
        std::pair{OrganisationKind::Provider, "provider"},
    };
};

struct Organisation {
    OrganisationId id;
    std::string name;
    OrganisationKind kind = OrganisationKind::Provider;
};

} // namespace meguri::domain
