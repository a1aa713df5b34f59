// From the hub's rows to the shapes of the wire: the one place where S and a roster's entries are made.
#pragma once

#include "admin/hub/store/rows.h"
#include "shared/domain/access.h"
#include "shared/domain/resource.h"
#include "shared/domain/venue.h"
#include "shared/protocol/registrant.h"
#include "shared/protocol/session.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>

namespace meguri::hub::routes {

protocol::Session wire_session(store::SessionView const& view);
/// S and what only those see who may write it: its resources.
nlohmann::json wire_for_staff(store::SessionView const& view);
/// `with` is null unless another session is in the way.
nlohmann::json wire_clash(domain::Clash const& clash);
domain::Ownership ownership_of(store::SessionView const& view);
/// A hall is its town's.
domain::Ownership ownership_of(domain::Venue const& venue);
/// A van, visitor, lecturer or room is its organisation's, be that a town or a provider.
domain::Ownership ownership_of(domain::Resource const& resource);

/// Opened boxes by the id of what was sealed.
using People = std::map<std::string, protocol::Registrant>;

/// id, code, state and what is clear; kana, phone and the rest only when `person` is given; the address only
/// with `shows_address`.
nlohmann::json wire_entry(
    store::RegistrationRow const& row, protocol::Registrant const* person, bool shows_address);

} // namespace meguri::hub::routes
