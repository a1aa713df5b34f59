#include "kiosk/local/kiosk.h"

#include "shared/domain/age_band.h"
#include "shared/domain/phone.h"
#include "shared/domain/receipt_code.h"
#include "shared/domain/registration.h"
#include "shared/domain/tokyo_time.h"
#include "shared/words/kana.h"

namespace meguri::kiosk::local {

using base::ErrorKind;
using base::fail;
using nlohmann::json;

namespace {

base::Error not_enrolled()
{
    return {ErrorKind::NotFound, "this kiosk is not enrolled: run `enrol` with a code first"};
}

std::string digits_of(std::string_view text)
{
    std::string digits;
    for (char const letter : text)
        if (letter >= '0' && letter <= '9')
            digits += letter;
    return digits;
}

/// Somebody calls by five in the afternoon of the next day (a default of this version).
Time call_by_after(Time now)
{
    auto const tomorrow = domain::tokyo_date(now + std::chrono::days(1));
    return domain::from_tokyo({tomorrow, 17, 0, 0});
}

std::string trimmed_slash(std::string url)
{
    while (url.ends_with('/'))
        url.pop_back();
    return url;
}

/// The rules a kiosk can already say no by; the hub decides again with what it knows.
std::optional<std::string> refusal_of_session(protocol::Session const& session, Time now)
{
    if (session.state == "cancelled")
        return "session_cancelled";
    if (session.admission == "drop_in")
        return "drop_in";
    if (session.state != "published")
        return session.state == "closed" ? "closed" : "not_open";
    if (session.registration_opens_at && now < *session.registration_opens_at)
        return "not_yet_open";
    auto const closes = session.registration_closes_at.value_or(session.starts_at);
    return now >= closes ? std::optional<std::string>("closed") : std::nullopt;
}

} // namespace

Result<std::unique_ptr<Kiosk>> Kiosk::open(
    std::filesystem::path const& database, World world, std::string const& vfs)
{
    auto store = LocalStore::open(database, vfs);
    if (!store)
        return fail(store.error());
    std::unique_ptr<Kiosk> kiosk(new Kiosk(std::move(*store), world));
    auto identity = kiosk->m_store->identity();
    if (!identity)
        return fail(identity.error());
    kiosk->m_identity = std::move(*identity);
    kiosk->m_boot_key = world.random.bytes(32);
    kiosk->m_boot = base::to_hex(world.random.bytes(8));
    return kiosk;
}

Result<void> Kiosk::enrol(std::string const& hub_url, std::string const& code)
{
    Identity identity;
    identity.hub_url = trimmed_slash(hub_url);
    identity.install = base::to_hex(m_world.random.bytes(16));
    auto const pair = m_world.crypto.make_signing_pair(m_world.random);
    identity.signing_public = pair.public_key;
    identity.signing_secret = pair.secret_key;
    protocol::EnrolRequest const request{digits_of(code), identity.install, base::to_base64(pair.public_key)};
    net::HttpRequest http;
    http.method = "POST";
    http.url = identity.hub_url + "/v1/enrol";
    http.headers = {{"Content-Type", "application/json"}};
    http.body = protocol::to_json(request).dump();
    auto const answer = m_world.line.send(http);
    if (!answer)
        return fail(answer.error());
    if (answer->status == 403 || answer->status == 422)
        return fail(ErrorKind::Refused, "the code is wrong, used, or older than ten minutes");
    auto const body = protocol::parse_json(answer->body);
    if (answer->status != 201 || !body)
        return fail(ErrorKind::Unreachable, "no hub answers at " + identity.hub_url);
    auto enrolled = protocol::enrol_answer_from_json(*body);
    if (!enrolled)
        return fail(ErrorKind::Unreachable, "what answers at " + identity.hub_url + " is no hub");
    identity.answer = std::move(*enrolled);
    if (auto done = m_store->set_identity(identity); !done)
        return done;
    m_identity = std::move(identity);
    return {};
}

std::optional<RegisterOutcome> Kiosk::refusal_of(
    Form& form, std::optional<protocol::Session> const& session) const
{
    auto const refused = [](std::string reason) {
        RegisterOutcome outcome;
        outcome.state = "refused";
        outcome.reason = std::move(reason);
        return outcome;
    };
    auto const now = m_world.clock.now();
    if (!session)
        return refused("unknown_session");
    auto const kana = words::normalise_kana(form.person.kana);
    if (!kana)
        return refused("kana_not_kana");
    form.person.kana = *kana;
    form.person.phone = words::fold_phone(form.person.phone);
    if (auto const problem = domain::problem_of_phone(form.person.phone))
        return refused("phone_" + std::string(domain::name_of(*problem)));
    if (!domain::is_possible_birth_year(form.person.birth_year, domain::tokyo_date(now)))
        return refused("birth_year_impossible");
    if (!form.person.municipality.empty() && !domain::MunicipalityCode::parse(form.person.municipality))
        return refused("municipality_unknown");
    if (session->format == "home_visit" && form.person.address.empty())
        return refused("address_missing");
    if (auto const reason = refusal_of_session(*session, now))
        return refused(*reason);
    return std::nullopt;
}

Result<std::string> Kiosk::sealed(std::string text) const
{
    auto const key = base::from_base64(m_identity->answer.sealing_key).value_or(base::Bytes());
    auto const box = m_world.crypto.seal(key, base::bytes_of(text));
    m_world.crypto.wipe(text);
    if (!box)
        return fail(box.error());
    return base::to_base64(crypto::pack({m_identity->answer.sealing_key_id, *box}));
}

std::string Kiosk::touch_mark(Form const& form) const
{
    auto const text = form.session + "\n" + words::fold_kana(form.person.kana) + "\n" + form.person.phone
        + "\n" + std::to_string(form.person.birth_year);
    return base::to_hex(m_world.crypto.keyed_hash(m_boot_key, base::bytes_of(text)));
}

RegisterOutcome Kiosk::outcome_of(KeptRegistration const& kept) const
{
    return {kept.id, kept.code, kept.state, kept.position, kept.reason, kept.state == "provisional",
        kept.call_by};
}

Result<RegisterOutcome> Kiosk::register_person(Form form, Line line)
{
    if (!m_identity)
        return fail(not_enrolled());
    auto const session = m_store->session(form.session);
    if (!session)
        return fail(session.error());
    if (auto refusal = refusal_of(form, *session))
        return *refusal;
    auto const mark = touch_mark(form);
    if (auto const taken = m_taken.find(mark); taken != m_taken.end()) {
        auto const kept = m_store->registration(taken->second);
        bool const is_standing
            = kept && *kept && (*kept)->state != "cancelled" && (*kept)->state != "refused";
        if (is_standing) {
            auto outcome = outcome_of(**kept);
            outcome.state = "duplicate";
            outcome.reason = "duplicate";
            return outcome;
        }
    }
    auto const last = m_store->last_command();
    if (!last)
        return fail(last.error());
    auto const now = m_world.clock.now();
    NewCommand command{
        base::make_uuid7(m_world.clock, m_world.random), "register", json::object(), (*session)->version};
    auto const cmd_no = last->first + 1;
    auto box = sealed(protocol::sealed_text(
        form.person, {m_identity->answer.kiosk, m_identity->install, cmd_no, command.id, form.session}));
    if (!box)
        return fail(box.error());
    auto const token = base::to_hex(m_world.random.bytes(8));
    auto const year = domain::fiscal_year_of(domain::tokyo_date((*session)->starts_at));
    command.body = {{"session", form.session}, {"sealed", *box}, {"token", token},
        {"age_band", domain::name_of(domain::age_band(form.person.birth_year, year))},
        {"municipality", form.person.municipality}};
    m_world.crypto.wipe(form.person.kana);
    m_world.crypto.wipe(form.person.phone);
    m_world.crypto.wipe(form.person.address);
    // A lottery takes every application whenever it arrives; elsewhere only the hub can confirm without a
    // lease.
    bool const is_lottery = (*session)->admission == "lottery";
    KeptRegistration const kept{command.id, domain::receipt_code(domain::RegistrationId(command.id)),
        form.session, is_lottery ? "entered" : "provisional", std::nullopt, "", token, now,
        call_by_after(now)};
    if (auto done = keep(command, cmd_no, last->second, kept); !done)
        return fail(done.error());
    m_taken[mark] = command.id;
    std::string standing_code;
    if (line == Line::Use)
        if (auto const report = sync())
            for (auto const& result : report->results)
                if (result.cmd_id == command.id && result.state == "duplicate")
                    standing_code = result.code;
    auto const known = m_store->registration(command.id);
    if (!known)
        return fail(known.error());
    auto outcome = outcome_of(known->value_or(kept));
    // A duplicate's number is that of the registration that stands; its own never reaches paper.
    if (!standing_code.empty())
        outcome.code = standing_code;
    return outcome;
}

Result<void> Kiosk::keep(NewCommand command, std::uint64_t cmd_no, base::Bytes const& previous_chain,
    std::optional<KeptRegistration> const& registration)
{
    auto const position = m_store->position();
    if (!position)
        return fail(position.error());
    json object{{"proto", protocol::proto_version}, {"kiosk", m_identity->answer.kiosk},
        {"install", m_identity->install}, {"cmd_no", cmd_no}, {"cmd_id", command.id}, {"type", command.type},
        {"epoch_seen", position->epoch}, {"session_ver_seen", command.session_version},
        {"wall", m_world.clock.wall().time_since_epoch().count()},
        {"mono", m_world.clock.monotonic().count()}, {"boot", m_boot},
        {"key_id", m_identity->answer.sealing_key_id}, {"body", std::move(command.body)}};
    auto const body_hash = m_world.crypto.hash(base::bytes_of(protocol::canonical(object["body"])));
    auto const message = protocol::command_message(previous_chain, object, body_hash);
    auto const chain = m_world.crypto.hash(message);
    crypto::KeyPair const pair{m_identity->signing_public, m_identity->signing_secret};
    object["chain"] = base::to_base64(chain);
    object["signature"] = base::to_base64(m_world.crypto.sign(pair, message));
    OutboxRow const row{
        cmd_no, command.id, command.type, protocol::canonical(object), chain, "pending", 0, ""};
    return m_store->keep(row, registration, m_world.clock.now());
}

Result<CancelOutcome> Kiosk::cancel(std::string const& code, std::string const& phone_last4, Line line)
{
    if (!m_identity)
        return fail(not_enrolled());
    auto const digits = domain::parse_receipt_code(code);
    if (!digits)
        return CancelOutcome{"refused", "code_wrong"};
    if (phone_last4.size() != 4 || digits_of(phone_last4) != phone_last4)
        return CancelOutcome{"refused", "phone_last4_wrong"};
    auto const last = m_store->last_command();
    if (!last)
        return fail(last.error());
    NewCommand command{base::make_uuid7(m_world.clock, m_world.random), "cancel", json::object(), 0};
    auto const cmd_no = last->first + 1;
    auto const proof = sealed(protocol::sealed_proof_text(
        phone_last4, {m_identity->answer.kiosk, m_identity->install, cmd_no, command.id, ""}));
    if (!proof)
        return fail(proof.error());
    command.body = {{"target", *digits}, {"proof", {{"sealed", *proof}}}};
    auto const id = command.id;
    if (auto done = keep(std::move(command), cmd_no, last->second, std::nullopt); !done)
        return fail(done.error());
    if (line == Line::Forbid)
        return CancelOutcome{"requested", "offline"};
    auto const report = sync();
    if (!report)
        return CancelOutcome{"requested", "offline"};
    for (auto const& result : report->results)
        if (result.cmd_id == id)
            return result.state == "done" ? CancelOutcome{"cancelled", result.reason}
                                          : CancelOutcome{"refused", result.reason};
    return CancelOutcome{"requested", "offline"};
}

} // namespace meguri::kiosk::local
