// What a screen says, before it is put into the visitor's language: the Japanese sentence itself is the key
// (a gettext msgid), its blanks {0} {1} are filled with further Words. No catalogue is known here; `fill`
// asks the caller for each sentence. Pure.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace meguri::kiosk::flow {

/// Nothing, a sentence to be translated, or a text that is the same in every language (a name, a number).
struct Words {
    std::string text; ///< The msgid, or the text itself when verbatim.
    std::vector<Words> blanks; ///< For {0}, {1}, …
    bool is_verbatim = false;

    bool is_empty() const { return text.empty(); }
    bool operator==(Words const&) const = default;
};

/// Marks a literal in a table as a msgid, so that the catalogues' test and xgettext find it.
constexpr std::string_view msgid(std::string_view text)
{
    return text;
}

/// A sentence of the catalogue. \n in it is a line break; half spaces are where a line may break.
Words say(std::string_view text, std::vector<Words> blanks = {});
/// A name or a code that no catalogue knows.
Words just(std::string_view text);
Words number(long long value);

/// Gives the sentence of the catalogue for a msgid; the msgid itself when there is none.
using Translate = std::function<std::string(std::string_view text)>;
/// The text a person reads: translated from the outside in, every {n} filled.
std::string fill(Words const& words, Translate const& translate);
/// `fill` with the msgids themselves: the Japanese text.
std::string in_japanese(Words const& words);

} // namespace meguri::kiosk::flow
