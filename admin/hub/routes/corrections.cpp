// POST /v1/registrations/{id}/correct and …/merge: a person put right without losing the seat, and two
// registrations of one person made one. What stays of the person is read from its box, on record, and never
// leaves the hub.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/registration_body.h"
#include "admin/hub/routes/registration_found.h"

#include <algorithm>
#include <array>

namespace meguri::hub::routes {

using nlohmann::json;

namespace {

constexpr std::array correctable{
    "kana", "phone", "second_phone", "birth_year", "municipality", "address", "needs"};

json fields_of(protocol::Registrant const& person)
{
    return {{"kana", person.kana}, {"phone", person.phone}, {"second_phone", person.second_phone},
        {"birth_year", person.birth_year}, {"municipality", person.municipality}, {"address", person.address},
        {"needs", person.needs}, {"is_contact_phone", person.is_contact_phone},
        {"is_by_companion", person.is_by_companion}};
}

void answer_corrected(CallPtr const& call, core::RegistrationAnswer const& answer)
{
    if (answer.state == domain::RegistrationState::Duplicate)
        return call->problem(409, "Registered already",
            "Put right, this person has a place in this session already: merge the two instead", {},
            {{"reason", "duplicate"}, {"id", answer.existing}, {"code", answer.code}});
    call->answer(200, wire_answer(answer));
}

/// What of the person is another now, seals it and hands it to the writer.
void submit_correction(CallPtr const& call, Services& services, FoundRegistration const& found,
    protocol::Registrant const& before, json const& body, domain::CorrectionReason reason)
{
    auto const was = fields_of(before);
    auto merged = was;
    for (auto const* name : correctable)
        if (body.contains(name))
            merged[name] = body[name];
    protocol::Reader reader(merged);
    auto const person = person_from(reader, merged, services.clock.now());
    if (!reader.is_good())
        return call->problem(
            422, "Cannot be corrected", "Some fields are missing or wrong", reader.problems());
    core::CorrectRegistration command;
    auto const now = fields_of(person);
    for (auto const* name : correctable)
        if (now[name] != was[name])
            command.changed.emplace_back(name);
    if (command.changed.empty())
        return call->problem(422, "Cannot be corrected", "Nothing of this person would be another", {},
            {{"reason", "nothing_changes"}});
    command.id = found.row.id;
    command.seen = found.row.sealed;
    command.sealed
        = core::need(services.vault.seal(person, {0, "", 0, found.row.id.value, found.row.session.value}));
    command.key_id = services.vault.keys().sealing_key_id;
    auto const year = domain::fiscal_year_of(domain::tokyo_date(found.session.row.session.starts_at));
    command.facts
        = {services.vault.marks_of(person), domain::age_band(person.birth_year, year), person.municipality};
    command.reason = reason;
    command.by = call->actor()->login;
    auto const good = [call](core::RegistrationAnswer const& answer) { answer_corrected(call, answer); };
    if (!services.submit(std::move(command), on<core::RegistrationAnswer>(call, good)))
        call->too_busy();
}

void correct(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const found = actor ? found_registration(call, services, *actor) : std::nullopt;
    auto const body = found ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader reader(*body);
    auto const reason = domain::from_name<domain::CorrectionReason>(reader.text("reason", 40));
    if (reader.is_good() && !reason)
        reader.refuse("reason", "must be one of " + domain::all_names<domain::CorrectionReason>());
    bool const says_something = std::any_of(correctable.begin(), correctable.end(),
        [&](auto const* name) { return body->is_object() && body->contains(name); });
    if (reader.is_good() && !says_something)
        reader.refuse("kana", "or another field of the person must be sent: what is right");
    if (!reader.is_good())
        return call->problem(
            422, "Cannot be corrected", "A correction needs a reason and what is right", reader.problems());
    if (!services.vault.has_people_key())
        return call->problem(409, "Refused by a rule", "The key file of people's names is away from the hub",
            {}, {{"reason", "key_file_away"}});
    auto const good = [call, &services, found = *found, body = *body, reason = *reason](
                          core::AuditedReading const& reading) {
        auto const people = services.vault.open(reading, std::array{found.row});
        if (!people || people->empty())
            return call->world_failed(people ? "the box is not there" : people.error().message);
        try {
            submit_correction(call, services, found, people->begin()->second, body, reason);
        } catch (core::StorageTrouble const& trouble) {
            call->world_failed(trouble.error.message);
        }
    };
    core::RecordReading reading{{found->row.id}, core::Purpose::Correction, actor->login};
    if (!services.submit(std::move(reading), on<core::AuditedReading>(call, good)))
        call->too_busy();
}

void merge(CallPtr const& call, Services& services)
{
    auto const actor = call->need_actor();
    auto const found = actor ? found_registration(call, services, *actor) : std::nullopt;
    auto const body = found ? call->json_body() : std::nullopt;
    if (!body)
        return;
    protocol::Reader reader(*body);
    auto const other = reader.text("other", 100);
    if (!reader.is_good())
        return call->problem(
            422, "Cannot be merged", "Say which other registration it is", reader.problems());
    auto const good = [call](core::MergedAnswer const& answer) {
        call->answer(200, {{"kept", wire_answer(answer.kept)}, {"ended", wire_answer(answer.ended)}});
    };
    if (!services.submit(core::MergeRegistrations{found->row.id, domain::RegistrationId(other), actor->login},
            on<core::MergedAnswer>(call, good)))
        call->too_busy();
}

} // namespace

void add_correction_routes(Router& router)
{
    auto& services = router.services();
    router.add("POST", "/v1/registrations/{}/correct",
        [&services](CallPtr const& call) { correct(call, services); });
    router.add(
        "POST", "/v1/registrations/{}/merge", [&services](CallPtr const& call) { merge(call, services); });
}

} // namespace meguri::hub::routes
