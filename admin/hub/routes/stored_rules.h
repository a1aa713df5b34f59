// The rules of a programme as its routes read them. On whatever thread asks; throws core::StorageTrouble.
#pragma once

#include "admin/hub/core/need.h"
#include "admin/hub/core/programme_rules.h"
#include "admin/hub/store/store.h"

namespace meguri::hub::routes {

/// Stored rules were read with every check before; what cannot be read now is the disk's doing.
inline core::ProgrammeRules rules_of(store::Reader& reader, domain::ProgrammeId const& programme)
{
    auto const text = core::need(reader.programme_rules(programme));
    if (!text)
        return {};
    auto const object = protocol::parse_json(*text);
    auto rules = object ? core::rules_from(*object) : base::fail(core::RuleProblems());
    if (!rules)
        throw core::StorageTrouble{
            {base::ErrorKind::Storage, "the stored rules of " + programme.value + " cannot be read"}};
    return std::move(*rules);
}

} // namespace meguri::hub::routes
