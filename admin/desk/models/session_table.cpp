#include "admin/desk/models/session_table.h"

#include "admin/desk/models/words.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

Tone tone_of_state(std::string const& state)
{
    if (state == "published")
        return Tone::Ok;
    if (state == "cancelled")
        return Tone::Stop;
    if (state == "draft" || state == "arranging")
        return Tone::Few;
    return Tone::Quiet;
}

Tone tone_of_seats(Session const& session)
{
    if (session.admission == "drop_in" || session.state != "published")
        return Tone::Plain;
    if (session.waiting > 0)
        return Tone::Full;
    return session.seats_left.value_or(1) <= 0 ? Tone::Full : Tone::Plain;
}

std::vector<ColumnOf<Session>> session_columns()
{
    auto const key_time
        = [](Session const& s) -> SortKey { return std::int64_t(base::seconds_of(s.starts_at)); };
    return {
        {{"日時", 168},
            [](Session const& s) {
                return Cell{moment_words(s.starts_at), Tone::Strong};
            },
            key_time},
        {{"名前", 190}, [](Session const& s) { return Cell{s.title}; }},
        {{"席", 100, Align::Right},
            [](Session const& s) {
                return Cell{seats_words(s), tone_of_seats(s)};
            },
            [](Session const& s) -> SortKey { return std::int64_t(seats_taken(s)); }},
        {{"状態", 76},
            [](Session const& s) {
                return Cell{session_state_words(s.state), tone_of_state(s.state)};
            }},
        {{"市町", 112}, [](Session const& s) { return Cell{s.municipality_name}; },
            [](Session const& s) -> SortKey { return s.municipality_code; }},
        {{"会場", 180}, [](Session const& s) { return Cell{s.venue.name}; }},
        {{"実施形態", 124}, [](Session const& s) { return Cell{format_words(s.format)}; }},
        {{"団体", 120}, [](Session const& s) { return Cell{s.provider.name}; }},
    };
}

} // namespace

SessionTable::SessionTable()
    : RowTable(session_columns(), [](Session const& session) { return session.id; })
{
}

int seats_taken(Session const& session)
{
    return session.seats_left ? std::max(0, session.capacity - *session.seats_left) : 0;
}

std::string seats_words(Session const& session)
{
    if (session.admission == "drop_in")
        return "申込不要";
    auto words = std::to_string(seats_taken(session)) + "/" + std::to_string(session.capacity);
    if (session.waiting > 0)
        words += " 待ち" + std::to_string(session.waiting);
    return words;
}

domain::Ownership ownership_of(Session const& session)
{
    return {session.municipality_code, session.provider.id, session.venue.id, session.format == "home_visit"};
}

std::vector<domain::SessionAction> actions_for(Session const& session, domain::Actor const& actor)
{
    using domain::SessionAction;
    auto const state = domain::from_name<domain::SessionState>(session.state);
    std::vector<SessionAction> actions;
    if (!state || !domain::may(actor, domain::Right::WriteSession, ownership_of(session)))
        return actions;
    bool const has_people = session.waiting > 0 || seats_taken(session) > 0;
    for (auto const action : {SessionAction::Publish, SessionAction::Arrange, SessionAction::Unpublish,
             SessionAction::Close, SessionAction::Hold, SessionAction::Cancel})
        // Saying once more that it is arranged changes nothing here: whom it waits for is not asked.
        if (auto const next = domain::after(*state, action, has_people); next && *next != *state)
            actions.push_back(action);
    return actions;
}

} // namespace meguri::desk::models
