// The hub on people's records and on accounts: a person put right with number, seat and place kept, two
// registrations made one, accounts added, changed and switched off.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/refusals.h"

#include <algorithm>

namespace meguri::hub::core {

using domain::RegistrationState;

namespace {

std::string joined_words(std::vector<std::string> const& words)
{
    std::string line;
    for (auto const& word : words)
        line += (line.empty() ? "" : " ") + word;
    return line;
}

} // namespace

/// Only the box, its marks and what is clear beside it change. The duplicate check is made anew: who is now
/// somebody that has a place here already is answered so, and nothing is written.
Outcome Hub::run(CorrectRegistration const& command)
{
    auto row = need(m_store.registration(command.id));
    if (!row)
        return not_found("registration");
    if (!domain::is_active(row->state))
        return conflict("not_from_this_state",
            "A registration that is " + std::string(domain::name_of(row->state)) + " is not corrected");
    if (row->sealed != command.seen)
        return Refusal{RefusalKind::Stale, "changed_meanwhile",
            "Somebody else has corrected this person meanwhile: look again", {}, {}};
    auto const active = command.facts.marks
        ? need(m_store.active_registration(row->session, command.facts.marks->person))
        : std::nullopt;
    if (active && active->id != row->id) {
        RegistrationAnswer answer{row->id, active->code, RegistrationState::Duplicate, std::nullopt,
            "duplicate", active->id.value, ""};
        return answer;
    }
    row->sealed = command.sealed;
    row->key_id = command.key_id;
    row->marks = command.facts.marks;
    row->age_band = command.facts.age_band;
    row->municipality = command.facts.municipality;
    row->changed_seq = need(m_store.next_seq());
    need(m_store.put(*row));
    // The wish it came from has the same box.
    if (auto visit = need(m_store.visit(row->id))) {
        visit->sealed = row->sealed;
        visit->key_id = row->key_id;
        visit->marks = row->marks;
        visit->age_band = row->age_band;
        need(m_store.put(*visit));
    }
    audit(command.by, "registration.corrected", row->id.value,
        std::string(domain::name_of(command.reason)) + ": " + joined_words(command.changed));
    return answer_of(*row);
}

/// Whoever is spoken with about one of them is not called about the other.
void Hub::end_calls_about(domain::RegistrationId const& id, std::string const& by)
{
    for (auto task : need(m_store.open_calls_of(id))) {
        task.is_done = true;
        task.note = "duplicate";
        task.handled_by = by;
        task.handled_at = m_clock.now();
        need(m_store.put(task));
    }
}

/// The one that goes ends as cancelled, silently: its person keeps a place. Its seat goes the way of every
/// freed one, and its slip goes on finding the one that stays.
Outcome Hub::run(MergeRegistrations const& command)
{
    auto const one = need(m_store.registration(command.id));
    auto const other = need(m_store.registration(command.other));
    if (!one)
        return not_found("registration");
    if (!other || other->id == one->id || other->session != one->session)
        return Refusal{RefusalKind::Invalid, "not_two_of_one_session",
            "Only two registrations of one session are made one",
            {{"other", "must be the id of another registration of the same session"}}, {}};
    for (auto const& row : {*one, *other})
        if (!domain::can_be_merged(row.state))
            return conflict("not_from_this_state",
                "A registration that is " + std::string(domain::name_of(row.state)) + " cannot be merged");
    auto const twin = [](store::RegistrationRow const& row) {
        return domain::Twin{row.state, row.priority, row.seq};
    };
    bool const is_one_kept = domain::stays(twin(*one), twin(*other));
    auto const& kept = is_one_kept ? *one : *other;
    auto const& ended = is_one_kept ? *other : *one;
    if (!domain::may_change(ended.state, RegistrationState::Cancelled))
        return conflict(
            "not_from_this_state", "Both came: take back the attendance of the one that is not there");
    end_calls_about(ended.id, command.by);
    cancel(ended, "duplicate", command.by);
    need(m_store.put_printed_code(ended.code, kept.id));
    audit(command.by, "registration.merged", kept.id.value, ended.id.value);
    return MergedAnswer{answer_of(need(m_store.registration(kept.id)).value()),
        answer_of(need(m_store.registration(ended.id)).value())};
}

Outcome Hub::run(AddUser const& command)
{
    if (need(m_store.user(command.user.login)))
        return Refusal{RefusalKind::Conflict, "login_taken", "Somebody has this login already",
            {{"login", "is taken: choose another"}}, {}};
    return run(SaveUser{command.user, command.by});
}

bool Hub::is_last_operator(std::string const& login)
{
    auto const users = need(m_store.users());
    auto const is_administrator
        = [](store::UserRow const& user) { return user.role == domain::Role::Operator && !user.off_since; };
    auto const meant
        = std::find_if(users.begin(), users.end(), [&](auto const& user) { return user.login == login; });
    return meant != users.end() && is_administrator(*meant)
        && std::count_if(users.begin(), users.end(), is_administrator) == 1;
}

Outcome Hub::run(ChangeUser const& command)
{
    auto user = need(m_store.user(command.login));
    if (!user)
        return not_found("user");
    bool const loses_office = (command.role && *command.role != domain::Role::Operator)
        || (command.is_active && !*command.is_active);
    if (loses_office && is_last_operator(command.login))
        return conflict("last_administrator",
            "This is the last administrator: make another one before this one loses the office");
    std::string what;
    if (command.role) {
        user->role = *command.role;
        user->organisation = command.organisation;
        what = std::string(domain::name_of(*command.role)) + " " + command.organisation;
    }
    if (command.password_hash) {
        user->password_hash = *command.password_hash;
        user->failures = 0;
        user->locked_until = {};
        what += "password";
    }
    if (command.is_active) {
        user->off_since = *command.is_active ? std::nullopt : std::optional(m_clock.now());
        what += *command.is_active ? "on" : "off";
    }
    need(m_store.put(*user));
    need(m_store.forget_tokens_of(command.login));
    audit(command.by, "user.changed", command.login, what);
    return Done();
}

} // namespace meguri::hub::core
