#include "tests/support/twin_names.h"

#include <algorithm>
#include <regex>
#include <set>
#include <string>

namespace meguri::tests::house {

namespace {

/// "base::Time from, int n = 1" -> "base::Time,int": what tells overloads apart, as far as text can say.
std::string types_of(std::string const& parameters)
{
    static std::regex const name("\\s*(\\b\\w+)?\\s*(=.*)?$");
    std::string types;
    std::string one;
    int depth = 0;
    auto const put = [&] {
        auto const bare = std::regex_replace(one, name, "", std::regex_constants::format_first_only);
        types += (types.empty() ? "" : ",") + (bare.empty() ? one : bare);
        one.clear();
    };
    for (char const letter : parameters) {
        depth += letter == '<' || letter == '(' ? 1 : 0;
        depth -= letter == '>' || letter == ')' ? 1 : 0;
        if (letter == ',' && depth == 0)
            put();
        else if (letter != '\n' && !(letter == ' ' && (one.empty() || one.back() == ' ')))
            one += letter;
    }
    if (!one.empty())
        put();
    return types;
}

struct Signature {
    std::string words; ///< "span_words(base::Time,base::Time)"
    std::size_t offset = 0;
};

std::vector<Signature> signatures_in(std::string const& code)
{
    static std::regex const function(
        "\n(?:[A-Za-z_\\[][^\n;{}()=]*[ &*])(\\w+)\\(([^;{}]*?)\\)(?: const)?\\s*[;{]");
    std::vector<Signature> found;
    for (std::sregex_iterator at(code.begin(), code.end(), function), end; at != end; ++at)
        found.push_back({(*at)[1].str() + "(" + types_of((*at)[2].str()) + ")",
            static_cast<std::size_t>(at->position(1))});
    return found;
}

} // namespace

std::vector<Finding> check_twins(SourceFile const& source, std::span<SourceFile const> headers)
{
    std::set<std::string> declared;
    for (auto const& header : headers)
        for (auto const& one : signatures_in(code_only(header.text)))
            declared.insert(one.words);
    std::vector<Finding> findings;
    auto const code = code_only(source.text);
    constexpr std::string_view opening = "\nnamespace {\n";
    for (auto at = code.find(opening); at != std::string::npos; at = code.find(opening, at + 1)) {
        // The comment behind the closing brace is blanked out; a function's brace has nothing behind it.
        auto const closing = std::min(code.find("\n} ", at), code.size());
        auto const room = code.substr(at, closing - at);
        for (auto const& one : signatures_in(room))
            if (declared.contains(one.words))
                findings.push_back({source.path,
                    static_cast<std::size_t>(std::count(
                        code.begin(), code.begin() + static_cast<std::ptrdiff_t>(at + one.offset), '\n'))
                        + 1,
                    "twin",
                    one.words + " is declared in a header of the folder; instead: a name of its own"});
    }
    return findings;
}

} // namespace meguri::tests::house
