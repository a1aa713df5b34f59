// The catalogue of the desk's sentences against the sources that say them.
#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

std::filesystem::path const root(MEGURI_SOURCE_FOLDER);

std::string content_of_file(std::filesystem::path const& path)
{
    std::ifstream in(path, std::ios::binary);
    REQUIRE(in.good());
    return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t past_literal(std::string const& text, std::size_t opening)
{
    auto at = opening + 1;
    while (at < text.size() && text[at] != '"')
        at += text[at] == '\\' ? 2U : 1U;
    return at;
}

/// The literals of a source without its comments; those with nothing but room between them are one.
std::set<std::string> literals_of(std::string const& text)
{
    std::set<std::string> found;
    std::string current;
    bool is_open = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text.compare(at, 2, "//") == 0) {
            at = std::min(text.find('\n', at), text.size());
        } else if (text[at] == '\'') {
            at += text[at + 1] == '\\' ? 3U : 2U;
        } else if (text[at] == '"') {
            auto const end = past_literal(text, at);
            current += text.substr(at + 1, end - at - 1);
            is_open = true;
            at = end;
        } else if (is_open && text[at] != ' ' && text[at] != '\n') {
            found.insert(current);
            current.clear();
            is_open = false;
        }
    }
    return found;
}

/// Kana or kanji: E3 81 to E3 83, and E4 to E9.
bool is_japanese(std::string const& text)
{
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        auto const lead = static_cast<unsigned char>(text[i]);
        auto const next = static_cast<unsigned char>(text[i + 1]);
        if ((lead == 0xE3U && next >= 0x81U && next <= 0x83U) || (lead >= 0xE4U && lead <= 0xE9U))
            return true;
    }
    return false;
}

std::set<std::string> said_at_the_desk()
{
    std::set<std::string> all;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(root / "admin" / "desk")) {
        auto const kind = entry.path().extension();
        if (kind == ".cpp" || kind == ".h")
            all.merge(literals_of(content_of_file(entry.path())));
    }
    return all;
}

std::vector<std::string> keys_of_the_catalogue()
{
    std::vector<std::string> keys;
    std::istringstream lines(content_of_file(root / "assets" / "texts" / "desk" / "ja.po"));
    std::string const begins = "msgid \"";
    for (std::string line; std::getline(lines, line);)
        if (line.starts_with(begins) && line.size() > begins.size() + 1)
            keys.push_back(line.substr(begins.size(), line.size() - begins.size() - 1));
    return keys;
}

} // namespace

// Break: take an entry out of ja.po; say another sentence on a page; put two entries in the other order.
TEST_CASE("The desk's catalogue holds exactly what the desk says, in the order of its bytes", "[desk][texts]")
{
    auto const said = said_at_the_desk();
    auto const keys = keys_of_the_catalogue();
    REQUIRE(keys.size() > 500);
    CHECK(std::ranges::is_sorted(keys));
    std::set<std::string> const held(keys.begin(), keys.end());
    CHECK(held.size() == keys.size());
    for (auto const& sentence : said) {
        CAPTURE(sentence);
        CHECK((!is_japanese(sentence) || held.contains(sentence)));
    }
    for (auto const& key : keys) {
        CAPTURE(key);
        CHECK(said.contains(key));
    }
}
