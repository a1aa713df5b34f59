#include "admin/hub/routes/own_files.h"

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

} // namespace meguri::hub::routes
