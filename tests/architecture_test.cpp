// The house's rules (CONTRIBUTING.md, ARCHITECTURE.md) held against every file of the tree, and the rules
// themselves held against broken examples, so that a rule which stopped biting is seen as well.
#include "tests/support/house_rules.h"
#include "tests/support/twin_names.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <sstream>

using namespace meguri::tests::house;

namespace {

constexpr std::array top_folders{"kiosk", "admin", "shared", "assets", "tests", "installer", "build"};
constexpr std::array swept_folders{"kiosk", "admin", "shared", "assets", "tests", "installer"};

std::filesystem::path root()
{
    return MEGURI_SOURCE_FOLDER;
}

std::string read(std::filesystem::path const& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// What people write; not pictures, fonts or sounds.
bool is_text(std::filesystem::path const& path)
{
    static std::set<std::string> const endings{"", ".cmake", ".cpp", ".h", ".html", ".json", ".md", ".mjs",
        ".po", ".py", ".service", ".sh", ".sql", ".supp", ".svg", ".toml", ".txt", ".yaml", ".yml"};
    return endings.contains(path.extension().string());
}

std::vector<SourceFile> const& all_files()
{
    static std::vector<SourceFile> const files = [] {
        std::vector<SourceFile> found;
        auto const take = [&](std::filesystem::path const& path) {
            if (is_text(path))
                found.push_back({path.lexically_relative(root()).generic_string(), read(path)});
        };
        for (auto const* folder : swept_folders) {
            for (auto it = std::filesystem::recursive_directory_iterator(root() / folder);
                 it != std::filesystem::recursive_directory_iterator(); ++it) {
                if (it->path().filename() == "node_modules" || it->path().filename() == "__pycache__")
                    it.disable_recursion_pending();
                else if (it->is_regular_file())
                    take(it->path());
            }
        }
        for (auto const& entry : std::filesystem::directory_iterator(root())) {
            if (entry.is_regular_file())
                take(entry.path());
        }
        return found;
    }();
    return files;
}

std::string told(std::vector<Finding> const& findings)
{
    std::ostringstream text;
    for (auto const& finding : findings)
        text << finding.path << ':' << finding.line << ": " << finding.rule << ": " << finding.why << '\n';
    return text.str();
}

std::string over_all_files(std::vector<Finding> (*check)(SourceFile const&))
{
    std::string all;
    for (auto const& file : all_files())
        all += told(check(file));
    return all;
}

/// The rules that bit, in order, with a blank between.
std::string rules(std::vector<Finding> const& findings)
{
    std::string names;
    for (auto const& finding : findings)
        names += (names.empty() ? "" : " ") + finding.rule;
    return names;
}

std::string lines(std::size_t count, std::string const& line)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        text += line + "\n";
    return text;
}

} // namespace

// Break: add `#include <nlohmann/json.hpp>` to any header of shared/domain; a `// TODO` or
// `system_clock::now()` to any source; a 71st line to any function; a folder at the top. Each turns one of
// the next cases red.
TEST_CASE("every file of the tree includes only what its folder may", "[house]")
{
    REQUIRE(all_files().size() > 50); // Else the walk did not find the tree and the sweeps below say nothing.
    CHECK(over_all_files(check_includes) == "");
}

TEST_CASE("no line of the tree says what is banned", "[house]")
{
    CHECK(over_all_files(check_bans) == "");
}

TEST_CASE("no file or function of the tree is too long", "[house]")
{
    CHECK(over_all_files(check_lengths) == "");
}

TEST_CASE("every header and every folder's build file opens with its promise", "[house]")
{
    CHECK(over_all_files(check_opening) == "");
}

TEST_CASE("every source without a header of its own opens with its promise", "[house]")
{
    std::set<std::string> paths;
    for (auto const& file : all_files())
        paths.insert(file.path);
    std::string silent;
    for (auto const& file : all_files()) {
        if (!file.path.ends_with(".cpp"))
            continue;
        auto const header = file.path.substr(0, file.path.size() - 3) + "h";
        bool const belongs_to_platform
            = file.path.ends_with("_gtk.cpp"); // Its header is the one without the platform.
        if (!paths.contains(header) && !belongs_to_platform && !file.text.starts_with("// "))
            silent += file.path + "\n";
    }
    CHECK(silent == "");
}

