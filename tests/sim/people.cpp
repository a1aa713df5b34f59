#include "tests/sim/people.h"

#include <array>

namespace meguri::sim {

std::string phone_of(int number)
{
    auto const line = number - (number % 3 == 1 ? 1 : 0);
    auto digits = std::to_string(10000000 + line * 7919 % 80000000);
    return "090" + digits;
}

protocol::Registrant typed(int number, Chance& chance)
{
    static constexpr std::array hiragana{"あ", "い", "う", "え", "お", "か", "き", "く", "け", "こ"};
    static constexpr std::array katakana{"ア", "イ", "ウ", "エ", "オ", "カ", "キ", "ク", "ケ", "コ"};
    auto const& letters = chance.percent(30) ? katakana : hiragana;
    protocol::Registrant person;
    int rest = number;
    for (int i = 0; i < 4; ++i, rest /= 10)
        person.kana += letters[static_cast<std::size_t>(rest % 10)];
    auto const phone = phone_of(number);
    person.phone
        = chance.percent(30) ? phone.substr(0, 3) + "-" + phone.substr(3, 4) + "-" + phone.substr(7) : phone;
    person.birth_year = 1935 + number % 20;
    return person;
}

} // namespace meguri::sim
