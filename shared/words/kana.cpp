#include "shared/words/kana.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <string_view>

namespace meguri::words {

namespace {

using base::fail;
using icu::UnicodeString;

constexpr int max_kana_characters = 60;
/// Far above what 60 characters with generous spacing need; keeps a hostile text from being normalised at
/// all.
constexpr std::size_t max_kana_bytes = 4096;

constexpr UChar32 long_mark = 0x30FC; // ー
constexpr UChar32 hiragana_first = 0x3041, hiragana_last = 0x3096; // ぁ .. ゖ
constexpr UChar32 katakana_first = 0x30A1, katakana_last = 0x30F6; // ァ .. ヶ
constexpr UChar32 katakana_repeat = 0x30FD, katakana_voiced_repeat = 0x30FE; // ヽ ヾ
constexpr UChar32 hiragana_repeat = 0x309D, hiragana_voiced_repeat = 0x309E; // ゝ ゞ
constexpr UChar32 script_distance = katakana_first - hiragana_first;

UnicodeString text_in(std::string_view text)
{
    return UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::string text_out(UnicodeString const& text)
{
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

UnicodeString nfkc(UnicodeString const& text)
{
    UErrorCode status = U_ZERO_ERROR;
    auto const* normaliser = icu::Normalizer2::getNFKCInstance(status);
    base::verify(U_SUCCESS(status), "ICU has no NFKC table");
    UnicodeString result = normaliser->normalize(text, status);
    base::verify(U_SUCCESS(status), "NFKC of a text failed");
    return result;
}

/// The voice marks written as characters of their own (か゛) become the combining ones, which NFKC joins to
/// the kana. NFKC alone would put a space in between.
UnicodeString with_joinable_voice_marks(UnicodeString text)
{
    for (std::int32_t i = 0; i < text.length(); ++i) {
        if (text.charAt(i) == 0x309B)
            text.setCharAt(i, 0x3099);
        else if (text.charAt(i) == 0x309C)
            text.setCharAt(i, 0x309A);
    }
    return text;
}

UChar32 to_hiragana(UChar32 c)
{
    if ((c >= katakana_first && c <= katakana_last) || c == katakana_repeat || c == katakana_voiced_repeat)
        return c - script_distance;
    return c;
}

/// NFKC has made － an ASCII hyphen; people type either of the three where a long mark belongs.
bool is_written_as_long_mark(UChar32 c)
{
    return c == long_mark || c == '-' || c == 0x2010;
}

/// The one form of a name, whether or not it is kana.
UnicodeString one_form(std::string_view text)
{
    UnicodeString const source = nfkc(with_joinable_voice_marks(text_in(text)));
    UnicodeString result;
    bool is_space_due = false;
    for (std::int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
        UChar32 const c = source.char32At(i);
        if (u_isUWhiteSpace(c)) {
            is_space_due = !result.isEmpty();
            continue;
        }
        if (is_space_due)
            result.append(UChar32{' '});
        is_space_due = false;
        result.append(is_written_as_long_mark(c) ? long_mark : to_hiragana(c));
    }
    return result;
}

bool is_hiragana(UChar32 c)
{
    return (c >= hiragana_first && c <= hiragana_last) || c == hiragana_repeat || c == hiragana_voiced_repeat;
}

bool is_name_in_kana(UnicodeString const& text)
{
    bool has_letter = false;
    for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        UChar32 const c = text.char32At(i);
        if (is_hiragana(c))
            has_letter = true;
        else if (c != long_mark && c != ' ')
            return false;
    }
    return has_letter;
}

UChar32 folded(UChar32 c)
{
    constexpr std::u32string_view from = U"ぁぃぅぇぉっゃゅょゎゕゖぢづを";
    constexpr std::u32string_view to = U"あいうえおつやゆよわかけじずお";
    static_assert(from.size() == to.size());
    auto const at = from.find(static_cast<char32_t>(c));
    return at == std::u32string_view::npos ? c : static_cast<UChar32>(to[at]);
}

bool is_dropped_from_phone(UChar32 c)
{
    return u_isUWhiteSpace(c) || u_charType(c) == U_DASH_PUNCTUATION || c == 0x2212 || c == long_mark
        || c == '(' || c == ')' || c == '[' || c == ']';
}

} // namespace

base::Result<std::string, KanaProblem> normalise_kana(std::string_view text)
{
    if (text.size() > max_kana_bytes)
        return fail(KanaProblem::TooLong);
    UnicodeString const name = one_form(text);
    if (name.isEmpty())
        return fail(KanaProblem::Empty);
    if (!is_name_in_kana(name))
        return fail(KanaProblem::NotKana);
    if (name.countChar32() > max_kana_characters)
        return fail(KanaProblem::TooLong);
    return text_out(name);
}

std::string fold_kana(std::string_view text)
{
    // A name that is not kana is folded all the same: it must not come out equal to every other such name.
    UnicodeString const name = one_form(text);
    UnicodeString result;
    for (std::int32_t i = 0; i < name.length(); i = name.moveIndex32(i, 1)) {
        UChar32 const c = name.char32At(i);
        if (c != long_mark && c != ' ')
            result.append(folded(c));
    }
    return text_out(result);
}

std::string fold_phone(std::string_view text)
{
    UnicodeString const source = nfkc(text_in(text));
    UnicodeString kept;
    for (std::int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
        UChar32 const c = source.char32At(i);
        if (!is_dropped_from_phone(c))
            kept.append(c);
    }
    std::string phone = text_out(kept);
    if (phone.starts_with("+81")) {
        phone.erase(0, 3);
        // +81 (0)90 … is a common way to write it; its 0 is already there.
        if (!phone.starts_with('0'))
            phone.insert(0, "0");
    }
    return phone;
}

std::string fold_width(std::string_view text)
{
    return text_out(nfkc(with_joinable_voice_marks(text_in(text))));
}

std::string to_katakana(std::string_view text)
{
    UnicodeString const source = text_in(text);
    UnicodeString result;
    for (std::int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
        UChar32 const c = source.char32At(i);
        result.append(is_hiragana(c) ? c + script_distance : c);
    }
    return text_out(result);
}

} // namespace meguri::words
