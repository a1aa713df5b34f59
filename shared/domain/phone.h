// Japanese telephone numbers: what can be one, and how its digits are grouped. Pure; folding of full-width
// digits and +81 is done before, in words.
#pragma once

#include "shared/domain/names.h"

#include <optional>
#include <string>
#include <string_view>

namespace meguri::domain {

enum class PhoneProblem { NotDigits, NoLeadingZero, TooShort, TooLong, Impossible };
template <> struct Names<PhoneProblem> {
    static constexpr std::array entries{
        std::pair{PhoneProblem::NotDigits, "not_digits"},
        std::pair{PhoneProblem::NoLeadingZero, "no_leading_zero"},
        std::pair{PhoneProblem::TooShort, "too_short"},
        std::pair{PhoneProblem::TooLong, "too_long"},
        std::pair{PhoneProblem::Impossible, "impossible"},
    };
};

/// Empty when the digits can be a number: 020 050 060 070 080 090 have 11 digits, others 10; 00…, 0x0 with
/// only zeros behind, and numbers like 110 or 119 cannot be.
std::optional<PhoneProblem> problem_of_phone(std::string_view digits);
/// How many digits this number will have, from its first ones: 11 for 070 080 090 050 (and 020 060), else 10.
int expected_phone_digits(std::string_view digits);
/// 090-1234-5678, 083-922-4111 (area codes of Yamaguchi and the large cities are a table; others 3-3-4).
std::string phone_words(std::string_view digits);
/// How staff read whom to ring: the number and whose it is, then, behind `between`, the number for when it is
/// engaged.
std::string whom_to_ring(std::string_view phone, std::string_view second_phone, bool is_contact_phone,
    std::string_view between = " ・ ");

} // namespace meguri::domain
