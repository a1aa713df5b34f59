#include "admin/hub/facts/demo_resources.h"

namespace meguri::hub::facts {

using protocol::Reader;

namespace {

/// Each object of a list.
template <class Read> void each(Reader& parent, std::string_view list, Read read)
{
    auto const* items = parent.array(list);
    for (std::size_t i = 0; items && i < items->size(); ++i) {
        Reader one((*items)[i], parent.path_of(list) + "[" + std::to_string(i) + "]");
        read(one);
        parent.absorb(one);
    }
}

domain::Resource resource_from(Reader& reader)
{
    domain::Resource resource;
    auto const kind = domain::from_name<domain::ResourceKind>(reader.text("kind", 40));
    if (!kind)
        reader.refuse("kind", "must be one of " + domain::all_names<domain::ResourceKind>());
    resource.kind = kind.value_or(domain::ResourceKind::Van);
    resource.name = reader.text("name", 200);
    resource.owner = domain::OrganisationId(reader.text("owner", 100));
    if (auto const base = reader.text_or("home_base", "", 100); !base.empty())
        resource.home_base = domain::VenueId(base);
    resource.areas = reader.texts_or_empty("areas", 50);
    resource.setup_minutes = static_cast<int>(reader.integer_or("setup_minutes", 0, 0, 600));
    resource.units = static_cast<int>(reader.integer_or("units", 1, 1, 1000));
    resource.rests_on_holidays = reader.boolean_or("rests_on_holidays", false);
    if (reader.has("works_from"))
        for (unsigned weekday = 1; weekday <= 5; ++weekday)
            resource.hours.push_back({weekday, static_cast<int>(reader.integer("works_from", 0, 23)) * 60,
                static_cast<int>(reader.integer("works_to", 1, 24)) * 60});
    return resource;
}

} // namespace

DemoResources read_demo_resources(Reader& reader)
{
    DemoResources data;
    each(reader, "resources", [&](Reader& one) { data.resources.push_back(resource_from(one)); });
    data.houses_closed_on_holidays = reader.texts_or_empty("closed_on_holidays", 100);
    if (auto const* object = reader.object("van_day")) {
        Reader day(*object, "van_day");
        data.van_day.van = day.text("van", 200);
        data.van_day.title = day.text("title", 300);
        data.van_day.topic = day.text("topic", 40);
        each(day, "stops", [&](Reader& stop) {
            data.van_day.stops.push_back(
                {stop.text("venue", 100), static_cast<int>(stop.integer("classes", 1, 8))});
        });
        reader.absorb(day);
    }
    each(reader, "wishes", [&](Reader& wish) {
        data.wishes.push_back({wish.text("municipality", 6), wish.text("area", 200)});
    });
    return data;
}

domain::Date working_day_after(domain::Date today, int days)
{
    auto day = std::chrono::sys_days(today) + std::chrono::days(days);
    while (std::chrono::weekday(day) == std::chrono::Saturday
        || std::chrono::weekday(day) == std::chrono::Sunday)
        day += std::chrono::days(1);
    return domain::Date(day);
}

core::PlanVanDay van_day_command(
    DemoVanDay const& plan, domain::Resource const& van, domain::Date day, std::string const& by)
{
    core::PlanVanDay command;
    command.van = van.id;
    command.day = day;
    for (auto const& stop : plan.stops) {
        command.stops.emplace_back(domain::VenueId(stop.venue), stop.classes);
        command.starts.emplace_back();
    }
    command.course.title = plan.title;
    command.course.topics = {plan.topic};
    command.course.provider = van.owner;
    command.is_published = true;
    command.by = by;
    return command;
}

std::vector<domain::VisitWish> wishes_after(domain::Date today, int which)
{
    bool const is_morning = which % 2 == 0;
    return {{working_day_after(today, 8 + which),
                is_morning ? domain::HalfDay::Morning : domain::HalfDay::Afternoon},
        {working_day_after(today, 15 + which), domain::HalfDay::AllDay}};
}

} // namespace meguri::hub::facts
