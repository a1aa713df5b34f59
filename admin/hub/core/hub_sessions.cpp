// The hub on sessions: creating, changing, moving their state.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "shared/domain/topics.h"
#include "shared/words/kana.h"

#include <algorithm>

namespace meguri::hub::core {

using domain::RegistrationState;
using domain::SessionAction;
using domain::SessionState;

namespace {

Refusal no_such_session()
{
    return {RefusalKind::NotFound, "not_found", "There is no such session", {}, {}};
}

std::string detail_of(domain::SessionRefusal refusal, SessionState state, SessionAction action)
{
    switch (refusal) {
    case domain::SessionRefusal::NotFromThisState:
        return "A session that is " + std::string(domain::name_of(state)) + " does not allow "
            + std::string(domain::name_of(action));
    case domain::SessionRefusal::HasPeople:
        return "Somebody is registered or waiting: cancel the session instead, so that they are called";
    case domain::SessionRefusal::ReasonMissing:
        return "A cancellation needs a reason";
    }
    return "";
}

/// A change of what people were told: when and where.
bool is_moved(domain::Session const& before, domain::Session const& after)
{
    return before.starts_at != after.starts_at || before.ends_at != after.ends_at
        || before.venue != after.venue || before.parts != after.parts;
}

} // namespace

Outcome Hub::run(SaveSession const& command)
{
    return command.session.id.is_empty() ? create_session(command) : change_session(command);
}

/// Fills what follows from the rest and says what names nothing.
std::optional<Refusal> Hub::complete(domain::Session& session)
{
    Refusal refusal{RefusalKind::Invalid, "invalid", "Some fields cannot be stored", {}, {}};
    auto const venue = need(m_store.venue(session.venue));
    if (!venue)
        refusal.fields.push_back({"venue", "is not a venue of this hub"});
    else
        session.municipality = venue->municipality;
    auto const organisations = need(m_store.organisations());
    bool const has_provider = std::any_of(organisations.begin(), organisations.end(),
        [&](auto const& one) { return one.id == session.provider; });
    if (!has_provider)
        refusal.fields.push_back({"provider", "is not an organisation of this hub"});
    if (session.programme) {
        auto const programmes = need(m_store.programmes(std::nullopt));
        bool const is_known = std::any_of(programmes.begin(), programmes.end(),
            [&](auto const& one) { return one.id == *session.programme; });
        if (!is_known)
            refusal.fields.push_back({"programme", "is not a programme of this hub"});
    }
    for (std::size_t i = 0; i < session.topics.size(); ++i)
        if (!domain::topic_with_id(session.topics[i]))
            refusal.fields.push_back(
                {"course.topics[" + std::to_string(i) + "]", "is not an id of /vocab/class-topics"});
    if (session.parts.empty())
        session.parts.push_back({session.starts_at, session.ends_at, session.venue});
    for (std::size_t i = 0; i < session.parts.size(); ++i)
        if (!need(m_store.venue(session.parts[i].venue)))
            refusal.fields.push_back(
                {"parts[" + std::to_string(i) + "].venue", "is not a venue of this hub"});
    check_resources(session, refusal);
    auto const problems = domain::problems_of(session, m_clock.now());
    refusal.fields.insert(refusal.fields.end(), problems.begin(), problems.end());
    if (session.title_kana.empty() && words::normalise_kana(session.title))
        session.title_kana = words::to_katakana(session.title);
    return refusal.fields.empty() ? std::nullopt : std::optional(std::move(refusal));
}

domain::SessionId session_id_of(std::int64_t seq)
{
    return domain::SessionId("s" + std::to_string(seq));
}

std::string Hub::series_of(domain::Session const& session)
{
    store::SeriesRow series;
    series.title = session.title;
    series.title_kana = session.title_kana;
    series.level = session.level;
    series.topics = session.topics;
    series.delivery = session.delivery;
    series.provider = session.provider;
    series.venue = session.venue;
    std::string identity;
    for (auto const& part : {series.title, std::string(domain::name_of(series.level)),
             std::string(domain::name_of(series.delivery)), series.provider.value, series.venue.value})
        identity += part + "\n";
    for (auto const& topic : series.topics)
        identity += topic + " ";
    series.id = "c" + m_crypto.hash_hex(identity).substr(0, 20);
    auto const before = need(m_store.series(series.id));
    need(m_store.put(series));
    // The one field that the id is not made of.
    if (before && before->title_kana != series.title_kana)
        touch_series(series.id);
    return series.id;
}

Outcome Hub::create_session(SaveSession const& command)
{
    store::SessionRow row;
    row.session = command.session;
    if (auto refusal = complete(row.session))
        return *refusal;
    row.seq = need(m_store.next_seq());
    row.session.id = session_id_of(row.seq);
    row.session.version = 1;
    row.session.state = SessionState::Draft;
    row.series = series_of(row.session);
    need(m_store.put(row));
    audit(command.by, "session.created", row.session.id.value);
    if (auto refusal = refusal_of_clashes(row.session, command.override_reason, command.by))
        return *refusal;
    return SessionAnswer{row.session.id, row.session.version};
}

Outcome Hub::change_session(SaveSession const& command)
{
    auto const found = need(m_store.session(command.session.id));
    if (!found)
        return no_such_session();
    auto const& before = found->row.session;
    if (command.expected_version && *command.expected_version != before.version)
        return Refusal{RefusalKind::Stale, "stale_version",
            "The session is at version " + std::to_string(before.version), {}, {}};
    if (before.state == SessionState::Held || before.state == SessionState::Cancelled)
        return Refusal{RefusalKind::Conflict, "not_from_this_state",
            "A session that is " + std::string(domain::name_of(before.state)) + " is not changed any more",
            {}, {}};
    auto const day = is_moved(before, command.session) ? van_day_of(before) : std::nullopt;
    if (day)
        return Refusal{RefusalKind::Conflict, "in_van_day",
            "The class belongs to the van's day " + day->id.value + ": move its stop there",
            {{"starts_at", "巡回の予定に入っています。停車場所のほうを動かしてください。"}}, {}};
    auto outcome = write_change(*found, command.session, command.by);
    if (std::holds_alternative<Refusal>(outcome))
        return outcome;
    auto const stored = need(m_store.session(command.session.id)).value();
    if (auto refusal = refusal_of_clashes(stored.row.session, command.override_reason, command.by))
        return *refusal;
    return outcome;
}

/// All that follows from a change but the look at resources, which several changes at once have together.
Outcome Hub::write_change(store::SessionView const& found, domain::Session session, std::string const& by)
{
    auto const& before = found.row.session;
    store::SessionRow row = found.row;
    row.session = std::move(session);
    row.session.state = before.state;
    row.session.waiting_for = before.waiting_for;
    row.session.is_private = before.is_private;
    if (auto refusal = complete(row.session))
        return *refusal;
    if (auto refusal = refusal_of_rules(found.row, row.session))
        return *refusal;
    auto const old_series = row.series;
    row.session.version = before.version + 1;
    if (is_moved(before, row.session))
        row.moved_version = row.session.version;
    row.seq = need(m_store.next_seq());
    row.series = series_of(row.session);
    need(m_store.put(row));
    prepare_draw(row.session);
    leave_scope(found.row, row.session);
    audit(by, "session.changed", row.session.id.value);
    if (is_moved(before, row.session))
        tell_everybody(row.session.id, "session_moved");
    if (need(m_store.seats(row.session.id)).free() < 0)
        recall_rights(row.session.id);
    promote(row.session.id);
    touch(row.session.id);
    if (old_series != row.series)
        touch_series(old_series);
    return SessionAnswer{row.session.id, row.session.version};
}

void Hub::tell_everybody(domain::SessionId const& session, std::string const& reason)
{
    for (auto const& row : need(m_store.registrations(session)))
        if (domain::is_active(row.state))
            call(row, reason);
}

Outcome Hub::run(ActOnSession const& command)
{
    auto const found = need(m_store.session(command.id));
    if (!found)
        return no_such_session();
    store::SessionRow row = found->row;
    auto const people = need(m_store.registrations(command.id));
    bool const has_people = std::any_of(
        people.begin(), people.end(), [](auto const& one) { return domain::is_active(one.state); });
    if (command.action == SessionAction::Cancel && command.reason.empty())
        return Refusal{RefusalKind::Invalid, "reason_missing", "A cancellation needs a reason",
            {{"reason", "is missing"}}, {}};
    bool const is_for_town = command.is_carrier && command.action == SessionAction::Publish;
    if (is_for_town && needs_approval(m_store, row.session))
        return Refusal{RefusalKind::Conflict, "approval_needed",
            "The programme asks that the municipality publishes it", {}, {}};
    auto const next = domain::after(row.session.state, command.action, has_people);
    if (!next)
        return Refusal{RefusalKind::Conflict, std::string(domain::name_of(next.error())),
            detail_of(next.error(), row.session.state, command.action), {}, {}};
    row.session.state = *next;
    if (command.action == SessionAction::Cancel)
        row.session.cancel_reason = command.reason;
    row.session.waiting_for = command.action == SessionAction::Arrange ? command.reason : "";
    row.session.version += 1;
    row.seq = need(m_store.next_seq());
    need(m_store.put(row));
    audit(command.by, "session." + std::string(domain::name_of(command.action)), command.id.value,
        command.reason);
    if (command.action == SessionAction::Cancel)
        for (auto person : people)
            if (domain::may_change(person.state, RegistrationState::Cancelled)) {
                person.state = RegistrationState::Cancelled;
                person.reason = "session_cancelled";
                person.changed_seq = need(m_store.next_seq());
                need(m_store.put(person));
                audit("hub", "registration.cancelled", person.id.value, "session_cancelled");
                call(person, "session_cancelled");
            }
    prepare_draw(row.session);
    if (*next != SessionState::Published)
        recall_rights(command.id);
    touch(command.id);
    return SessionAnswer{command.id, row.session.version};
}

Outcome Hub::run(CountParticipants const& command)
{
    auto const found = need(m_store.session(command.id));
    if (!found)
        return no_such_session();
    store::SessionRow row = found->row;
    auto const state = row.session.state;
    if (row.session.admission != domain::Admission::DropIn)
        return Refusal{RefusalKind::Conflict, "not_drop_in",
            "Only the people of a drop-in are counted; others are marked one by one", {}, {}};
    bool const has_begun = domain::is_public(state) && state != SessionState::Cancelled
        && row.session.starts_at <= m_clock.now();
    if (!has_begun)
        return Refusal{RefusalKind::Conflict, "not_begun", "Nobody can have come to it yet", {}, {}};
    row.drop_in_participants = command.participants;
    row.seq = need(m_store.next_seq());
    need(m_store.put(row));
    audit(command.by, "session.counted", command.id.value, std::to_string(command.participants));
    return SessionAnswer{command.id, row.session.version};
}

} // namespace meguri::hub::core
