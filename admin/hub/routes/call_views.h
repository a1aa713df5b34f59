// The open calls that somebody may handle, with the class and the person each is about: what the list and its
// paper are made of. Reads only.
#pragma once

#include "admin/hub/core/vault.h"
#include "admin/hub/store/store.h"
#include "shared/domain/access.h"

#include <optional>
#include <string>
#include <vector>

namespace meguri::hub::routes {

/// One task with the class and the person it is about.
struct CallView {
    store::CallTaskRow task;
    store::RegistrationRow registration;
    store::SessionView session;
    bool shows_names = false;
    bool shows_address = false;
};

/// The class that comes first in front. Without a purpose no name is shown.
std::vector<CallView> calls_for(store::Reader& reader, domain::Actor const& actor,
    std::string const& municipality, std::optional<core::Purpose> purpose);

} // namespace meguri::hub::routes
