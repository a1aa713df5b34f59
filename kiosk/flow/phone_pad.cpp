#include "kiosk/flow/phone_pad.h"

#include "shared/domain/phone.h"

#include <algorithm>

namespace meguri::kiosk::flow {

namespace {

// 070 080 090 050 are known by three digits; before that the length would be a guess.
constexpr std::size_t digits_until_length_is_known = 3;

} // namespace

void add_digit(PrivateText& digits, int digit)
{
    auto const expected = static_cast<std::size_t>(std::max(0, domain::expected_phone_digits(digits.view())));
    if (digits.size() >= expected || digits.size() >= PrivateText::max_bytes)
        return;
    char const character = static_cast<char>('0' + digit);
    digits.append({&character, 1});
}

void type_digits(PrivateText& digits, std::string_view text)
{
    // Full-width ０ to ９ are EF BC 90 to EF BC 99.
    constexpr std::string_view full_width_lead = "\xEF\xBC";
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] >= '0' && text[i] <= '9') {
            add_digit(digits, text[i] - '0');
            continue;
        }
        if (text.substr(i, 2) != full_width_lead || i + 2 >= text.size())
            continue;
        auto const last = static_cast<unsigned char>(text[i + 2]);
        if (last >= 0x90U && last <= 0x99U)
            add_digit(digits, last - 0x90);
        i += 2;
    }
}

bool is_phone(std::string_view digits)
{
    return !domain::problem_of_phone(digits).has_value();
}

std::vector<std::string> phone_groups(std::string_view digits, bool is_masked)
{
    auto const expected = static_cast<std::size_t>(std::max(0, domain::expected_phone_digits(digits)));
    std::string padded(digits);
    padded.resize(std::max(expected, digits.size()), '0');
    std::vector<std::string> groups(1);
    std::size_t place = 0;
    for (char const character : domain::phone_words(padded)) {
        if (character < '0' || character > '9') {
            groups.emplace_back();
            continue;
        }
        if (place >= digits.size())
            groups.back() += '_';
        else if (is_masked)
            groups.back() += "●";
        else
            groups.back() += digits[place];
        ++place;
    }
    std::fill(padded.begin(), padded.end(), '0');
    return groups;
}

Words next_for_phone(std::string_view digits)
{
    if (!digits.empty() && digits.front() != '0')
        return say("番号は 0から はじまります。もう1度 ゆっくり どうぞ。");
    if (digits.size() < digits_until_length_is_known)
        return say("0から はじまる番号を ぜんぶ 押してください。");
    auto const missing = domain::expected_phone_digits(digits) - static_cast<int>(digits.size());
    if (missing == 1)
        return say("あと 1つ 押すと「つぎへ」に すすめます。");
    if (missing > 1)
        return say("あと {0}つ 押すと「つぎへ」に すすめます。", {number(missing)});
    if (!is_phone(digits))
        return say("その番号には お電話できません。もう1度 ゆっくり どうぞ。");
    return say("よろしければ「つぎへ」を 押してください。");
}

} // namespace meguri::kiosk::flow
