#include "shared/domain/phone.h"

#include "shared/domain/digits.h"

#include <algorithm>
#include <array>

namespace meguri::domain {

namespace {

/// How a number that begins like this is grouped; what is left after the two groups is the third.
struct Grouping {
    std::string_view prefix;
    std::size_t first;
    std::size_t second;
};

// The longest prefix wins, so longer ones stand first. Area codes of Yamaguchi as of 総務省, 市外局番の一覧;
// Tokyo and Osaka have two digits. Every other city of weight (082 092 052 …) is 3-3-4 like 083.
constexpr std::array groupings{
    Grouping{"08387", 5, 1},
    Grouping{"08388", 5, 1},
    Grouping{"08396", 5, 1}, // Tamagawa, Abu, Mito and Shuho.
    Grouping{"0120", 4, 3},
    Grouping{"0570", 4, 3},
    Grouping{"0800", 4, 3}, // Not areas: free, shared, free.
    Grouping{"0820", 4, 2},
    Grouping{"0827", 4, 2},
    Grouping{"0833", 4, 2},
    Grouping{"0834", 4, 2},
    Grouping{"0835", 4, 2},
    Grouping{"0836", 4, 2},
    Grouping{"0837", 4, 2},
    Grouping{"0838", 4, 2},
    Grouping{"03", 2, 4},
    Grouping{"06", 2, 4},
};

bool has_long_prefix(std::string_view digits)
{
    return digits.size() >= 3 && digits[0] == '0' && digits[2] == '0'
        && std::string_view("256789").find(digits[1]) != std::string_view::npos;
}

Grouping grouping_of(std::string_view digits)
{
    for (auto const& grouping : groupings)
        if (digits.substr(0, grouping.prefix.size()) == grouping.prefix
            && (!has_long_prefix(digits) || grouping.prefix == "0800"))
            return grouping;
    if (has_long_prefix(digits))
        return {"", 3, 4};
    return {"", 3, 3};
}

} // namespace

std::optional<PhoneProblem> problem_of_phone(std::string_view digits)
{
    if (!is_digits(digits))
        return PhoneProblem::NotDigits;
    if (digits.empty())
        return PhoneProblem::TooShort;
    if (digits.size() == 3 && digits[0] == '1')
        return PhoneProblem::Impossible; // 110, 119, 117: services, nobody's own number.
    if (digits[0] != '0')
        return PhoneProblem::NoLeadingZero;
    if (digits.size() > 1 && digits[1] == '0')
        return PhoneProblem::Impossible;
    auto const expected = static_cast<std::size_t>(expected_phone_digits(digits));
    if (digits.size() < expected)
        return PhoneProblem::TooShort;
    if (digits.size() > expected)
        return PhoneProblem::TooLong;
    // 090-0000-0000 is what people write who do not want to write one.
    if (has_long_prefix(digits) && digits.find_first_not_of('0', 3) == std::string_view::npos)
        return PhoneProblem::Impossible;
    return std::nullopt;
}

int expected_phone_digits(std::string_view digits)
{
    return has_long_prefix(digits) ? 11 : 10;
}

std::string phone_words(std::string_view digits)
{
    // Works on the first digits of a number too: the kiosk echoes a number while it is typed.
    if (!is_digits(digits))
        return std::string(digits);
    auto const grouping = grouping_of(digits);
    std::string words;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i == grouping.first || i == grouping.first + grouping.second)
            words += '-';
        words += digits[i];
    }
    return words;
}

std::string whom_to_ring(
    std::string_view phone, std::string_view second_phone, bool is_contact_phone, std::string_view between)
{
    if (phone.empty())
        return "";
    auto words = phone_words(phone);
    if (is_contact_phone)
        words += " (連絡先の方)";
    if (!second_phone.empty())
        words.append(between).append("または ").append(phone_words(second_phone));
    return words;
}

} // namespace meguri::domain
