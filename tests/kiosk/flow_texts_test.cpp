// The catalogues of the kiosk's sentences against the sources that say them.
#include "tests/kiosk/flow_walk.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

using namespace meguri;
using namespace meguri::kiosk::flow;
using namespace meguri::tests;

namespace {

std::filesystem::path const root(MEGURI_SOURCE_FOLDER);

std::string content_of_file(std::filesystem::path const& path)
{
    std::ifstream const in(path);
    REQUIRE(in.good());
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// The literals after say( and msgid( in all sources of the flow; neighbouring literals are one.
std::set<std::string> sentences_in_sources()
{
    std::set<std::string> found;
    std::regex const call(R"re(\b(?:say|msgid)\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+))re");
    std::regex const literal(R"re("((?:[^"\\]|\\.)*)")re");
    for (auto const& entry : std::filesystem::directory_iterator(root / "kiosk" / "flow")) {
        if (entry.path().extension() != ".cpp")
            continue;
        auto const text = content_of_file(entry.path());
        for (std::sregex_iterator it(text.begin(), text.end(), call); it != std::sregex_iterator(); ++it) {
            std::string const literals = (*it)[1];
            std::string sentence;
            for (std::sregex_iterator part(literals.begin(), literals.end(), literal);
                 part != std::sregex_iterator(); ++part)
                sentence += (*part)[1];
            found.insert(sentence);
        }
    }
    return found;
}

/// msgid → msgstr, both as they stand between the quotes; the header is left out.
std::map<std::string, std::string> catalogue(std::string const& file)
{
    std::map<std::string, std::string> found;
    std::istringstream lines(content_of_file(root / "assets" / "texts" / "kiosk" / file));
    std::string line;
    std::string key;
    auto const quoted
        = [](std::string const& text, std::size_t from) { return text.substr(from, text.size() - from - 1); };
    while (std::getline(lines, line)) {
        if (line.rfind("msgid \"", 0) == 0)
            key = quoted(line, 7);
        else if (line.rfind("msgstr \"", 0) == 0 && !key.empty())
            found[key] = quoted(line, 8);
    }
    return found;
}

std::set<std::string> blanks_in(std::string const& text)
{
    std::set<std::string> found;
    std::regex const blank(R"(\{[0-9]\})");
    for (std::sregex_iterator it(text.begin(), text.end(), blank); it != std::sregex_iterator(); ++it)
        found.insert(it->str());
    return found;
}

/// U+4E00 to U+9FFF: E4 B8 80 to E9 BF BF.
bool has_kanji(std::string const& text)
{
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        auto const lead = static_cast<unsigned char>(text[i]);
        bool const is_past_3_dash = lead > 0xE4U || static_cast<unsigned char>(text[i + 1]) >= 0xB8U;
        if (lead >= 0xE4U && lead <= 0xE9U && is_past_3_dash)
            return true;
    }
    return false;
}

} // namespace

// Break: remove one entry of en.po; add a say("…") to a screen; misspell a msgid.
TEST_CASE("every catalogue holds exactly the sentences the kiosk says", "[flow][texts]")
{
    auto const file = GENERATE(as<std::string>(), "kiosk.pot", "ja.po", "ja-easy.po", "en.po");
    CAPTURE(file);
    auto const said = sentences_in_sources();
    REQUIRE(said.size() > 300);
    auto const held = catalogue(file);
    for (auto const& sentence : said) {
        CAPTURE(sentence);
        CHECK(held.count(sentence) == 1);
    }
    for (auto const& [sentence, translation] : held) {
        CAPTURE(sentence);
        CHECK(said.count(sentence) == 1);
    }
}

// Break: empty one msgstr of en.po; write {3} into it; put a kanji into ja-easy.po.
TEST_CASE(
    "every sentence has plain Japanese and English words with blanks that will be filled", "[flow][texts]")
{
    auto const file = GENERATE(as<std::string>(), "ja-easy.po", "en.po");
    CAPTURE(file);
    for (auto const& [sentence, translation] : catalogue(file)) {
        CAPTURE(sentence, translation);
        CHECK_FALSE(translation.empty());
        auto allowed = blanks_in(sentence);
        // The minute is handed over in both spellings, 5 and 05.
        if (sentence.find("{1}分") != std::string::npos)
            allowed.insert("{2}");
        auto const used = blanks_in(translation);
        CHECK(std::includes(allowed.begin(), allowed.end(), used.begin(), used.end()));
        CHECK((!has_kanji(translation) || translation == "日本語"));
        if (file == "en.po")
            CHECK((translation.find('\n') == std::string::npos));
    }
}

// Break: hand a text to say() that is no literal; translate the name of a class.
TEST_CASE("no page of a visit says a sentence that the catalogues lack", "[flow][texts]")
{
    auto const held = catalogue("en.po");
    std::set<std::string> lacking;
    Translate const look_up = [&](std::string_view text) {
        std::string key;
        for (char const letter : text)
            key += letter == '\n' ? std::string("\\n") : std::string(1, letter);
        if (held.count(key) == 0)
            lacking.insert(key);
        return std::string(text);
    };
    Visitor visitor;
    std::string script(to_check);
    script += " > 申し込む > answer confirmed > paper out > 使い方";
    std::size_t pages = 0;
    while (!script.empty()) {
        auto const end = script.find(" > ");
        visitor.does(script.substr(0, end));
        text_of(view(visitor.state, visitor.now), look_up);
        ++pages;
        script = end == std::string::npos ? "" : script.substr(end + 3);
    }
    CHECK(pages > 12);
    CHECK(lacking == std::set<std::string>{});
}

// Break: let fill stop at the first blank; fill blanks with untranslated words.
TEST_CASE("blanks are filled in the order of the language", "[flow][texts]")
{
    Translate const english = [](std::string_view text) -> std::string {
        if (text == "{0}{1}({2})")
            return "{2} {1} {0}";
        return text == "10月" ? "Oct" : text == "木" ? "Thu" : std::string(text);
    };
    auto const words = say("{0}{1}({2})", {say("10月"), number(8), say("木")});
    CHECK(fill(words, english) == "Thu 8 Oct");
    CHECK(in_japanese(words) == "10月8(木)");
    CHECK(in_japanese(just("{0}")) == "{0}"); // A name is never a pattern.
    CHECK(in_japanese(say("あと{1}", {number(1)})) == "あと"); // A blank nobody filled is not shown.
}
