// The hub on the waiting list as staff handle it: to the front, another place, a seat taken back after the
// reply-by date, and another session. Each goes on the record with its reason.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/refusals.h"
#include "shared/base/mutant.h"
#include "shared/domain/tokyo_time.h"
#include "shared/domain/waiting_line.h"

namespace meguri::hub::core {

using domain::RegistrationState;

namespace {

Refusal reason_missing()
{
    return {RefusalKind::Invalid, "reason_missing", "Moving somebody in the line needs a reason",
        {{"reason", "is missing"}}, {}};
}

Refusal not_waiting(RegistrationState state)
{
    return conflict("not_waiting",
        "Only somebody who waits has a place in the line; this one is "
            + std::string(domain::name_of(state)));
}

} // namespace

/// Moves somebody in the line and tells every kiosk whose slip shows a place in it.
std::optional<Outcome> Hub::put_before(
    store::RegistrationRow const& row, domain::RegistrationId const& before)
{
    auto const changed = domain::moved_before(waiters_of(m_store, row.session), row.id, before);
    if (!changed)
        return Outcome(Refusal{RefusalKind::Invalid, "not_waiting_here",
            "Only the line of this session can be "
            "reordered",
            {{"before", "is not the id of somebody who waits for the same session"}}, {}});
    for (auto const& waiter : *changed) {
        auto one = need(m_store.registration(waiter.id)).value();
        one.priority = waiter.priority;
        need(m_store.put(one));
    }
    for (auto const& waiter : waiters_of(m_store, row.session)) {
        auto one = need(m_store.registration(waiter.id)).value();
        if (!one.kiosk || changed->empty())
            continue;
        one.changed_seq = need(m_store.next_seq());
        need(m_store.put(one));
    }
    return std::nullopt;
}

Outcome Hub::run(PromoteWaiter const& command)
{
    auto const row = need(m_store.registration(command.id));
    if (!row)
        return not_found("registration");
    if (command.reason.empty())
        return reason_missing();
    if (row->state != RegistrationState::Waiting)
        return not_waiting(row->state);
    auto const line = domain::in_line(waiters_of(m_store, row->session));
    if (auto refused = put_before(*row, line.front().id))
        return *refused;
    audit(command.by, "registration.put_first", row->id.value, command.reason);
    promote(row->session);
    touch(row->session);
    return answer_of(need(m_store.registration(command.id)).value());
}

Outcome Hub::run(ReorderWaiter const& command)
{
    auto const row = need(m_store.registration(command.id));
    if (!row)
        return not_found("registration");
    if (command.reason.empty())
        return reason_missing();
    if (row->state != RegistrationState::Waiting)
        return not_waiting(row->state);
    if (auto refused = put_before(*row, command.before))
        return *refused;
    audit(command.by, "registration.reordered", row->id.value,
        "before " + command.before.value + ": " + command.reason);
    return answer_of(need(m_store.registration(command.id)).value());
}

/// confirmed → cancelled; the seat goes to the next in the same decision. Only a seat that came from the
/// waiting list may be lost by silence, and only a named person takes it: time alone does nothing.
Outcome Hub::run(ReleaseSeat const& command)
{
    auto const row = need(m_store.registration(command.id));
    if (!row)
        return not_found("registration");
    if (row->state != RegistrationState::Confirmed)
        return conflict("not_from_this_state",
            "A registration that is " + std::string(domain::name_of(row->state))
                + " holds no seat to release");
    auto const asked = need(m_store.promotion_call(row->id, row->session));
    if (!asked || !asked->reply_by)
        return conflict("not_promoted", "This seat was not given from the waiting list: cancel it instead");
    if (asked->is_done)
        return conflict("has_replied", "Somebody has spoken with this person: cancel it instead");
    if (m_clock.now() <= *asked->reply_by)
        return conflict("reply_by_not_passed", "The reply is due by " + domain::to_iso(*asked->reply_by));
    cancel(*row, "reply_by_passed", command.by);
    call(*row, "released");
    return answer_of(need(m_store.registration(command.id)).value());
}

/// Why the place that `answer` offers in the other session is none; nobody gives a seat for a place in a
/// line.
std::optional<Refusal> Hub::refusal_of_move(
    store::RegistrationRow const& row, RegistrationAnswer const& answer)
{
    if (answer.state == RegistrationState::Duplicate)
        return conflict("duplicate", "This person is registered for the other session already");
    if (!domain::is_active(answer.state))
        return conflict(answer.reason, "The other session takes no registration now");
    if (row.state != answer.state && !domain::may_change(row.state, answer.state))
        return conflict("no_free_seat", "The other session gives no seat now; the old place stays");
    return std::nullopt;
}

/// The same registration, with its number and its slip, in another session: it leaves one and comes last in
/// the other, in one decision. The box stays as it was sealed, so nobody is read.
Outcome Hub::move_to(
    store::RegistrationRow row, store::SessionView const& target, std::string const& by, Entry const& how)
{
    bool const is_movable = row.state == RegistrationState::Confirmed
        || row.state == RegistrationState::Waiting || row.state == RegistrationState::Entered;
    if (!is_movable)
        return conflict("not_from_this_state",
            "A registration that is " + std::string(domain::name_of(row.state)) + " cannot be moved");
    auto const& session = target.row.session.id;
    if (row.session == session)
        return conflict("same_session", "The registration is in this session already");
    auto const before = row;
    row.session = session;
    RegistrationAnswer answer;
    decide(row, target, how, answer);
    if (auto refusal = refusal_of_move(before, answer))
        return *refusal;
    row.state = answer.state;
    row.reason.clear();
    row.priority = 0;
    row.seq = need(m_store.next_seq());
    row.changed_seq = row.seq;
    need(m_store.put(row));
    if (base::is_mutant("I6_moved_holds_both_seats")) {
        auto left = before;
        left.id = domain::RegistrationId(before.id.value + "-left");
        left.code = free_code(left.id);
        need(m_store.put(left));
    }
    audit(by, "registration.moved", row.id.value,
        before.session.value + " " + std::string(domain::name_of(before.state)) + " to " + row.session.value
            + " " + std::string(domain::name_of(row.state)));
    // Whoever stands at a kiosk that has its line reads it there.
    if (!how.is_from_kiosk || how.was_offline)
        call(row, "moved");
    if (row.state == RegistrationState::Waiting)
        recall_rights(row.session);
    if (before.state == RegistrationState::Waiting)
        tell_those_behind(before);
    promote(before.session);
    touch(before.session);
    touch(row.session);
    return answer_of(row);
}

Outcome Hub::run(MoveRegistration const& command)
{
    auto const row = need(m_store.registration(command.id));
    if (!row)
        return not_found("registration");
    auto const target = need(m_store.session(command.session));
    if (!target)
        return Refusal{RefusalKind::Invalid, "unknown_session", "There is no such session",
            {{"session", "is not a session of this hub"}}, {}};
    return move_to(*row, *target, command.by, {});
}

} // namespace meguri::hub::core
