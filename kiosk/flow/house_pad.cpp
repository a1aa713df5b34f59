#include "kiosk/flow/house_pad.h"

#include "kiosk/flow/kana_pad.h"

namespace meguri::kiosk::flow {

namespace {

/// A letter of UTF-8 and its length in bytes, from the front.
std::string_view first_letter(std::string_view text)
{
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
        ++length;
    return text.substr(0, length);
}

bool ends_in_digit(std::string_view text)
{
    return !text.empty() && text.back() >= '0' && text.back() <= '9';
}

/// 0 to 9, half or full width; -1 for anything else.
int digit_of(std::string_view letter)
{
    if (letter.size() == 1 && ends_in_digit(letter))
        return letter.front() - '0';
    // Full-width ０ to ９ are EF BC 90 to EF BC 99.
    if (letter.size() == 3 && letter.starts_with("\xEF\xBC")) {
        auto const last = static_cast<unsigned char>(letter[2]);
        if (last >= 0x90U && last <= 0x99U)
            return last - 0x90;
    }
    return -1;
}

bool has_house_room(PrivateText const& house)
{
    return letter_count(house.view()) < max_house_letters;
}

} // namespace

void add_house_digit(PrivateText& house, int digit)
{
    if (!has_house_room(house))
        return;
    char const character = static_cast<char>('0' + digit);
    house.append({&character, 1});
}

void add_house_mark(PrivateText& house, std::string_view mark)
{
    if (has_house_room(house) && ends_in_digit(house.view()))
        house.append(mark);
}

void erase_house(PrivateText& house)
{
    erase_kana(house);
}

void type_house(PrivateText& house, std::string_view text)
{
    while (!text.empty()) {
        auto const letter = first_letter(text);
        if (auto const digit = digit_of(letter); digit >= 0)
            add_house_digit(house, digit);
        else if (letter == "の" || letter == "ノ")
            add_house_mark(house, house_marks[0]);
        else if (letter == "-" || letter == "－" || letter == "ー" || letter == "−")
            add_house_mark(house, house_marks[1]);
        text.remove_prefix(letter.size());
    }
}

std::string_view house_without_end(std::string_view house)
{
    for (auto const mark : house_marks)
        if (house.ends_with(mark))
            return house.substr(0, house.size() - mark.size());
    return house;
}

} // namespace meguri::kiosk::flow
