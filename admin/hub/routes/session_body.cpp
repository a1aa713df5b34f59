#include "admin/hub/routes/session_body.h"

namespace meguri::hub::routes {

using nlohmann::json;
using protocol::Reader;

namespace {

template <class E> E choice_or(Reader& reader, std::string_view field, E fallback)
{
    auto const text = reader.text_or(field, "");
    if (text.empty())
        return fallback;
    auto const value = domain::from_name<E>(text);
    if (!value)
        reader.refuse(field, "must be one of " + domain::all_names<E>());
    return value.value_or(fallback);
}

/// A venue or provider stands as an id; S's own nested form is taken too, so that what was read can be sent
/// back.
std::string id_in(Reader& reader, json const& body, std::string_view field, bool is_needed)
{
    auto const found = body.find(field);
    if (found != body.end() && found->is_object()) {
        Reader nested(*found, std::string(field));
        auto id = nested.text("id", 200);
        reader.absorb(nested);
        return id;
    }
    return is_needed ? reader.text(field, 200) : reader.text_or(field, "", 200);
}

std::vector<domain::SessionPart> parts_from(Reader& reader, std::string const& venue)
{
    std::vector<domain::SessionPart> parts;
    auto const* list = reader.array_if("parts");
    if (!list)
        return parts;
    if (list->size() > 50)
        reader.refuse("parts", "has more than 50 entries");
    for (std::size_t i = 0; i < list->size() && i < 50; ++i) {
        Reader part((*list)[i], "parts[" + std::to_string(i) + "]");
        parts.push_back({part.time("starts_at"), part.time("ends_at"),
            domain::VenueId(part.text_or("venue", venue, 200))});
        reader.absorb(part);
    }
    return parts;
}

domain::LotteryRules lottery_from(Reader& reader)
{
    domain::LotteryRules rules;
    auto const* object = reader.object_if("draw");
    if (!object)
        return rules;
    Reader nested(*object, "draw");
    for (auto const& name : nested.texts_or_empty("priorities", 3)) {
        if (auto const priority = domain::from_name<domain::DrawPriority>(name))
            rules.priorities.push_back(*priority);
        else
            nested.refuse("priorities", "each must be one of " + domain::all_names<domain::DrawPriority>());
    }
    rules.not_drawn = choice_or(nested, "not_drawn", domain::NotDrawn::Waiting);
    reader.absorb(nested);
    return rules;
}

} // namespace

base::Result<domain::Session, std::vector<protocol::FieldReason>> session_from_body(
    json const& body, std::string const& own_organisation)
{
    Reader reader(body);
    domain::Session session;
    session.title = reader.text("title", 300);
    session.title_kana = reader.text_or("title_kana", "", 600);
    if (reader.text("format").empty() || reader.is_good())
        session.format = choice_or(reader, "format", domain::SessionFormat::VenueClass);
    session.delivery = choice_or(reader, "delivery",
        session.format == domain::SessionFormat::OnlineClass ? domain::Delivery::Online
                                                             : domain::Delivery::InPerson);
    session.admission = choice_or(reader, "admission", domain::Admission::FirstCome);
    session.lottery = lottery_from(reader);
    if (reader.has("minimum_participants"))
        session.minimum_participants = static_cast<int>(reader.integer("minimum_participants", 1, 1000));
    auto const venue = id_in(reader, body, "venue", true);
    session.venue = domain::VenueId(venue);
    auto const provider = id_in(reader, body, "provider", false);
    session.provider = domain::OrganisationId(provider.empty() ? own_organisation : provider);
    if (auto const* course = reader.object_if("course")) {
        Reader nested(*course, "course");
        session.level = choice_or(nested, "level", domain::CourseLevel::Basic);
        session.topics = nested.texts_or_empty("topics", 20);
        reader.absorb(nested);
    }
    session.starts_at = reader.time("starts_at");
    session.ends_at = reader.time("ends_at");
    session.parts = parts_from(reader, venue);
    session.capacity = static_cast<int>(reader.integer("capacity", 0, 1000));
    session.registration_opens_at = reader.time_if("registration_opens_at");
    session.registration_closes_at = reader.time_if("registration_closes_at");
    if (auto const programme = reader.text_or("programme", "", 200); !programme.empty())
        session.programme = domain::ProgrammeId(programme);
    if (!reader.is_good())
        return base::fail(reader.problems());
    return session;
}

} // namespace meguri::hub::routes
