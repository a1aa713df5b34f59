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

std::vector<domain::SessionResource> resources_from(Reader& reader, json const& body)
{
    std::vector<domain::SessionResource> resources;
    auto const* list = reader.array_if("resources");
    if (!list)
        return resources;
    if (list->size() > 20)
        reader.refuse("resources", "has more than 20 entries");
    for (std::size_t i = 0; i < list->size() && i < 20; ++i) {
        auto const& one = body["resources"][i];
        auto const path = "resources[" + std::to_string(i) + "]";
        if (one.is_string()) {
            resources.push_back({domain::ResourceId(one.get<std::string>()), 1});
            continue;
        }
        Reader nested(one, path);
        resources.push_back({domain::ResourceId(nested.text("id", 100)),
            static_cast<int>(nested.integer_or("units", 1, 1, 1000))});
        reader.absorb(nested);
    }
    return resources;
}

std::optional<std::string> override_reason(
    Call& call, domain::Actor const& actor, json const& body, domain::Ownership const& whose)
{
    protocol::Reader reader(body);
    auto const* object = reader.object_if("override");
    if (!object && reader.is_good())
        return "";
    if (object && !call.need_right(actor, domain::Right::OverrideClash, whose))
        return std::nullopt;
    std::string reason;
    if (object) {
        protocol::Reader nested(*object, "override");
        reason = nested.text("reason", 500);
        reader.absorb(nested);
    }
    if (!reader.is_good() || reason.empty()) {
        if (reader.is_good())
            reader.refuse("override.reason", "must say why it is written in spite of the clash");
        call.problem(422, "Cannot be stored", "An override needs a reason", reader.problems());
        return std::nullopt;
    }
    return reason;
}

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
    session.resources = resources_from(reader, body);
    if (auto const programme = reader.text_or("programme", "", 200); !programme.empty())
        session.programme = domain::ProgrammeId(programme);
    if (!reader.is_good())
        return base::fail(reader.problems());
    return session;
}

base::Result<core::UpsertSession, std::vector<protocol::FieldReason>> upsert_from_body(
    json const& body, std::string const& organisation, std::string const& external_id)
{
    using Wanted = core::UpsertSession::Wanted;
    auto session = session_from_body(body, organisation);
    auto problems = session ? std::vector<protocol::FieldReason>() : session.error();
    core::UpsertSession upsert;
    upsert.external_id = external_id;
    if (external_id.empty() || external_id.size() > 128)
        problems.push_back({"external_id", "must have 1 to 128 bytes"});
    Reader reader(body);
    upsert.cancel_reason = reader.text_or("cancel_reason", "", 500);
    auto const state = reader.text_or("state", "published");
    if (state != "draft" && state != "published" && state != "cancelled")
        reader.refuse("state", "must be one of draft, published, cancelled");
    upsert.wanted = state == "draft" ? Wanted::Draft
        : state == "cancelled"       ? Wanted::Cancelled
                                     : Wanted::Published;
    if (upsert.wanted == Wanted::Cancelled && upsert.cancel_reason.empty())
        reader.refuse("cancel_reason", "is missing");
    for (auto const& problem : reader.problems())
        problems.push_back(problem);
    if (session) {
        upsert.session = std::move(*session);
        if (upsert.session.provider.value != organisation)
            problems.push_back({"provider", "must be the organisation of the address, or left out"});
    }
    if (!problems.empty())
        return base::fail(std::move(problems));
    return upsert;
}

} // namespace meguri::hub::routes
