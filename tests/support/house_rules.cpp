#include "tests/support/house_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace meguri::tests::house {

namespace {

constexpr std::size_t file_lines_max = 600;
constexpr std::size_t function_lines_max = 70;

bool is_word(char letter)
{
    return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

bool is_source(std::string_view path)
{
    return path.ends_with(".h") || path.ends_with(".cpp");
}

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        auto const end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return lines;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0)
        text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0)
        text.remove_suffix(1);
    return text;
}

/// `needle` in `line`, not as part of a longer word.
bool says(std::string_view line, std::string_view needle)
{
    for (auto at = line.find(needle); at != std::string_view::npos; at = line.find(needle, at + 1)) {
        bool const begins = at == 0 || !is_word(needle.front()) || !is_word(line[at - 1]);
        auto const after = at + needle.size();
        bool const ends = after == line.size() || !is_word(needle.back()) || !is_word(line[after]);
        if (begins && ends)
            return true;
    }
    return false;
}

struct Include {
    std::string_view name;
    bool is_ours = false;
};

std::optional<Include> include_of(std::string_view line)
{
    line = trimmed(line);
    if (!line.starts_with('#'))
        return std::nullopt;
    line = trimmed(line.substr(1));
    if (!line.starts_with("include"))
        return std::nullopt;
    line = trimmed(line.substr(std::string_view("include").size()));
    if (line.size() < 2 || (line.front() != '<' && line.front() != '"'))
        return std::nullopt;
    auto const end = line.find(line.front() == '<' ? '>' : '"', 1);
    return Include{line.substr(1, end - 1), line.front() == '"'};
}

std::string folder_of(std::string_view path)
{
    return std::string(path.substr(0, path.rfind('/') + 1));
}

/// Empty when `file` may include `name`, one of our own headers.
std::string trouble_with_ours(SourceFile const& file, Room const& room, std::string_view name)
{
    if (folder_of(name) == folder_of(file.path))
        return {};
    auto const may = [&](std::string_view beginning) { return name.starts_with(beginning); };
    if (std::any_of(room.ours.begin(), room.ours.end(), may))
        return {};
    return std::string(room.where) + " may not include " + std::string(name)
        + "; turn the arrow round, or hand it in from the composition file";
}

/// Empty when `file` may include the foreign header `name`.
std::string trouble_with_vendor(Room const& room, std::string_view name)
{
    if (is_standard_header(name))
        return {};
    for (auto const& vendor : vendors()) {
        auto const is_mine = [&](std::string_view beginning) { return name.starts_with(beginning); };
        if (std::none_of(vendor.headers.begin(), vendor.headers.end(), is_mine))
            continue;
        if (std::find(room.vendors.begin(), room.vendors.end(), vendor.name) != room.vendors.end())
            return {};
        return std::string(room.where) + " may not include " + std::string(vendor.name)
            + "; use the folder of ours that is its home";
    }
    return "<" + std::string(name)
        + "> has no row in tests/support/include_table.cpp; name its home there first";
}

enum class Where { Code, AnyText };

struct Ban {
    std::string_view says;
    Where where = Where::Code;
    std::vector<std::string_view> allowed_in; ///< Beginnings of paths.
    std::string_view why;
    std::string_view instead;
};

// These two files hold the bans and their broken examples, so they must be able to spell them.
constexpr std::array rule_files{
    std::string_view("tests/support/house_rules.cpp"), std::string_view("tests/architecture_test.cpp")};

