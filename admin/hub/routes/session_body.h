// The writable fields of S, as POST and PUT /v1/sessions take them.
#pragma once

#include "admin/hub/core/carrier_commands.h"
#include "admin/hub/routes/call.h"
#include "shared/base/result.h"
#include "shared/domain/session.h"
#include "shared/protocol/reader.h"

namespace meguri::hub::routes {

/// Defaults: first come, in person, basic, provider = `own_organisation`, one part, open from publication to
/// start.
base::Result<domain::Session, std::vector<protocol::FieldReason>> session_from_body(
    nlohmann::json const& body, std::string const& own_organisation);

/// What a carrier sends of a session under its own id: the same fields, and `state` (published when left out,
/// draft or cancelled) with `cancel_reason`.
base::Result<core::UpsertSession, std::vector<protocol::FieldReason>> upsert_from_body(
    nlohmann::json const& body, std::string const& organisation, std::string const& external_id);

/// `resources`: ids, or objects `{id, units}`.
std::vector<domain::SessionResource> resources_from(protocol::Reader& reader, nlohmann::json const& body);

/// `override: {reason}`: why it is written in spite of a clash. Empty without one; nothing when it was
/// refused and answered.
std::optional<std::string> override_reason(
    Call& call, domain::Actor const& actor, nlohmann::json const& body, domain::Ownership const& whose);

} // namespace meguri::hub::routes
