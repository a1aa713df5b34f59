// What the small square code on a slip says to the kiosk that scans it. Pure.
//   text  = "MEGURI1:" code ":" token
//   code  = nine digits with a right check digit
//   token = 16 hexadecimal digits, upper case: the whole text then fits the code's compact alphabet
// The token proves that the slip itself was held, not only its number; it is no secret from the hub.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace meguri::domain {

struct SlipToken {
    std::string code; ///< Nine digits, as receipt_code gives them.
    std::string token; ///< 16 lower-case hexadecimal digits, as to_hex gives eight random bytes.
    bool operator==(SlipToken const&) const = default;
};

/// `slip` must have nine digits and 16 hexadecimal digits.
std::string slip_token_text(SlipToken const& slip);
/// Empty for anything but exactly such a text; no spaces, no other spelling, nothing behind it.
std::optional<SlipToken> parse_slip_token(std::string_view text);

} // namespace meguri::domain
