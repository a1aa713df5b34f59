// The include table: for each folder of ours what it may include. This is the drawing of ARCHITECTURE.md as
// data; a new arrow is a new word here and a sentence there.
#include "tests/support/house_rules.h"

#include <algorithm>
#include <array>

namespace meguri::tests::house {

namespace {

using Names = std::vector<std::string_view>;

Names const all_of_shared_without_windows{"shared/base/", "shared/domain/", "shared/words/", "shared/crypto/",
    "shared/storage/", "shared/protocol/", "shared/net/", "shared/paper/"};

Names with(Names names, Names const& more)
{
    names.insert(names.end(), more.begin(), more.end());
    return names;
}

std::vector<Room> shared_rooms()
{
    return {
        {"shared/base/", {}, {"posix", "spdlog"}},
        {"shared/domain/", {"shared/base/"}, {}},
        {"shared/words/", {"shared/base/"}, {"icu"}},
        {"shared/crypto/", {"shared/base/"}, {"sodium"}},
        {"shared/storage/", {"shared/base/"}, {"sqlite", "posix"}},
        {"shared/protocol/", {"shared/base/", "shared/domain/"}, {"json"}},
        {"shared/net/", {"shared/base/"}, {"curl", "zlib", "posix"}},
        {"shared/net/sync", {"shared/base/", "shared/protocol/"}, {"curl", "zlib", "posix"}},
        {"shared/paper/", {"shared/base/", "shared/domain/"}, {"cairo", "pango", "qrencode", "xlsxwriter"}},
        {"shared/ui/", {"shared/base/", "shared/domain/"}, {"wx", "gtk", "pango", "cairo"}},
    };
}

std::vector<Room> kiosk_rooms()
{
    Names const everything = with(all_of_shared_without_windows, {"shared/ui/", "kiosk/"});
    return {
        {"kiosk/flow/", {"shared/domain/", "shared/base/"}, {}},
        {"kiosk/local/",
            {"shared/storage/", "shared/crypto/", "shared/protocol/", "shared/net/", "shared/words/",
                "shared/domain/", "shared/base/"},
            {"json", "posix"}},
        {"kiosk/devices/", {"shared/paper/", "shared/base/"}, {"posix"}},
        {"kiosk/screens/", {"kiosk/flow/", "shared/ui/", "shared/domain/", "shared/base/"}, {"wx", "pango"}},
        {"kiosk/", everything, {"posix"}},
        {"kiosk/app", everything, {"wx", "posix"}},
        {"kiosk/main", everything, {"wx", "cli11", "posix"}},
        {"kiosk/command", everything, {"cli11", "json", "posix"}},
    };
}

std::vector<Room> hub_rooms()
{
    Names const everything = with(all_of_shared_without_windows, {"admin/hub/"});
    return {
        {"admin/hub/store/", {"shared/storage/", "shared/domain/", "shared/base/"}, {"json", "libpq"}},
        {"admin/hub/core/",
            {"admin/hub/store/", "shared/crypto/", "shared/protocol/", "shared/domain/", "shared/words/",
                "shared/base/"},
            {"json"}},
        {"admin/hub/server/", {"shared/net/", "shared/base/"}, {"boost", "prometheus", "posix"}},
        {"admin/hub/planner/", {"shared/domain/", "shared/base/"}, {}},
        {"admin/hub/planner/choice.cpp", {"shared/base/"}, {"coin"}},
        {"admin/hub/routes/",
            {"admin/hub/core/", "admin/hub/feeds/", "admin/hub/planner/planner.h", "admin/hub/store/",
                "admin/hub/server/handler.h", "shared/paper/", "shared/protocol/", "shared/domain/",
                "shared/words/", "shared/crypto/", "shared/net/gzip.h", "shared/base/"},
            {"json", "prometheus"}},
        {"admin/hub/feeds/",
            {"admin/hub/store/", "admin/hub/server/handler.h", "shared/protocol/", "shared/domain/",
                "shared/base/"},
            {"json"}},
        {"admin/hub/facts/",
            {"admin/hub/core/", "admin/hub/store/", "shared/protocol/", "shared/domain/", "shared/base/"},
            {"json"}},
        {"admin/hub/", everything, {"json", "prometheus", "toml", "posix"}},
        {"admin/hub/main", everything, {"cli11", "json", "toml", "posix"}},
        {"admin/hub/command", everything, {"cli11", "json", "toml", "posix"}},
        {"admin/hub/key_command", everything, {"cli11", "json"}},
    };
}

std::vector<Room> desk_rooms()
{
    Names const everything = with(all_of_shared_without_windows, {"shared/ui/", "admin/desk/"});
    return {
        {"admin/desk/models/",
            {"shared/net/", "shared/protocol/", "shared/domain/", "shared/words/", "shared/base/"}, {"json"}},
        {"admin/desk/views/",
            {"admin/desk/models/", "shared/ui/", "shared/paper/qr_code.h", "shared/domain/", "shared/base/"},
            {"wx"}},
        {"admin/desk/", everything, {"posix"}},
        {"admin/desk/app", everything, {"wx", "posix"}},
        {"admin/desk/main", everything, {"wx", "cli11", "posix"}},
        {"admin/desk/embedded_hub", with(everything, {"admin/hub/"}), {"posix"}},
    };
}

std::vector<Room> test_rooms()
{
    Names const everything{"shared/", "kiosk/", "admin/", "tests/"};
    return {
        {"tests/", everything, {"catch", "json", "posix"}},
        {"tests/bench/", everything, {"catch", "json", "posix", "sqlite"}},
        {"tests/sim/", everything, {"catch", "json", "posix", "sqlite"}},
        {"tests/gui/", everything, {"catch", "json", "posix", "wx", "gtk"}},
    };
}

std::vector<Room> all_rooms()
{
    std::vector<Room> all;
    for (auto const& part : {shared_rooms(), kiosk_rooms(), hub_rooms(), desk_rooms(), test_rooms()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

constexpr std::array standard_headers = std::to_array<std::string_view>({"algorithm", "any", "array",
    "atomic", "bit", "bitset", "cassert", "cctype", "cerrno", "cfloat", "charconv", "chrono", "cinttypes",
    "climits", "cmath", "compare", "concepts", "condition_variable", "coroutine", "csignal", "cstddef",
    "cstdint", "cstdio", "cstdlib", "cstring", "ctime", "deque", "exception", "filesystem", "forward_list",
    "fstream", "functional", "future", "initializer_list", "iomanip", "ios", "iosfwd", "iostream", "istream",
    "iterator", "latch", "limits", "list", "locale", "map", "memory", "mutex", "new", "numbers", "numeric",
    "optional", "ostream", "queue", "random", "ranges", "ratio", "regex", "semaphore", "set", "shared_mutex",
    "span", "sstream", "stack", "stdexcept", "stop_token", "streambuf", "string", "string_view",
    "system_error", "thread", "tuple", "type_traits", "typeinfo", "unordered_map", "unordered_set", "utility",
    "variant", "vector", "version"});

} // namespace

std::span<Room const> rooms()
{
    static std::vector<Room> const table = all_rooms();
    return table;
}

std::span<Vendor const> vendors()
{
    static std::vector<Vendor> const table{
        {"boost", {"boost/"}},
        {"cairo", {"cairo"}},
        {"catch", {"catch2/"}},
        {"cli11", {"CLI/"}},
        {"coin", {"coin/"}},
        {"curl", {"curl/"}},
        {"gtk", {"gtk/", "gdk/", "atk/", "glib"}},
        {"icu", {"unicode/"}},
        {"json", {"nlohmann/"}},
        {"libpq", {"libpq", "postgresql/"}},
        {"pango", {"pango/", "fontconfig/"}},
        {"posix",
            {"arpa/", "dirent.h", "dlfcn.h", "fcntl.h", "netinet/", "poll.h", "pthread.h", "pwd.h",
                "signal.h", "spawn.h", "stdlib.h", "sys/", "syslog.h", "termios.h", "time.h", "unistd.h"}},
        {"prometheus", {"prometheus/"}},
        {"qrencode", {"qrencode.h"}},
        {"sodium", {"sodium"}},
        {"spdlog", {"spdlog/", "fmt/"}},
        {"sqlite", {"sqlite3"}},
        {"toml", {"toml++/", "toml.hpp"}},
        {"wx", {"wx/"}},
        {"xlsxwriter", {"xlsxwriter"}},
        {"zlib", {"zlib.h", "zstd.h"}},
    };
    return table;
}

bool is_standard_header(std::string_view name)
{
    return std::binary_search(standard_headers.begin(), standard_headers.end(), name);
}

} // namespace meguri::tests::house
