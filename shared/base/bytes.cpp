#include "shared/base/bytes.h"

#include <array>

namespace meguri::base {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::optional<std::uint8_t> hex_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return static_cast<std::uint8_t>(digit - '0');
    if (digit >= 'a' && digit <= 'f')
        return static_cast<std::uint8_t>(digit - 'a' + 10);
    if (digit >= 'A' && digit <= 'F')
        return static_cast<std::uint8_t>(digit - 'A' + 10);
    return std::nullopt;
}

} // namespace

std::string to_hex(std::span<std::uint8_t const> bytes)
{
    std::string text;
    text.reserve(bytes.size() * 2);
    for (auto byte : bytes) {
        text += hex_digits[byte >> 4U];
        text += hex_digits[byte & 15U];
    }
    return text;
}

std::optional<Bytes> from_hex(std::string_view text)
{
    if (text.size() % 2 != 0)
        return std::nullopt;
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        auto const high = hex_value(text[i]);
        auto const low = hex_value(text[i + 1]);
        if (!high || !low)
            return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(*high * 16 + *low));
    }
    return bytes;
}

std::string to_base64(std::span<std::uint8_t const> bytes)
{
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        auto const left = bytes.size() - i;
        auto const a = static_cast<unsigned>(bytes[i]);
        auto const b = left > 1 ? static_cast<unsigned>(bytes[i + 1]) : 0U;
        auto const c = left > 2 ? static_cast<unsigned>(bytes[i + 2]) : 0U;
        text += base64_digits[a >> 2U];
        text += base64_digits[((a & 3U) << 4U) | (b >> 4U)];
        text += left > 1 ? base64_digits[((b & 15U) << 2U) | (c >> 6U)] : '=';
        text += left > 2 ? base64_digits[c & 63U] : '=';
    }
    return text;
}

std::optional<Bytes> from_base64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return std::nullopt;
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        std::array<unsigned, 4> digits{};
        std::size_t padding = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            char const letter = text[i + k];
            bool const may_pad = i + 4 == text.size() && k >= 2;
            if (letter == '=' && may_pad) {
                ++padding;
                continue;
            }
            auto const place = base64_digits.find(letter);
            if (place == std::string_view::npos || padding > 0)
                return std::nullopt;
            digits[k] = static_cast<unsigned>(place);
        }
        auto const all = (digits[0] << 18U) | (digits[1] << 12U) | (digits[2] << 6U) | digits[3];
        bytes.push_back(static_cast<std::uint8_t>(all >> 16U));
        if (padding < 2)
            bytes.push_back(static_cast<std::uint8_t>((all >> 8U) & 255U));
        if (padding < 1)
            bytes.push_back(static_cast<std::uint8_t>(all & 255U));
    }
    return bytes;
}

} // namespace meguri::base
