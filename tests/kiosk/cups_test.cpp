// The slip printer against a real print service: cupsd, lp, lpstat and cancel as Debian has them, and a
// printer that runs out of paper, stops or hangs when it is told to.
#include "kiosk/devices/printer.h"
#include "shared/paper/slip.h"
#include "tests/kiosk/slip_reader.h"
#include "tests/support/process.h"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <thread>

using namespace meguri;
using namespace meguri::kiosk::devices;
using namespace std::chrono_literals;
using meguri::tests::content_of;

namespace {

class OwnCups {
public:
    OwnCups()
        : m_service({MEGURI_SOURCE_FOLDER "/tests/kiosk/own-cups", m_folder.path().string()}, "READY ")
    {
        ::setenv("CUPS_SERVER", m_service.line().c_str(), 1);
    }
    ~OwnCups() { ::unsetenv("CUPS_SERVER"); }
    OwnCups(OwnCups const&) = delete;
    OwnCups& operator=(OwnCups const&) = delete;

    void printer_is(std::string const& mode) const
    {
        std::ofstream(m_folder.path() / "mode.new") << mode;
        std::filesystem::rename(m_folder.path() / "mode.new", m_folder.path() / "mode");
    }
    std::string paper(std::string const& title) const
    {
        return content_of(m_folder.path() / "paper" / title);
    }
    bool has_paper(std::string const& title) const
    {
        return std::filesystem::exists(m_folder.path() / "paper" / title);
    }
    bool has_waiting_jobs() const
    {
        return !tests::run({"lpstat", "-W", "not-completed", "-o", "TICKET"}).output.empty();
    }
    void stop() { m_service.kill_hard(); }

private:
    tests::TemporaryFolder m_folder;
    tests::Running m_service;
};

std::string some_slip(paper::SlipPaper paper = paper::SlipPaper::Roll80)
{
    paper::Slip slip;
    slip.state = paper::SlipState::Confirmed;
    slip.number = "482-619-573";
    slip.issued = "令和8年10月5日 午前9時13分";
    auto const pdf = paper::slip_pdf(slip, paper::japanese_slip_words(), paper);
    REQUIRE(pdf.has_value());
    return *pdf;
}

CupsQueue ticket()
{
    // Long: a wait that ends by itself is no measure of time.
    return {.queue = "TICKET", .paper_limit = 60s, .settling = 8s};
}

} // namespace

// Break: tell the visitor that it is printed when CUPS has only taken it (wait_for_paper).
TEST_CASE("A slip is on paper, byte for byte, when the printer says so", "[devices][cups]")
{
    OwnCups const cups;
    auto const pdf = some_slip();
    auto const printed = CupsPrinter(ticket()).print({"482619573", pdf});
    INFO((printed ? "" : printed.error().message));
    REQUIRE(printed.has_value());
    CHECK(cups.paper("slip-482619573") == pdf);
    CHECK_THAT(cups.paper("slip-482619573.options"), Catch::Contains("media=Custom.80x"));
    CHECK_FALSE(cups.has_waiting_jobs());
}

TEST_CASE("A slip for a sheet of A4 asks the printer for A4", "[devices][cups]")
{
    OwnCups const cups;
    auto const printed = CupsPrinter(ticket()).print({"482619573", some_slip(paper::SlipPaper::A4)});
    REQUIRE(printed.has_value());
    CHECK_THAT(cups.paper("slip-482619573.options"), Catch::Contains("media=A4"));
}

// Break: leave the job in the queue (cancel); take any answer of the printer for paper (trouble_in); believe
// what it lacked at the job before (settling).
TEST_CASE(
    "A printer without paper or that stops is named, nothing comes out of it later, and it prints again",
    "[devices][cups]")
{
    auto const [mode, reason] = GENERATE(
        table<std::string, std::string>({{"empty", "media-empty"}, {"broken", "printer-stopped"}}));
    CAPTURE(mode);
    OwnCups const cups;
    cups.printer_is(mode);
    CupsPrinter printer(ticket());
    auto const failed = printer.print({"482619573", some_slip()});
    REQUIRE_FALSE(failed.has_value());
    CHECK(failed.error().kind == base::ErrorKind::Refused);
    CHECK_THAT(failed.error().message, Catch::Contains(reason));
    for (int look = 0; look < 600 && cups.has_waiting_jobs(); ++look)
        std::this_thread::sleep_for(50ms);
    CHECK_FALSE(cups.has_waiting_jobs());

    cups.printer_is("ok");
    tests::run({"/usr/sbin/cupsenable", "TICKET"});
    auto const again = printer.print({"482619581", some_slip()});
    INFO((again ? "" : again.error().message));
    REQUIRE(again.has_value());
    CHECK(cups.has_paper("slip-482619581"));
    CHECK_FALSE(cups.has_paper("slip-482619573"));
}

TEST_CASE("A printer that hangs, a queue that is not there and a service that is gone are told apart",
    "[devices][cups]")
{
    OwnCups cups;
    cups.printer_is("hang");
    auto const hanging
        = CupsPrinter({.queue = "TICKET", .paper_limit = 2s}).print({"482619573", some_slip()});
    REQUIRE_FALSE(hanging.has_value());
    CHECK(hanging.error().kind == base::ErrorKind::Unreachable);
    CHECK_THAT(hanging.error().message, Catch::Contains("was not on paper within 2000 ms"));

    auto const nowhere = CupsPrinter({.queue = "NOWHERE"}).print({"482619573", some_slip()});
    REQUIRE_FALSE(nowhere.has_value());
    CHECK(nowhere.error().kind == base::ErrorKind::Refused);
    CHECK_THAT(nowhere.error().message, Catch::Contains("does not exist"));

    cups.stop();
    auto const gone = CupsPrinter(ticket()).print({"482619573", some_slip()});
    REQUIRE_FALSE(gone.has_value());
    CHECK(gone.error().kind == base::ErrorKind::Refused);
    CHECK_FALSE(cups.has_paper("slip-482619573"));
}
