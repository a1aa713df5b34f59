// The number pad's rules for a slip's number and for what proves whose it is: how many digits there are, how
// they stand in groups, and what to do next in words. Pure.
#pragma once

#include "kiosk/flow/private_text.h"
#include "kiosk/flow/words.h"
#include "shared/domain/staff_pin.h"

#include <string>
#include <string_view>
#include <vector>

namespace meguri::kiosk::flow {

inline constexpr std::size_t slip_digits = 9;
/// Of the phone, as the slip says at its foot.
inline constexpr std::size_t proof_digits = 4;

inline constexpr std::size_t postal_code_digits = 7;
/// The one-time code of an enrolment.
inline constexpr std::size_t enrol_code_digits = 12;
/// What a scanner reads from a slip begins with this letter, and no number that is typed does.
inline constexpr char scan_begins_with = 'M';

/// Adds a digit 0..9 unless there are `most` already.
void add_digit_up_to(PrivateText& digits, int digit, std::size_t most);
/// Digits of a hardware keyboard, full-width ones too; everything else is left out.
void type_digits_up_to(PrivateText& digits, std::string_view text, std::size_t most);
/// 482 619 5__ with groups of three; one group of four for the proof. Dots instead of digits when masked.
std::vector<std::string> digit_groups(
    std::string_view digits, std::size_t most, std::size_t group, bool is_masked);
/// Nine digits whose check digit is right.
bool is_slip_number(std::string_view digits);
Words next_for_slip(std::string_view digits);

} // namespace meguri::kiosk::flow
