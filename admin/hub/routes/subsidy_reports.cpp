// GET /v1/subsidies/{id}/report, .pdf and .xlsx: the 実績報告 of one subsidy, for its municipality and the
// prefecture; GET /v1/reports/template: the form it is made by. It names no person.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/own_files.h"
#include "admin/hub/routes/paper_answer.h"
#include "admin/hub/routes/report_wire.h"
#include "admin/hub/routes/subsidy_papers.h"

namespace meguri::hub::routes {

using core::need;
using nlohmann::json;

namespace {

enum class ReportForm { Json, Pdf, Workbook };

/// By which two copies of a report are told apart: the same figures and rows give the same one.
/// 3f2a-90bc-11d4
std::string check_number(Services const& services, SubsidyReport const& report)
{
    auto const digits = services.crypto.hash_hex(report.subsidy.id.value + "\n" + text_of(report.figures));
    return digits.substr(0, 4) + "-" + digits.substr(4, 4) + "-" + digits.substr(8, 4);
}

json wire(domain::SubsidyEntry const& entry, int number)
{
    json object{{"number", number}, {"step", domain::name_of(entry.step)}, {"date", nullptr},
        {"known_by", nullptr}, {"amount", nullptr}, {"inferred", entry.is_inferred}};
    if (entry.date)
        object["date"] = domain::to_iso(*entry.date);
    if (entry.known_by)
        object["known_by"] = domain::to_iso(*entry.known_by);
    if (entry.amount_yen)
        object["amount"] = *entry.amount_yen;
    return object;
}

json wire(ReportedSession const& session)
{
    return {{"number", session.number}, {"id", session.id.value}, {"title", session.title},
        {"venue", session.venue}, {"starts_at", domain::to_iso(session.starts_at)},
        {"format", domain::name_of(session.format)}, {"level", domain::name_of(session.level)},
        {"state", domain::name_of(session.state)}, {"participants", session.participants()},
        {"from_65", session.from_65()}};
}

json wire(SubsidyReport const& report)
{
    json object{{"id", report.subsidy.id.value},
        {"municipality", {{"code", report.subsidy.municipality}, {"name", report.municipality}}},
        {"programme", {{"id", report.subsidy.programme.value}, {"name", report.programme}}},
        {"fiscal_year", report.subsidy.fiscal_year}, {"as_of", domain::to_iso(report.as_of)},
        {"seq", report.seq}, {"has_data", !report.sessions.empty()}, {"sessions", json::array()},
        {"steps", json::array()}, {"figures", wire_figures(report.figures)}};
    for (auto const& session : report.sessions)
        object["sessions"].push_back(wire(session));
    for (auto const& [number, entry] : report.steps)
        object["steps"].push_back(wire(entry, number));
    return object;
}

void answer_report(CallPtr const& call, Services& services, ReportForm form)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    auto const subsidy = need(reader->subsidy(domain::SubsidyId(call->part(0))));
    domain::Ownership whose;
    whose.municipality = subsidy ? subsidy->municipality : "";
    // Whose subsidies there are is not everybody's to know.
    if (!subsidy || !domain::may(*actor, domain::Right::SeeSubsidy, whose))
        return call->not_found("subsidy");
    auto const report = subsidy_report(*reader, *subsidy, services.clock.now());
    auto const check = check_number(services, report);
    auto const found = subsidy_template(services.settings, subsidy->municipality);
    if (form == ReportForm::Json) {
        auto object = wire(report);
        object["check"] = check;
        object["template"] = wire(found);
        return call->answer(200, object);
    }
    auto const shape = parse_report_template(found.text);
    if (!shape)
        return answer_no_template(call);
    auto const filled = filled_report(*shape, report);
    if (form == ReportForm::Pdf)
        return answer_paper(call, subsidy_report_pdf(filled, report, check));
    answer_file(call, subsidy_report_workbook(filled, report, check),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
}

/// The text as it lies there, so that a copy of it can be changed.
void answer_template(CallPtr const& call, Services& services)
{
    if (!call->need_actor())
        return;
    auto const report = call->text_parameter("report");
    if (!report.empty() && report != "subsidy" && report != "status")
        return call->problem(
            400, "Bad parameter", "report is unknown", {{"report", "must be one of subsidy, status"}});
    auto const found = report == "status"
        ? meeting_template(services.settings)
        : subsidy_template(services.settings, call->text_parameter("municipality"));
    if (found.file.empty())
        return answer_no_template(call);
    answer_file(call, found.text, "application/json");
}

} // namespace

void add_subsidy_report_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/subsidies/{}/report",
        [&services](CallPtr const& call) { answer_report(call, services, ReportForm::Json); });
    router.add("GET", "/v1/subsidies/{}/report.pdf",
        [&services](CallPtr const& call) { answer_report(call, services, ReportForm::Pdf); });
    router.add("GET", "/v1/subsidies/{}/report.xlsx",
        [&services](CallPtr const& call) { answer_report(call, services, ReportForm::Workbook); });
    router.add(
        "GET", "/v1/reports/template", [&services](CallPtr const& call) { answer_template(call, services); });
}

} // namespace meguri::hub::routes
