#include "kiosk/devices/printer.h"

#include "kiosk/devices/child.h"
#include "shared/base/clock.h"
#include "shared/paper/page_size.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>
#include <string_view>
#include <thread>

namespace meguri::kiosk::devices {

namespace {

base::Result<void> check(PrintJob const& job)
{
    // The code becomes part of a file's name, so nothing but digits may pass.
    bool const is_code = job.code.size() == 9
        && std::all_of(job.code.begin(), job.code.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!is_code)
        return base::fail(base::ErrorKind::BadInput, "a print job is named by nine digits");
    return {};
}

/// As CUPS names a page: A4, or one of its own size in whole millimetres, Custom.80x134mm.
std::string medium_of(paper::PageSize const& page)
{
    if (std::lround(page.width_mm) == 210 && std::lround(page.height_mm) == 297)
        return "A4";
    return "Custom." + std::to_string(std::lround(page.width_mm)) + "x"
        + std::to_string(static_cast<long>(std::ceil(page.height_mm - 0.01))) + "mm";
}

constexpr std::chrono::milliseconds ask_interval{300};

bool is_digit(char letter)
{
    return std::isdigit(static_cast<unsigned char>(letter)) != 0;
}

/// What CUPS calls the job, TICKET-7, out of a sentence in whatever language.
std::optional<std::string> job_in(std::string_view said, std::string const& queue)
{
    auto const name = queue + "-";
    for (auto at = said.find(name); at != std::string_view::npos; at = said.find(name, at + 1)) {
        auto end = at + name.size();
        while (end < said.size() && is_digit(said[end]))
            ++end;
        if (end > at + name.size())
            return std::string(said.substr(at, end - at));
    }
    return std::nullopt;
}

/// The job's lines in a long list of `lpstat`: the one that begins with its name and the indented ones under
/// it.
std::optional<std::string> lines_of(std::string const& job, std::string_view list)
{
    for (std::size_t at = 0; at < list.size();) {
        auto end = list.find('\n', at);
        end = end == std::string_view::npos ? list.size() : end;
        if (list.substr(at, end - at).starts_with(job + " ")) {
            while (end + 1 < list.size() && list[end + 1] == '\t') {
                end = list.find('\n', end + 1);
                end = end == std::string_view::npos ? list.size() : end;
            }
            return std::string(list.substr(at, end - at));
        }
        at = end + 1;
    }
    return std::nullopt;
}

/// Why nothing comes out, in CUPS' words; nothing while the printer may yet print. A warning is none: paper
/// that is low still prints.
std::optional<std::string> trouble_in(std::string_view printer)
{
    for (std::string_view const reason : {"media-empty", "media-needed", "media-jam", "cover-open",
             "door-open", "interlock-open", "paused", "marker-supply-empty", "offline", "shutdown"}) {
        auto const at = printer.find(reason);
        if (at != std::string_view::npos && !printer.substr(at + reason.size()).starts_with("-warning"))
            return reason == "paused" ? "printer-stopped" : std::string(reason);
    }
    return std::nullopt;
}

bool holds_one_of(std::string_view text, std::vector<std::string_view> const& words)
{
    return std::any_of(words.begin(), words.end(),
        [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

} // namespace

FilePrinter::FilePrinter(base::Files& files, std::filesystem::path folder)
    : m_files(files)
    , m_folder(std::move(folder))
{
}

base::Result<void> FilePrinter::print(PrintJob const& job)
{
    if (auto sound = check(job); !sound)
        return sound;
    if (auto made = m_files.make_folder(m_folder); !made)
        return made;
    return m_files.write(m_folder / file_name(job.code), job.pdf);
}

CupsPrinter::CupsPrinter(CupsQueue queue)
    : m_queue(std::move(queue))
{
}

/// What a program said that ended well.
base::Result<std::string> CupsPrinter::ask(std::vector<std::string> command, std::string_view input) const
{
    auto const program = command.front();
    auto const ended = run_child(std::move(command), input, m_queue.time_limit);
    if (!ended)
        return base::fail(ended.error());
    if (ended->exit_code != 0)
        return base::fail(base::ErrorKind::Refused,
            program + " ended with " + std::to_string(ended->exit_code) + ": " + ended->said);
    return ended->said;
}

/// Gives what CUPS calls the job.
base::Result<std::string> CupsPrinter::hand_over(PrintJob const& job) const
{
    auto const page = paper::page_size(job.pdf);
    if (!page)
        return base::fail(page.error());
    auto const said = ask(
        {m_queue.program, "-d", m_queue.queue, "-t", "slip-" + job.code, "-o", "media=" + medium_of(*page)},
        job.pdf);
    if (!said)
        return base::fail(said.error());
    auto number = job_in(*said, m_queue.queue);
    if (!number)
        return base::fail(base::ErrorKind::Refused, m_queue.program + " named no job: " + *said);
    return std::move(*number);
}

/// Until the job has left the queue, and how: asks again and again, as CUPS tells nobody by itself.
base::Result<void> CupsPrinter::wait_for_paper(std::string const& number) const
{
    base::SystemClock const clock;
    auto const begun = clock.monotonic();
    while (true) {
        auto const waiting = ask({"lpstat", "-l", "-W", "not-completed", "-o", m_queue.queue});
        if (!waiting)
            return base::fail(waiting.error());
        auto const lines = lines_of(number, *waiting);
        if (!lines)
            break;
        auto const printer = ask({"lpstat", "-l", "-p", m_queue.queue});
        if (!printer)
            return base::fail(printer.error());
        auto const waited = clock.monotonic() - begun;
        auto const trouble = holds_one_of(*lines, {"printer-stopped", "job-stopped"})
            ? std::optional<std::string>("printer-stopped")
            : trouble_in(*printer);
        if (trouble && (waited >= m_queue.settling || *trouble == "printer-stopped"))
            return base::fail(base::ErrorKind::Refused, "the printer does not print: " + *trouble);
        if (waited >= m_queue.paper_limit)
            return base::fail(base::ErrorKind::Unreachable,
                number + " was not on paper within " + std::to_string(m_queue.paper_limit.count()) + " ms");
        std::this_thread::sleep_for(ask_interval);
    }
    auto const ended = ask({"lpstat", "-l", "-W", "completed", "-o", m_queue.queue});
    if (!ended)
        return base::fail(ended.error());
    if (holds_one_of(lines_of(number, *ended).value_or(""), {"canceled", "aborted"}))
        return base::fail(base::ErrorKind::Refused, number + " was cancelled or given up by CUPS");
    return {};
}

base::Result<void> CupsPrinter::print(PrintJob const& job)
{
    if (auto sound = check(job); !sound)
        return sound;
    if (m_queue.queue.empty())
        return base::fail(base::ErrorKind::BadInput, "no printer queue is named");
    auto const number = hand_over(job);
    if (!number)
        return base::fail(number.error());
    auto printed = wait_for_paper(*number);
    // What becomes of it there does not change what the visitor is told.
    if (!printed)
        static_cast<void>(ask({"cancel", *number}));
    return printed;
}

base::Result<void> NoPrinter::print(PrintJob const&)
{
    return base::fail(base::ErrorKind::NotFound, "this kiosk has no printer");
}

} // namespace meguri::kiosk::devices
