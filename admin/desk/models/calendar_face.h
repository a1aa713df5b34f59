// The calendar of the section 開催回: which week or month is looked at and by what, the sessions of just that
// span as the hub has them, and the block the keys stand on. Keeps what it had when the hub is away. One
// thread.
#pragma once

#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/session_calendar.h"
#include "admin/desk/models/session_editor.h"
#include "admin/desk/models/session_table.h"

#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

class CalendarFace {
public:
    /// `choices` and `venues` outlive this.
    CalendarFace(Jobs& jobs, base::Clock const& clock, SessionEditor const& choices,
        std::vector<Venue> const& venues, Told told);
    CalendarFace(CalendarFace const&) = delete;
    CalendarFace& operator=(CalendarFace const&) = delete;

    void show_scope(Scope const& scope);
    void forget();
    /// Shows the week or month around what was looked at last; at first around today.
    void open(CalendarSpan span);
    void close() { m_is_open = false; }
    bool is_open() const { return m_is_open; }
    /// Asks for the span again; nothing while it is closed.
    void refresh();
    /// Something was written: the next refresh asks for the clashes too, which the hub works out anew.
    void forget_clashes() { m_marks_asked_at.reset(); }

    CalendarQuestion const& question() const { return m_question; }
    CalendarLayout const& layout() const;
    /// Grows with each layout that is another one.
    int layout_number() const { return m_layout_number; }

    void turn(int spans);
    void go_to(domain::Date day);
    void go_to_today() { go_to(today()); }
    /// Leafs on only when that day is not shown.
    void show_day(base::Time time);
    domain::Date today() const;
    void set_lanes(CalendarLanes lanes);

    /// The block the keys stand on; none on an empty calendar.
    std::optional<std::size_t> at() const;
    CalendarBlock const* block() const;
    void step(CalendarStep step);
    void stand_on(std::size_t block);
    void stand_on_session(std::string const& session);

    Session const* find(std::string const& id) const;
    SessionMark const* mark_of(std::string const& id) const;
    std::vector<Session> const& sessions() const { return m_sessions; }
    SessionUses const& uses() const { return m_uses; }
    bool has_loaded() const { return m_as_of.has_value(); }
    /// 12件 ・ 重なり 1件
    std::string count_words() const;
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    void load();
    void ask_marks();
    void take_list(Outcome<SessionList> outcome);
    bool is_still(CalendarDays const& days, std::string const& municipality) const;

    Jobs& m_jobs;
    base::Clock const& m_clock;
    SessionEditor const& m_choices;
    std::vector<Venue> const& m_venues;
    Told m_told;
    Scope m_scope;
    CalendarQuestion m_question;
    bool m_is_open = false;
    std::vector<Session> m_sessions;
    SessionUses m_uses;
    SessionMarks m_marks;
    std::optional<base::Time> m_marks_asked_at;
    std::string m_key; ///< Of the block the keys stand on.
    int m_revision = 0;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
    mutable CalendarLayout m_layout;
    mutable int m_layout_number = 0;
    mutable int m_laid_out = -1;
    mutable std::size_t m_laid_out_with = 0; ///< How many resources and venues it knew.
};

} // namespace meguri::desk::models
