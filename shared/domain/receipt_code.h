// The number on the slip: 8 digits derived from the registration id and a check digit, printed 482-619-573.
// Pure. The check digit is Damm's (H. M. Damm, 2004): finds every single wrong digit and every swap of
// neighbours.
#pragma once

#include "shared/domain/ids.h"

#include <optional>
#include <string>
#include <string_view>

namespace meguri::domain {

/// Nine digits for a UUID: FNV-1a 64 of its lower-case text, modulo 10^8, and the check digit.
std::string receipt_code(RegistrationId const& id);
/// Takes hyphens, spaces and full-width digits; gives the nine digits, or empty when length or check digit is
/// wrong.
std::optional<std::string> parse_receipt_code(std::string_view text);
/// 482-619-573
std::string receipt_code_words(std::string_view nine_digits);

} // namespace meguri::domain
