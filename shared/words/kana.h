// Names and phone numbers as people write them, brought into one form. Home of ICU. Pure apart from ICU's own
// tables; thread-safe.
#pragma once

#include "shared/base/result.h"

#include <string>
#include <string_view>

namespace meguri::words {

enum class KanaProblem { Empty, TooLong, NotKana };

/// For keeping and showing: NFKC, half-width kana to full, katakana to hiragana, one space between parts,
/// trimmed. At most 60 characters; only hiragana, long marks and single spaces may remain. ゔ stays.
base::Result<std::string, KanaProblem> normalise_kana(std::string_view text);

/// For comparing people only (3-sync, 12): the above, then small letters to large, ぢ→じ, づ→ず, を→お, long
/// marks and spaces dropped. Never shown.
std::string fold_kana(std::string_view text);

/// Digits only: full-width to half, hyphens, brackets and spaces dropped, +81 → 0. Anything else stays, so
/// that domain::problem_of_phone can refuse it.
std::string fold_phone(std::string_view text);

/// Full-width digits and letters to half, half-width kana to full, ① to 1: NFKC. For numbers, headings and
/// readings, never for an address or a name in kanji.
std::string fold_width(std::string_view text);

/// Hiragana to full-width katakana (for title_kana and open data).
std::string to_katakana(std::string_view text);

} // namespace meguri::words