std::vector<Ban> const& bans()
{
    constexpr std::string_view clock = "time is a parameter, or no test can hold it still";
    constexpr std::string_view take_clock = "take a base::Clock";
    constexpr std::string_view chance = "chance is a parameter, or no failing run can be repeated";
    constexpr std::string_view take_random = "take a base::Random";
    constexpr std::string_view depths
        = "a dialog from the depths: the core returns, only shared/ui speaks to people";
    constexpr std::string_view table = "an event table is edited in three places";
    constexpr std::string_view bind = "Bind() beside the control's creation";
    constexpr std::string_view unfinished = "main holds no leftovers";
    constexpr std::string_view finish = "do it now, or file an issue";
    constexpr std::string_view machine = "a path of somebody's machine";
    constexpr std::string_view relative = "a path relative to the tree, or an option";
    static std::vector<Ban> const rows{
        {"wxMessageBox", Where::Code, {"shared/ui/"}, depths, "return a Result"},
        {"wxMessageDialog", Where::Code, {"shared/ui/"}, depths, "return a Result"},
        {"wxLogError", Where::Code, {}, "it opens a window by itself", "return a Result"},
        {"system_clock::now", Where::Code, {"shared/base/clock.cpp"}, clock, take_clock},
        {"steady_clock::now", Where::Code, {"shared/base/clock.cpp", "tests/"}, clock, take_clock},
        {"time(nullptr)", Where::Code, {}, clock, take_clock},
        {"clock_gettime", Where::Code, {"shared/base/clock.cpp"}, clock, take_clock},
        {"gettimeofday", Where::Code, {}, clock, take_clock},
        {"wxDateTime::Now", Where::Code, {}, clock, take_clock},
        {"std::rand", Where::Code, {}, chance, take_random},
        {"rand()", Where::Code, {}, chance, take_random},
        {"random_device", Where::Code, {}, chance, take_random},
        {"wxGetApp", Where::Code, {}, "a global by another name", "pass what is needed to the constructor"},
        {"BEGIN_EVENT_TABLE", Where::Code, {}, table, bind},
        {"wxBEGIN_EVENT_TABLE", Where::Code, {}, table, bind},
        {"DECLARE_EVENT_TABLE", Where::Code, {}, table, bind},
        {"wxDECLARE_EVENT_TABLE", Where::Code, {}, table, bind},
        {"XRCID", Where::Code, {}, table, bind},
        {"assert", Where::Code, {}, "it vanishes from release builds",
            "base::verify for bugs, a Result for the world"},
        {"using namespace std;", Where::Code, {}, "nobody sees whose name it is", "write std::"},
        {"TODO", Where::AnyText, {}, unfinished, finish},
        {"FIXME", Where::AnyText, {}, unfinished, finish},
        {"XXX", Where::AnyText, {}, unfinished, finish},
        {"HACK", Where::AnyText, {}, unfinished, finish},
        {"/home/", Where::AnyText, {}, machine, relative},
        {"/root/", Where::AnyText, {}, machine, relative},
        {"/Users/", Where::AnyText, {}, machine, relative},
        {"/work/", Where::AnyText, {}, machine, relative},
    };
    return rows;
}

bool is_allowed(Ban const& ban, std::string_view path)
{
    return std::any_of(ban.allowed_in.begin(), ban.allowed_in.end(),
        [&](std::string_view beginning) { return path.starts_with(beginning); });
}

bool is_banner(std::string_view line)
{
    line = trimmed(line);
    if (!line.starts_with("//"))
        return false;
    auto const rest = trimmed(line.substr(2));
    return rest.size() >= 4 && rest.find_first_not_of("-=*/#") == std::string_view::npos;
}

/// What an opening brace begins, told from the words before it.
enum class Brace { Scope, Values, Function };

Brace brace_after(std::string_view head)
{
    head = trimmed(head);
    while (head.starts_with('#')) // A directive is no statement: the words begin on the next line.
        head = head.find('\n') == std::string_view::npos ? std::string_view()
                                                         : trimmed(head.substr(head.find('\n') + 1));
    if (says(head, "namespace") || head.starts_with("extern"))
        return Brace::Scope;
    auto const parenthesis = head.find('(');
    auto const before = head.substr(0, parenthesis);
    for (std::string_view const word : {"class", "struct", "union", "enum"}) {
        // `template<class T> T f(` has the word too, but then a parenthesis follows.
        if (says(before, word) && parenthesis == std::string_view::npos)
            return Brace::Scope;
    }
    bool const is_operator = says(before, "operator") || before.find("operator") != std::string_view::npos;
    if (before.find('=') != std::string_view::npos && !is_operator)
        return Brace::Values;
    bool const continues_initialisers = head.empty() || head.starts_with(',') || head.starts_with(':');
    return parenthesis != std::string_view::npos || continues_initialisers ? Brace::Function : Brace::Values;
}

