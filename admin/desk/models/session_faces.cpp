// The section 開催回 beyond its list: the calendar's faces, moving by keys or pointer, and several at once.
#include "admin/desk/models/sessions.h"
#include "admin/desk/models/words.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

bool is_in_month(base::Time time, domain::Date day)
{
    auto const date = domain::tokyo_date(time);
    return date.year() == day.year() && date.month() == day.month();
}

} // namespace

Session const* Sessions::chosen() const
{
    auto const* row = m_table.find(m_chosen);
    // The calendar may stand in another year than the list.
    return row != nullptr ? row : m_calendar.find(m_chosen);
}

SessionMark const* Sessions::mark_of(std::string const& id) const
{
    auto const* mark = m_table.mark_of(id);
    return mark != nullptr ? mark : m_calendar.mark_of(id);
}

void Sessions::turn_to(Face face)
{
    if (m_panel == Panel::Move)
        close_panel();
    m_face = face;
    if (face == Face::List) {
        m_calendar.close();
        return m_told();
    }
    // Who comes from the list wants to see where the chosen one stands.
    auto const* session = chosen();
    if (!m_calendar.is_open() && session != nullptr)
        m_calendar.go_to(domain::tokyo_date(session->starts_at));
    m_calendar.open(face == Face::Week ? CalendarSpan::Week : CalendarSpan::Month);
    m_calendar.stand_on_session(m_chosen);
    m_told();
}

void Sessions::choose_block()
{
    if (auto const* block = m_calendar.block())
        choose(block->session);
}

void Sessions::begin_move()
{
    auto const* block = m_calendar.block();
    auto const* session = block != nullptr ? m_calendar.find(block->session) : nullptr;
    if (session == nullptr || m_panel == Panel::Form || is_sending())
        return;
    bool const is_over = session->state == "held" || session->state == "cancelled";
    if (is_over || !domain::may(m_scope.actor, domain::Right::WriteSession, ownership_of(*session))) {
        m_notice = {Tone::Stop,
            is_over ? session_state_words(session->state) + "の開催回は 動かせません。"
                    : "ほかの団体の開催回は 動かせません。"};
        return m_told();
    }
    if (m_panel == Panel::Move && m_move.session_id() == block->session && m_move.part() == block->part)
        return;
    auto const part = block->part;
    choose(session->id);
    m_panel = Panel::Move;
    m_notice = {};
    m_move.begin(*session, part);
}

void Sessions::move_by(int days, int minutes)
{
    if (m_panel != Panel::Move)
        begin_move();
    if (m_panel != Panel::Move)
        return;
    m_move.shift(days, minutes);
    m_calendar.show_day(m_move.after().starts_at);
}

void Sessions::drop_block(std::size_t block, int days, int minutes)
{
    if (m_panel == Panel::Move)
        close_panel();
    m_calendar.stand_on(block);
    move_by(days, minutes);
}

void Sessions::show_moved(std::string const& session, base::Time where, Notice const& notice)
{
    if (m_panel == Panel::Move)
        m_panel = Panel::Details;
    m_chosen = session;
    m_details.reset();
    m_notice = notice;
    m_calendar.show_day(where);
    after_write();
}

bool Sessions::undo()
{
    if (m_panel == Panel::Form || is_sending())
        return false;
    if (m_panel == Panel::Move)
        close_panel();
    return m_move.undo();
}

void Sessions::set_picked(std::set<std::string> picked)
{
    m_picked = std::move(picked);
    m_table.set_picked(m_picked);
    ++m_revision;
}

void Sessions::pick_or_not(std::string const& id)
{
    auto picked = m_picked;
    if (picked.erase(id) == 0 && m_table.find(id) != nullptr)
        picked.insert(id);
    set_picked(std::move(picked));
    m_told();
}

void Sessions::open_publish()
{
    if (m_panel == Panel::Form || is_sending())
        return;
    m_panel = Panel::Publish;
    m_notice = {};
    bool const is_calendar = m_face != Face::List;
    auto const& sessions = is_calendar && m_picked.empty() ? m_calendar.sessions() : m_table.rows();
    auto const month = is_calendar ? m_calendar.question().day
        : chosen() != nullptr      ? domain::tokyo_date(chosen()->starts_at)
                                   : domain::tokyo_date(m_clock.now());
    PublishFacts const facts{is_calendar && m_picked.empty() ? m_calendar.uses() : m_uses,
        m_editor.resources(), m_scope.actor, m_clock.now()};
    std::vector<PublishLine> lines;
    for (auto const& session : sessions) {
        bool const is_draft = session.state == "draft" || session.state == "arranging";
        bool const is_meant = m_picked.empty() ? is_draft && is_in_month(session.starts_at, month)
                                               : m_picked.contains(session.id);
        if (is_meant)
            lines.push_back(publish_line(session, mark_of(session.id), facts));
    }
    m_bulk.begin(std::move(lines), m_scope.actor);
    set_picked({});
    m_told();
}

} // namespace meguri::desk::models
