// The phone pad's rules: which digits are taken, how they stand in groups, and what to do next in words.
// Pure; what can be a number is asked of shared/domain/phone.h.
#pragma once

#include "kiosk/flow/private_text.h"
#include "kiosk/flow/words.h"

#include <string>
#include <string_view>
#include <vector>

namespace meguri::kiosk::flow {

/// Adds a digit 0..9 unless the number is already as long as it will be.
void add_digit(PrivateText& digits, int digit);
/// Digits of a hardware keyboard, full-width ones too; everything else is left out.
void type_digits(PrivateText& digits, std::string_view text);

bool is_phone(std::string_view digits);
/// 090 0000 12__ for 090000012; dots instead of digits when masked.
std::vector<std::string> phone_groups(std::string_view digits, bool is_masked);
/// あと 2つ 押すと「つぎへ」に すすめます。, or another sentence that says what to do.
Words next_for_phone(std::string_view digits);

} // namespace meguri::kiosk::flow
