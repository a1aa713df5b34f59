// The hub on registrations: entering, cancelling, promoting, marking.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/refusals.h"
#include "shared/base/mutant.h"
#include "shared/domain/receipt_code.h"

#include <nlohmann/json.hpp>

namespace meguri::hub::core {

using domain::RegistrationState;
using nlohmann::json;

namespace {

/// The whole's mark once the command's is among those of the parts; none: nothing is marked any more.
std::optional<domain::AttendanceMark> whole_after(
    std::map<int, domain::AttendanceMark> parts, MarkAttendance const& command)
{
    if (!command.part)
        return command.mark;
    if (command.mark)
        parts[*command.part] = *command.mark;
    else
        parts.erase(*command.part);
    std::vector<domain::AttendanceMark> marks;
    marks.reserve(parts.size());
    for (auto const& [part, mark] : parts)
        marks.push_back(mark);
    return domain::mark_of_parts(marks);
}

json to_json(RegistrationAnswer const& answer)
{
    json object{{"id", answer.id.value}, {"code", answer.code}, {"state", domain::name_of(answer.state)},
        {"reason", answer.reason}, {"existing", answer.existing}, {"token", answer.token}};
    if (answer.position)
        object["position"] = *answer.position;
    return object;
}

RegistrationAnswer answer_from(std::string const& text)
{
    auto const object = json::parse(text, nullptr, false);
    RegistrationAnswer answer;
    answer.id = domain::RegistrationId(object.value("id", ""));
    answer.code = object.value("code", "");
    answer.state = domain::from_name<RegistrationState>(object.value("state", ""))
                       .value_or(RegistrationState::Received);
    answer.reason = object.value("reason", "");
    answer.existing = object.value("existing", "");
    answer.token = object.value("token", "");
    if (object.contains("position"))
        answer.position = object.value("position", 0);
    return answer;
}

} // namespace

Outcome Hub::run(TakeRegistration const& command)
{
    auto const& used = command.idempotency;
    if (auto const known = need(m_store.idempotency(used.scope, used.key))) {
        if (known->body_hash != used.body_hash)
            return Refusal{RefusalKind::KeyReused, "idempotency_key_reused",
                "This Idempotency-Key was used with another body", {}, {}};
        return answer_from(known->answer);
    }
    auto const session = need(m_store.session(command.session));
    if (!session)
        return Refusal{RefusalKind::NotFound, "unknown_session", "There is no such session",
            {{"session", "is not a session of this hub"}}, {}};
    store::RegistrationRow row;
    row.id = command.id;
    row.session = command.session;
    row.sealed = command.sealed;
    row.key_id = command.key_id;
    row.marks = command.facts.marks;
    row.age_band = command.facts.age_band;
    row.municipality = command.facts.municipality;
    row.token = command.token;
    row.taken_by = command.taken_by;
    auto const answer = enter(std::move(row), *session, {});
    need(m_store.put({used.scope, used.key, used.body_hash, to_json(answer).dump(), m_clock.now()}));
    return answer;
}

std::string Hub::free_code(domain::RegistrationId const& id)
{
    auto code = domain::receipt_code(id);
    for (int other = 2; need(m_store.registration_by_code(code)).has_value(); ++other)
        code = domain::receipt_code(domain::RegistrationId(id.value + "#" + std::to_string(other)));
    return code;
}

/// A kiosk's command that comes after the close, but within the grace, is decided as if it had come in time:
/// the kiosk's clock could not prove that it did.
base::Time Hub::judged_at(domain::Session const& session, Entry const& how)
{
    auto const now = m_clock.now();
    auto const close = session.registration_closes_at.value_or(session.starts_at);
    bool const is_in_grace
        = how.is_from_kiosk && now >= close && now < close + std::chrono::hours(m_limits.close_grace_hours);
    return is_in_grace ? close - std::chrono::seconds(1) : now;
}

void Hub::decide(store::RegistrationRow const& row, store::SessionView const& view, Entry const& how,
    RegistrationAnswer& answer)
{
    auto const active
        = row.marks ? need(m_store.active_registration(row.session, row.marks->person)) : std::nullopt;
    if (active) {
        answer.state = RegistrationState::Duplicate;
        answer.reason = "duplicate";
        answer.existing = active->id.value;
        answer.code = active->code;
        return;
    }
    auto const& session = view.row.session;
    if (how.right.kind != SpentRight::Kind::None) {
        bool const is_seated
            = (how.right.kind == SpentRight::Kind::Held && !base::is_mutant("I2_spent_right_is_not_honoured"))
            || (view.seats.free() > 0 && view.seats.waiting == 0);
        answer.state = is_seated ? RegistrationState::Confirmed : RegistrationState::Waiting;
        if (session.state == domain::SessionState::Cancelled) {
            answer.state = RegistrationState::Cancelled;
            answer.reason = "session_cancelled";
        }
        return;
    }
    // Limits come after rights: a seat that a kiosk has promised is never refused for one.
    auto const refuse = [&](domain::RegistrationRefusal refusal) {
        answer.state = RegistrationState::Refused;
        answer.reason = domain::name_of(refusal);
    };
    auto const decided = domain::decide(session, view.seats, judged_at(session, how));
    auto const state = decided ? std::optional(*decided) : late_for_draw(view, how, decided.error());
    if (!state)
        return refuse(decided.error());
    if (auto const broken = limit_broken_by(row, session))
        return refuse(*broken);
    answer.state = *state;
    if (answer.state == RegistrationState::Refused)
        answer.reason = domain::name_of(domain::RegistrationRefusal::NotDrawn);
}

/// Decides a new registration and stores it. From a kiosk what was refused or is a duplicate is kept too,
/// since its receipt exists; from a route the caller is told on the spot and nothing is stored.
RegistrationAnswer Hub::enter(store::RegistrationRow row, store::SessionView const& session, Entry const& how)
{
    RegistrationAnswer answer;
    answer.id = row.id;
    answer.token = row.token;
    decide(row, session, how, answer);
    if (!domain::is_active(answer.state) && !how.is_from_kiosk)
        return answer;
    row.code = free_code(row.id);
    if (answer.state != RegistrationState::Duplicate)
        answer.code = row.code;
    row.state = answer.state;
    row.reason = answer.reason;
    row.seq = need(m_store.next_seq());
    row.changed_seq = row.seq;
    row.created_at = m_clock.now();
    bool const is_broken
        = row.state == RegistrationState::Waiting && how.right.kind == SpentRight::Kind::Reclaimed;
    row.priority = is_broken ? 1 : row.priority;
    need(m_store.put(row));
    audit(row.taken_by, "registration." + std::string(domain::name_of(row.state)), row.id.value,
        row.session.value);
    if (is_broken) {
        break_promise(row, how.right.lease);
        tell_those_behind(row);
    }
    if (row.state == RegistrationState::Waiting)
        recall_rights(row.session);
    call_if_promised(row, how);
    bool const is_old_slip = how.version_seen > 0 && how.version_seen < session.row.moved_version;
    if (is_old_slip && domain::is_active(row.state))
        call(row, "session_moved"); // Its slip names the old time or place.
    if (how.right.kind == SpentRight::Kind::Held && row.state != RegistrationState::Confirmed)
        promote(row.session); // Its right seated nobody: the seat is free again.
    if (domain::is_active(row.state) || how.right.kind == SpentRight::Kind::Held)
        touch(row.session);
    return row.state == RegistrationState::Waiting ? answer_of(row) : answer;
}

/// The slip of a registration taken without the line promised a call; a number that is not the slip's needs
/// one too.
void Hub::call_if_promised(store::RegistrationRow const& row, Entry const& how)
{
    if (!how.is_from_kiosk)
        return;
    // What is printed goes on serving whoever proves to be its holder.
    if (row.code != domain::receipt_code(row.id)) {
        need(m_store.put_printed_code(domain::receipt_code(row.id), row.id));
        call(row, "code_changed");
    }
    bool const was_seated = how.right.kind != SpentRight::Kind::None;
    if (was_seated && row.state == RegistrationState::Cancelled)
        call(row, "session_cancelled");
    bool const is_news = row.state == RegistrationState::Confirmed || row.state == RegistrationState::Waiting
        || row.state == RegistrationState::Refused;
    if (!was_seated && how.was_offline && is_news)
        call(row, "provisional_" + std::string(domain::name_of(row.state)));
}

RegistrationAnswer Hub::answer_of(store::RegistrationRow const& row)
{
    RegistrationAnswer answer{row.id, row.code, row.state, std::nullopt, row.reason, "", row.token};
    if (row.state == RegistrationState::Waiting)
        answer.position = domain::place_in_line(waiters_of(m_store, row.session), row.id);
    return answer;
}

Outcome Hub::run(CancelRegistration const& command)
{
    auto const row = need(m_store.registration(command.id));
    if (!row)
        return not_found("registration");
    if (row->state == RegistrationState::Cancelled)
        return answer_of(*row);
    if (!domain::may_change(row->state, RegistrationState::Cancelled))
        return Refusal{RefusalKind::Conflict, "not_from_this_state",
            "A registration that is " + std::string(domain::name_of(row->state)) + " cannot be cancelled", {},
            {}};
    cancel(*row, command.reason, command.by);
    return answer_of(need(m_store.registration(command.id)).value());
}

void Hub::cancel(store::RegistrationRow row, std::string const& reason, std::string const& by)
{
    bool const was_waiting = row.state == RegistrationState::Waiting;
    row.state = RegistrationState::Cancelled;
    row.reason = reason;
    row.changed_seq = need(m_store.next_seq());
    need(m_store.put(row));
    audit(by, "registration.cancelled", row.id.value, reason);
    if (was_waiting)
        tell_those_behind(row);
    if (!base::is_mutant("I15_freed_seat_stays_empty"))
        promote(row.session);
    touch(row.session);
    // Nobody is to be visited any more: the visitor is free again.
    auto const session = need(m_store.session(row.session));
    if (session && session->row.session.is_private)
        (void)run(ActOnSession{row.session, domain::SessionAction::Cancel, "visit_cancelled", by});
}

/// A freed seat goes to the first waiter in the same decision (rule 1), who is called.
void Hub::promote(domain::SessionId const& session)
{
    auto const view = need(m_store.session(session));
    bool const is_selling = view
        && (view->row.session.state == domain::SessionState::Published
            || view->row.session.state == domain::SessionState::Closed);
    // Before its draw a lottery has no line; after it the drawn order is the line.
    bool const has_line = view
        && (view->row.session.admission == domain::Admission::FirstCome
            || (view->row.draw && view->row.draw->drawn_at));
    if (!is_selling || !has_line || view->seats.free() <= 0)
        return;
    auto waiters = waiters_of(m_store, session);
    if (base::is_mutant("I12_last_come_first_seated"))
        for (auto& waiter : waiters)
            waiter.seq = -waiter.seq;
    auto const seated = domain::promoted(waiters, view->seats.free());
    for (auto const& id : seated) {
        auto row = need(m_store.registration(id)).value();
        row.state = RegistrationState::Confirmed;
        row.changed_seq = need(m_store.next_seq());
        need(m_store.put(row));
        audit("hub", "registration.promoted", row.id.value, session.value);
        call(row, "promoted", m_clock.now() + std::chrono::days(m_limits.reply_days));
    }
    if (!seated.empty())
        tell_those_behind(need(m_store.registration(seated.front())).value());
}

std::vector<domain::Waiter> waiters_of(store::Reader& reader, domain::SessionId const& session)
{
    std::vector<domain::Waiter> waiters;
    for (auto const& row : need(reader.registrations(session)))
        if (row.state == RegistrationState::Waiting)
            waiters.push_back({row.id, row.priority, row.seq});
    return waiters;
}

/// Their place in the line has changed: a kiosk that shows it hears of them at its next sync.
void Hub::tell_those_behind(store::RegistrationRow const& one)
{
    for (auto const& id : domain::behind(waiters_of(m_store, one.session), {one.id, one.priority, one.seq})) {
        auto row = need(m_store.registration(id)).value();
        if (!row.kiosk)
            continue;
        row.changed_seq = need(m_store.next_seq());
        need(m_store.put(row));
    }
}

Outcome Hub::run(MarkAttendance const& command)
{
    auto found = need(m_store.registration(command.id));
    if (!found)
        return not_found("registration");
    if (command.part) {
        auto const session = need(m_store.session(found->session)).value();
        auto const parts = static_cast<int>(session.row.session.parts.size());
        if (*command.part < 1 || *command.part > parts)
            return Refusal{RefusalKind::Invalid, "no_such_part", "The class has no such part",
                {{"part", "must be 1 to " + std::to_string(parts)}}, {}};
    }
    auto const mark = whole_after(need(m_store.part_marks(found->id)), command);
    if (!mark && !found->attendance)
        return answer_of(*found); // Nothing stands that could be taken back.
    // A mark that is taken back leaves the seat as it was before.
    auto const state = mark ? domain::state_of(*mark) : RegistrationState::Confirmed;
    if (found->state != state && !domain::may_change(found->state, state))
        return Refusal{RefusalKind::Conflict, "not_from_this_state",
            "A registration that is " + std::string(domain::name_of(found->state)) + " cannot be marked", {},
            {}};
    if (command.part && command.mark)
        need(m_store.put_part_mark(found->id, *command.part, *command.mark));
    else
        need(m_store.forget_part_marks(found->id, command.part));
    found->state = state;
    found->attendance = mark;
    found->changed_seq = need(m_store.next_seq());
    need(m_store.put(*found));
    audit(command.by, "registration.marked", found->id.value,
        std::string(command.mark ? domain::name_of(*command.mark) : "none")
            + (command.part ? " part " + std::to_string(*command.part) : ""));
    return answer_of(*found);
}

/// Registrations that came while the key file was away: marked in order of arrival; a later one of the same
/// person becomes a duplicate (3-sync, 12).
Outcome Hub::run(MarkPending const&)
{
    if (!m_vault.has_people_key())
        return Done();
    for (auto row : need(m_store.registrations_without_marks())) {
        auto const session = need(m_store.session(row.session)).value();
        auto const year = domain::fiscal_year_of(domain::tokyo_date(session.row.session.starts_at));
        protocol::Origin origin;
        if (auto const stored = need(m_store.command(row.id.value)))
            if (auto const read = protocol::command_from_json(json::parse(stored->text, nullptr, false)))
                origin = read->origin;
        auto const facts = m_vault.facts_of(
            row.sealed, {origin.kiosk, origin.install, origin.cmd_no, row.id.value, row.session.value}, year);
        if (!facts || !facts->marks)
            continue;
        auto const active = need(m_store.active_registration(row.session, facts->marks->person));
        row.marks = facts->marks;
        row.age_band = facts->age_band;
        if (active && active->id != row.id && domain::is_active(row.state)) {
            bool const was_waiting = row.state == RegistrationState::Waiting;
            row.state = RegistrationState::Duplicate;
            row.reason = "duplicate";
            row.changed_seq = need(m_store.next_seq());
            need(m_store.put(row));
            audit("hub", "registration.duplicate", row.id.value, active->id.value);
            if (was_waiting)
                tell_those_behind(row);
            promote(row.session);
            touch(row.session);
        } else {
            need(m_store.put(row));
        }
    }
    return Done();
}

} // namespace meguri::hub::core
