// The printers against real files and a real child process: an `lp` of our own that works, fails, hangs or is
// missing.
#include "kiosk/devices/printer.h"
#include "shared/paper/page_size.h"
#include "shared/paper/slip.h"
#include "tests/kiosk/slip_reader.h"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace meguri;
using namespace meguri::kiosk::devices;
using namespace std::chrono_literals;
using meguri::tests::content_of;
using meguri::tests::TemporaryFolder;

namespace {

std::string slip()
{
    paper::Slip slip;
    slip.state = paper::SlipState::Confirmed;
    slip.number = "482-619-573";
    slip.issued = "令和8年10月5日 午前9時13分";
    auto const pdf = paper::slip_pdf(slip, paper::japanese_slip_words());
    REQUIRE(pdf.has_value());
    return *pdf;
}

/// A folder with an `lp` of our own in front of PATH, which is put back at the end.
class FakeLp {
public:
    explicit FakeLp(std::string const& script)
        : m_path(::getenv("PATH"))
    {
        write("lp", script);
        write("lpstat", ""); // No job waits, none was given up.
        write("cancel", "echo \"$1\" > cancelled");
        ::setenv("PATH", (folder().string() + ":" + m_path).c_str(), 1);
    }
    ~FakeLp() { ::setenv("PATH", m_path.c_str(), 1); }
    FakeLp(FakeLp const&) = delete;
    FakeLp& operator=(FakeLp const&) = delete;

    std::filesystem::path const& folder() const { return m_folder.path(); }
    std::string content(std::string const& name) const { return content_of(folder() / name); }

private:
    void write(std::string const& name, std::string const& script) const
    {
        std::ofstream(folder() / name) << "#!/bin/sh\ncd '" << folder().string() << "'\n" << script << "\n";
        std::filesystem::permissions(folder() / name, std::filesystem::perms::owner_all);
    }

    TemporaryFolder m_folder;
    std::string m_path;
};

/// Gone, or dead and only waiting for its parent to notice.
bool has_ended(std::string const& process)
{
    std::istringstream status(content_of("/proc/" + process + "/stat"));
    std::string number, name, state;
    status >> number >> name >> state;
    return state.empty() || state == "Z" || state == "X";
}

} // namespace

// Break: skip make_folder, write half of the PDF, name the file without the code.
TEST_CASE("A slip printed to a folder is there, whole, and a second print replaces it", "[devices][printer]")
{
    TemporaryFolder const folder;
    base::SystemFiles files;
    FilePrinter printer(files, folder.path() / "slips");
    auto const pdf = slip();
    REQUIRE(printer.print({"482619573", "an older one"}).has_value());
    REQUIRE(printer.print({"482619573", pdf}).has_value());
    CHECK(content_of(folder.path() / "slips" / "slip-482619573.pdf") == pdf);
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path() / "slips"), {}) == 1);
}

// Break: drop check() in print().
TEST_CASE("A job that is not named by nine digits is printed nowhere", "[devices][printer]")
{
    auto const code = GENERATE(as<std::string>{}, "", "48261957", "4826195733", "482-619-573", "../../../x",
        "48261957a", std::string("48261957\0", 9));
    TemporaryFolder const folder;
    base::SystemFiles files;
    FilePrinter printer(files, folder.path() / "slips");
    FakeLp const lp("touch was_called");
    CupsPrinter cups({.queue = "TICKET"});
    for (auto const& printed : {printer.print({code, slip()}), cups.print({code, slip()})}) {
        REQUIRE_FALSE(printed.has_value());
        CHECK(printed.error().kind == base::ErrorKind::BadInput);
    }
    CHECK_FALSE(std::filesystem::exists(folder.path() / "slips"));
    CHECK_FALSE(std::filesystem::exists(lp.folder() / "was_called"));
}

TEST_CASE("A folder that cannot be made is a failure of storage, not of the program", "[devices][printer]")
{
    TemporaryFolder const folder;
    std::ofstream(folder.path() / "slips") << "a file where the folder should be";
    base::SystemFiles files;
    auto const printed = FilePrinter(files, folder.path() / "slips").print({"482619573", slip()});
    REQUIRE_FALSE(printed.has_value());
    CHECK(printed.error().kind == base::ErrorKind::Storage);
}

// Break: leave out lseek, pass another medium, round the height down.
TEST_CASE("CUPS gets the slip's bytes, its queue and paper as long as the slip", "[devices][printer]")
{
    FakeLp const lp("cat > stdin; printf '%s\\n' \"$@\" > arguments; echo \"request id is $2-1\"");
    auto const pdf = slip();
    REQUIRE(CupsPrinter({.queue = "TICKET with 'quotes'"}).print({"482619573", pdf}).has_value());
    CHECK(lp.content("stdin") == pdf);
    auto const page = paper::page_size(pdf);
    REQUIRE(page.has_value());
    auto const height = std::to_string(static_cast<int>(std::ceil(page->height_mm)));
    CHECK(lp.content("arguments")
        == "-d\nTICKET with 'quotes'\n-t\nslip-482619573\n-o\nmedia=Custom.80x" + height + "mm\n");
}

