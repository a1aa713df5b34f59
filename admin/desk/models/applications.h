// The section 申込: the roster of one chosen session, people added by phone, people cancelled. Names are
// fetched only when somebody opens a roster or changed it, never on a timer, because each reading is on the
// record. One thread.
#pragma once

#include "admin/desk/models/forms.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/roster_table.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/session_table.h"
#include "admin/desk/models/words.h"

#include <optional>
#include <string>

namespace meguri::desk::models {

/// The sessions people can be on, soonest first, with the columns a narrow list has room for.
class SessionPicks final : public RowTable<Session> {
public:
    SessionPicks();
};

class Applications {
public:
    enum class Panel { None, Form, CancelReason, Place };

    Applications(Jobs& jobs, base::Clock const& clock, base::Random& random, Told told);

    /// The list to pick from: what the sessions section holds; drafts have no people and stay out.
    void take_sessions(std::vector<Session> const& sessions);
    void show_scope(Scope const& scope);
    void forget();

    SessionPicks& picks() { return m_picks; }
    RosterTable& table() { return m_table; }
    void sort_picks(std::size_t column, bool is_descending);
    void sort_roster(std::size_t column, bool is_descending);
    int revision() const { return m_revision; }
    Roster const& roster() const { return m_roster; }
    bool has_roster() const { return m_as_of.has_value(); }

    void choose_session(std::string const& id);
    std::string const& session_id() const { return m_session; }
    Session const* session() const { return m_picks.find(m_session); }
    void refresh_roster();

    void choose_entry(std::string const& id);
    std::string const& entry_id() const { return m_entry; }
    RosterRow const* entry() const { return m_table.find(m_entry); }
    /// Whether cancelling the chosen one can still change anything.
    bool can_cancel() const;
    /// Whether this user may add somebody to the chosen session, as it is now.
    bool can_add() const;

    Panel panel() const { return m_panel; }
    void open_form();
    void open_cancel();
    void open_place();
    void close_panel();

    void submit(PhoneRegistrationForm form);
    PhoneRegistrationForm const& form() const { return m_form; }
    Remarks const& remarks() const { return m_remarks; }
    void cancel(std::string const& reason);

    /// Whether the chosen one has a place in the line.
    bool can_change_place() const;
    /// Before whom it may stand; the first is the front of the line.
    std::vector<Choice> places() const;
    void change_place(std::string const& before, std::string const& reason);
    /// Whether the chosen one came up from the line and let the day of the reply pass; offered only where the
    /// hub's roster names that day.
    bool can_release() const;
    void release();

    bool is_sending() const { return m_is_sending; }
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    bool may_register() const;
    void take_roster(std::string const& session, Outcome<Roster> outcome);
    void take_registered(Outcome<Registered> outcome);
    bool lacks_reason(std::string const& reason);
    void take_cancelled(Outcome<Done> outcome, std::string const& who);
    /// After what moved people: `words` when the hub did it.
    void take_moved(Outcome<Done> outcome, std::string const& words);

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Told m_told;
    Scope m_scope;
    SessionPicks m_picks;
    RosterTable m_table;
    Roster m_roster;
    int m_revision = 0;
    std::string m_session;
    std::string m_entry;
    Panel m_panel = Panel::None;
    PhoneRegistrationForm m_form;
    SubmissionKey m_key;
    Remarks m_remarks;
    bool m_is_sending = false;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
