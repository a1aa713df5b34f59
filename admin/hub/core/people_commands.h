// Commands of staff on people's records and on accounts: a name put right, two registrations made one,
// accounts added, changed and switched off. Plain data, as in command.h.
#pragma once

#include "admin/hub/core/vault.h"
#include "shared/domain/correction.h"

#include <optional>
#include <string>
#include <vector>

namespace meguri::hub::core {

/// A new box in the place of the one that was opened; number, seat and place in the line stay.
struct CorrectRegistration {
    domain::RegistrationId id;
    base::Bytes seen; ///< The box that was opened; another one by now refuses.
    base::Bytes sealed;
    std::uint32_t key_id = 0;
    PersonFacts facts;
    std::vector<std::string> changed; ///< Names of fields, for the record; never what stands in them.
    domain::CorrectionReason reason = domain::CorrectionReason::Mistyped;
    std::string by;
};

/// Two registrations of one person in one session; domain::stays says which one is kept.
struct MergeRegistrations {
    domain::RegistrationId id;
    domain::RegistrationId other;
    std::string by;
};

/// A new account; one that stands already refuses.
struct AddUser {
    store::UserRow user;
    std::string by;
};

/// What of an account changes; whatever it is, its tokens end at once.
struct ChangeUser {
    std::string login;
    std::optional<domain::Role> role;
    std::string organisation; ///< With the role.
    std::optional<std::string> password_hash;
    std::optional<bool> is_active;
    std::string by;
};

} // namespace meguri::hub::core
