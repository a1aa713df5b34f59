#include "admin/hub/routes/template_reading.h"

#include <algorithm>

namespace meguri::hub::routes {

std::string listed(TemplateWords const& words)
{
    std::string text;
    for (auto const& word : words)
        text += (text.empty() ? "" : ", ") + std::string(word);
    return text;
}

bool is_among(TemplateWords const& words, std::string_view word)
{
    return std::ranges::find(words, word) != words.end();
}

void refuse_others(protocol::Reader& reader, nlohmann::json const& object, TemplateWords known)
{
    known.push_back("about");
    if (!object.is_object())
        return;
    for (auto const& [name, value] : object.items())
        if (!is_among(known, name))
            reader.refuse(name, "is not known here: use " + listed(known));
}

std::string read_sentence(protocol::Reader& reader, std::string_view name, TemplateWords const& blanks)
{
    auto text = reader.text_or(name, "", template_sentence_max);
    for (auto begin = text.find('{'); begin != std::string::npos; begin = text.find('{', begin + 1)) {
        auto const end = text.find('}', begin);
        auto const blank = text.substr(begin + 1, end == std::string::npos ? end : end - begin - 1);
        if (end == std::string::npos || !is_among(blanks, blank))
            reader.refuse(name,
                blanks.empty() ? "can have no {" + blank + "} here"
                               : "has a {" + blank + "} that is not known: use {" + listed(blanks) + "}");
    }
    return text;
}

std::string filled(std::string const& sentence, Blanks const& blanks)
{
    std::string text;
    for (std::size_t at = 0; at < sentence.size();) {
        auto const end = sentence[at] == '{' ? sentence.find('}', at) : std::string::npos;
        auto const blank
            = end == std::string::npos ? blanks.end() : blanks.find(sentence.substr(at + 1, end - at - 1));
        if (blank == blanks.end())
            text += sentence[at++];
        else {
            text += blank->second;
            at = end + 1;
        }
    }
    return text;
}

} // namespace meguri::hub::routes
