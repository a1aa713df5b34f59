#include "admin/hub/facts/demo_file.h"

#include <algorithm>

namespace meguri::hub::facts {

using nlohmann::json;
using protocol::Reader;

namespace {

template <class E> E choice(Reader& reader, std::string_view field)
{
    auto const text = reader.text(field, 100);
    auto const value = domain::from_name<E>(text);
    if (!text.empty() && !value)
        reader.refuse(field, "must be one of " + domain::all_names<E>());
    return value.value_or(domain::Names<E>::entries.front().first);
}

/// Reads each object of a list that must not be empty.
template <class Row, class Read> std::vector<Row> rows(Reader& parent, std::string_view list, Read read)
{
    std::vector<Row> found;
    auto const* items = parent.array(list);
    if (items && items->empty())
        parent.refuse(list, "must not be empty");
    for (std::size_t i = 0; items && i < items->size(); ++i) {
        Reader reader((*items)[i], parent.path_of(list) + "[" + std::to_string(i) + "]");
        if (auto row = read(reader))
            found.push_back(std::move(*row));
        parent.absorb(reader);
    }
    return found;
}

std::vector<std::string> words(Reader& reader, std::string_view name)
{
    auto found = reader.array(name) ? reader.texts_or_empty(name, 1000) : std::vector<std::string>();
    if (found.empty())
        reader.refuse(name, "must not be empty");
    return found;
}

std::optional<domain::MunicipalityCode> code_from(Reader& reader)
{
    auto const code = domain::MunicipalityCode::parse(reader.text("municipality", 100));
    if (!code)
        reader.refuse("municipality", "is not a municipality's code");
    return code;
}

std::optional<domain::Area> area_from(Reader& reader)
{
    auto const code = code_from(reader);
    if (!code)
        return std::nullopt;
    return domain::Area{domain::AreaId(reader.text("id", 100)), *code, reader.text("name", 300),
        reader.boolean_or("has_shop", false)};
}

std::optional<DemoVenue> venue_from(Reader& reader)
{
    auto const code = code_from(reader);
    if (!code)
        return std::nullopt;
    DemoVenue row{
        {domain::VenueId(reader.text("id", 100)), *code, reader.text_or("name", ""),
            reader.text_or("kana", ""), choice<domain::VenueKind>(reader, "kind"), "",
            reader.text_or("address", ""), std::nullopt, reader.text_or("phone", ""),
            reader.text_or("opening_hours", ""), std::nullopt, reader.boolean_or("is_step_free", false),
            reader.boolean_or("has_hearing_loop", false), reader.boolean_or("has_parking", false)},
        reader.text_or("provider", "")};
    if (auto const area = reader.text_or("area", "", 100); !area.empty())
        row.venue.area = domain::AreaId(area);
    auto const latitude = reader.number_if("latitude");
    auto const longitude = reader.number_if("longitude");
    if (!latitude || !longitude)
        reader.refuse("latitude", "is missing, or the longitude is");
    else
        row.venue.position = domain::Position{*latitude, *longitude};
    return row;
}

std::optional<DemoCourse> course_from(Reader& reader)
{
    return DemoCourse{choice<domain::SessionFormat>(reader, "format"), reader.text("title", 300),
        reader.text("title_kana", 300), choice<domain::CourseLevel>(reader, "level"),
        reader.texts_or_empty("topics"), static_cast<int>(reader.integer("minutes", 10, 300)),
        static_cast<int>(reader.integer("capacity", 0, 1000))};
}

std::optional<DemoPlaces> places_from(Reader& reader)
{
    return DemoPlaces{choice<domain::SessionFormat>(reader, "format"), reader.text_or("provider", ""),
        words(reader, "municipalities")};
}

std::optional<DemoAccount> account_from(Reader& reader)
{
    return DemoAccount{
        reader.text("login", 100), choice<domain::Role>(reader, "role"), reader.text("organisation", 100)};
}

/// A venue lies in an area of this file, and in its own municipality.
void check_areas(Reader& reader, DemoData const& data)
{
    for (std::size_t i = 0; i < data.venues.size(); ++i) {
        auto const& venue = data.venues[i].venue;
        bool const is_there
            = !venue.area || std::any_of(data.areas.begin(), data.areas.end(), [&](auto const& area) {
                  return area.id == *venue.area && area.municipality == venue.municipality;
              });
        if (!is_there)
            reader.refuse(
                "venues[" + std::to_string(i) + "].area", "is no area of that municipality in this file");
    }
}

} // namespace

base::Result<DemoData, Problems> parse_demo(std::string_view text)
{
    auto const root = protocol::parse_json(text);
    if (!root)
        return base::fail(Problems{{"file", root.error().message}});
    Reader reader(*root);
    DemoData data;
    data.areas = rows<domain::Area>(reader, "areas", area_from);
    data.venues = rows<DemoVenue>(reader, "venues", venue_from);
    data.courses = rows<DemoCourse>(reader, "courses", course_from);
    data.places = rows<DemoPlaces>(reader, "places", places_from);
    data.family_names = words(reader, "family_names");
    data.given_names = words(reader, "given_names");
    data.needs = words(reader, "needs");
    data.streets = words(reader, "streets");
    data.cancel_reasons = words(reader, "cancel_reasons");
    data.drop_outs = words(reader, "drop_outs");
    data.accounts = rows<DemoAccount>(reader, "accounts", account_from);
    data.resources = read_demo_resources(reader);
    data.money = read_demo_money(reader);
    check_areas(reader, data);
    if (!reader.is_good())
        return base::fail(reader.problems());
    return data;
}

} // namespace meguri::hub::facts