// Break: call the function in session_facts.cpp span_words again.
TEST_CASE("no function hides the one its folder's headers declare", "[house]")
{
    std::map<std::string, std::vector<SourceFile>> headers;
    auto const folder = [](std::string const& path) { return path.substr(0, path.rfind('/')); };
    for (auto const& file : all_files())
        if (file.path.ends_with(".h"))
            headers[folder(file.path)].push_back(file);
    std::string twins;
    for (auto const& file : all_files())
        if (file.path.ends_with(".cpp"))
            twins += told(check_twins(file, headers[folder(file.path)]));
    CHECK(twins == "");
}

TEST_CASE("a twin is one by its name and its parameters' types", "[house]")
{
    auto const [inside, verdict] = GENERATE(table<std::string, std::string>({
        {"std::string span_words(base::Time starts_at, base::Time ends_at)\n{\n}\n", "twin"},
        {"std::string span_words(base::Time starts_at)\n{\n}\n", ""},
        {"std::string other_words(base::Time starts_at, base::Time ends_at)\n{\n}\n", ""},
        {"int f()\n{\n    return span_words(a, b);\n}\n", ""},
    }));
    CAPTURE(inside);
    SourceFile const header{"admin/desk/models/a.h",
        "// A promise.\n#pragma once\nstd::string span_words(base::Time from, base::Time to);\n"};
    SourceFile const source{
        "admin/desk/models/b.cpp", "namespace x {\n\nnamespace {\n\n" + inside + "\n} // namespace\n}\n"};
    CHECK(rules(check_twins(source, std::span(&header, 1))) == verdict);
}

TEST_CASE("the top level holds only the customer's folders", "[house]")
{
    std::set<std::string> strangers;
    for (auto const& entry : std::filesystem::directory_iterator(root())) {
        auto const name = entry.path().filename().string();
        bool const is_known = std::find(top_folders.begin(), top_folders.end(), name) != top_folders.end();
        if (entry.is_directory() && !is_known && !name.starts_with('.'))
            strangers.insert(name);
    }
    CHECK(strangers.empty());
}

// Break: let shared/base include shared/domain in the table.
TEST_CASE("the arrows of the include table never lead back to where they began", "[house]")
{
    std::map<std::string_view, std::set<std::string_view>> arrows;
    for (auto const& room : rooms()) {
        bool const is_composition = room.where.starts_with("tests/") || room.where == "kiosk/"
            || room.where == "admin/hub/" || room.where == "admin/desk/" || !room.where.ends_with('/');
        if (is_composition)
            continue; // Composition files stand on top of everything; nobody includes them.
        for (auto const name : room.ours) {
            auto const* other = room_of(name);
            REQUIRE(other);
            arrows[room.where].insert(other->where);
        }
    }
    std::set<std::string_view> on_the_way;
    std::function<bool(std::string_view)> leads_back = [&](std::string_view from) {
        if (!on_the_way.insert(from).second)
            return true;
        bool const is_found = std::any_of(arrows[from].begin(), arrows[from].end(), leads_back);
        on_the_way.erase(from);
        return is_found;
    };
    for (auto const& room : rooms()) {
        INFO(room.where);
        CHECK_FALSE(leads_back(room.where));
    }
}

