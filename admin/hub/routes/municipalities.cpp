// The municipalities, and what happened in one or all of them in a fiscal year, as figures without people;
// which of them and of their venues had no class in a quarter.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/municipal_figures.h"
#include "admin/hub/routes/tile_map.h"

#include <algorithm>

namespace meguri::hub::routes {

using core::need;
using nlohmann::json;

namespace {

json wire(domain::Figures const& figures)
{
    return {{"planned", figures.planned}, {"held", figures.held}, {"cancelled", figures.cancelled},
        {"seats", figures.seats}, {"registrations", figures.registrations},
        {"participants", figures.participants}, {"no_shows", figures.no_shows}};
}

json wire_months(YearFigures const& figures)
{
    auto list = json::array();
    for (auto const& [month, one] : figures.by_month) {
        auto object = wire(one);
        object["month"] = month;
        object["formats"] = json::object();
        if (auto const formats = figures.formats_by_month.find(month);
            formats != figures.formats_by_month.end())
            for (auto const& [format, count] : formats->second)
                object["formats"][std::string(domain::name_of(format))] = count;
        list.push_back(std::move(object));
    }
    return list;
}

json wire_formats(YearFigures const& figures)
{
    auto list = json::array();
    for (auto const& [format, one] : figures.by_format) {
        auto object = wire(one);
        object["format"] = domain::name_of(format);
        list.push_back(std::move(object));
    }
    return list;
}

json wire_subsidies(std::vector<store::SubsidyRow> const& subsidies)
{
    auto list = json::array();
    for (auto const& subsidy : subsidies)
        if (auto const step = domain::current_step(subsidy.history))
            list.push_back({{"id", subsidy.id.value}, {"programme", subsidy.programme.value},
                {"step", domain::name_of(*step)}});
    return list;
}

json wire_summary(domain::Municipality const& town, domain::FiscalYear year, YearFigures const& figures,
    std::vector<store::SubsidyRow> const& subsidies, base::Time now)
{
    auto answer = wire(figures.all);
    answer["municipality"] = {{"code", town.code.text()}, {"name", town.name}};
    answer["code"] = town.code.text();
    answer["fiscal_year"] = year.year;
    answer["age_bands"] = json::object();
    for (auto const& [band, name] : domain::Names<domain::AgeBand>::entries) {
        auto const found = figures.age_bands.find(band);
        answer["age_bands"][std::string(name)] = found == figures.age_bands.end() ? 0 : found->second;
    }
    auto const share = figures.share_of_seniors();
    answer["share_65_plus"] = share ? json(*share) : json();
    answer["by_month"] = wire_months(figures);
    answer["by_format"] = wire_formats(figures);
    auto const step = last_step_of(subsidies);
    answer["subsidy_step"] = step ? json(domain::name_of(*step)) : json();
    answer["subsidies"] = wire_subsidies(subsidies);
    answer["as_of"] = domain::to_iso(now);
    return answer;
}

bool may_see_figures(domain::Actor const& actor, std::string const& code)
{
    return domain::may(actor, domain::Right::SeeFigures, {code, "", "", false});
}

/// Of one municipality, or of all that the caller may see; empty and answered when it is none. A municipality
/// asks for itself, whatever it says nothing about.
std::optional<std::string> whose_figures(CallPtr const& call, std::string wanted)
{
    auto const actor = call->need_actor();
    if (!actor)
        return std::nullopt;
    if (wanted.empty() && actor->role == domain::Role::Municipality)
        wanted = actor->organisation;
    if (!call->need_right(*actor, domain::Right::SeeFigures, {wanted, "", "", false}))
        return std::nullopt;
    return wanted;
}

std::optional<domain::FiscalYear> wanted_year(Services const& services, CallPtr const& call)
{
    auto const today = domain::tokyo_date(services.clock.now());
    auto const year = call->integer_parameter("fiscal_year", domain::fiscal_year_of(today).year, 1989, 2199);
    if (!year)
        return std::nullopt;
    return domain::FiscalYear{static_cast<int>(*year)};
}

void answer_summary(Services& services, CallPtr const& call)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const& code = call->part(0);
    if (!call->need_right(*actor, domain::Right::SeeFigures, {code, "", "", false}))
        return;
    auto const year = wanted_year(services, call);
    if (!year)
        return;
    auto reader = services.readers.lend();
    auto const towns = need(reader->municipalities());
    auto const town
        = std::find_if(towns.begin(), towns.end(), [&](auto const& one) { return one.code.text() == code; });
    if (town == towns.end())
        return call->not_found("municipality");
    auto figures = figures_of_year(*reader, code, *year);
    call->answer(200,
        wire_summary(
            *town, *year, figures[code], need(reader->subsidies(year->year, code)), services.clock.now()));
}

void answer_summaries(Services& services, CallPtr const& call)
{
    auto const whose = whose_figures(call, "");
    auto const year = whose ? wanted_year(services, call) : std::nullopt;
    if (!year)
        return;
    auto reader = services.readers.lend();
    auto figures = figures_of_year(*reader, *whose, *year);
    std::map<std::string, std::vector<store::SubsidyRow>> subsidies;
    for (auto& subsidy : need(reader->subsidies(year->year, *whose)))
        subsidies[subsidy.municipality].push_back(std::move(subsidy));
    auto const now = services.clock.now();
    auto list = json::array();
    for (auto const& town : need(reader->municipalities()))
        if (auto const& code = town.code.text(); may_see_figures(*call->actor(), code))
            list.push_back(wire_summary(town, *year, figures[code], subsidies[code], now));
    call->answer(
        200, {{"fiscal_year", year->year}, {"summaries", std::move(list)}, {"as_of", domain::to_iso(now)}});
}

json wire(domain::PlaceCover const& cover)
{
    return {{"held", cover.held}, {"planned", cover.planned}, {"coverage", domain::name_of(cover.best)},
        {"is_covered", domain::is_covered(cover.best)}};
}

json wire(TownCover const& town)
{
    auto object = wire(town.whole);
    object["municipality"] = {{"code", town.town.code.text()}, {"name", town.town.name}};
    object["venues_covered"] = town.covered_venues();
    object["venues"] = json::array();
    for (auto const& [venue, cover] : town.venues) {
        auto one = wire(cover);
        one["id"] = venue.id.value;
        one["name"] = venue.name;
        one["kind"] = domain::name_of(venue.kind);
        object["venues"].push_back(std::move(one));
    }
    return object;
}

void answer_coverage(Services& services, CallPtr const& call)
{
    auto const whose = whose_figures(call, call->text_parameter("municipality"));
    auto const year = whose ? wanted_year(services, call) : std::nullopt;
    if (!year)
        return;
    auto const now = services.clock.now();
    auto const number
        = call->integer_parameter("quarter", domain::usual_quarter(*year, domain::tokyo_date(now)), 1, 4);
    if (!number)
        return;
    domain::Quarter const quarter{*year, static_cast<int>(*number)};
    auto reader = services.readers.lend();
    auto list = json::array();
    for (auto const& town : covers_of(*reader, *whose, quarter, now))
        list.push_back(wire(town));
    if (list.empty() && !whose->empty())
        return call->not_found("municipality");
    auto const [first, after] = domain::days_of(quarter);
    call->answer(200,
        {{"fiscal_year", year->year}, {"quarter", quarter.number}, {"from", domain::to_iso(first)},
            {"to", domain::to_iso(domain::Date(std::chrono::sys_days(after) - std::chrono::days(1)))},
            {"municipalities", std::move(list)}, {"as_of", domain::to_iso(now)}});
}

void list_municipalities(Services& services, CallPtr const& call)
{
    auto reader = services.readers.lend();
    auto const towns = need(reader->municipalities());
    auto const places = tile_places_of(services, towns);
    auto list = json::array();
    for (auto const& town : towns) {
        auto const place = std::find_if(
            places.begin(), places.end(), [&](auto const& one) { return one.code == town.code.text(); });
        json tile;
        if (place != places.end())
            tile = {{"column", place->column}, {"row", place->row}};
        list.push_back({{"code", town.code.text()}, {"name", town.name}, {"kana", town.kana},
            {"kind", domain::name_of(town.kind)}, {"tile", std::move(tile)}});
    }
    call->answer(200, {{"municipalities", std::move(list)}});
}

} // namespace

void add_municipality_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/municipalities",
        [&services](CallPtr const& call) { list_municipalities(services, call); });
    router.add("GET", "/v1/municipalities/summaries",
        [&services](CallPtr const& call) { answer_summaries(services, call); });
    router.add("GET", "/v1/municipalities/coverage",
        [&services](CallPtr const& call) { answer_coverage(services, call); });
    router.add("GET", "/v1/municipalities/{}/summary",
        [&services](CallPtr const& call) { answer_summary(services, call); });
}

} // namespace meguri::hub::routes
