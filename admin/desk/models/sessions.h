// The section 開催回: the list of sessions of a year, the chosen one with all that the hub says about it, and
// what may be done with it. Keeps what it had when the hub is away; says that something was done only when
// the hub said so. One thread.
#pragma once

#include "admin/desk/models/bulk_publish.h"
#include "admin/desk/models/calendar_face.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/programme_copy.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/session_editor.h"
#include "admin/desk/models/session_move.h"
#include "admin/desk/models/session_table.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace meguri::desk::models {

class Sessions {
public:
    enum class Panel { None, Details, Form, CancelReason, Arrange, Sure, Copy, Move, Publish };
    /// What cannot be taken back and needs no word of the clerk: asked once more.
    enum class Final { Close, Hold, Draw };
    enum class Face { List, Week, Month };

    Sessions(Jobs& jobs, base::Clock const& clock, Told told);

    void show_scope(Scope const& scope);
    void refresh();
    void forget();
    /// Where sessions can be held, for names and for what may be used there.
    void take_venues(std::vector<Venue> const& venues);
    std::vector<Venue> const& venues() const { return m_venues; }

    SessionTable& table() { return m_table; }
    SessionTable const& table() const { return m_table; }
    /// Grows whenever the rows or their order may have changed.
    int revision() const { return m_revision; }
    void sort_by(std::size_t column, bool is_descending);

    /// What each session uses, where the hub says it.
    SessionUses const& uses() const { return m_uses; }

    /// The first visible row that is not over yet; the number of rows when all are.
    std::size_t first_to_come() const;

    void choose(std::string const& id);
    std::string const& chosen_id() const { return m_chosen; }
    Session const* chosen() const;
    /// What is in its way, as far as the open face knows.
    SessionMark const* mark_of(std::string const& id) const;
    /// What the hub says about the chosen one beyond the list; null until it has.
    SessionDetails const* details() const;
    /// Rule by rule; empty without a programme.
    std::vector<Finding> const& findings() const { return m_findings; }

    Panel panel() const { return m_panel; }
    void open_form();
    void open_change();
    void open_sure(Final deed);
    Final sure_of() const { return m_sure_of; }
    /// What follows from it, and what its button says.
    std::string sure_words() const;
    std::string sure_key() const;
    void do_it();
    void open_cancel();
    void open_arrange();
    void open_copy();
    void close_panel();

    SessionEditor& editor() { return m_editor; }
    SessionEditor const& editor() const { return m_editor; }
    ProgrammeCopy& copy() { return m_copy; }
    /// Checks, then sends; the form comes back with remarks when something is wrong.
    void submit(SessionForm form) { m_editor.submit(std::move(form)); }
    SessionForm const& form() const { return m_editor.form(); }
    Remarks const& remarks() const { return m_panel == Panel::Form ? m_editor.remarks() : m_remarks; }
    /// `reason`: of a cancellation; of arranging, whom it waits for.
    void act(domain::SessionAction action, std::string const& reason = "");
    /// Whom it waits for, as it stands or as it could not be sent.
    std::string const& waiting_for() const { return m_waiting_for; }

    /// The lots; once more and anyway when kiosks that may hold applications were not heard.
    void draw_lots();
    bool can_draw() const;
    bool must_draw_anyway() const { return m_must_draw_anyway; }

    Face face() const { return m_face; }
    void turn_to(Face face);
    CalendarFace& calendar() { return m_calendar; }
    CalendarFace const& calendar() const { return m_calendar; }
    /// The block that the keys stand on, as the chosen session.
    void choose_block();

    SessionMove& move() { return m_move; }
    SessionMove const& move() const { return m_move; }
    /// Takes hold of the block that the keys stand on, where it may be moved.
    void begin_move();
    /// The same, and shifts it.
    void move_by(int days, int minutes);
    /// The same by the pointer, from where the block stands.
    void drop_block(std::size_t block, int days, int minutes);
    /// The last move goes back. Whether there was one.
    bool undo();

    /// Marks a row of the list for what is done to several at once, or takes the mark off.
    void pick_or_not(std::string const& id);
    std::set<std::string> const& picked() const { return m_picked; }
    BulkPublish& bulk() { return m_bulk; }
    /// The marked ones, or all drafts of the month that is looked at.
    void open_publish();

    std::vector<domain::SessionAction> offered() const;
    bool can_create() const;
    bool can_change() const;
    bool is_sending() const
    {
        return m_is_sending || m_editor.is_sending() || m_copy.is_sending() || m_move.is_sending()
            || m_bulk.is_running();
    }
    bool has_loaded() const { return m_as_of.has_value(); }
    Notice const& notice() const;
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    void take_list(Outcome<SessionList> outcome);
    void ask_marks();
    void take_marks();
    void ask_details();
    void take_details(std::string const& id, Outcome<SessionDetails> outcome);
    void take_findings(std::string const& id, Outcome<std::vector<Finding>> outcome);
    void take_saved(SessionEditor::Saved const& saved);
    void take_done(Outcome<Done> outcome, domain::SessionAction action, std::string const& title);
    void take_drawn(Outcome<Done> outcome);
    void after_write();
    void set_picked(std::set<std::string> picked);
    void show_moved(std::string const& session, base::Time where, Notice const& notice);
    void trouble(Problem const& problem);

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Told m_told;
    Scope m_scope;
    std::vector<Venue> m_venues;
    SessionTable m_table;
    int m_revision = 0;
    std::string m_chosen;
    std::optional<SessionDetails> m_details;
    std::vector<Finding> m_findings;
    bool m_is_asking_details = false;
    SessionUses m_uses;
    std::vector<Conflict> m_conflicts;
    std::vector<ShortOne> m_short_ones;
    std::optional<base::Time> m_marks_asked_at;
    Panel m_panel = Panel::None;
    Final m_sure_of = Final::Close;
    std::string m_waiting_for;
    bool m_must_draw_anyway = false;
    Remarks m_remarks;
    bool m_is_sending = false;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
    SessionEditor m_editor;
    ProgrammeCopy m_copy;
    Face m_face = Face::List;
    CalendarFace m_calendar;
    SessionMove m_move;
    std::set<std::string> m_picked;
    BulkPublish m_bulk;
};

} // namespace meguri::desk::models
