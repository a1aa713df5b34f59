// Tables of words: a name of the wire and the Japanese that a clerk reads for it. Pure.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace meguri::desk::models {

/// The name, then its word.
using Word = std::pair<std::string_view, std::string_view>;

/// A name that is not in the table stands for itself.
inline std::string word_in(std::span<Word const> table, std::string_view name)
{
    auto const found = std::ranges::find(table, name, &Word::first);
    return std::string(found == table.end() ? name : found->second);
}

/// The hub's sentences for programs are English; a clerk is not shown those.
inline bool is_japanese(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

} // namespace meguri::desk::models
