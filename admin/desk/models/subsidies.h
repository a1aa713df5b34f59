// The section 補助金: the board, the chosen subsidy with its history, and the form that adds a step. Which
// steps may come next is the hub's word: it says so with the subsidy or when it refuses one. One thread.
#pragma once

#include "admin/desk/models/forms.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/subsidy_board.h"

#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

class Subsidies {
public:
    Subsidies(Jobs& jobs, base::Clock const& clock, Told told);

    void show_scope(Scope const& scope);
    void refresh();
    void forget();

    SubsidyBoard const& board() const { return m_board; }
    std::optional<Status> const& status() const { return m_status; }
    int revision() const { return m_revision; }

    void choose(std::string const& id);
    std::string const& chosen_id() const { return m_chosen; }
    Subsidy const* chosen() const { return m_board.find(m_chosen); }

    bool can_add_step() const;
    bool is_form_open() const { return m_is_form_open; }
    void open_form();
    void close_form();
    void submit(StepForm form);
    StepForm const& form() const { return m_form; }
    Remarks const& remarks() const { return m_remarks; }
    /// What the form offers: the steps the hub named, else every step.
    std::vector<std::string> offered_steps() const;

    bool is_sending() const { return m_is_sending; }
    bool has_loaded() const { return m_as_of.has_value(); }
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    struct Loaded {
        std::vector<Subsidy> subsidies;
        std::vector<Municipality> municipalities;
        std::optional<Status> status;
    };
    static Outcome<Loaded> load(Api& api, int fiscal_year);
    void take(Outcome<Loaded> outcome);
    void take_added(Outcome<Done> outcome, std::string const& step);

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Told m_told;
    Scope m_scope;
    SubsidyBoard m_board;
    std::optional<Status> m_status;
    int m_revision = 0;
    std::string m_chosen;
    bool m_is_form_open = false;
    StepForm m_form;
    Remarks m_remarks;
    std::vector<std::string> m_allowed; ///< From the last refusal, for the chosen one.
    bool m_is_sending = false;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