TEST_CASE("A print that CUPS refuses says so with its words", "[devices][printer]")
{
    FakeLp const lp("echo 'lp: Unable to connect to server' >&2; exit 1");
    auto const printed = CupsPrinter({.queue = "TICKET"}).print({"482619573", slip()});
    REQUIRE_FALSE(printed.has_value());
    CHECK(printed.error().kind == base::ErrorKind::Refused);
    CHECK_THAT(printed.error().message, Catch::Contains("ended with 1: lp: Unable to connect to server"));
}

TEST_CASE("An lp that dies of a signal has not printed", "[devices][printer]")
{
    FakeLp const lp("kill -9 $$");
    auto const printed = CupsPrinter({.queue = "TICKET"}).print({"482619573", slip()});
    REQUIRE_FALSE(printed.has_value());
    CHECK(printed.error().kind == base::ErrorKind::Refused);
    CHECK_THAT(printed.error().message, Catch::Contains("137"));
}

TEST_CASE("An lp that never reads its input does not stop the kiosk", "[devices][printer]")
{
    FakeLp const lp("echo 'request id is TICKET-1'");
    // Far more than a pipe would hold.
    CHECK(CupsPrinter({.queue = "TICKET"})
              .print({"482619573", slip() + std::string(1'000'000, '\n')})
              .has_value());
}

// Break: take silence for a job.
TEST_CASE("An lp that names no job has not printed, whatever language it speaks", "[devices][printer]")
{
    auto const [says, is_printed] = GENERATE(table<std::string, bool>({
        {"", false},
        {"request id is OTHER-7 (1 file(s))", false},
        {"request id is TICKET- (1 file(s))", false},
        {"要求 ID は TICKET-7 です (1 個のファイル)", true},
    }));
    CAPTURE(says);
    FakeLp const lp("echo '" + says + "'");
    CHECK(CupsPrinter({.queue = "TICKET"}).print({"482619573", slip()}).has_value() == is_printed);
}

// Break: kill only the child and not its group.
TEST_CASE("An lp that hangs is ended together with what it started", "[devices][printer]")
{
    FakeLp const lp("trap '' TERM; sleep 1000 & echo $! > grandchild; echo $$ > child; wait; sleep 1000");
    CupsPrinter printer({.queue = "TICKET", .time_limit = 3s});
    auto const printed = printer.print({"482619573", slip()});
    REQUIRE_FALSE(printed.has_value());
    CHECK(printed.error().kind == base::ErrorKind::Unreachable);
    std::string child, grandchild;
    std::istringstream(lp.content("child")) >> child;
    std::istringstream(lp.content("grandchild")) >> grandchild;
    REQUIRE_FALSE(child.empty());
    REQUIRE_FALSE(grandchild.empty());
    CHECK(has_ended(child));
    // Nobody tells us when a grandchild is gone; it has been killed, so this wait is short unless it has not.
    for (int look = 0; look < 5'000 && !has_ended(grandchild); ++look)
        ::usleep(1000);
    CHECK(has_ended(grandchild));
}

TEST_CASE("A machine without lp, a queue without a name and a file that is no PDF are told apart",
    "[devices][printer]")
{
    FakeLp const lp("touch was_called");
    auto const missing
        = CupsPrinter({.queue = "TICKET", .program = "lp-that-is-not-there"}).print({"482619573", slip()});
    auto const nameless = CupsPrinter({.queue = ""}).print({"482619573", slip()});
    auto const no_pdf = CupsPrinter({.queue = "TICKET"}).print({"482619573", "not a PDF"});
    REQUIRE_FALSE(missing.has_value());
    REQUIRE_FALSE(nameless.has_value());
    REQUIRE_FALSE(no_pdf.has_value());
    CHECK(missing.error().kind == base::ErrorKind::NotFound);
    CHECK(nameless.error().kind == base::ErrorKind::BadInput);
    CHECK(no_pdf.error().kind == base::ErrorKind::Broken);
    CHECK_FALSE(std::filesystem::exists(lp.folder() / "was_called"));
}

// Break: leave out addclosefrom.
TEST_CASE("A printing child inherits none of the kiosk's open files", "[devices][printer]")
{
    FakeLp const lp("ls /proc/$$/fd > open; echo 'request id is TICKET-1'");
    int const ours = ::fcntl(STDIN_FILENO, F_DUPFD, 123);
    REQUIRE(ours >= 123);
    auto const printed = CupsPrinter({.queue = "TICKET"}).print({"482619573", slip()});
    ::close(ours);
    REQUIRE(printed.has_value());
    CHECK_THAT(lp.content("open"), Catch::StartsWith("0\n1\n"));
    CHECK_THAT(lp.content("open"), !Catch::Contains(std::to_string(ours)));
}

TEST_CASE("A kiosk without a printer says that there is none", "[devices][printer]")
{
    auto const printed = NoPrinter().print({"482619573", slip()});
    REQUIRE_FALSE(printed.has_value());
    CHECK(printed.error().kind == base::ErrorKind::NotFound);
}
