// The number by which the staff of a hall open their corner of its kiosks. Its length is fixed, so that the
// last digit goes on by itself at the kiosk. Pure.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace meguri::domain {

inline constexpr std::size_t staff_pin_digits = 6;

inline bool is_staff_pin(std::string_view text)
{
    return text.size() == staff_pin_digits
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace meguri::domain
