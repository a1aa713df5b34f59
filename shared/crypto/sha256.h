// SHA-256 of a text, for what people outside must be able to repeat with tools they have (`sha256sum`). Not
// behind Crypto: a public formula has no second implementation.
#pragma once

#include <string>
#include <string_view>

namespace meguri::crypto {

/// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view text);

} // namespace meguri::crypto
