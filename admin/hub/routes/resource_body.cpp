#include "admin/hub/routes/resource_body.h"

#include <algorithm>
#include <array>

namespace meguri::hub::routes {

using nlohmann::json;
using protocol::Reader;

namespace {

constexpr std::array weekdays{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

std::optional<unsigned> weekday_from(std::string_view text)
{
    auto const found = std::find(weekdays.begin(), weekdays.end(), text);
    if (found == weekdays.end())
        return std::nullopt;
    return static_cast<unsigned>(found - weekdays.begin());
}

constexpr char weekday_reason[] = "must be one of mon, tue, wed, thu, fri, sat, sun";

int minute_in(Reader& reader, std::string_view field)
{
    auto const text = reader.text(field, 10);
    auto const minute = minute_from(text);
    if (!minute && !text.empty())
        reader.refuse(field, "must be a time of day like 09:00");
    return minute.value_or(0);
}

std::vector<domain::WorkHours> hours_from(Reader& reader)
{
    std::vector<domain::WorkHours> hours;
    auto const* list = reader.array_if("hours");
    for (std::size_t i = 0; list && i < list->size() && i < 50; ++i) {
        Reader one((*list)[i], "hours[" + std::to_string(i) + "]");
        auto const name = one.text("weekday", 10);
        auto const weekday = weekday_from(name);
        if (!weekday && !name.empty())
            one.refuse("weekday", weekday_reason);
        hours.push_back({weekday.value_or(0), minute_in(one, "from"), minute_in(one, "to")});
        reader.absorb(one);
    }
    return hours;
}

std::vector<domain::Absence> absences_from(Reader& reader)
{
    std::vector<domain::Absence> absences;
    auto const* list = reader.array_if("absences");
    for (std::size_t i = 0; list && i < list->size() && i < 400; ++i) {
        Reader one((*list)[i], "absences[" + std::to_string(i) + "]");
        absences.push_back({one.time("from"), one.time("to"), one.text_or("reason", "", 300)});
        reader.absorb(one);
    }
    return absences;
}

} // namespace

std::optional<int> minute_from(std::string_view text)
{
    auto const digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    bool const is_shaped = text.size() == 5 && digit(0) && digit(1) && text[2] == ':' && digit(3) && digit(4);
    if (!is_shaped)
        return std::nullopt;
    auto const two = [&](std::size_t i) { return (text[i] - '0') * 10 + (text[i + 1] - '0'); };
    int const minute = two(0) * 60 + two(3);
    return two(3) < 60 && minute <= 24 * 60 ? std::optional(minute) : std::nullopt;
}

std::string minute_text(int minute)
{
    auto const two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(minute / 60) + ":" + two(minute % 60);
}

domain::Date date_in(Reader& reader, std::string_view field)
{
    auto const text = reader.text(field, 20);
    auto const date = domain::date_from_iso(text);
    if (!date && !text.empty())
        reader.refuse(field, "must be a day like 2026-10-08");
    return date.value_or(domain::Date());
}

std::set<unsigned> weekdays_in(Reader& reader, std::string_view field)
{
    std::set<unsigned> found;
    for (auto const& name : reader.texts_or_empty(field, 7)) {
        auto const weekday = weekday_from(name);
        if (weekday)
            found.insert(*weekday);
        else
            reader.refuse(field, weekday_reason);
    }
    return found;
}

domain::VanDayRule van_rule_from(Reader& reader)
{
    domain::VanDayRule rule;
    rule.seats = static_cast<int>(reader.integer_or("seats", rule.seats, 1, 100));
    rule.class_minutes = static_cast<int>(reader.integer_or("class_minutes", rule.class_minutes, 10, 480));
    rule.break_minutes = static_cast<int>(reader.integer_or("break_minutes", rule.break_minutes, 0, 240));
    rule.most_classes = static_cast<int>(reader.integer_or("most_classes", rule.most_classes, 1, 20));
    auto const minute = [&](char const* field, int fallback) {
        auto const text = reader.text_or(field, minute_text(fallback), 10);
        auto const read = minute_from(text);
        if (!read)
            reader.refuse(field, "must be a time of day like 09:00");
        return read.value_or(fallback);
    };
    rule.day_begins = minute("day_begins", rule.day_begins);
    rule.day_ends = minute("day_ends", rule.day_ends);
    if (rule.day_ends <= rule.day_begins)
        reader.refuse("day_ends", "must be later than day_begins");
    return rule;
}

base::Result<domain::Resource, std::vector<protocol::FieldReason>> resource_from_body(
    json const& body, std::string const& own_organisation)
{
    Reader reader(body);
    domain::Resource resource;
    auto const kind = reader.text("kind", 40);
    if (auto const known = domain::from_name<domain::ResourceKind>(kind))
        resource.kind = *known;
    else if (!kind.empty())
        reader.refuse("kind", "must be one of " + domain::all_names<domain::ResourceKind>());
    resource.name = reader.text("name", 200);
    resource.owner = domain::OrganisationId(reader.text_or("owner", own_organisation, 100));
    if (auto const base = reader.text_or("home_base", "", 100); !base.empty())
        resource.home_base = domain::VenueId(base);
    resource.areas = reader.texts_or_empty("areas", 100);
    for (std::size_t i = 0; i < resource.areas.size(); ++i)
        if (resource.areas[i].empty() || resource.areas[i].find(' ') != std::string::npos)
            reader.refuse(
                "areas[" + std::to_string(i) + "]", "must be a municipality's code or an area's id");
    resource.setup_minutes = static_cast<int>(reader.integer_or("setup_minutes", 0, 0, 600));
    resource.units = static_cast<int>(reader.integer_or("units", 1, 1, 1000));
    resource.rests_on_holidays = reader.boolean_or("rests_on_holidays", false);
    resource.hours = hours_from(reader);
    resource.absences = absences_from(reader);
    if (!reader.is_good())
        return base::fail(reader.problems());
    return resource;
}

json wire_resource(domain::Resource const& resource, bool shows_absences)
{
    json object{{"id", resource.id.value}, {"kind", domain::name_of(resource.kind)}, {"name", resource.name},
        {"owner", resource.owner.value}, {"areas", resource.areas}, {"setup_minutes", resource.setup_minutes},
        {"units", resource.units}, {"rests_on_holidays", resource.rests_on_holidays},
        {"hours", json::array()}, {"absences", json::array()}};
    object["home_base"] = resource.home_base ? json(resource.home_base->value) : json();
    for (auto const& hours : resource.hours)
        object["hours"].push_back({{"weekday", weekdays.at(hours.weekday)},
            {"from", minute_text(hours.from_minute)}, {"to", minute_text(hours.to_minute)}});
    for (auto const& absence : resource.absences)
        object["absences"].push_back({{"from", domain::to_iso(absence.from)},
            {"to", domain::to_iso(absence.to)}, {"reason", shows_absences ? absence.reason : ""}});
    return object;
}

base::Result<domain::VenueCalendar, std::vector<protocol::FieldReason>> calendar_from_body(json const& body)
{
    Reader reader(body);
    domain::VenueCalendar calendar;
    calendar.closed_weekdays = weekdays_in(reader, "closed_weekdays");
    calendar.is_closed_on_holidays = reader.boolean_or("closed_on_holidays", false);
    auto const* list = reader.array_if("closures");
    for (std::size_t i = 0; list && i < list->size() && i < 400; ++i) {
        Reader one((*list)[i], "closures[" + std::to_string(i) + "]");
        calendar.closures.push_back(
            {date_in(one, "first_day"), date_in(one, "last_day"), one.text_or("reason", "", 300)});
        reader.absorb(one);
    }
    if (!reader.is_good())
        return base::fail(reader.problems());
    return calendar;
}

json wire_calendar(domain::VenueCalendar const& calendar)
{
    json object{{"closed_weekdays", json::array()}, {"closed_on_holidays", calendar.is_closed_on_holidays},
        {"closures", json::array()}};
    for (auto const weekday : calendar.closed_weekdays)
        object["closed_weekdays"].push_back(weekdays.at(weekday));
    for (auto const& closure : calendar.closures)
        object["closures"].push_back({{"first_day", domain::to_iso(closure.first_day)},
            {"last_day", domain::to_iso(closure.last_day)}, {"reason", closure.reason}});
    return object;
}

} // namespace meguri::hub::routes
