// Wishes for visits at home: taken by phone, listed, matched with a visitor's free hours, and made a session
// of one seat. The person is sealed before the queue; the address opens for the visit's provider only, on its
// roster and its day sheet.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/registration_body.h"
#include "admin/hub/routes/session_body.h"
#include "admin/hub/routes/wire.h"
#include "shared/domain/visit.h"

namespace meguri::hub::routes {

using nlohmann::json;

namespace {

/// A wish belongs to its town; any provider may take it up.
domain::Ownership ownership_of_visit(domain::Actor const& actor, std::string const& municipality)
{
    return {municipality, actor.role == domain::Role::Provider ? actor.organisation : "", "", true};
}

json wire_visit(store::VisitRow const& visit, protocol::Registrant const* person)
{
    json object{{"id", visit.id.value}, {"code", visit.code}, {"state", domain::name_of(visit.state)},
        {"municipality", visit.municipality}, {"area", visit.area}, {"wishes", json::array()},
        {"age_band", domain::name_of(visit.age_band)}, {"session", nullptr},
        {"created_at", domain::to_iso(visit.created_at)}};
    for (auto const& wish : visit.wishes)
        object["wishes"].push_back({{"day", domain::to_iso(wish.day)}, {"half", domain::name_of(wish.half)},
            {"words", domain::words_of(wish)}});
    if (!visit.session.is_empty())
        object["session"] = visit.session.value;
    if (person) {
        object["kana"] = person->kana;
        object["phone"] = person->phone;
        object["needs"] = person->needs;
        object["is_contact_phone"] = person->is_contact_phone;
        object["second_phone"] = person->second_phone;
    }
    return object;
}

/// `2026-10-08:am`, or `{date, half}`.
std::vector<domain::VisitWish> wishes_from(protocol::Reader& reader, json const& body)
{
    std::vector<domain::VisitWish> wishes;
    auto const* list = reader.array("wishes");
    for (std::size_t i = 0; list && i < list->size() && i < 20; ++i) {
        auto const field = "wishes[" + std::to_string(i) + "]";
        auto const& one = body["wishes"][i];
        std::string text;
        if (one.is_string()) {
            text = one.get<std::string>();
        } else {
            protocol::Reader nested(one, field);
            auto const day = nested.text_or("day", nested.text_or("date", "", 20), 20);
            text = day + ":" + nested.text_or("half", "day", 10);
            reader.absorb(nested);
        }
        if (auto const wish = domain::wish_from(text))
            wishes.push_back(*wish);
        else
            reader.refuse(field, "must be like 2026-10-08:am, with am, pm or day");
    }
    return wishes;
}

json wire_visit_answer(core::VisitAnswer const& answer)
{
    json object{{"id", answer.id.value}, {"code", answer.code}, {"state", domain::name_of(answer.state)}};
    if (!answer.session.is_empty())
        object["session"] = answer.session.value;
    return object;
}

void answer_taken_visit(CallPtr const& call, core::VisitAnswer const& answer)
{
    if (!answer.existing.empty())
        return call->problem(409, "Asked already", "This person has an open wish for a visit already", {},
            {{"reason", "duplicate"}, {"id", answer.existing}, {"code", answer.code}});
    call->answer(201, wire_visit_answer(answer));
}

void take_visit(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const body = actor ? call->json_body() : std::nullopt;
    if (!body)
        return;
    auto const now = services.clock.now();
    protocol::Reader reader(*body);
    auto person = person_from(reader, *body, now);
    auto const municipality = reader.text("municipality", 6);
    auto const area = reader.text_or("area", "", 200);
    if (reader.text("address", 600).empty() && reader.is_good())
        reader.refuse("address", "is missing: a visitor must find the house");
    auto const wishes = wishes_from(reader, *body);
    for (auto const& problem : domain::problems_of(wishes, domain::tokyo_date(now)))
        reader.refuse(problem.field, problem.reason);
    auto lent = services.readers.lend();
    bool is_town = false;
    for (auto const& town : core::need(lent->municipalities()))
        is_town = is_town || town.code.text() == municipality;
    if (!is_town && reader.is_good())
        reader.refuse("municipality", "is not a municipality of this hub");
    if (!reader.is_good())
        return call->problem(422, "Cannot be taken", "Some fields are missing or wrong", reader.problems());
    if (!call->need_right(*actor, domain::Right::Register, ownership_of_visit(*actor, municipality)))
        return;
    core::TakeVisit command;
    auto& visit = command.visit;
    visit.id = domain::RegistrationId(base::make_uuid7(services.clock, services.random));
    visit.municipality = municipality;
    visit.area = area;
    visit.wishes = wishes;
    visit.sealed = core::need(services.vault.seal(person, {0, "", 0, visit.id.value, ""}));
    visit.key_id = services.vault.keys().sealing_key_id;
    visit.age_band = domain::age_band(person.birth_year, domain::fiscal_year_of(domain::tokyo_date(now)));
    if (services.vault.has_people_key())
        visit.marks = services.vault.marks_of(person);
    visit.token = base::to_hex(services.random.bytes(8));
    visit.taken_by = actor->login;
    command.idempotency_scope = actor->login;
    command.idempotency_key = std::string(call->request().header("idempotency-key")).substr(0, 128);
    command.body_hash = services.crypto.hash_hex(dump(*body));
    if (!services.submit(std::move(command),
            on<core::VisitAnswer>(call, [call](auto const& answer) { answer_taken_visit(call, answer); })))
        call->too_busy();
}

void answer_list(CallPtr const& call, std::vector<store::VisitRow> const& visits, People const& people)
{
    auto list = json::array();
    for (auto const& visit : visits) {
        auto const found = people.find(visit.id.value);
        list.push_back(wire_visit(visit, found == people.end() ? nullptr : &found->second));
    }
    call->answer(200, {{"visit_requests", std::move(list)}});
}

/// Names for the town's own clerks, after their reading stands in the audit table; a provider sees where and
/// when, and learns who it is once it has the visit.
void list_visits(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const state_text = call->text_parameter("state");
    auto const state = domain::from_name<domain::VisitState>(state_text);
    if (!state && !state_text.empty())
        return call->problem(400, "Bad parameter", "state is unknown",
            {{"state", "must be one of " + domain::all_names<domain::VisitState>()}});
    auto reader = services.readers.lend();
    std::vector<store::VisitRow> seen;
    core::RecordReading reading{{}, core::Purpose::Desk, actor->login};
    std::vector<store::RegistrationRow> boxes;
    for (auto& visit : core::need(reader->visits(call->text_parameter("municipality"), state))) {
        if (!domain::may(*actor, domain::Right::SeeRoster, ownership_of_visit(*actor, visit.municipality)))
            continue;
        bool const is_clerk = actor->role == domain::Role::Municipality && services.vault.has_people_key();
        if (is_clerk && visit.state == domain::VisitState::Open) {
            reading.registrations.push_back(visit.id);
            boxes.push_back({});
            boxes.back().id = visit.id;
            boxes.back().sealed = visit.sealed;
        }
        seen.push_back(std::move(visit));
    }
    if (boxes.empty())
        return answer_list(call, seen, {});
    auto const good = [call, &services, seen, boxes](core::AuditedReading const& audited) {
        auto const people = services.vault.open(audited, boxes);
        if (!people)
            return call->world_failed(people.error().message);
        answer_list(call, seen, *people);
    };
    if (!services.submit(std::move(reading), on<core::AuditedReading>(call, good)))
        call->too_busy();
}

std::optional<store::VisitRow> find_visit(CallPtr const& call, Services& services, domain::Actor const& actor)
{
    auto reader = services.readers.lend();
    auto visit = core::need(reader->visit(domain::RegistrationId(call->part(0))));
    if (!visit
        || !domain::may(actor, domain::Right::Register, ownership_of_visit(actor, visit->municipality))) {
        call->not_found("visit request");
        return std::nullopt;
    }
    return visit;
}

/// The house's place is its town's: where it is exactly is in the box.
domain::Place home_of(store::Reader& reader, store::VisitRow const& visit)
{
    domain::Place home{domain::VenueId("home:" + visit.id.value), visit.municipality, "", std::nullopt};
    for (auto const& venue : core::need(reader.venues(visit.municipality)))
        if (!home.position || venue.kind == domain::VenueKind::Home)
            home.position = venue.position;
    return home;
}

void list_slots(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const visit = actor ? find_visit(call, services, *actor) : std::nullopt;
    if (!visit)
        return;
    auto const minutes = call->integer_parameter("minutes", 60, 15, 240);
    if (!minutes)
        return;
    auto reader = services.readers.lend();
    auto const visitor = core::need(reader->resource(domain::ResourceId(call->text_parameter("visitor"))));
    if (!visitor)
        return call->problem(400, "Bad parameter", "visitor is unknown",
            {{"visitor", "must be the id of a visitor of /v1/resources"}});
    auto const spans = [&] {
        std::vector<domain::VisitSpan> all;
        for (auto const& wish : visit->wishes)
            for (auto const& span : domain::spans_of(wish))
                all.push_back(span);
        return all;
    }();
    domain::Circumstances const around{
        core::need(reader->holidays()), {core::need(reader->travel_table()), {}}};
    if (spans.empty())
        return call->answer(200, {{"slots", json::array()}});
    base::Time from = spans.front().from;
    base::Time to = spans.front().to;
    for (auto const& span : spans) {
        from = std::min(from, span.from);
        to = std::max(to, span.to);
    }
    auto const others = core::need(
        reader->uses_of(visitor->id, from - std::chrono::hours(24), to + std::chrono::hours(24), {}));
    auto list = json::array();
    for (auto const at : domain::visit_slots(*visitor, home_of(*reader, *visit), visit->wishes,
             std::chrono::minutes(*minutes), others, around, 60))
        list.push_back({{"starts_at", domain::to_iso(at)},
            {"ends_at", domain::to_iso(at + std::chrono::minutes(*minutes))}});
    call->answer(200, {{"slots", std::move(list)}});
}

void schedule_visit(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const visit = actor ? find_visit(call, services, *actor) : std::nullopt;
    auto const body = visit ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader reader(*body);
    core::ScheduleVisit command;
    command.visit = visit->id;
    command.by = actor->login;
    auto& session = command.session;
    session.title = reader.text_or("title", "ご自宅でスマホ教室", 300);
    session.provider = domain::OrganisationId(reader.text_or("provider", actor->organisation, 100));
    session.venue = domain::VenueId(reader.text_or("venue", "", 100));
    session.starts_at = reader.time("starts_at");
    auto const minutes = reader.integer_or("minutes", 60, 15, 240);
    session.ends_at = reader.time_if("ends_at").value_or(session.starts_at + std::chrono::minutes(minutes));
    session.resources = resources_from(reader, *body);
    if (auto const visitor = reader.text_or("visitor", "", 100); !visitor.empty())
        session.resources.push_back({domain::ResourceId(visitor), 1});
    if (auto const programme = reader.text_or("programme", "", 200); !programme.empty())
        session.programme = domain::ProgrammeId(programme);
    if (!reader.is_good())
        return call->problem(
            422, "Cannot be scheduled", "Some fields are missing or wrong", reader.problems());
    domain::Ownership const owner{visit->municipality, session.provider.value, "", true};
    if (!call->need_right(*actor, domain::Right::WriteSession, owner))
        return;
    auto const reason = override_reason(*call, *actor, *body, owner);
    if (!reason)
        return;
    command.override_reason = *reason;
    if (!services.submit(std::move(command), on<core::VisitAnswer>(call, [call](auto const& answer) {
            call->answer(200, wire_visit_answer(answer));
        })))
        call->too_busy();
}

void cancel_visit(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const visit = actor ? find_visit(call, services, *actor) : std::nullopt;
    auto const body = visit ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader reader(*body);
    core::CancelVisit command{visit->id, reader.text("reason", 500), actor->login};
    if (!reader.is_good())
        return call->problem(422, "Cannot be cancelled", "A cancellation needs a reason", reader.problems());
    if (!services.submit(std::move(command), on<core::VisitAnswer>(call, [call](auto const& answer) {
            call->answer(200, wire_visit_answer(answer));
        })))
        call->too_busy();
}

} // namespace

void add_visit_routes(Router& router)
{
    auto& services = router.services();
    router.add(
        "GET", "/v1/visit-requests", [&services](CallPtr const& call) { list_visits(call, services); });
    router.add(
        "POST", "/v1/visit-requests", [&services](CallPtr const& call) { take_visit(call, services); });
    router.add("GET", "/v1/visit-requests/{}/slots",
        [&services](CallPtr const& call) { list_slots(call, services); });
    router.add("POST", "/v1/visit-requests/{}/schedule",
        [&services](CallPtr const& call) { schedule_visit(call, services); });
    router.add("POST", "/v1/visit-requests/{}/cancel",
        [&services](CallPtr const& call) { cancel_visit(call, services); });
}

} // namespace meguri::hub::routes
