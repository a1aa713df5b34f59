#include "shared/domain/receipt_code.h"

#include "shared/base/verify.h"
#include "shared/domain/digits.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace meguri::domain {

namespace {

// The totally anti-symmetric quasigroup of order 10 that Damm's thesis gives: row = what came so far, column
// = next digit. The diagonal is 0, so number and check digit together lead to 0.
constexpr std::array<std::string_view, 10> damm_rows{"0317598642", "7092154863", "4206871359", "1750983426",
    "6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"};

char damm_digit(std::string_view digits)
{
    char interim = '0';
    for (char const digit : digits)
        interim = damm_rows[static_cast<std::size_t>(interim - '0')][static_cast<std::size_t>(digit - '0')];
    return interim;
}

std::uint64_t fnv1a_64_of_lower_case(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (char const c : text) {
        char const lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        hash ^= static_cast<std::uint8_t>(lower);
        hash *= 0x100000001b3U;
    }
    return hash;
}

constexpr std::string_view wide_zero = "０"; // EF BC 90; the other nine follow it in the last byte.

/// Hyphens and spaces as people and keyboards make them; all but the first two are three bytes of UTF-8.
constexpr std::array<std::string_view, 8> separators{"-", " ", "－", "　", "‐", "−", "ー", "–"};

} // namespace

std::string receipt_code(RegistrationId const& id)
{
    auto const number = fnv1a_64_of_lower_case(id.value) % 100'000'000U;
    std::string digits = std::to_string(number);
    digits.insert(0, 8 - digits.size(), '0');
    digits += damm_digit(digits);
    return digits;
}

std::optional<std::string> parse_receipt_code(std::string_view text)
{
    std::string digits;
    while (!text.empty()) {
        auto const separator = std::find_if(separators.begin(), separators.end(),
            [&](auto candidate) { return text.starts_with(candidate); });
        if (is_digit(text.front())) {
            digits += text.front();
            text.remove_prefix(1);
        } else if (separator != separators.end()) {
            text.remove_prefix(separator->size());
        } else if (text.size() >= 3 && text.starts_with(wide_zero.substr(0, 2))
            && is_digit(static_cast<char>(text[2] - wide_zero[2] + '0'))) {
            digits += static_cast<char>(text[2] - wide_zero[2] + '0');
            text.remove_prefix(3);
        } else {
            return std::nullopt;
        }
        if (digits.size() > 9)
            return std::nullopt;
    }
    if (digits.size() != 9 || damm_digit(digits) != '0')
        return std::nullopt;
    return digits;
}

std::string receipt_code_words(std::string_view nine_digits)
{
    base::verify(nine_digits.size() == 9, "a receipt code has nine digits");
    return std::string(nine_digits.substr(0, 3)) + "-" + std::string(nine_digits.substr(3, 3)) + "-"
        + std::string(nine_digits.substr(6));
}

} // namespace meguri::domain
