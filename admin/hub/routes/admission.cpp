// Numbers that decide whether a class is held and who may come: sessions short of people, people counted at a
// drop-in, and the limits of a programme.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/wire.h"
#include "shared/domain/tokyo_time.h"

#include <algorithm>

namespace meguri::hub::routes {

using core::need;
using nlohmann::json;

namespace {

/// Sessions that begin within so many days with fewer people than they need, as far as the caller sees their
/// rosters. People are those with a seat, those who wait and those in a draw.
void list_short_ones(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const days = actor ? call->integer_parameter("days", 3, 1, 366) : std::nullopt;
    if (!days)
        return;
    auto const now = services.clock.now();
    store::SessionFilter filter;
    filter.from = now;
    filter.to = now + std::chrono::days(*days);
    filter.municipality = call->text_parameter("municipality");
    if (actor->role == domain::Role::Municipality)
        filter.municipality = actor->organisation;
    filter.limit = std::numeric_limits<int>::max();
    auto reader = services.readers.lend();
    auto list = json::array();
    for (auto const& view : need(reader->sessions(filter))) {
        auto const& session = view.row.session;
        bool const is_held_yet = session.state == domain::SessionState::Published
            || session.state == domain::SessionState::Closed;
        int const people = view.seats.confirmed + view.seats.waiting;
        bool const is_short = is_held_yet && session.admission != domain::Admission::DropIn
            && session.minimum_participants && people < *session.minimum_participants;
        if (!is_short || !domain::may(*actor, domain::Right::SeeRoster, ownership_of(view)))
            continue;
        list.push_back({{"session", protocol::to_json(wire_session(view))}, {"people", people},
            {"minimum_participants", *session.minimum_participants},
            {"missing", *session.minimum_participants - people}});
    }
    call->answer(200, {{"sessions", std::move(list)}, {"as_of", domain::to_iso(now)}});
}

void count(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    auto const view = need(reader->session(domain::SessionId(call->part(0))));
    bool const is_seen = view
        && (store::is_public(view->row) || domain::may(*actor, domain::Right::SeeDraft, ownership_of(*view)));
    if (!is_seen)
        return call->not_found("session");
    // Who marks attendance elsewhere counts here.
    if (!call->need_right(*actor, domain::Right::Register, ownership_of(*view)))
        return;
    auto const body = call->json_body();
    if (!body)
        return;
    protocol::Reader fields(*body);
    auto const participants = static_cast<int>(fields.integer("participants", 0, 100'000));
    if (!fields.is_good())
        return call->problem(422, "Cannot be stored", "Say how many came", fields.problems());
    auto const good = [call, participants](core::SessionAnswer const& answer) {
        call->answer(
            200, {{"id", answer.id.value}, {"version", answer.version}, {"participants", participants}});
    };
    if (!services.submit(core::CountParticipants{view->row.session.id, participants, actor->login},
            on<core::SessionAnswer>(call, good)))
        call->too_busy();
}

json wire(domain::ProgrammeId const& programme, domain::RegistrationLimits const& limits)
{
    json object{{"programme", programme.value}, {"per_course", nullptr}, {"per_year", nullptr}};
    if (limits.per_course)
        object["per_course"] = *limits.per_course;
    if (limits.per_year)
        object["per_year"] = *limits.per_year;
    return object;
}

std::optional<domain::Programme> find_programme(CallPtr const& call, store::Reader& reader)
{
    for (auto& programme : need(reader.programmes(std::nullopt)))
        if (programme.id.value == call->part(0))
            return programme;
    call->not_found("programme");
    return std::nullopt;
}

void show_limits(CallPtr const& call, Services& services)
{
    auto reader = services.readers.lend();
    if (auto const programme = find_programme(call, *reader))
        call->answer(200, wire(programme->id, need(reader->limits(programme->id))));
}

/// Whoever keeps the programme's money keeps its limits: the prefecture, and a municipality for its own.
void put_limits(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto reader = services.readers.lend();
    auto const programme = find_programme(call, *reader);
    if (!programme
        || !call->need_right(
            *actor, domain::Right::WriteSubsidy, {programme->organisation.value, "", "", false}))
        return;
    auto const body = call->json_body();
    if (!body)
        return;
    protocol::Reader fields(*body);
    domain::RegistrationLimits limits;
    if (fields.has("per_course"))
        limits.per_course = static_cast<int>(fields.integer("per_course", 1, 1000));
    if (fields.has("per_year"))
        limits.per_year = static_cast<int>(fields.integer("per_year", 1, 1000));
    if (!fields.is_good())
        return call->problem(
            422, "Cannot be stored", "A limit is a whole number, or null for none", fields.problems());
    auto const good
        = [call, limits, id = programme->id](core::Done const&) { call->answer(200, wire(id, limits)); };
    if (!services.submit(core::SaveLimits{programme->id, limits, actor->login}, on<core::Done>(call, good)))
        call->too_busy();
}

} // namespace

void add_admission_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/sessions/short-of-people",
        [&services](CallPtr const& call) { list_short_ones(call, services); });
    router.add("POST", "/v1/sessions/{}/count", [&services](CallPtr const& call) { count(call, services); });
    router.add(
        "GET", "/v1/programmes/{}/limits", [&services](CallPtr const& call) { show_limits(call, services); });
    router.add(
        "PUT", "/v1/programmes/{}/limits", [&services](CallPtr const& call) { put_limits(call, services); });
}

} // namespace meguri::hub::routes
