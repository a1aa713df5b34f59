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

SessionMark const* found_mark(SessionMarks const& marks, std::string const& id)
{
    auto const found = marks.find(id);
    return found == marks.end() ? nullptr : &found->second;
}

bool has_clash(SessionMark const* mark)
{
    return mark != nullptr && !mark->conflicts.empty();
}

Cell title_cell(Session const& session, SessionMark const* mark, bool is_picked)
{
    auto const sign = is_picked ? std::string("☑ ") : std::string();
    return has_clash(mark) ? Cell{sign + "×重なり " + session.title, Tone::Stop}
                           : Cell{sign + session.title, is_picked ? Tone::Strong : Tone::Plain};
}

Cell seats_cell(Session const& session, SessionMark const* mark)
{
    if (mark != nullptr && mark->short_of)
        return {"▲人数不足 " + seats_words(session), Tone::Few};
    return {seats_words(session), tone_of_seats(session)};
}

std::vector<ColumnOf<Session>> session_columns(std::shared_ptr<SessionMarks const> const& marks,
    std::shared_ptr<std::set<std::string> const> const& picked)
{
    auto const key_time
        = [](Session const& s) -> SortKey { return std::int64_t(base::seconds_of(s.starts_at)); };
    return {
        {{"日時", 168},
            [marks](Session const& s) {
                bool const is_red = has_clash(found_mark(*marks, s.id));
                return Cell{moment_words(s.starts_at), is_red ? Tone::Stop : Tone::Strong};
            },
            key_time},
        {{"名前", 190},
            [marks, picked](
                Session const& s) { return title_cell(s, found_mark(*marks, s.id), picked->contains(s.id)); },
            [](Session const& s) -> SortKey { return s.title; }},
        {{"席", 100, Align::Right},
            [marks](Session const& s) { return seats_cell(s, found_mark(*marks, s.id)); },
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

SessionTable::SessionTable(std::shared_ptr<SessionMarks> marks, std::shared_ptr<std::set<std::string>> picked)
    : RowTable(session_columns(marks, picked), [](Session const& session) { return session.id; })
    , m_marks(std::move(marks))
    , m_picked(std::move(picked))
{
}

void SessionTable::set_picked(std::set<std::string> ids)
{
    *m_picked = std::move(ids);
}

void SessionTable::set_marks(SessionMarks marks)
{
    *m_marks = std::move(marks);
    rebuild(rows().size());
}

SessionMark const* SessionTable::mark_of(std::string const& id) const
{
    return found_mark(*m_marks, id);
}

bool is_draw_due(Session const& session, base::Time now)
{
    bool const is_lottery = session.admission == "lottery" && !(session.draw && session.draw->drawn_at);
    bool const is_over
        = session.state == "published" && session.registration_closes_at.value_or(session.starts_at) <= now;
    return is_lottery && (is_over || session.state == "closed");
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
    auto const state = domain::from_name<domain::SessionState>(session.state);
    std::vector<domain::SessionAction> actions;
    if (!state || !domain::may(actor, domain::Right::WriteSession, ownership_of(session)))
        return actions;
    bool const has_people = session.waiting > 0 || seats_taken(session) > 0;
    for (auto const action : session_actions)
        // One that is arranged may be arranged again: it may wait for somebody else now.
        if (domain::after(*state, action, has_people))
            actions.push_back(action);
    return actions;
}

} // namespace meguri::desk::models
