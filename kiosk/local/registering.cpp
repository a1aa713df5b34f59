// Taking a registration at the kiosk: what is refused on the spot, the right it spends, what is kept before
// anything is promised, and what the visitor is told.
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

/// By five in the afternoon of the next day (a default of this version).
Time call_by_after(Time now)
{
    auto const tomorrow = domain::tokyo_date(now + std::chrono::days(1));
    return domain::from_tokyo({tomorrow, 17, 0, 0});
}

/// Folds what was typed; what is wrong with it, if anything is.
std::optional<std::string> Kiosk::problem_of_person(protocol::Registrant& person) const
{
    auto const kana = words::normalise_kana(person.kana);
    if (!kana)
        return "kana_not_kana";
    person.kana = *kana;
    person.phone = words::fold_phone(person.phone);
    if (auto const problem = domain::problem_of_phone(person.phone))
        return "phone_" + std::string(domain::name_of(*problem));
    person.second_phone = words::fold_phone(person.second_phone);
    if (auto const problem = domain::problem_of_phone(person.second_phone);
        problem && !person.second_phone.empty())
        return "second_phone_" + std::string(domain::name_of(*problem));
    if (!domain::is_possible_birth_year(person.birth_year, domain::tokyo_date(m_world.clock.now())))
        return "birth_year_impossible";
    if (!person.municipality.empty() && !domain::MunicipalityCode::parse(person.municipality))
        return "municipality_unknown";
    return std::nullopt;
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
    if (auto const problem = problem_of_person(form.person))
        return refused(*problem);
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

std::string Kiosk::touch_mark(std::string const& session, protocol::Registrant const& person) const
{
    auto const text = session + "\n" + words::fold_kana(person.kana) + "\n" + person.phone + "\n"
        + std::to_string(person.birth_year);
    return base::to_hex(m_world.crypto.keyed_hash(m_boot_key, base::bytes_of(text)));
}

RegisterOutcome Kiosk::outcome_of(KeptRegistration const& kept) const
{
    return {kept.id, kept.code, kept.state, kept.position, kept.reason, false, kept.call_by};
}

/// The second tap of the same person since this start: their first registration, if it stands.
std::optional<RegisterOutcome> Kiosk::standing_of(std::string const& mark)
{
    auto const taken = m_taken.find(mark);
    if (taken == m_taken.end())
        return std::nullopt;
    auto const kept = m_store->registration(taken->second);
    bool const is_standing = kept && *kept && (*kept)->state != "cancelled" && (*kept)->state != "refused";
    if (!is_standing)
        return std::nullopt;
    auto outcome = outcome_of(**kept);
    outcome.state = "duplicate";
    outcome.reason = "duplicate";
    return outcome;
}

/// One transaction: the sealed command, what is promised, and the right it spends. Wipes the person.
Result<KeptRegistration> Kiosk::keep_person(NewCommand command, protocol::Registrant& person,
    std::string const& session, std::string const& state, std::optional<RightSpent> const& right)
{
    auto const last = m_store->last_command(m_identity->install);
    if (!last)
        return fail(last.error());
    auto const now = m_world.clock.now();
    auto const cmd_no = last->first + 1;
    auto box = sealed(protocol::sealed_text(
        person, {m_identity->answer.kiosk, m_identity->install, cmd_no, command.id, session}));
    if (!box)
        return fail(box.error());
    auto const token = base::to_hex(m_world.random.bytes(8));
    command.body["sealed"] = *box;
    command.body["token"] = token;
    m_world.crypto.wipe(person.kana);
    m_world.crypto.wipe(person.phone);
    m_world.crypto.wipe(person.address);
    KeptRegistration const kept{command.id, domain::receipt_code(domain::RegistrationId(command.id)), session,
        state, std::nullopt, "", token, now, call_by_after(now)};
    if (auto done = keep(command, cmd_no, last->second, kept, right); !done) {
        if (done.error().kind == ErrorKind::Storage)
            disk_refused();
        return fail(done.error());
    }
    return kept;
}

Result<KeptRegistration> Kiosk::keep_registration(
    Form& form, protocol::Session const& session, std::optional<RightSpent> const& right)
{
    auto const year = domain::fiscal_year_of(domain::tokyo_date(session.starts_at));
    NewCommand command{base::make_uuid7(m_world.clock, m_world.random), "register",
        {{"session", form.session},
            {"age_band", domain::name_of(domain::age_band(form.person.birth_year, year))},
            {"municipality", form.person.municipality}},
        session.version};
    if (right) {
        command.body["lease"] = right->lease;
        command.body["idx"] = right->index;
    }
    // A lottery takes every application whenever it arrives; elsewhere only a right or the hub can confirm.
    bool const is_lottery = session.admission == "lottery";
    auto const* const state = right ? "confirmed" : is_lottery ? "entered" : "provisional";
    return keep_person(std::move(command), form.person, form.session, state, right);
}

/// Why nobody can be taken now, as the error it is.
std::optional<base::Error> Kiosk::trouble_before_taking() const
{
    if (!m_identity)
        return base::Error{ErrorKind::NotFound, "this kiosk is not enrolled: run `enrol` with a code first"};
    if (m_has_disk_failed)
        return base::Error{
            ErrorKind::Storage, "the disk failed: this kiosk takes nothing until it is started anew"};
    if (!m_room.is_enough())
        return base::Error{ErrorKind::Storage, "the disk is nearly full: this kiosk takes no registrations"};
    return std::nullopt;
}

Result<RegisterOutcome> Kiosk::register_person(Form form, Line line)
{
    if (auto const trouble = trouble_before_taking())
        return fail(*trouble);
    auto const session = m_store->session(form.session);
    if (!session)
        return fail(session.error());
    if (auto refusal = refusal_of(form, *session))
        return *refusal;
    auto const mark = touch_mark(form.session, form.person);
    if (auto standing = standing_of(mark))
        return *standing;
    auto right = usable_right(form.session);
    // Asked before a right is spent, the hub may want it back first.
    bool const is_line_down = line == Line::Use && right && *right && !sync();
    if (line == Line::Use && !is_line_down)
        right = usable_right(form.session);
    if (!right)
        return fail(right.error());
    auto const kept = keep_registration(form, **session, *right);
    if (!kept)
        return fail(kept.error());
    m_taken[mark] = kept->id;
    return told(*kept, line == Line::Use && !is_line_down);
}

/// After the commit: what the hub says to it, if it may be asked and answers; else what the kiosk itself can
/// promise.
Result<RegisterOutcome> Kiosk::told(KeptRegistration const& kept, bool may_ask)
{
    std::string standing_code;
    bool is_heard = false;
    if (may_ask)
        if (auto const report = sync())
            for (auto const& result : report->results) {
                is_heard = is_heard || result.cmd_id == kept.id;
                if (result.cmd_id == kept.id && result.state == "duplicate")
                    standing_code = result.code;
            }
    auto const known = m_store->registration(kept.id);
    if (!known)
        return fail(known.error());
    auto outcome = outcome_of(known->value_or(kept));
    outcome.was_offline = !is_heard;
    // A duplicate's number is that of the registration that stands; its own never reaches paper.
    if (!standing_code.empty())
        outcome.code = standing_code;
    return outcome;
}

} // namespace meguri::kiosk::local
