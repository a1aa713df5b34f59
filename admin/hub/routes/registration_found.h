// What every route about one registration begins and ends with: finding it for somebody who may handle it,
// and the answer that says how it stands.
#pragma once

#include "admin/hub/routes/router.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace meguri::hub::routes {

struct FoundRegistration {
    store::RegistrationRow row;
    store::SessionView session;
};

/// A registration the actor may handle; its existence is private to others, who were answered 404.
std::optional<FoundRegistration> found_registration(
    CallPtr const& call, Services& services, domain::Actor const& actor);

/// id, code, state; position and reason where there is one.
nlohmann::json wire_answer(core::RegistrationAnswer const& answer);

} // namespace meguri::hub::routes
