// What counts as a digit in numbers that are written one way only. Pure.
#pragma once

#include <algorithm>
#include <string_view>

namespace meguri::domain {

/// 0 to 9, the half-width ones.
constexpr bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// At least nothing else; an empty text is all digits.
constexpr bool is_digits(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), is_digit);
}

} // namespace meguri::domain
