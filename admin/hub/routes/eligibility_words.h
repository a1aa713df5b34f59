// Why a session counts for a programme or not, in Japanese sentences that a clerk can send on; the one place
// that makes them. Pure.
#pragma once

#include "shared/domain/eligibility.h"

#include <string>

namespace meguri::hub::routes {

std::string words_of(domain::Finding const& finding, domain::EligibilityCase const& facts);

} // namespace meguri::hub::routes
