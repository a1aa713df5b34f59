// GET /v1/reports/status.pdf and .xlsx: the status page of a year on paper and as a workbook. It names no
// person, so everybody may read it; every number is the report's.
#include "admin/hub/routes/status_papers.h"

#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/own_files.h"
#include "admin/hub/routes/paper_answer.h"
#include "admin/hub/routes/subsidy_papers.h"
#include "admin/hub/routes/tile_map.h"

namespace meguri::hub::routes {

namespace {

enum class StatusFile { Pdf, Workbook };

void status_file(CallPtr const& call, Services& services, StatusFile file)
{
    auto const today = domain::tokyo_date(services.clock.now());
    auto const year = call->integer_parameter("fiscal_year", domain::fiscal_year_of(today).year, 1989, 2199);
    if (!year)
        return;
    auto const form = parse_meeting_template(meeting_template(services.settings).text);
    if (!form)
        return answer_no_template(call);
    auto reader = services.readers.lend();
    auto const report = status_report(*reader, {static_cast<int>(*year)}, today);
    auto const towns = core::need(reader->municipalities());
    if (file == StatusFile::Pdf)
        return answer_paper(call,
            paper::meeting_page_pdf(meeting_page_of(*form, report, towns, tile_places_of(services, towns))));
    auto sheets = meeting_sheets(*form, report, towns);
    std::map<std::string, std::size_t> rows_of_figures;
    sheets.push_back(certificate_sheet(report.figures, rows_of_figures));
    answer_file(call, paper::workbook_bytes(sheets),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
}

} // namespace

void add_status_paper_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/reports/status.pdf",
        [&services](CallPtr const& call) { status_file(call, services, StatusFile::Pdf); });
    router.add("GET", "/v1/reports/status.xlsx",
        [&services](CallPtr const& call) { status_file(call, services, StatusFile::Workbook); });
}

} // namespace meguri::hub::routes
