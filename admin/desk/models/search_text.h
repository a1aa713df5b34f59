// Folding for the search field: what a clerk types finds what is stored although one wrote full-width digits,
// capitals, katakana or hyphens and the other did not. Pure. Only for finding; never shown and never sent.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace meguri::desk::models {

/// ASCII lower case, full-width ASCII to half, katakana to hiragana; hyphens are dropped, every kind of space
/// is one.
std::string fold_for_search(std::string_view text);

/// The folded words of a query.
std::vector<std::string> search_words(std::string_view query);

/// Every word stands somewhere in the folded text.
bool has_every_word(std::string_view folded, std::vector<std::string> const& words);

/// Half, full and no-break width, tabs and line ends.
constexpr bool is_space(char32_t c)
{
    return c == U' ' || c == U'\t' || c == U'\n' || c == 0x3000 || c == 0xA0;
}

/// The code points of UTF-8; a broken byte becomes U+FFFD.
std::u32string code_points(std::string_view text);

} // namespace meguri::desk::models
