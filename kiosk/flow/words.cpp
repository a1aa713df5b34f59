#include "kiosk/flow/words.h"

namespace meguri::kiosk::flow {

Words say(std::string_view text, std::vector<Words> blanks)
{
    Words words;
    words.text = text;
    words.blanks = std::move(blanks);
    return words;
}

Words just(std::string_view text)
{
    Words words;
    words.text = text;
    words.is_verbatim = true;
    return words;
}

Words number(long long value)
{
    return just(std::to_string(value));
}

std::string fill(Words const& words, Translate const& translate)
{
    if (words.is_verbatim || words.is_empty())
        return words.text;
    auto const translated = translate(words.text);
    auto const& pattern = translated.empty() ? words.text : translated;
    std::string text;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        bool const is_blank = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}'
            && pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
        if (!is_blank) {
            text += pattern[i];
            continue;
        }
        auto const index = static_cast<std::size_t>(pattern[i + 1] - '0');
        if (index < words.blanks.size())
            text += fill(words.blanks[index], translate);
        i += 2;
    }
    return text;
}

std::string in_japanese(Words const& words)
{
    return fill(words, [](std::string_view text) { return std::string(text); });
}

} // namespace meguri::kiosk::flow
