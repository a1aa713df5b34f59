// The face 開催回と金額 of the section 補助金: the sessions that count for the chosen subsidy and those that
// count for none, what each cost and brings, and the panels in which a clerk enters a cost, takes a session
// out or has one count. What counts and how much is the hub's word. One thread.
#pragma once

#include "admin/desk/models/account_answers.h"
#include "admin/desk/models/forms.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/table.h"

#include <optional>
#include <string>

namespace meguri::desk::models {

class MoneyTable final : public RowTable<AccountLine> {
public:
    MoneyTable();
};

class UncountedTable final : public RowTable<AccountSession> {
public:
    UncountedTable();
};

class SubsidyMoney {
public:
    enum class Panel { None, Cost, TakeOut, Claim };

    SubsidyMoney(Jobs& jobs, Told told);

    /// Empty: none is chosen. `may_write`: the municipality's own clerk looks at it.
    void show_subsidy(std::string const& id, bool may_write);
    void refresh();
    void forget() { show_subsidy("", false); }

    std::optional<SubsidyAccount> const& account() const { return m_account; }
    int revision() const { return m_revision; }
    MoneyTable& table() { return m_table; }
    UncountedTable& uncounted() { return m_uncounted; }
    void sort_by(std::size_t column, bool is_descending);
    void sort_uncounted_by(std::size_t column, bool is_descending);
    void choose(std::string const& session);
    void choose_uncounted(std::string const& session);
    std::string const& chosen_id() const { return m_chosen; }
    std::string const& chosen_uncounted_id() const { return m_chosen_uncounted; }
    AccountLine const* chosen() const { return m_table.find(m_chosen); }
    AccountSession const* chosen_uncounted() const { return m_uncounted.find(m_chosen_uncounted); }
    /// Why the chosen session brings what it brings, condition by condition; empty while none is chosen.
    std::string chosen_words() const;

    bool may_write() const { return m_may_write; }
    bool can_change() const { return m_may_write && chosen() && !m_is_sending; }
    bool can_claim() const { return m_may_write && chosen_uncounted() && !m_is_sending; }

    Panel panel() const { return m_panel; }
    void open_cost();
    void open_take_out();
    void open_claim();
    void close_panel();
    /// Both as typed. When they are in, the next session's form is open: a column of amounts is typed with
    /// Enter.
    void save_cost(std::string const& planned, std::string const& real);
    void take_out(std::string const& reason) { settle(m_chosen, false, reason); }
    void claim(std::string const& reason) { settle(m_chosen_uncounted, true, reason); }

    Remarks const& remarks() const { return m_remarks; }
    bool is_sending() const { return m_is_sending; }
    Notice const& notice() const { return m_notice; }

private:
    void open_panel(Panel panel, bool is_possible);
    void take(Outcome<SubsidyAccount> outcome);
    void settle(std::string const& session, bool counts, std::string const& reason);
    void take_cost(Outcome<Done> outcome);
    void take_settled(Outcome<Done> outcome, bool counts);
    bool take_refusal(Outcome<Done> const& outcome);
    void go_to_next();

    Jobs& m_jobs;
    Told m_told;
    std::string m_subsidy;
    bool m_may_write = false;
    std::optional<SubsidyAccount> m_account;
    MoneyTable m_table;
    UncountedTable m_uncounted;
    int m_revision = 0;
    std::string m_chosen;
    std::string m_chosen_uncounted;
    Panel m_panel = Panel::None;
    Remarks m_remarks;
    bool m_is_sending = false;
    Notice m_notice;
};

} // namespace meguri::desk::models
