#include "admin/desk/models/report_answers.h"

#include "admin/desk/models/answer_reading.h"

namespace meguri::desk::models {

using nlohmann::json;
using protocol::Reader;

namespace {

std::int64_t whole_at(json const& object, char const* name)
{
    auto const found = object.find(name);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

json const& list_at(json const& object, char const* name, json const& none)
{
    auto const found = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && found != object.end() && found->is_array() ? *found : none;
}

ReportFigure figure_from(json const& item)
{
    auto const none = json::array();
    ReportFigure figure{text_at(item, "name"), text_at(item, "label"), text_at(item, "unit"),
        text_at(item, "basis"), whole_at(item, "value"), {}};
    for (auto const& row : list_at(item, "rows", none))
        if (row.is_object())
            figure.rows.push_back({text_at(row, "what"), whole_at(row, "value")});
    return figure;
}

TemplateFault fault_from(json const& item)
{
    auto const none = json::array();
    TemplateFault fault{text_at(item, "file"), "", ""};
    for (auto const& error : list_at(item, "errors", none))
        if (fault.field.empty()) {
            fault.field = text_at(error, "field");
            fault.reason = text_at(error, "reason");
        }
    return fault;
}

} // namespace

std::vector<TemplateFault> faults_in(json const& document)
{
    auto const none = json::array();
    std::vector<TemplateFault> faults;
    auto const used = document.find("template");
    if (used == document.end())
        return faults;
    for (auto const& item : list_at(*used, "passed_over", none))
        if (item.is_object())
            faults.push_back(fault_from(item));
    return faults;
}

std::vector<ReportFigure> figures_in(json const& document)
{
    auto const none = json::array();
    std::vector<ReportFigure> figures;
    for (auto const& item : list_at(document, "figures", none))
        if (item.is_object())
            figures.push_back(figure_from(item));
    return figures;
}

base::Result<SubsidyReport> subsidy_report_from_json(json const& document)
{
    if (!document.is_object())
        return base::fail(base::ErrorKind::Broken, "the answer is no object");
    Reader reader(document);
    SubsidyReport report;
    report.id = reader.text("id");
    report.check = reader.text("check");
    report.seq = reader.integer("seq", 0, INT64_MAX);
    report.has_data = reader.boolean_or("has_data", false);
    report.figures = figures_in(document);
    report.faults = faults_in(document);
    return checked(reader, std::move(report));
}

} // namespace meguri::desk::models
