// A fresh PIN for the staff of a hall, as a command for the writer and as digits for whoever asked.
#pragma once

#include "admin/hub/core/command.h"
#include "shared/base/random.h"
#include "shared/crypto/crypto.h"

#include <string>

namespace meguri::hub::routes {

struct NewStaffPin {
    std::string digits; ///< Six; it stands nowhere else.
    core::SaveStaffPin command;
};
/// Slow on purpose: the hash takes tens of milliseconds.
base::Result<NewStaffPin> new_staff_pin(
    base::Random& random, crypto::Crypto const& crypto, domain::VenueId const& venue, std::string const& by);

/// Four to eight digits.
bool is_staff_pin(std::string const& text);

} // namespace meguri::hub::routes
