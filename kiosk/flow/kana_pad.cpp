#include "kiosk/flow/kana_pad.h"

#include <optional>
#include <string>

namespace meguri::kiosk::flow {

namespace {

constexpr std::string_view long_mark = "ー";

// One row a sound: plain, then its forms in the order of KanaMark.
using Forms = std::array<std::string_view, 4>;
constexpr std::array<Forms, 29> sounds{{
    {"あ", "", "", "ぁ"},
    {"い", "", "", "ぃ"},
    {"う", "ゔ", "", "ぅ"},
    {"え", "", "", "ぇ"},
    {"お", "", "", "ぉ"},
    {"か", "が", "", ""},
    {"き", "ぎ", "", ""},
    {"く", "ぐ", "", ""},
    {"け", "げ", "", ""},
    {"こ", "ご", "", ""},
    {"さ", "ざ", "", ""},
    {"し", "じ", "", ""},
    {"す", "ず", "", ""},
    {"せ", "ぜ", "", ""},
    {"そ", "ぞ", "", ""},
    {"た", "だ", "", ""},
    {"ち", "ぢ", "", ""},
    {"つ", "づ", "", "っ"},
    {"て", "で", "", ""},
    {"と", "ど", "", ""},
    {"は", "ば", "ぱ", ""},
    {"ひ", "び", "ぴ", ""},
    {"ふ", "ぶ", "ぷ", ""},
    {"へ", "べ", "ぺ", ""},
    {"ほ", "ぼ", "ぽ", ""},
    {"や", "", "", "ゃ"},
    {"ゆ", "", "", "ゅ"},
    {"よ", "", "", "ょ"},
    {"わ", "", "", "ゎ"},
}};

bool is_continuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::string_view last_letter(std::string_view text)
{
    if (text.empty())
        return {};
    auto start = text.size() - 1;
    while (start > 0 && is_continuation(text[start]))
        --start;
    return text.substr(start);
}

bool ends_in_letter(std::string_view text)
{
    return !text.empty() && text.back() != ' ';
}

bool has_room(PrivateText const& name)
{
    return letter_count(name.view()) < max_name_letters;
}

// A code point of up to three bytes; longer ones and broken bytes are skipped, no kana is among them.
std::optional<unsigned> take_code_point(std::string_view& text)
{
    auto const lead = static_cast<unsigned char>(text.front());
    std::size_t const length = lead < 0x80U ? 1 : lead >= 0xE0U && lead < 0xF0U ? 3 : 0;
    if (length == 0 || text.size() < length) {
        text.remove_prefix(1);
        return std::nullopt;
    }
    unsigned point = lead;
    if (length == 3)
        point = ((lead & 0x0FU) << 12U) | ((static_cast<unsigned char>(text[1]) & 0x3FU) << 6U)
            | (static_cast<unsigned char>(text[2]) & 0x3FU);
    text.remove_prefix(length);
    return point;
}

std::string utf8_of_kana(unsigned point)
{
    return {static_cast<char>(0xE0U | (point >> 12U)), static_cast<char>(0x80U | ((point >> 6U) & 0x3FU)),
        static_cast<char>(0x80U | (point & 0x3FU))};
}

void type_code_point(PrivateText& name, unsigned point)
{
    constexpr unsigned katakana_to_hiragana = 0x60;
    if (point == ' ' || point == 0x3000)
        add_space(name);
    else if (point >= 0x3041 && point <= 0x3096)
        add_kana(name, utf8_of_kana(point));
    else if (point >= 0x30A1 && point <= 0x30F6)
        add_kana(name, utf8_of_kana(point - katakana_to_hiragana));
    else if (point == 0x30FC)
        add_long_mark(name);
    else if (point == 0x3099 || point == 0x309B)
        mark_kana(name, KanaMark::Voiced);
    else if (point == 0x309A || point == 0x309C)
        mark_kana(name, KanaMark::HalfVoiced);
}

} // namespace

void add_kana(PrivateText& name, std::string_view letter)
{
    if (has_room(name))
        name.append(letter);
}

void mark_kana(PrivateText& name, KanaMark mark)
{
    auto const letter = last_letter(name.view());
    auto const wanted = 1 + static_cast<std::size_t>(mark);
    for (auto const& forms : sounds) {
        for (auto const& form : forms) {
            if (form.empty() || form != letter)
                continue;
            auto const replacement = forms.at(wanted) == letter ? forms[0] : forms.at(wanted);
            if (replacement.empty())
                return;
            name.drop(letter.size());
            name.append(replacement);
            return;
        }
    }
}

void add_long_mark(PrivateText& name)
{
    if (ends_in_letter(name.view()))
        add_kana(name, long_mark);
}

void add_space(PrivateText& name)
{
    if (ends_in_letter(name.view()))
        add_kana(name, " ");
}

void erase_kana(PrivateText& name)
{
    name.drop(last_letter(name.view()).size());
}

void type_kana(PrivateText& name, std::string_view text)
{
    while (!text.empty())
        if (auto const point = take_code_point(text))
            type_code_point(name, *point);
}

int letter_count(std::string_view name)
{
    int count = 0;
    for (char const byte : name)
        count += is_continuation(byte) ? 0 : 1;
    return count;
}

bool is_name(std::string_view name)
{
    int letters = 0;
    for (char const byte : name)
        letters += is_continuation(byte) || byte == ' ' ? 0 : 1;
    return letters >= 2;
}

std::string_view trimmed(std::string_view name)
{
    while (!name.empty() && name.back() == ' ')
        name.remove_suffix(1);
    return name;
}

} // namespace meguri::kiosk::flow