// Break: empty the body of trouble_with_ours or trouble_with_vendor, or give a room one more word.
TEST_CASE("the include table says yes or no to each of these lines", "[house]")
{
    auto const [path, header, verdict] = GENERATE(table<std::string, std::string, std::string>({
        {"shared/domain/session.h", "\"shared/base/id.h\"", ""},
        {"shared/domain/session.h", "\"shared/domain/ids.h\"", ""},
        {"shared/domain/session.h", "\"shared/protocol/reader.h\"",
            "arrow"}, // Domain types are never serializable.
        {"shared/domain/session.h", "<nlohmann/json.hpp>", "vendor"},
        {"shared/domain/session.cpp", "<unistd.h>", "vendor"}, // Pure: no I/O.
        {"shared/base/queue.h", "\"shared/domain/ids.h\"", "arrow"},
        {"shared/base/log.cpp", "<spdlog/spdlog.h>", ""},
        {"shared/net/http_client.cpp", "<spdlog/spdlog.h>", "vendor"},
        {"shared/net/http_client.cpp", "<curl/curl.h>", ""},
        {"shared/net/http_client.cpp", "<nlohmann/json.hpp>", "vendor"},
        {"shared/net/http_client.cpp", "\"shared/protocol/sync.h\"", "arrow"},
        {"shared/net/sync_transport.cpp", "\"shared/protocol/sync.h\"", ""},
        {"kiosk/local/syncer.cpp", "<curl/curl.h>", "vendor"},
        {"shared/words/kana.cpp", "<unicode/normalizer2.h>", ""},
        {"admin/hub/core/hub.cpp", "<unicode/normalizer2.h>", "vendor"},
        {"shared/crypto/crypto.cpp", "<sodium.h>", ""},
        {"admin/hub/core/hub.cpp", "<sodium.h>", "vendor"},
        {"shared/storage/database.cpp", "<sqlite3.h>", ""},
        {"admin/hub/store/store.cpp", "<sqlite3.h>", "vendor"},
        {"tests/sim/disk.cpp", "<sqlite3.h>", ""},
        {"tests/hub/store_test.cpp", "<sqlite3.h>", "vendor"},
        {"shared/paper/slip.cpp", "<cairo-pdf.h>", ""},
        {"kiosk/screens/start.cpp", "<cairo.h>", "vendor"},
        {"kiosk/screens/start.cpp", "<pango/pangocairo.h>", ""},
        {"kiosk/devices/printer.cpp", "<qrencode.h>", "vendor"},
        {"admin/hub/routes/sync.cpp", "<zlib.h>", "vendor"},
        {"admin/hub/server/listener.cpp", "<boost/beast/http.hpp>", ""},
        {"admin/hub/routes/sync.cpp", "<boost/beast/http.hpp>", "vendor"},
        {"admin/hub/app.cpp", "<boost/asio.hpp>", "vendor"},
        {"shared/ui/theme.cpp", "<wx/window.h>", ""},
        {"kiosk/screens/start.cpp", "<wx/window.h>", ""},
        {"kiosk/app.cpp", "<wx/app.h>", ""},
        {"kiosk/main.cpp", "<wx/app.h>", ""},
        {"kiosk/commands.cpp", "<wx/app.h>", "vendor"},
        {"kiosk/flow/step.cpp", "<wx/string.h>", "vendor"},
        {"kiosk/local/store.cpp", "<wx/string.h>", "vendor"},
        {"admin/desk/models/table.cpp", "<wx/string.h>", "vendor"},
        {"admin/desk/views/table.cpp", "<wx/dataview.h>", ""},
        {"admin/hub/main.cpp", "<wx/app.h>", "vendor"},
        {"admin/hub/app.cpp", "\"shared/ui/theme.h\"", "arrow"}, // The hub has no window.
        {"shared/paper/slip.cpp", "<wx/dc.h>", "vendor"},
        {"kiosk/main.cpp", "<CLI/CLI.hpp>", ""},
        {"admin/hub/commands.cpp", "<CLI/CLI.hpp>", ""},
        {"kiosk/local/store.cpp", "<CLI/CLI.hpp>", "vendor"},
        {"admin/hub/server/metrics.cpp", "<prometheus/registry.h>", ""},
        {"kiosk/local/syncer.cpp", "<prometheus/registry.h>", "vendor"},
        {"kiosk/flow/step.cpp", "\"kiosk/local/store.h\"", "arrow"},
        {"kiosk/local/store.cpp", "\"kiosk/flow/step.h\"", "arrow"},
        {"kiosk/screens/start.cpp", "\"kiosk/local/store.h\"", "arrow"},
        {"kiosk/app.cpp", "\"kiosk/local/store.h\"", ""},
        {"kiosk/app.cpp", "\"admin/hub/core/hub.h\"", "arrow"},
        {"admin/desk/app.cpp", "\"kiosk/flow/step.h\"", "arrow"},
        {"shared/ui/theme.cpp", "\"kiosk/flow/step.h\"", "arrow"},
        {"admin/desk/app.cpp", "\"admin/hub/app.h\"", "arrow"},
        {"admin/desk/embedded_hub.cpp", "\"admin/hub/app.h\"", ""},
        {"admin/desk/embedded_hub.h", "\"admin/hub/app.h\"", ""},
        {"admin/desk/views/table.cpp", "\"shared/net/http_client.h\"", "arrow"}, // Views ask models.
        {"admin/hub/routes/sync.cpp", "\"admin/hub/server/handler.h\"", ""},
        {"admin/hub/routes/sync.cpp", "\"admin/hub/server/listener.h\"", "arrow"},
        {"admin/hub/server/listener.cpp", "\"admin/hub/routes/sync.h\"", "arrow"},
        {"admin/hub/store/store.cpp", "\"admin/hub/core/hub.h\"", "arrow"},
        {"admin/hub/core/hub.cpp", "\"admin/hub/server/handler.h\"", "arrow"},
        {"tests/scenarios/line_down_test.cpp", "\"admin/hub/app.h\"", ""},
        {"shared/base/id.h", "\"result.h\"", "root"},
        {"shared/base/id.h", "\"../domain/ids.h\"", "root"},
        {"shared/base/id.h", "<Poco/Net.h>", "vendor"}, // Nobody has named it.
        {"shared/fresh/new.h", "\"shared/base/id.h\"", "no room"},
    }));
    INFO(path << " includes " << header);
    CHECK(rules(check_includes({path, "#include " + header + "\n"})) == verdict);
}

