// Registrations entered by staff and carriers: take one (with its Idempotency-Key), cancel, mark attendance.
// The person is sealed on this thread, before the queue; from here on nobody reads who it is.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/registration_body.h"
#include "admin/hub/routes/registration_found.h"
#include "admin/hub/routes/wire.h"

namespace meguri::hub::routes {

using nlohmann::json;

namespace {

void answer_taken_registration(CallPtr const& call, core::RegistrationAnswer const& answer)
{
    if (answer.state == domain::RegistrationState::Duplicate)
        return call->problem(409, "Registered already", "This person is registered for this session already",
            {}, {{"reason", "duplicate"}, {"id", answer.existing}, {"code", answer.code}});
    if (!domain::is_active(answer.state))
        return call->problem(409, "Refused by a rule", "The session takes no registration now", {},
            {{"reason", answer.reason}});
    auto response = json_response(201, wire_answer(answer));
    response.headers.emplace_back("Location", "/v1/registrations/" + answer.id.value);
    call->answer(std::move(response));
}

/// Printable ASCII, 1 to 128 of it.
bool is_key(std::string_view key)
{
    if (key.empty() || key.size() > 128)
        return false;
    for (char const letter : key)
        if (letter < 0x21 || letter > 0x7e)
            return false;
    return true;
}

void take_registration(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const key = call->request().header("idempotency-key");
    if (!is_key(key))
        return call->problem(400, "Idempotency-Key needed",
            "Send a key of your own, the same when you repeat",
            {{"Idempotency-Key", "must be 1 to 128 printable characters"}});
    auto const body = call->json_body();
    if (!body)
        return;
    auto const form = registration_from_body(*body, services.clock.now());
    if (!form)
        return call->problem(422, "Cannot be taken", "Some fields are missing or wrong", form.error());
    auto reader = services.readers.lend();
    auto const view = core::need(reader->session(domain::SessionId(form->session)));
    bool const is_seen = view
        && (store::is_public(view->row) || domain::may(*actor, domain::Right::SeeDraft, ownership_of(*view)));
    if (!is_seen)
        return call->problem(422, "Cannot be taken", "There is no such session",
            {{"session", "is not a session of this hub"}}, {{"reason", "unknown_session"}});
    if (!call->need_right(*actor, domain::Right::Register, ownership_of(*view)))
        return;
    if (view->row.session.format == domain::SessionFormat::HomeVisit && form->person.address.empty())
        return call->problem(422, "Cannot be taken", "A home visit needs an address",
            {{"address", "is missing: a home visit needs it"}});
    core::TakeRegistration command;
    command.id = domain::RegistrationId(base::make_uuid7(services.clock, services.random));
    command.session = view->row.session.id;
    auto const sealed
        = services.vault.seal(form->person, {0, "", 0, command.id.value, command.session.value});
    command.sealed = core::need(sealed);
    command.key_id = services.vault.keys().sealing_key_id;
    auto const year = domain::fiscal_year_of(domain::tokyo_date(view->row.session.starts_at));
    command.facts.age_band = domain::age_band(form->person.birth_year, year);
    command.facts.municipality = form->person.municipality;
    if (services.vault.has_people_key())
        command.facts.marks = services.vault.marks_of(form->person);
    command.token = base::to_hex(services.random.bytes(8));
    command.taken_by = actor->login;
    command.idempotency = {actor->login, std::string(key), services.crypto.hash_hex(dump(*body))};
    auto const good
        = [call](core::RegistrationAnswer const& answer) { answer_taken_registration(call, answer); };
    if (!services.submit(std::move(command), on<core::RegistrationAnswer>(call, good)))
        call->too_busy();
}

void cancel_registration(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const found = actor ? found_registration(call, services, *actor) : std::nullopt;
    if (!found)
        return;
    auto const body = call->json_body();
    if (!body)
        return;
    protocol::Reader reader(*body);
    auto const reason = reader.text("reason", 500);
    if (!reader.is_good())
        return call->problem(422, "Cannot be cancelled", "A cancellation needs a reason", reader.problems());
    auto const good
        = [call](core::RegistrationAnswer const& answer) { call->answer(200, wire_answer(answer)); };
    if (!services.submit(core::CancelRegistration{found->row.id, reason, actor->login},
            on<core::RegistrationAnswer>(call, good)))
        call->too_busy();
}

void mark_attendance(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const found = actor ? found_registration(call, services, *actor) : std::nullopt;
    if (!found)
        return;
    auto const body = call->json_body();
    if (!body)
        return;
    protocol::Reader reader(*body);
    // null takes back the mark that stands.
    bool const takes_back = body->is_object() && body->contains("mark") && body->at("mark").is_null();
    auto const mark
        = takes_back ? std::nullopt : domain::from_name<domain::AttendanceMark>(reader.text("mark", 40));
    auto const part
        = reader.has("part") ? std::optional(static_cast<int>(reader.integer("part", 1, 50))) : std::nullopt;
    if (reader.is_good() && !mark && !takes_back)
        reader.refuse("mark", "must be one of " + domain::all_names<domain::AttendanceMark>());
    if (!reader.is_good())
        return call->problem(422, "Cannot be marked", "The mark is missing or wrong", reader.problems());
    auto const good
        = [call](core::RegistrationAnswer const& answer) { call->answer(200, wire_answer(answer)); };
    if (!services.submit(core::MarkAttendance{found->row.id, mark, actor->login, part},
            on<core::RegistrationAnswer>(call, good)))
        call->too_busy();
}

} // namespace

void add_registration_routes(Router& router)
{
    auto& services = router.services();
    router.add(
        "POST", "/v1/registrations", [&services](CallPtr const& call) { take_registration(call, services); });
    router.add("POST", "/v1/registrations/{}/cancel",
        [&services](CallPtr const& call) { cancel_registration(call, services); });
    router.add("POST", "/v1/registrations/{}/attendance",
        [&services](CallPtr const& call) { mark_attendance(call, services); });
}

} // namespace meguri::hub::routes
