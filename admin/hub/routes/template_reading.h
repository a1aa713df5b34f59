// What all templates of papers have in common: sentences with names in braces, fields that nobody knows,
// lists of what may stand somewhere. Pure.
#pragma once

#include "shared/protocol/reader.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace meguri::hub::routes {

using TemplateWords = std::vector<std::string_view>;

inline constexpr std::size_t template_sentence_max = 2000;
inline constexpr std::size_t template_heading_max = 200;

/// a, b, c
std::string listed(TemplateWords const& words);
bool is_among(TemplateWords const& words, std::string_view word);

/// A field that nobody reads is a field misspelt; `about` may always stand there.
void refuse_others(protocol::Reader& reader, nlohmann::json const& object, TemplateWords known);

/// A sentence that may be missing, with every name in braces looked at: one that is not among `blanks` is
/// refused.
std::string read_sentence(protocol::Reader& reader, std::string_view name, TemplateWords const& blanks);

/// What stands for each name in braces.
using Blanks = std::map<std::string, std::string>;
std::string filled(std::string const& sentence, Blanks const& blanks);

} // namespace meguri::hub::routes
