#include "admin/hub/routes/own_files.h"

#include "admin/hub/routes/meeting_template.h"
#include "admin/hub/routes/report_template.h"
#include "shared/base/assets.h"
#include "shared/base/files.h"
#include "shared/base/log.h"

namespace meguri::hub::routes {

namespace {

std::vector<std::filesystem::path> template_places(
    Settings const& settings, std::string const& name, std::string const& municipality)
{
    std::vector<std::filesystem::path> places;
    auto const& own = settings.own_files;
    bool const is_code = municipality.find_first_not_of("0123456789") == std::string::npos;
    if (!own.empty() && is_code && !municipality.empty())
        places.push_back(own / (name + "-" + municipality + ".json"));
    if (!own.empty())
        places.push_back(own / (name + ".json"));
    places.push_back(base::find_assets() / "data" / (name + ".json"));
    return places;
}

} // namespace

OwnTemplate find_template(Settings const& settings, std::string const& name, std::string const& municipality,
    std::function<TemplateProblems(std::string const&)> const& problems_of)
{
    OwnTemplate found;
    base::SystemFiles const files;
    auto const places = template_places(settings, name, municipality);
    for (auto const& place : places) {
        if (!files.exists(place))
            continue;
        auto text = files.read(place);
        auto problems = text ? problems_of(*text) : TemplateProblems{{"file", text.error().message}};
        if (problems.empty()) {
            found.file = place.filename().string();
            found.text = std::move(*text);
            found.is_shipped = place == places.back();
            return found;
        }
        for (auto const& [field, reason] : problems)
            base::log::error(place.string() + ": " + field + " " + reason);
        found.passed_over.push_back({place.filename().string(), std::move(problems)});
    }
    return found;
}

OwnTemplate subsidy_template(Settings const& settings, std::string const& municipality)
{
    return find_template(settings, "subsidy-report", municipality, [](std::string const& text) {
        auto const form = parse_report_template(text);
        return form ? TemplateProblems() : form.error();
    });
}

OwnTemplate meeting_template(Settings const& settings)
{
    return find_template(settings, "meeting-page", "", [](std::string const& text) {
        auto const form = parse_meeting_template(text);
        return form ? TemplateProblems() : form.error();
    });
}

nlohmann::json wire(OwnTemplate const& found)
{
    nlohmann::json object{
        {"file", found.file}, {"shipped", found.is_shipped}, {"passed_over", nlohmann::json::array()}};
    for (auto const& one : found.passed_over) {
        nlohmann::json errors = nlohmann::json::array();
        for (auto const& [field, reason] : one.problems)
            errors.push_back({{"field", field}, {"reason", reason}});
        object["passed_over"].push_back({{"file", one.file}, {"errors", std::move(errors)}});
    }
    return object;
}

void answer_no_template(CallPtr const& call)
{
    call->problem(503, "No template", "The form of the report is not installed beside the program");
}

} // namespace meguri::hub::routes