/// Just past the brace that closes the one at `open`; the end when there is none.
std::size_t past_closing(std::string_view code, std::size_t open)
{
    int depth = 0;
    for (auto at = open; at < code.size(); ++at) {
        depth += code[at] == '{' ? 1 : 0;
        depth -= code[at] == '}' ? 1 : 0;
        if (depth == 0)
            return at + 1;
    }
    return code.size();
}

std::string expected_namespace(std::string_view path)
{
    auto folder = folder_of(path);
    if (!folder.empty())
        folder.pop_back();
    for (std::string_view const top : {"shared/", "admin/"}) {
        if (folder.starts_with(top))
            folder.erase(0, top.size());
    }
    if (folder.starts_with("tests"))
        return "meguri::"; // A test lives in its own namespace or in that of what it tests.
    std::string name = "meguri";
    for (std::size_t begin = 0; begin < folder.size();) {
        auto const end = std::min(folder.find('/', begin), folder.size());
        name += "::" + folder.substr(begin, end - begin);
        begin = end + 1;
    }
    return name;
}

/// The end of the literal or comment that begins at `at`, or `at` when none does.
std::size_t past_unspoken(std::string_view text, std::size_t at)
{
    auto const from = text.substr(at);
    auto const end_at = [&](std::size_t found, std::size_t length) {
        return found == std::string_view::npos ? text.size() : found + length;
    };
    if (from.starts_with("//"))
        return end_at(text.find('\n', at), 0);
    if (from.starts_with("/*"))
        return end_at(text.find("*/", at + 2), 2);
    if (from.starts_with("R\"") && (at == 0 || !is_word(text[at - 1]) || text[at - 1] == '8')) {
        auto const open = text.find('(', at);
        auto const close = ")" + std::string(text.substr(at + 2, open - at - 2)) + "\"";
        return end_at(text.find(close, at), close.size());
    }
    bool const separates_digits = at > 0 && std::isdigit(static_cast<unsigned char>(text[at - 1])) != 0;
    if (from.front() != '"' && (from.front() != '\'' || separates_digits))
        return at;
    auto end = at + 1;
    while (end < text.size() && text[end] != from.front() && text[end] != '\n')
        end += text[end] == '\\' ? 2U : 1U;
    return std::min(end + 1, text.size());
}

} // namespace

std::string code_only(std::string_view text)
{
    std::string code(text);
    for (std::size_t at = 0; at < text.size();) {
        auto const end = past_unspoken(text, at);
        for (auto i = at; i < end; ++i)
            code[i] = text[i] == '\n' ? '\n' : ' ';
        at = std::max(end, at + 1);
    }
    return code;
}

Room const* room_of(std::string_view path)
{
    Room const* best = nullptr;
    for (auto const& room : rooms()) {
        // A row for a folder covers what lies deeper; a row for file names only what lies right there.
        bool const is_right_here = room.where.ends_with('/') || folder_of(path) == folder_of(room.where);
        if (path.starts_with(room.where) && is_right_here
            && (!best || room.where.size() > best->where.size()))
            best = &room;
    }
    return best;
}

std::vector<Finding> check_includes(SourceFile const& file)
{
    if (!is_source(file.path))
        return {};
    auto const* room = room_of(file.path);
    if (!room)
        return {{file.path, 0, "no room", "its folder has no row in tests/support/include_table.cpp"}};
    std::vector<Finding> findings;
    std::size_t number = 0;
    for (auto const line : lines_of(file.text)) {
        ++number;
        auto const include = include_of(line);
        if (!include)
            continue;
        if (include->is_ours && !room_of(include->name)) {
            findings.push_back(
                {file.path, number, "root", "write the path from the root: \"shared/base/id.h\""});
            continue;
        }
        auto why = include->is_ours ? trouble_with_ours(file, *room, include->name)
                                    : trouble_with_vendor(*room, include->name);
        if (!why.empty())
            findings.push_back({file.path, number, include->is_ours ? "arrow" : "vendor", std::move(why)});
    }
    return findings;
}

