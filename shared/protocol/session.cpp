#include "shared/protocol/session.h"

#include "shared/domain/session.h"
#include "shared/domain/tokyo_time.h"

namespace meguri::protocol {

using nlohmann::json;

namespace {

json venue_json(SessionVenue const& venue)
{
    json object{{"id", venue.id}, {"name", venue.name}, {"address", venue.address}, {"phone", venue.phone},
        {"is_step_free", venue.is_step_free}, {"has_hearing_loop", venue.has_hearing_loop},
        {"has_parking", venue.has_parking}};
    if (venue.latitude && venue.longitude) {
        object["latitude"] = *venue.latitude;
        object["longitude"] = *venue.longitude;
    }
    return object;
}

SessionVenue venue_from(Reader& reader)
{
    SessionVenue venue;
    venue.id = reader.text("id");
    venue.name = reader.text_or("name", "");
    venue.address = reader.text_or("address", "");
    venue.latitude = reader.number_if("latitude");
    venue.longitude = reader.number_if("longitude");
    venue.phone = reader.text_or("phone", "");
    venue.is_step_free = reader.boolean_or("is_step_free", false);
    venue.has_hearing_loop = reader.boolean_or("has_hearing_loop", false);
    venue.has_parking = reader.boolean_or("has_parking", false);
    return venue;
}

std::vector<SessionPart> parts_from(Reader& reader)
{
    std::vector<SessionPart> parts;
    auto const* list = reader.array_if("parts");
    if (!list)
        return parts;
    for (std::size_t i = 0; i < list->size(); ++i) {
        Reader part((*list)[i], reader.path_of("parts[" + std::to_string(i) + "]"));
        parts.push_back({part.time("starts_at"), part.time("ends_at"), part.text("venue")});
        reader.absorb(part);
    }
    return parts;
}

template <class E> std::string name_from(Reader& reader, std::string_view field)
{
    auto text = reader.text(field);
    if (!text.empty() && !domain::from_name<E>(text))
        reader.refuse(field, "must be one of " + domain::all_names<E>());
    return text;
}

json draw_json(SessionDraw const& draw)
{
    json object{{"priorities", draw.priorities}, {"not_drawn", draw.not_drawn}};
    if (!draw.seed_hash.empty())
        object["seed_hash"] = draw.seed_hash;
    if (draw.drawn_at)
        object["drawn_at"] = domain::to_iso(*draw.drawn_at);
    if (!draw.seed.empty())
        object["seed"] = draw.seed;
    return object;
}

std::optional<SessionDraw> draw_from(Reader& reader)
{
    auto const* object = reader.object_if("draw");
    if (!object)
        return std::nullopt;
    Reader nested(*object, reader.path_of("draw"));
    SessionDraw draw{nested.texts_or_empty("priorities"), nested.text_or("not_drawn", ""),
        nested.text_or("seed_hash", ""), nested.time_if("drawn_at"), nested.text_or("seed", "")};
    reader.absorb(nested);
    return draw;
}

void times_into(json& object, Session const& session)
{
    object["starts_at"] = domain::to_iso(session.starts_at);
    object["ends_at"] = domain::to_iso(session.ends_at);
    object["parts"] = json::array();
    for (auto const& part : session.parts)
        object["parts"].push_back({{"starts_at", domain::to_iso(part.starts_at)},
            {"ends_at", domain::to_iso(part.ends_at)}, {"venue", part.venue}});
    if (session.registration_opens_at)
        object["registration_opens_at"] = domain::to_iso(*session.registration_opens_at);
    if (session.registration_closes_at)
        object["registration_closes_at"] = domain::to_iso(*session.registration_closes_at);
}

} // namespace

json to_json(Session const& session)
{
    json object{{"id", session.id}, {"version", session.version}, {"title", session.title},
        {"title_kana", session.title_kana},
        {"course", {{"level", session.level}, {"topics", session.topics}}}, {"format", session.format},
        {"delivery", session.delivery},
        {"provider", {{"id", session.provider.id}, {"name", session.provider.name}}},
        {"municipality", {{"code", session.municipality_code}, {"name", session.municipality_name}}},
        {"venue", venue_json(session.venue)}, {"capacity", session.capacity}, {"waiting", session.waiting},
        {"admission", session.admission}, {"state", session.state}};
    times_into(object, session);
    if (session.seats_left)
        object["seats_left"] = *session.seats_left;
    if (session.draw)
        object["draw"] = draw_json(*session.draw);
    if (session.minimum_participants)
        object["minimum_participants"] = *session.minimum_participants;
    if (!session.programme.empty())
        object["programme"] = session.programme;
    if (!session.cancel_reason.empty())
        object["cancel_reason"] = session.cancel_reason;
    return object;
}

base::Result<Session, std::vector<FieldReason>> session_from_json(json const& object)
{
    Reader reader(object);
    Session session;
    session.id = reader.text("id");
    session.version = reader.integer("version", 0, INT64_MAX);
    session.title = reader.text("title");
    session.title_kana = reader.text_or("title_kana", "");
    static json const nothing = json::object();
    auto const nested = [&](std::string_view name) {
        auto const* found = reader.object(name);
        return Reader(found ? *found : nothing, reader.path_of(name));
    };
    auto course = nested("course");
    session.level = name_from<domain::CourseLevel>(course, "level");
    session.topics = course.texts_or_empty("topics");
    session.format = name_from<domain::SessionFormat>(reader, "format");
    session.delivery = name_from<domain::Delivery>(reader, "delivery");
    auto provider = nested("provider");
    session.provider = {provider.text("id"), provider.text_or("name", "")};
    auto municipality = nested("municipality");
    session.municipality_code = municipality.text("code");
    session.municipality_name = municipality.text_or("name", "");
    auto venue = nested("venue");
    session.venue = venue_from(venue);
    session.starts_at = reader.time("starts_at");
    session.ends_at = reader.time("ends_at");
    session.parts = parts_from(reader);
    session.capacity = static_cast<int>(reader.integer("capacity", 0, 100000));
    if (reader.has("seats_left"))
        session.seats_left = static_cast<int>(reader.integer("seats_left", -100000, 100000));
    session.waiting = static_cast<int>(reader.integer_or("waiting", 0, 0, 1000000));
    session.admission = name_from<domain::Admission>(reader, "admission");
    session.draw = draw_from(reader);
    if (reader.has("minimum_participants"))
        session.minimum_participants = static_cast<int>(reader.integer("minimum_participants", 0, 100000));
    session.registration_opens_at = reader.time_if("registration_opens_at");
    session.registration_closes_at = reader.time_if("registration_closes_at");
    session.state = name_from<domain::SessionState>(reader, "state");
    session.programme = reader.text_or("programme", "");
    session.cancel_reason = reader.text_or("cancel_reason", "");
    for (auto const* part : {&course, &provider, &municipality, &venue})
        reader.absorb(*part);
    if (!reader.is_good())
        return base::fail(reader.problems());
    return session;
}

} // namespace meguri::protocol
