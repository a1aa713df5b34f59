// From a kept registration to the paper: what the slip says, in words.
#pragma once

#include "kiosk/local/store.h"
#include "shared/paper/slip.h"

#include <map>

namespace meguri::kiosk {

struct SlipHall {
    std::string name;
    std::string municipality;
    std::string phone; ///< Of the hall.
    std::map<std::string, std::string> places; ///< Names of venues by id, for a class in several places.
};

/// The venues that the schedule names.
std::map<std::string, std::string> places_of(std::vector<protocol::Session> const& sessions);
/// `session` may be gone from the copy of the schedule; then the slip says number and state only.
paper::Slip slip_of(local::KeptRegistration const& kept, std::optional<protocol::Session> const& session,
    SlipHall const& hall, base::Time now);

} // namespace meguri::kiosk