std::vector<Finding> check_bans(SourceFile const& file)
{
    if (std::find(rule_files.begin(), rule_files.end(), file.path) != rule_files.end())
        return {};
    auto const code = is_source(file.path) ? code_only(file.text) : std::string();
    auto const code_lines = lines_of(code);
    std::vector<Finding> findings;
    std::size_t number = 0;
    for (auto const line : lines_of(file.text)) {
        auto const code_line = number < code_lines.size() ? code_lines[number] : std::string_view();
        ++number;
        for (auto const& ban : bans()) {
            if (says(ban.where == Where::Code ? code_line : line, ban.says) && !is_allowed(ban, file.path))
                findings.push_back({file.path, number, std::string(ban.says),
                    std::string(ban.why) + "; instead: " + std::string(ban.instead)});
        }
        if (is_source(file.path) && is_banner(line))
            findings.push_back(
                {file.path, number, "banner", "a line of strokes says nothing; instead: a smaller file"});
    }
    return findings;
}

std::vector<Finding> check_lengths(SourceFile const& file)
{
    if (!is_source(file.path))
        return {};
    std::vector<Finding> findings;
    auto const count = static_cast<std::size_t>(std::count(file.text.begin(), file.text.end(), '\n'));
    if (count > file_lines_max)
        findings.push_back(
            {file.path, 0, "long file", std::to_string(count) + " lines; instead: one noun a file"});
    if (file.path.starts_with("tests/"))
        return findings;
    auto const code = code_only(file.text);
    std::size_t head = 0;
    for (std::size_t at = 0; at < code.size(); ++at) {
        if (code[at] == ';' || code[at] == '}')
            head = at + 1;
        if (code[at] != '{')
            continue;
        auto const kind = brace_after(std::string_view(code).substr(head, at - head));
        head = at + 1;
        if (kind == Brace::Scope)
            continue;
        auto const end = past_closing(code, at);
        auto const place = [&](std::size_t to) {
            return static_cast<std::size_t>(
                std::count(code.begin(), code.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
        };
        auto const lines = place(end) - place(at) + 1;
        if (kind == Brace::Function && lines > function_lines_max)
            findings.push_back({file.path, place(at) + 1, "long function",
                std::to_string(lines) + " lines; instead: functions that each say one thing"});
        at = end - 1;
        head = end;
    }
    return findings;
}

std::vector<Finding> check_opening(SourceFile const& file)
{
    std::vector<Finding> findings;
    auto const lines = lines_of(file.text);
    auto const first = lines.empty() ? std::string_view() : lines.front();
    auto const name = std::string_view(file.path).substr(file.path.rfind('/') + 1);
    for (std::string_view const word : {"util", "utils", "helper", "helpers", "manager", "misc", "common"}) {
        if (name.substr(0, name.find('.')) == word
            || file.path.find("/" + std::string(word) + "/") != std::string::npos)
            findings.push_back({file.path, 0, "name", "it says nothing; instead: the noun it is about"});
    }
    constexpr std::size_t sentence = 20; // Shorter than this no comment promises anything.
    if (name == "CMakeLists.txt" && (!first.starts_with("# ") || first.size() < sentence))
        findings.push_back({file.path, 1, "promise", "open with one sentence on what the folder is"});
    if (!file.path.ends_with(".h"))
        return findings;
    if (!first.starts_with("// ") || first.size() < sentence)
        findings.push_back(
            {file.path, 1, "promise", "open with a comment: what it is, who owns it, what can fail"});
    if (std::find(lines.begin(), lines.end(), "#pragma once") == lines.end())
        findings.push_back({file.path, 0, "pragma once", "a header is included once"});
    auto const wanted = "namespace " + expected_namespace(file.path);
    if (file.text.find(wanted) == std::string::npos)
        findings.push_back({file.path, 0, "namespace", "the folder asks for " + wanted});
    return findings;
}

} // namespace meguri::tests::house
