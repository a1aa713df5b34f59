// Slips that a kiosk or the desk asks for: by their number with a proof, and a lost one by kana and telephone
// with staff beside. What a kiosk is told is enough to show the slip and to print it again.
#include "admin/hub/core/need.h"
#include "admin/hub/routes/all.h"
#include "admin/hub/routes/kiosk_caller.h"
#include "admin/hub/routes/wire.h"
#include "shared/domain/receipt_code.h"
#include "shared/domain/tokyo_time.h"
#include "shared/words/kana.h"

namespace meguri::hub::routes {

using core::need;
using nlohmann::json;

namespace {

constexpr char no_such_slip[] = "slip with this number and proof";

/// How the registration stands, with the first open call about it.
json slip_json(store::Reader& reader, store::RegistrationRow const& row)
{
    json object{{"id", row.id.value}, {"code", row.code}, {"state", domain::name_of(row.state)},
        {"session", nullptr}, {"made_at", domain::to_iso(row.created_at)}};
    if (!row.reason.empty())
        object["reason"] = row.reason;
    if (row.state == domain::RegistrationState::Waiting)
        if (auto const place = domain::place_in_line(core::waiters_of(reader, row.session), row.id))
            object["position"] = *place;
    if (auto const view = need(reader.session(row.session)))
        object["session"] = protocol::to_json(wire_session(*view));
    auto const calls = need(reader.open_calls_of(row.id));
    object["has_call"] = !calls.empty();
    if (!calls.empty())
        object["call"] = {{"kind", calls.front().reason}};
    return object;
}

/// A wish for a visit that is no class yet.
json visit_slip_json(store::VisitRow const& visit)
{
    json object{{"id", visit.id.value}, {"code", visit.code},
        {"state", visit.state == domain::VisitState::Cancelled ? "cancelled" : "received"},
        {"session", nullptr}, {"made_at", domain::to_iso(visit.created_at)}, {"has_call", false}};
    if (!visit.reason.empty())
        object["reason"] = visit.reason;
    return object;
}

void answer_kiosk(CallPtr const& call, Services& services, core::AskedAnswer const& asked)
{
    try {
        auto reader = services.readers.lend();
        if (auto const row
            = asked.registration ? need(reader->registration(*asked.registration)) : std::nullopt) {
            auto object = slip_json(*reader, *row);
            object["token"] = row->token;
            return call->answer(200, object);
        }
        if (auto const visit = asked.visit ? need(reader->visit(*asked.visit)) : std::nullopt) {
            auto object = visit_slip_json(*visit);
            object["token"] = visit->token;
            return call->answer(200, object);
        }
        call->not_found(no_such_slip);
    } catch (core::StorageTrouble const& trouble) {
        call->world_failed(trouble.error.message);
    }
}

/// One of `last4`, `token`, `sealed`: the last four digits, what stands on the slip, or the digits sealed, in
/// hexadecimal.
void show_to_kiosk(
    CallPtr const& call, Services& services, store::KioskRow const& kiosk, std::string const& code)
{
    core::AskSlip command{kiosk.id, code, json::object(), call->text_parameter("last4")};
    auto const token = call->text_parameter("token");
    auto const sealed = base::from_hex(call->text_parameter("sealed"));
    if (!token.empty())
        command.proof = {{"token", token}};
    else if (sealed && !sealed->empty())
        command.proof = {{"sealed", base::to_base64(*sealed)}};
    else if (command.last4.size() != 4)
        return call->problem(400, "Bad parameter", "A slip is shown to whoever proves to hold it",
            {{"last4", "must be the last four digits of the telephone number"}});
    auto const good
        = [call, &services](core::AskedAnswer const& asked) { answer_kiosk(call, services, asked); };
    if (!services.submit(std::move(command), on<core::AskedAnswer>(call, good)))
        call->too_busy();
}

void show_by_code(CallPtr const& call, Services& services)
{
    auto reader = services.readers.lend();
    auto const code = domain::parse_receipt_code(call->part(0));
    if (calling_kiosk(call, services, *reader)) {
        auto const kiosk = need_kiosk(call, services, *reader);
        if (!kiosk)
            return;
        return code ? show_to_kiosk(call, services, *kiosk, *code) : call->not_found(no_such_slip);
    }
    auto const actor = call->need_actor();
    if (!actor)
        return;
    auto const rows
        = code ? need(reader->registrations_with_code(*code)) : std::vector<store::RegistrationRow>();
    for (auto const& row : rows) {
        auto const view = need(reader->session(row.session));
        if (view && domain::may(*actor, domain::Right::SeeNames, ownership_of(*view)))
            return call->answer(200, slip_json(*reader, row));
    }
    call->not_found("registration");
}

/// Whose kana it is, as two spellings of a person are one.
void answer_found(
    CallPtr const& call, Services& services, std::string const& kana, core::FoundLost const& found)
{
    if (!found.reading)
        return call->problem(
            403, "Wrong PIN", "The PIN is not that of this hall's staff", {}, {{"reason", "wrong_pin"}});
    try {
        auto reader = services.readers.lend();
        std::vector<store::RegistrationRow> rows;
        for (auto const& id : found.reading->registrations())
            if (auto row = need(reader->registration(id)))
                rows.push_back(std::move(*row));
        auto const people = services.vault.open(*found.reading, rows);
        if (!people)
            return call->world_failed(people.error().message);
        auto list = json::array();
        for (auto const& row : rows) {
            auto const person = people->find(row.id.value);
            bool const is_theirs = person != people->end() && words::fold_kana(person->second.kana) == kana;
            if (!is_theirs)
                continue;
            auto object = slip_json(*reader, row);
            object["token"] = row.token;
            list.push_back(std::move(object));
        }
        call->answer(200, {{"found", std::move(list)}});
    } catch (core::StorageTrouble const& trouble) {
        call->world_failed(trouble.error.message);
    }
}

/// On the slow pool: the PIN's hash takes its time.
void find_with_pin(CallPtr const& call, Services& services, store::KioskRow const& kiosk,
    std::string const& town, KioskBox const& box, std::string const& pin_hash)
{
    auto opened = services.vault.open_lost(box.sealed);
    if (!opened)
        return call->problem(422, "Cannot be read", "The box is not sealed to this hub, or is something else",
            {{"sealed", "cannot be opened as a question for a lost slip"}});
    auto& lost = opened->lost;
    bool const is_right = services.crypto.is_password(pin_hash, lost.pin);
    auto const kana = words::fold_kana(lost.kana);
    core::FindLost command{kiosk.id, box.id, services.vault.phone_mark(lost.phone), is_right, town};
    for (auto* typed : {&lost.kana, &lost.phone, &lost.pin})
        services.crypto.wipe(*typed);
    auto const good = [call, &services, kana](
                          core::FoundLost const& found) { answer_found(call, services, kana, found); };
    if (!services.submit(std::move(command), on<core::FoundLost>(call, good)))
        call->too_busy();
}

void find_lost_slip(CallPtr const& call, Services& services)
{
    auto reader = services.readers.lend();
    auto const kiosk = need_kiosk(call, services, *reader);
    auto const box = kiosk ? need_box(call, services) : std::nullopt;
    if (!box)
        return;
    if (!services.vault.has_people_key())
        return call->problem(503, "The key is away", "Nobody can be found while the key file is away", {},
            {{"reason", "key_file_away"}});
    auto const pin_hash = need(reader->staff_pin(kiosk->venue));
    if (!pin_hash)
        return call->problem(
            403, "No PIN", "This hall's staff have no PIN yet", {}, {{"reason", "pin_not_set"}});
    // Before the hash as well: nobody keeps the slow pool busy with guesses.
    auto const hour_ago = services.clock.now() - std::chrono::hours(1);
    auto const tries = need(reader->tries_since(kiosk->id, store::TryKind::Lost, hour_ago));
    if (tries.size() >= static_cast<std::size_t>(core::Limits().lost_slips_an_hour)) {
        core::Refusal refusal{core::RefusalKind::TooMany, "too_many_tries",
            "This kiosk has asked for too many lost slips within an hour", {}, {}};
        refusal.retry_after_s = std::max<std::int64_t>(1, (tries.front() - hour_ago).count() + 1);
        return call->refuse(refusal);
    }
    auto const venue = need(reader->venue(kiosk->venue)).value();
    services.slow([call, &services, kiosk = *kiosk, town = venue.municipality.text(), box = *box,
                      hash = *pin_hash] { find_with_pin(call, services, kiosk, town, box, hash); });
}

} // namespace

void add_slip_routes(Router& router)
{
    auto& services = router.services();
    router.add("GET", "/v1/registrations/by-code/{}",
        [&services](CallPtr const& call) { show_by_code(call, services); });
    router.add("POST", "/v1/registrations/find",
        [&services](CallPtr const& call) { find_lost_slip(call, services); });
}

} // namespace meguri::hub::routes
