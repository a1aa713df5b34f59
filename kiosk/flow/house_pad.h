// The number pad's rules for the number of a house: digits with の or - between them, as it is spoken and as
// it is written. Pure.
#pragma once

#include "kiosk/flow/private_text.h"

#include <array>
#include <string_view>

namespace meguri::kiosk::flow {

inline constexpr int max_house_letters = 16;
inline constexpr std::array<std::string_view, 2> house_marks{"の", "-"};

/// Adds a digit 0..9; nothing happens when the number is full.
void add_house_digit(PrivateText& house, int digit);
/// の or -, only after a digit.
void add_house_mark(PrivateText& house, std::string_view mark);
void erase_house(PrivateText& house);
/// Text of a hardware keyboard: digits, -, の, full-width ones too; everything else is left out.
void type_house(PrivateText& house, std::string_view text);
/// Without the mark a visitor may have left at the end.
std::string_view house_without_end(std::string_view house);

} // namespace meguri::kiosk::flow