// Break: take any row out of bans().
TEST_CASE("each ban catches its own broken line and lets its replacement pass", "[house]")
{
    auto const [path, line, verdict] = GENERATE(table<std::string, std::string, std::string>({
        {"kiosk/screens/a.cpp", "wxMessageBox(\"x\");", "wxMessageBox"},
        {"shared/ui/trouble.cpp", "wxMessageBox(\"x\");", ""},
        {"admin/desk/views/a.cpp", "wxMessageDialog dialog(this, words);", "wxMessageDialog"},
        {"admin/desk/views/a.cpp", "wxLogError(words);", "wxLogError"},
        {"kiosk/app.cpp", "auto t = std::chrono::system_clock::now();", "system_clock::now"},
        {"shared/base/clock.cpp", "auto t = std::chrono::system_clock::now();", ""},
        {"kiosk/app.cpp", "auto t = std::chrono::steady_clock::now();", "steady_clock::now"},
        {"tests/scenarios/a.cpp", "auto t = std::chrono::steady_clock::now();", ""}, // Waiting for a process.
        {"tests/scenarios/a.cpp", "auto t = std::chrono::system_clock::now();", "system_clock::now"},
        {"kiosk/app.cpp", "auto t = clock.now();", ""},
        {"kiosk/app.cpp", "auto t = std::time(nullptr);", "time(nullptr)"},
        {"kiosk/app.cpp", "::clock_gettime(CLOCK_REALTIME, &t);", "clock_gettime"},
        {"kiosk/app.cpp", "gettimeofday(&t, nullptr);", "gettimeofday"},
        {"admin/desk/app.cpp", "auto t = wxDateTime::Now();", "wxDateTime::Now"},
        {"kiosk/app.cpp", "int i = std::rand();", "std::rand rand()"},
        {"kiosk/app.cpp", "int i = rand();", "rand()"},
        {"kiosk/app.cpp", "std::random_device device;", "random_device"},
        {"kiosk/app.cpp", "auto i = random.below(6);", ""},
        {"kiosk/app.cpp", "wxGetApp().flow();", "wxGetApp"},
        {"kiosk/app.cpp", "BEGIN_EVENT_TABLE(A, B)", "BEGIN_EVENT_TABLE"},
        {"kiosk/app.cpp", "wxBEGIN_EVENT_TABLE(A, B)", "wxBEGIN_EVENT_TABLE"},
        {"kiosk/app.h", "DECLARE_EVENT_TABLE()", "DECLARE_EVENT_TABLE"},
        {"kiosk/app.h", "wxDECLARE_EVENT_TABLE();", "wxDECLARE_EVENT_TABLE"},
        {"kiosk/app.cpp", "auto* button = find(XRCID(\"ok\"));", "XRCID"},
        {"kiosk/app.cpp", "assert(i > 0);", "assert"},
        {"kiosk/app.cpp", "static_assert(i > 0);", ""},
        {"kiosk/app.cpp", "using namespace std;", "using namespace std;"},
        {"kiosk/app.cpp", "// TODO later", "TODO"},
        {"kiosk/app.cpp", "/* FIXME */", "FIXME"},
        {"installer/run-demo", "# XXX", "XXX"},
        {"README.md", "HACK", "HACK"},
        {"kiosk/app.cpp", "mkstemp(\"XXXXXX\")", ""}, // A template, not a leftover.
        {"kiosk/app.cpp", "open(\"/home/hanako/x\")", "/home/"},
        {"installer/run-demo", "cd /root/x", "/root/"},
        {"CONTRIBUTING.md", "see /Users/hanako/x", "/Users/"},
        {"tests/CMakeLists.txt", "set(x /work/x)", "/work/"},
        {"kiosk/app.cpp", "// wxGetApp() is not used here.", ""}, // Words about it are not it.
        {"kiosk/app.cpp", "say(\"wxGetApp()\");", ""},
        {"kiosk/app.cpp", "// ------------", "banner"},
        {"kiosk/app.cpp", "//////////", "banner"},
        {"kiosk/app.cpp", "/// Sentence.", ""},
    }));
    INFO(path << ": " << line);
    CHECK(rules(check_bans({path, line + "\n"})) == verdict);
}

