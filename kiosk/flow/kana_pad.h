// The kana pad's rules: which letter a key adds, and what てんてん, まる and 小さい字 do to the letter before
// the caret (which is always at the end). Pure; works on UTF-8 hiragana.
#pragma once

#include "kiosk/flow/private_text.h"

#include <array>
#include <string_view>

namespace meguri::kiosk::flow {

inline constexpr int max_name_letters = 30;

/// The fifty sounds as on paper: ten columns of five from あ on; an empty text is a hole.
inline constexpr std::array<std::array<std::string_view, 5>, 10> kana_columns{{
    {"あ", "い", "う", "え", "お"},
    {"か", "き", "く", "け", "こ"},
    {"さ", "し", "す", "せ", "そ"},
    {"た", "ち", "つ", "て", "と"},
    {"な", "に", "ぬ", "ね", "の"},
    {"は", "ひ", "ふ", "へ", "ほ"},
    {"ま", "み", "む", "め", "も"},
    {"や", "", "ゆ", "", "よ"},
    {"ら", "り", "る", "れ", "ろ"},
    {"わ", "", "を", "", "ん"},
}};

enum class KanaMark { Voiced, HalfVoiced, Small };

/// Adds one hiragana letter; nothing happens when the name is full.
void add_kana(PrivateText& name, std::string_view letter);
/// か⇄が, は→ば, ば⇄は, つ⇄っ: turns the last letter into the marked one, or back when it is already.
void mark_kana(PrivateText& name, KanaMark mark);
/// ー, only after a letter.
void add_long_mark(PrivateText& name);
/// One space, only after a letter: between family name and given name.
void add_space(PrivateText& name);
void erase_kana(PrivateText& name);
/// Text of a hardware keyboard: hiragana, katakana (folded), ー, spaces, ゛ and ゜; everything else is left
/// out.
void type_kana(PrivateText& name, std::string_view text);

int letter_count(std::string_view name);
/// At least two letters: less is a slip of the finger.
bool is_name(std::string_view name);
/// Without the space a visitor may have left at the end.
std::string_view trimmed(std::string_view name);

} // namespace meguri::kiosk::flow
