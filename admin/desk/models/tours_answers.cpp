#include "admin/desk/models/tours_answers.h"

#include "admin/desk/models/answer_reading.h"

namespace meguri::desk::models {

using nlohmann::json;
using protocol::Reader;

namespace {

base::Result<VisitRequest> visit_request_of(json const& item)
{
    Reader reader(item);
    VisitRequest request;
    request.id = reader.text("id");
    request.code = reader.text_or("code", "");
    request.state = reader.text("state");
    request.municipality = id_and_name(item, "municipality").id;
    request.area = reader.text_or("area", "");
    request.age_band = reader.text_or("age_band", "unknown");
    request.created_at = reader.time("created_at");
    request.kana = reader.text_or("kana", "");
    request.phone = reader.text_or("phone", "");
    request.needs = reader.text_or("needs", "");
    request.second_phone = reader.text_or("second_phone", "");
    request.is_contact_phone = reader.boolean_or("is_contact_phone", false);
    auto wishes = each<std::string>(item, "wishes", [](json const& one) {
        Reader wish(one);
        auto words = wish.text("words");
        return checked(wish, std::move(words));
    });
    if (!wishes)
        return base::fail(wishes.error());
    request.wishes = std::move(*wishes);
    return checked(reader, std::move(request));
}

base::Result<VanClass> van_class_of(json const& item)
{
    Reader reader(item);
    VanClass one;
    one.id = reader.text("id");
    one.starts_at = reader.time("starts_at");
    one.ends_at = reader.time("ends_at");
    one.state = reader.text("state");
    one.capacity = count_in(reader, "capacity");
    one.confirmed = count_in(reader, "confirmed");
    one.waiting = count_in(reader, "waiting");
    return checked(reader, std::move(one));
}

base::Result<VanStop> van_stop_of(json const& item)
{
    Reader reader(item);
    VanStop stop;
    auto const venue = id_and_name(item, "venue");
    stop.venue = venue.id;
    stop.venue_name = venue.name;
    stop.municipality = reader.text_or("municipality", "");
    stop.arrives_at = reader.time("arrives_at");
    stop.leaves_at = reader.time("leaves_at");
    stop.travel_minutes = count_in(reader, "travel_minutes");
    auto classes = each<VanClass>(item, "sessions", van_class_of);
    if (!classes)
        return base::fail(classes.error());
    stop.classes = std::move(*classes);
    return checked(reader, std::move(stop));
}

base::Result<TourStop> tour_stop_of(json const& item)
{
    Reader reader(item);
    TourStop stop;
    stop.venue = reader.text("venue");
    stop.venue_name = reader.text_or("venue_name", stop.venue);
    stop.municipality = reader.text_or("municipality", "");
    stop.classes = count_in(reader, "classes");
    stop.arrives_at = reader.time("arrives_at");
    stop.leaves_at = reader.time("leaves_at");
    return checked(reader, std::move(stop));
}

base::Result<TourDay> tour_day_of(json const& item)
{
    Reader reader(item);
    TourDay day;
    day.day = reader.text("day");
    day.kilometres = reader.number_if("kilometres").value_or(0);
    day.leaves_base_at = reader.time("leaves_base_at");
    day.back_at = reader.time("back_at");
    day.body = item;
    auto stops = each<TourStop>(item, "stops", tour_stop_of);
    if (!stops)
        return base::fail(stops.error());
    day.stops = std::move(*stops);
    return checked(reader, std::move(day));
}

base::Result<ResourceHours> hours_of(json const& item)
{
    Reader reader(item);
    ResourceHours hours;
    hours.weekday = reader.text("weekday");
    hours.from = reader.text("from");
    hours.to = reader.text("to");
    return checked(reader, std::move(hours));
}

base::Result<ResourceAbsence> absence_of(json const& item)
{
    Reader reader(item);
    ResourceAbsence absence;
    absence.from = reader.time("from");
    absence.to = reader.time("to");
    absence.reason = reader.text_or("reason", "");
    return checked(reader, std::move(absence));
}

base::Result<Resource> resource_of(json const& item)
{
    Reader reader(item);
    Resource resource;
    resource.body = item;
    resource.id = reader.text("id");
    resource.kind = reader.text("kind");
    resource.name = reader.text("name");
    resource.owner = reader.text_or("owner", "");
    resource.home_base = reader.text_or("home_base", "");
    resource.areas = reader.texts_or_empty("areas", 100);
    resource.units = count_in(reader, "units");
    resource.rests_on_holidays = reader.boolean_or("rests_on_holidays", false);
    auto hours = each<ResourceHours>(item, "hours", hours_of);
    if (!hours)
        return base::fail(hours.error());
    resource.hours = std::move(*hours);
    auto absences = each<ResourceAbsence>(item, "absences", absence_of);
    if (!absences)
        return base::fail(absences.error());
    resource.absences = std::move(*absences);
    return checked(reader, std::move(resource));
}

base::Result<Conflict> conflict_of(json const& item)
{
    Reader reader(item);
    Conflict conflict;
    conflict.resource = reader.text_or("resource", "");
    conflict.name = reader.text_or("name", "");
    conflict.words = reader.text("words");
    if (auto const* object = reader.object("session")) {
        Reader session(*object, "session");
        conflict.session = session.text("id");
        conflict.title = session.text("title");
        conflict.starts_at = session.time("starts_at");
        reader.absorb(session);
    }
    if (auto const* object = reader.object_if("override")) {
        Reader written(*object, "override");
        conflict.override_reason = written.text_or("reason", "");
        conflict.override_by = written.text_or("by", "");
        reader.absorb(written);
    }
    return checked(reader, std::move(conflict));
}

} // namespace

base::Result<std::vector<VisitRequest>> visit_requests_from_json(json const& document)
{
    return each<VisitRequest>(document, "visit_requests", visit_request_of);
}

base::Result<std::vector<VisitSlot>> visit_slots_from_json(json const& document)
{
    return each<VisitSlot>(document, "slots", [](json const& item) {
        Reader reader(item);
        VisitSlot slot;
        slot.starts_at = reader.time("starts_at");
        slot.ends_at = reader.time("ends_at");
        return checked(reader, slot);
    });
}

base::Result<VisitDone> visit_done_from_json(json const& document)
{
    if (!document.is_object())
        return base::fail(base::ErrorKind::Broken, "the answer is no object");
    Reader reader(document);
    VisitDone done;
    done.state = reader.text("state");
    done.code = reader.text_or("code", "");
    done.session = reader.text_or("session", "");
    return checked(reader, std::move(done));
}

base::Result<std::vector<VanDay>> van_days_from_json(json const& document)
{
    return each<VanDay>(document, "van_days", van_day_from_json);
}

base::Result<VanDay> van_day_from_json(json const& document)
{
    if (!document.is_object())
        return base::fail(base::ErrorKind::Broken, "the answer is no object");
    Reader reader(document);
    VanDay day;
    day.id = reader.text("id");
    auto const van = id_and_name(document, "van");
    day.van = van.id;
    day.van_name = van.name;
    day.day = reader.text("day");
    day.leaves_base_at = reader.time("leaves_base_at");
    day.back_at = reader.time("back_at");
    day.broken_down = reader.text_or("broken_down", "");
    day.class_minutes = count_in(reader, "class_minutes");
    auto stops = each<VanStop>(document, "stops", van_stop_of);
    if (!stops)
        return base::fail(stops.error());
    day.stops = std::move(*stops);
    return checked(reader, std::move(day));
}

base::Result<TourPlan> tour_plan_from_json(json const& document)
{
    auto days = each<TourDay>(document, "days", tour_day_of);
    if (!days)
        return base::fail(days.error());
    auto unmet = each<std::string>(document, "unmet", [](json const& item) {
        Reader reader(item);
        auto words = reader.text("words");
        return checked(reader, std::move(words));
    });
    if (!unmet)
        return base::fail(unmet.error());
    Reader reader(document);
    TourPlan plan;
    plan.van = id_and_name(document, "van").id;
    plan.kilometres = reader.number_if("kilometres").value_or(0);
    plan.is_proved_best = reader.boolean_or("is_proved_best", false);
    plan.days = std::move(*days);
    plan.unmet = std::move(*unmet);
    return checked(reader, std::move(plan));
}

base::Result<std::vector<Resource>> resources_from_json(json const& document)
{
    return each<Resource>(document, "resources", resource_of);
}

base::Result<Resource> resource_from_json(json const& document)
{
    if (!document.is_object())
        return base::fail(base::ErrorKind::Broken, "the answer is no object");
    return resource_of(document);
}

base::Result<std::vector<ResourceUse>> resource_uses_from_json(json const& document)
{
    return each<ResourceUse>(document, "uses", [](json const& item) {
        Reader reader(item);
        ResourceUse use;
        use.session = reader.text("session");
        use.title = reader.text("title");
        use.venue = reader.text_or("venue", "");
        use.starts_at = reader.time("starts_at");
        use.ends_at = reader.time("ends_at");
        use.units = count_in(reader, "units");
        return checked(reader, std::move(use));
    });
}

base::Result<std::vector<Conflict>> conflicts_from_json(json const& document)
{
    return each<Conflict>(document, "conflicts", conflict_of);
}

} // namespace meguri::desk::models
