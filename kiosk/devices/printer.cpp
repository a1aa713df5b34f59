#include "kiosk/devices/printer.h"

#include "kiosk/devices/child.h"
#include "shared/paper/page_size.h"

#include <algorithm>
#include <cmath>

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

/// As CUPS names a page of its own size, in whole millimetres: Custom.80x134mm.
std::string medium_of(paper::PageSize const& page)
{
    return "Custom." + std::to_string(std::lround(page.width_mm)) + "x"
        + std::to_string(static_cast<long>(std::ceil(page.height_mm - 0.01))) + "mm";
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

base::Result<void> CupsPrinter::print(PrintJob const& job)
{
    if (auto sound = check(job); !sound)
        return sound;
    if (m_queue.queue.empty())
        return base::fail(base::ErrorKind::BadInput, "no printer queue is named");
    auto const page = paper::page_size(job.pdf);
    if (!page)
        return base::fail(page.error());
    auto const ended = run_child(
        {m_queue.program, "-d", m_queue.queue, "-t", "slip-" + job.code, "-o", "media=" + medium_of(*page)},
        job.pdf, m_queue.time_limit);
    if (!ended)
        return base::fail(ended.error());
    if (ended->exit_code != 0)
        return base::fail(base::ErrorKind::Refused,
            m_queue.program + " ended with " + std::to_string(ended->exit_code) + ": " + ended->said);
    return {};
}

base::Result<void> NoPrinter::print(PrintJob const&)
{
    return base::fail(base::ErrorKind::NotFound, "this kiosk has no printer");
}

} // namespace meguri::kiosk::devices
