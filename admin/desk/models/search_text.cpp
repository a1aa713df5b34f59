#include "admin/desk/models/search_text.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

void append_utf8(std::string& text, char32_t c)
{
    auto const byte = [&](char32_t value) { text += static_cast<char>(static_cast<unsigned char>(value)); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | (c >> 6));
        byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        byte(0xE0 | (c >> 12));
        byte(0x80 | ((c >> 6) & 0x3F));
        byte(0x80 | (c & 0x3F));
    } else {
        byte(0xF0 | (c >> 18));
        byte(0x80 | ((c >> 12) & 0x3F));
        byte(0x80 | ((c >> 6) & 0x3F));
        byte(0x80 | (c & 0x3F));
    }
}

bool is_hyphen(char32_t c)
{
    return c == U'-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFF70;
}

char32_t folded(char32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E)
        c -= 0xFEE0;
    if (c >= U'A' && c <= U'Z')
        return c + 32;
    if (c >= 0x30A1 && c <= 0x30F6)
        return c - 0x60;
    return c;
}

} // namespace

std::u32string code_points(std::string_view text)
{
    std::u32string points;
    for (std::size_t i = 0; i < text.size();) {
        auto const first = static_cast<unsigned char>(text[i]);
        std::size_t const length = first < 0x80 ? 1
            : first >= 0xF0                     ? 4
            : first >= 0xE0                     ? 3
            : first >= 0xC0                     ? 2
                                                : 0;
        if (length == 0 || i + length > text.size()) {
            points += char32_t(0xFFFD);
            ++i;
            continue;
        }
        char32_t c = length == 1 ? first : first & (0xFFu >> (length + 1));
        for (std::size_t k = 1; k < length; ++k)
            c = (c << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
        points += c;
        i += length;
    }
    return points;
}

std::string fold_for_search(std::string_view text)
{
    std::string result;
    for (char32_t const point : code_points(text)) {
        auto const c = folded(point);
        if (is_hyphen(c))
            continue;
        append_utf8(result, is_space(c) ? U' ' : c);
    }
    return result;
}

std::vector<std::string> search_words(std::string_view query)
{
    std::vector<std::string> words;
    std::string word;
    for (char const c : fold_for_search(query) + " ") {
        if (c != ' ') {
            word += c;
        } else if (!word.empty()) {
            words.push_back(word);
            word.clear();
        }
    }
    return words;
}

bool has_every_word(std::string_view folded_text, std::vector<std::string> const& words)
{
    return std::ranges::all_of(
        words, [&](std::string const& word) { return folded_text.find(word) != std::string_view::npos; });
}

} // namespace meguri::desk::models
