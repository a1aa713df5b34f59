// The section 開催回: the list of sessions of a year, the chosen one, and what may be done with it. Keeps
// what it had when the hub is away; says that something was done only when the hub said so. One thread.
#pragma once

#include "admin/desk/models/forms.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/session_table.h"

#include <optional>
#include <string>

namespace meguri::desk::models {

class Sessions {
public:
    enum class Panel { None, Details, Form, CancelReason };

    Sessions(Jobs& jobs, base::Clock const& clock, Told told);

    void show_scope(Scope const& scope);
    void refresh();
    void forget();

    SessionTable& table() { return m_table; }
    SessionTable const& table() const { return m_table; }
    /// Grows whenever the rows or their order may have changed.
    int revision() const { return m_revision; }
    void sort_by(std::size_t column, bool is_descending);

    /// The first visible row that is not over yet; the number of rows when all are.
    std::size_t first_to_come() const;

    void choose(std::string const& id);
    std::string const& chosen_id() const { return m_chosen; }
    Session const* chosen() const { return m_table.find(m_chosen); }

    Panel panel() const { return m_panel; }
    void open_form();
    void open_cancel();
    void close_panel();

    /// Checks, then sends; the form comes back with remarks when something is wrong.
    void submit(SessionForm form);
    SessionForm const& form() const { return m_form; }
    Remarks const& remarks() const { return m_remarks; }
    void act(domain::SessionAction action, std::string const& reason = "");

    std::vector<domain::SessionAction> offered() const;
    bool can_create() const;
    bool is_sending() const { return m_is_sending; }
    bool has_loaded() const { return m_as_of.has_value(); }
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    void take_list(Outcome<std::vector<Session>> outcome);
    void take_created(Outcome<Session> outcome);
    void take_done(Outcome<Done> outcome, domain::SessionAction action, std::string const& title);
    void trouble(Problem const& problem);

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Told m_told;
    Scope m_scope;
    SessionTable m_table;
    int m_revision = 0;
    std::string m_chosen;
    Panel m_panel = Panel::None;
    SessionForm m_form;
    Remarks m_remarks;
    bool m_is_sending = false;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
