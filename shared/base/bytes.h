// Bytes and their text forms. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace meguri::base {

using Bytes = std::vector<std::uint8_t>;

/// Lower-case hexadecimal.
std::string to_hex(std::span<std::uint8_t const> bytes);
/// Empty when `text` is not an even number of hexadecimal digits.
std::optional<Bytes> from_hex(std::string_view text);

/// RFC 4648 base64 with padding: how boxes and signatures stand in JSON.
std::string to_base64(std::span<std::uint8_t const> bytes);
std::optional<Bytes> from_base64(std::string_view text);

inline Bytes bytes_of(std::string_view text)
{
    return Bytes(text.begin(), text.end());
}
inline std::string text_of(std::span<std::uint8_t const> bytes)
{
    return std::string(bytes.begin(), bytes.end());
}

} // namespace meguri::base
