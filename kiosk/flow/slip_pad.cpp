#include "kiosk/flow/slip_pad.h"

#include "shared/domain/receipt_code.h"

namespace meguri::kiosk::flow {

void add_digit_up_to(PrivateText& digits, int digit, std::size_t most)
{
    if (digits.size() >= most)
        return;
    char const character = static_cast<char>('0' + digit);
    digits.append({&character, 1});
}

void type_digits_up_to(PrivateText& digits, std::string_view text, std::size_t most)
{
    // Full-width ０ to ９ are EF BC 90 to EF BC 99.
    constexpr std::string_view full_width_lead = "\xEF\xBC";
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] >= '0' && text[i] <= '9') {
            add_digit_up_to(digits, text[i] - '0', most);
        } else if (text.substr(i, 2) == full_width_lead && i + 2 < text.size()) {
            auto const last = static_cast<unsigned char>(text[i + 2]);
            if (last >= 0x90U && last <= 0x99U)
                add_digit_up_to(digits, last - 0x90, most);
            i += 2;
        }
    }
}

std::vector<std::string> digit_groups(
    std::string_view digits, std::size_t most, std::size_t group, bool is_masked)
{
    std::vector<std::string> groups;
    for (std::size_t place = 0; place < most; ++place) {
        if (place % group == 0)
            groups.emplace_back();
        if (place >= digits.size())
            groups.back() += '_';
        else if (is_masked)
            groups.back() += "●";
        else
            groups.back() += digits[place];
    }
    return groups;
}

bool is_slip_number(std::string_view digits)
{
    return digits.size() == slip_digits && domain::parse_receipt_code(digits).has_value();
}

Words next_for_slip(std::string_view digits)
{
    auto const missing = digits.size() < slip_digits ? slip_digits - digits.size() : 0;
    if (missing == slip_digits)
        return say("受付票の 上にある 大きな番号です。");
    if (missing == 1)
        return say("あと 1つ 押すと「つぎへ」に すすめます。");
    if (missing > 1)
        return say("あと {0}つ 押すと「つぎへ」に すすめます。", {number(static_cast<long long>(missing))});
    if (!is_slip_number(digits))
        return say("その番号は 見つかりません。もう1度 ゆっくり どうぞ。");
    return say("よろしければ「つぎへ」を 押してください。");
}

} // namespace meguri::kiosk::flow
