// Vans, visitors, lecturers, rooms and loan phones; closed houses, holidays and ways; and what clashes now.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/resource_body.h"
#include "admin/hub/routes/wire.h"

#include <limits>

namespace meguri::hub::routes {

using nlohmann::json;

namespace {

bool is_own(domain::Actor const& actor, domain::Resource const& resource)
{
    return domain::may(actor, domain::Right::WriteSession, ownership_of(resource));
}

void list_resources(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const kind = call->text_parameter("kind");
    auto const owner = call->text_parameter("owner");
    if (!kind.empty() && !domain::from_name<domain::ResourceKind>(kind)) {
        auto const reason = "must be one of " + domain::all_names<domain::ResourceKind>();
        return call->problem(400, "Bad parameter", "kind " + reason, {{"kind", reason}});
    }
    auto reader = services.readers.lend();
    auto resources = json::array();
    for (auto const& resource : core::need(reader->resources())) {
        bool const is_wanted = (kind.empty() || kind == domain::name_of(resource.kind))
            && (owner.empty() || owner == resource.owner.value);
        if (is_wanted)
            resources.push_back(wire_resource(resource, is_own(*actor, resource)));
    }
    call->answer(200, {{"resources", std::move(resources)}});
}

std::optional<domain::Resource> find_resource(CallPtr const& call, Services& services)
{
    auto reader = services.readers.lend();
    auto resource = core::need(reader->resource(domain::ResourceId(call->part(0))));
    if (!resource)
        call->not_found("resource");
    return resource;
}

void save_resource(CallPtr const& call, Services& services, std::optional<domain::Resource> const& before)
{
    auto const actor = call->need_actor();
    auto const body = actor ? call->json_body() : std::nullopt;
    if (!body)
        return;
    auto resource = resource_from_body(*body, before ? before->owner.value : actor->organisation);
    if (!resource)
        return call->problem(422, "Cannot be stored", "Some fields are missing or wrong", resource.error());
    if (!call->need_right(*actor, domain::Right::WriteSession, ownership_of(*resource)))
        return;
    if (before && !call->need_right(*actor, domain::Right::WriteSession, ownership_of(*before)))
        return;
    if (before)
        resource->id = before->id;
    int const status = before ? 200 : 201;
    auto const good = [call, &services, status](core::ResourceAnswer const& answer) {
        auto reader = services.readers.lend();
        auto const stored = reader->resource(answer.id);
        if (!stored || !*stored)
            return call->world_failed("a resource that was stored cannot be read");
        call->answer(status, wire_resource(**stored, true));
    };
    if (!services.submit(
            core::SaveResource{std::move(*resource), actor->login}, on<core::ResourceAnswer>(call, good)))
        call->too_busy();
}

/// A day's uses, so that somebody can see where a van is.
void list_uses(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const resource = actor ? find_resource(call, services) : std::nullopt;
    if (!resource)
        return;
    auto const span = call->day_span(services.clock.now(), 31);
    if (!span)
        return;
    auto reader = services.readers.lend();
    auto parts = json::array();
    for (auto const& use : core::need(reader->uses_of(resource->id, span->first, span->second, {})))
        parts.push_back({{"session", use.session.value}, {"title", use.title},
            {"venue", use.place.venue.value}, {"starts_at", domain::to_iso(use.starts_at)},
            {"ends_at", domain::to_iso(use.ends_at)}, {"units", use.units}});
    call->answer(200, {{"uses", std::move(parts)}});
}

void save_calendar(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const body = actor ? call->json_body() : std::nullopt;
    if (!body)
        return;
    auto reader = services.readers.lend();
    auto const venue = core::need(reader->venue(domain::VenueId(call->part(0))));
    if (!venue)
        return call->not_found("venue");
    if (!call->need_right(*actor, domain::Right::WriteSession, ownership_of(*venue)))
        return;
    auto calendar = calendar_from_body(*body);
    if (!calendar)
        return call->problem(422, "Cannot be stored", "Some fields are missing or wrong", calendar.error());
    auto const answer = wire_calendar(*calendar);
    if (!services.submit(core::SaveVenueCalendar{venue->id, std::move(*calendar), actor->login},
            on<core::Done>(call, [call, answer](core::Done const&) { call->answer(200, answer); })))
        call->too_busy();
}

/// A way belongs to nobody: whoever may write sessions at one of its ends may say how long it takes.
void save_travel(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const body = actor ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader fields(*body);
    core::SaveTravel command{domain::VenueId(fields.text("from", 100)),
        domain::VenueId(fields.text("to", 100)), static_cast<int>(fields.integer("minutes", 1, 24 * 60)),
        actor->login};
    if (!fields.is_good())
        return call->problem(422, "Cannot be stored", "Some fields are missing or wrong", fields.problems());
    auto reader = services.readers.lend();
    auto const ownership = [&](domain::VenueId const& id) {
        auto const venue = core::need(reader->venue(id));
        return domain::Ownership{venue ? venue->municipality.text() : "",
            actor->role == domain::Role::Provider ? actor->organisation : "", "", false};
    };
    bool const is_known_there = domain::may(*actor, domain::Right::WriteSession, ownership(command.to));
    if (!is_known_there && !call->need_right(*actor, domain::Right::WriteSession, ownership(command.from)))
        return;
    auto const answer = *body;
    if (!services.submit(std::move(command),
            on<core::Done>(call, [call, answer](core::Done const&) { call->answer(200, answer); })))
        call->too_busy();
}

void list_holidays(CallPtr const& call, Services& services)
{
    auto reader = services.readers.lend();
    auto days = json::array();
    for (auto const& holiday : core::need(reader->holidays()))
        days.push_back({{"day", domain::to_iso(holiday.day)}, {"name", holiday.name}});
    call->answer(200, {{"holidays", std::move(days)}});
}

/// What stands in somebody's way now: written in spite of it, or come about since. With the override, if
/// there is one.
void list_conflicts(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const span = call->day_span(services.clock.now(), 92);
    if (!span)
        return;
    auto reader = services.readers.lend();
    store::SessionFilter filter;
    filter.municipality = call->text_parameter("municipality");
    filter.from = span->first;
    filter.to = span->second;
    filter.is_public_only = false;
    filter.limit = std::numeric_limits<int>::max();
    auto found = json::array();
    for (auto const& view : core::need(reader->sessions(filter))) {
        auto const& session = view.row.session;
        bool const is_seen = domain::may(*actor, domain::Right::SeeDraft, ownership_of(view));
        if (!is_seen || session.state == domain::SessionState::Cancelled)
            continue;
        auto const overrides = core::need(reader->overrides_of(session.id));
        for (auto const& clash : core::clashes_in(*reader, session)) {
            auto object = wire_clash(clash);
            object["session"] = {{"id", session.id.value}, {"title", session.title},
                {"starts_at", domain::to_iso(session.starts_at)}};
            object["override"] = nullptr;
            for (auto const& row : overrides)
                if (row.clash == domain::key_of(clash))
                    object["override"] = {{"reason", row.reason}, {"by", row.written_by},
                        {"at", domain::to_iso(row.written_at)}};
            found.push_back(std::move(object));
        }
    }
    call->answer(200, {{"conflicts", std::move(found)}, {"as_of", domain::to_iso(services.clock.now())}});
}

} // namespace

void add_resource_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/resources", [&services](CallPtr const& call) { list_resources(call, services); });
    router.add("POST", "/v1/resources",
        [&services](CallPtr const& call) { save_resource(call, services, std::nullopt); });
    router.add("GET", "/v1/resources/{}", [&services](CallPtr const& call) {
        auto const actor = call->need_actor();
        if (auto const resource = actor ? find_resource(call, services) : std::nullopt)
            call->answer(200, wire_resource(*resource, is_own(*actor, *resource)));
    });
    router.add("PUT", "/v1/resources/{}", [&services](CallPtr const& call) {
        if (!call->need_actor())
            return;
        if (auto const resource = find_resource(call, services))
            save_resource(call, services, resource);
    });
    router.add(
        "GET", "/v1/resources/{}/uses", [&services](CallPtr const& call) { list_uses(call, services); });
    router.add("GET", "/v1/venues/{}/calendar", [&services](CallPtr const& call) {
        auto reader = services.readers.lend();
        domain::VenueId const id(call->part(0));
        if (!core::need(reader->venue(id)))
            return call->not_found("venue");
        call->answer(200, wire_calendar(core::need(reader->calendar_of(id))));
    });
    router.add(
        "PUT", "/v1/venues/{}/calendar", [&services](CallPtr const& call) { save_calendar(call, services); });
    router.add(
        "PUT", "/v1/travel-minutes", [&services](CallPtr const& call) { save_travel(call, services); });
    router.add("GET", "/v1/holidays", [&services](CallPtr const& call) { list_holidays(call, services); });
    router.add("GET", "/v1/conflicts", [&services](CallPtr const& call) { list_conflicts(call, services); });
}

} // namespace meguri::hub::routes
