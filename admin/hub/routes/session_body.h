// The writable fields of S, as POST and PUT /v1/sessions take them.
#pragma once

#include "shared/base/result.h"
#include "shared/domain/session.h"
#include "shared/protocol/reader.h"

namespace meguri::hub::routes {

/// Defaults: first come, in person, basic, provider = `own_organisation`, one part, open from publication to
/// start.
base::Result<domain::Session, std::vector<protocol::FieldReason>> session_from_body(
    nlohmann::json const& body, std::string const& own_organisation);

} // namespace meguri::hub::routes
