// The section 補助金: the board and the table, the chosen subsidy with its history and its money, and the
// form that adds a step, sends back, or corrects an entry. Which steps may come next is the hub's word: it
// says so with the subsidy or when it refuses one. One thread.
#pragma once

#include "admin/desk/models/forms.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/subsidy_board.h"
#include "admin/desk/models/subsidy_money.h"
#include "admin/desk/models/subsidy_table.h"
#include "admin/desk/models/words.h"

#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

class Subsidies {
public:
    enum class Face { Board, Table, Money };
    enum class FormKind { None, Advance, SendBack, Correct };

    Subsidies(Jobs& jobs, base::Clock const& clock, Told told);

    void show_scope(Scope const& scope);
    void refresh();
    void forget();

    Face face() const { return m_face; }
    void turn_to(Face face);
    SubsidyTable& table() { return m_table; }
    void sort_by(std::size_t column, bool is_descending);
    SubsidyMoney& money() { return m_money; }

    SubsidyBoard const& board() const { return m_board; }
    std::optional<Status> const& status() const { return m_status; }
    int revision() const { return m_revision; }

    void choose(std::string const& id);
    std::string const& chosen_id() const { return m_chosen; }
    Subsidy const* chosen() const { return m_board.find(m_chosen); }

    bool can_add_step() const;
    bool can_send_back() const;
    /// Entries that this user may correct, the newest first, by their numbers.
    std::vector<Choice> correctable() const;
    FormKind form_kind() const { return m_form_kind; }
    bool is_form_open() const { return m_form_kind != FormKind::None; }
    void open_form();
    void open_send_back();
    void open_correction();
    /// Fills the correction with that entry as it stands.
    void pick_entry(std::string const& number);
    /// Rises when the form was filled anew.
    int form_revision() const { return m_form_revision; }
    void close_form();
    void submit(StepForm form);
    StepForm const& form() const { return m_form; }
    Remarks const& remarks() const { return m_remarks; }
    /// What the form offers: the steps the hub named, else every step. Sending back has a button of its own.
    std::vector<std::string> offered_steps() const;

    bool is_sending() const { return m_is_sending; }
    bool has_loaded() const { return m_as_of.has_value(); }
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }
    /// Of the open face.
    std::string csv();
    std::string csv_title() const;

private:
    struct Loaded {
        std::vector<Subsidy> subsidies;
        std::vector<Municipality> municipalities;
        std::optional<Status> status;
    };
    static Outcome<Loaded> load(Api& api, int fiscal_year);
    void take(Outcome<Loaded> outcome);
    void take_added(Outcome<Done> outcome, StepForm const& form);
    void open(FormKind kind, StepForm form);
    void show_money();
    bool may(domain::Right right) const;
    std::vector<std::string> named_steps() const;

    Jobs& m_jobs;
    base::Clock const& m_clock;
    Told m_told;
    Scope m_scope;
    Face m_face = Face::Board;
    SubsidyBoard m_board;
    SubsidyTable m_table;
    SubsidyMoney m_money;
    std::optional<Status> m_status;
    int m_revision = 0;
    std::string m_chosen;
    FormKind m_form_kind = FormKind::None;
    int m_form_revision = 0;
    StepForm m_form;
    Remarks m_remarks;
    std::vector<std::string> m_allowed; ///< From the last refusal, for the chosen one.
    bool m_is_sending = false;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
