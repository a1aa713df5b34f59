// Passwords that the hub makes for people, to be read out and typed once. Pure but for the randomness handed
// in.
#pragma once

#include "shared/base/random.h"

#include <string>

namespace meguri::hub::core {

/// Sixteen letters that cannot be mistaken for each other: 78 bits.
std::string new_password(base::Random& random);

} // namespace meguri::hub::core
