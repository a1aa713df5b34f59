// A one-time code that enrols one kiosk at one venue: made here for the desk's route and for the command line
// alike. The digits are shown once, to whoever asked; the hub keeps their hash only.
#pragma once

#include "admin/hub/core/command.h"
#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/crypto/crypto.h"

#include <string>

namespace meguri::hub::routes {

struct EnrolCode {
    core::SaveEnrolCode command; ///< To be applied before the words are shown.
    std::string words; ///< 1234-5678-9012
};

/// Good for ten minutes from now.
EnrolCode new_enrol_code(base::Clock const& clock, base::Random& random, crypto::Crypto const& crypto,
    domain::VenueId venue, std::string by);

} // namespace meguri::hub::routes