// Break: count from the wrong brace, or let brace_after call everything a scope.
TEST_CASE("a function of 70 lines passes and one of 71 does not", "[house]")
{
    auto const [head, inner, verdict] = GENERATE(table<std::string, std::size_t, std::string>({
        {"int f()\n{", 68U, ""},
        {"int f()\n{", 69U, "long function"},
        {"namespace a {\nint f(int a = 1)\n{", 69U, "long function"},
        {"template<class T> T f(T const& t)\n{", 69U, "long function"},
        {"class A {\n    A& operator=(A&& a)\n    {", 69U, "long function"},
        {"A::A()\n    : m_x {1}\n{", 69U, "long function"},
        {"struct A {", 200U, ""}, // A type is as long as its promises.
        {"constexpr std::array rows {", 200U, ""}, // A table is as long as its rows.
        {"auto const rows = make({", 200U, ""},
        {"namespace a {", 200U, ""},
        {"#include \"x.h\"\n\nint f()\n{", 69U, "long function"},
    }));
    auto const closing
        = std::string(static_cast<std::size_t>(std::count(head.begin(), head.end(), '{')), '}');
    auto const text = head + "\n" + lines(inner, "    g;") + closing + ";\n";
    INFO(head);
    CHECK(rules(check_lengths({"kiosk/a.cpp", text})) == verdict);
}

TEST_CASE("a file of 600 lines passes and one of 601 does not", "[house]")
{
    CHECK(rules(check_lengths({"kiosk/a.cpp", lines(600, "int a;")})) == "");
    CHECK(rules(check_lengths({"tests/a_test.cpp", lines(601, "int a;")})) == "long file");
}

TEST_CASE("a header must open with a promise, be included once and live in its folder's namespace", "[house]")
{
    auto const [path, text, verdict] = GENERATE(table<std::string, std::string, std::string>({
        {"shared/base/a.h", "// A thing that does not fail.\n#pragma once\nnamespace meguri::base {", ""},
        {"shared/base/a.h", "#pragma once\nnamespace meguri::base {", "promise"},
        {"shared/base/a.h", "// Short.\n#pragma once\nnamespace meguri::base {", "promise"},
        {"shared/base/a.h", "// A thing that does not fail.\nnamespace meguri::base {", "pragma once"},
        {"shared/base/a.h", "// A thing that does not fail.\n#pragma once\nnamespace meguri::domain {",
            "namespace"},
        {"kiosk/flow/a.h", "// A thing that does not fail.\n#pragma once\nnamespace meguri::kiosk::flow {",
            ""},
        {"admin/hub/core/a.h", "// A thing that does not fail.\n#pragma once\nnamespace meguri::hub::core {",
            ""},
        {"admin/desk/a.h", "// A thing that does not fail.\n#pragma once\nnamespace meguri::admin::desk {",
            "namespace"},
        {"shared/base/utils.cpp", "", "name"},
        {"shared/common/a.cpp", "", "name"},
        {"shared/base/CMakeLists.txt", "# shared/base: what the standard library lacks.\n", ""},
        {"shared/base/CMakeLists.txt", "add_library(x)\n", "promise"},
    }));
    INFO(path << '\n' << text);
    CHECK(rules(check_opening({path, text})) == verdict);
}

TEST_CASE("blanking comments and literals keeps the code and every line", "[house]")
{
    auto const [text, code] = GENERATE(table<std::string, std::string>({
        {"a; // b\nc", "a;     \nc"}, {"a /* b\nc */ d", "a     \n     d"},
        {"f(\"a\\\"b\") c", "f(      ) c"}, {"f('\"') c", "f(   ) c"},
        {"1'000'000 \"a\"", "1'000'000    "}, // Separators of digits open no literal.
        {"R\"(a\"b)\" c", "         c"},
        {"\"http://a\" b", "           b"}, // No comment begins inside a string.
    }));
    CHECK(code_only(text) == code);
}
