// The questions about people who come or must be told, and about papers.
#include "admin/desk/models/api.h"

namespace meguri::desk::models {

using nlohmann::json;

namespace {

/// A PDF of a year or of two hundred people takes the hub a moment.
constexpr std::chrono::seconds paper_timeout{60};

} // namespace

Outcome<std::string> Api::file(std::string path, std::string_view begins)
{
    Call call{"GET", std::move(path)};
    call.timeout = paper_timeout;
    auto body = body_of(std::move(call));
    if (!body)
        return base::fail(body.error());
    if (!body->starts_with(begins))
        return base::fail(unreadable_problem("the answer is not the file that was asked for"));
    return Answer<std::string>{std::move(*body), m_clock.now()};
}

Outcome<Done> Api::mark_attendance(std::string const& id, std::string const& mark, int day)
{
    json wanted{{"mark", mark.empty() ? json(nullptr) : json(mark)}};
    if (day > 0)
        wanted["part"] = day;
    return do_post("/v1/registrations/" + url_encoded(id) + "/attendance", std::move(wanted));
}

Outcome<std::string> Api::session_paper(std::string const& session, SessionPaper paper)
{
    auto const* name = paper == SessionPaper::SignInSheet ? "sign-in-sheet.pdf" : "roster.pdf";
    return file("/v1/sessions/" + url_encoded(session) + "/" + name, "%PDF");
}

Outcome<std::vector<CallTask>> Api::calls(std::string const& municipality, CallReading reading)
{
    static constexpr char const* purposes[]{"", "call_list", "postcards"};
    std::string path = "/v1/calls?municipality=" + url_encoded(municipality);
    std::string const purpose = purposes[static_cast<int>(reading)];
    if (!purpose.empty())
        path += "&purpose=" + purpose;
    return ask<std::vector<CallTask>>({"GET", path}, calls_from_json);
}

Outcome<Done> Api::end_call(std::string const& id, CallEnd end, std::string const& note)
{
    auto const* name = end == CallEnd::Reached ? "/done" : end == CallEnd::Tried ? "/tried" : "/reopen";
    json const body = note.empty() ? json::object() : json{{"note", note}};
    return do_post("/v1/calls/" + url_encoded(id) + name, body);
}

Outcome<std::string> Api::call_list(std::string const& municipality)
{
    return file("/v1/calls/list.pdf?municipality=" + url_encoded(municipality), "%PDF");
}

Outcome<std::vector<HelpCall>> Api::help(bool is_opened)
{
    auto answer = ask<std::vector<HelpCall>>(
        {"GET", is_opened ? "/v1/help?purpose=help" : "/v1/help"}, help_from_json);
    if (!answer && answer.error().kind == ProblemKind::NotFound)
        return Answer<std::vector<HelpCall>>{{}, m_clock.now()};
    return answer;
}

Outcome<Done> Api::end_help(std::string const& id)
{
    return do_post("/v1/help/" + url_encoded(id) + "/done", json::object());
}

Outcome<std::string> Api::report(int fiscal_year, ReportFile report_file)
{
    bool const is_pdf = report_file == ReportFile::Pdf;
    auto const path = std::string("/v1/reports/status") + (is_pdf ? ".pdf" : ".xlsx")
        + "?fiscal_year=" + std::to_string(fiscal_year);
    return file(path, is_pdf ? "%PDF" : "PK");
}

Outcome<SubsidyReport> Api::subsidy_report(std::string const& subsidy)
{
    return ask<SubsidyReport>(
        {"GET", "/v1/subsidies/" + url_encoded(subsidy) + "/report"}, subsidy_report_from_json);
}

Outcome<std::string> Api::subsidy_report_file(std::string const& subsidy, ReportFile report_file)
{
    bool const is_pdf = report_file == ReportFile::Pdf;
    return file("/v1/subsidies/" + url_encoded(subsidy) + (is_pdf ? "/report.pdf" : "/report.xlsx"),
        is_pdf ? "%PDF" : "PK");
}

Outcome<std::string> Api::report_template(std::string const& municipality)
{
    return file("/v1/reports/template?municipality=" + url_encoded(municipality), "");
}

Outcome<std::string> Api::meeting_template()
{
    return file("/v1/reports/template?report=status", "");
}

} // namespace meguri::desk::models
