// The face 利用者 of the section 利用者: the accounts this user may see; adding one, its role, a new password
// that is shown once, switching it off and on. One thread.
#pragma once

#include "admin/desk/models/forms.h"
#include "admin/desk/models/jobs.h"
#include "admin/desk/models/scope.h"
#include "admin/desk/models/table.h"
#include "admin/desk/models/words.h"

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace meguri::desk::models {

class AccountTable final : public RowTable<Account> {
public:
    AccountTable();
};

/// What is asked once more before it is done.
enum class AccountDeed { ResetPassword, SwitchOff, SwitchOn };
inline constexpr std::array account_deeds{
    AccountDeed::ResetPassword, AccountDeed::SwitchOff, AccountDeed::SwitchOn};
/// 使えなくする …: the button that asks.
std::string account_deed_words(AccountDeed deed);
/// 止める …: the button that does it.
std::string account_deed_verb(AccountDeed deed);
std::string account_deed_meaning(AccountDeed deed);

struct AccountForm {
    std::string login;
    std::string role;
    std::string organisation;
};

/// Where people can belong, as the whole desk knows it.
struct Belongings {
    std::vector<Municipality> const& towns;
    std::vector<Venue> const& venues;
    std::vector<Named> const& providers;
};

class Accounts {
public:
    enum class Panel { None, Add, Office, Deed, Secret };

    Accounts(Jobs& jobs, Told told);

    void show_scope(Scope const& scope);
    void refresh();
    void forget();

    AccountTable& table() { return m_table; }
    int revision() const { return m_revision; }
    void sort_by(std::size_t column, bool is_descending);
    void choose(std::string const& login);
    std::string const& chosen_id() const { return m_chosen; }
    Account const* chosen() const { return m_table.find(m_chosen); }

    bool can_add() const;
    bool can_change() const { return chosen() && chosen()->may_change && !m_is_sending; }
    bool can(AccountDeed deed) const;
    /// The roles this user may give.
    std::vector<Choice> roles() const;
    /// The organisations of such a role that this user may give accounts of; empty where the role needs none.
    std::vector<Choice> organisations(std::string const& role, Belongings const& all) const;

    Panel panel() const { return m_panel; }
    AccountDeed deed() const { return m_deed; }
    void open_add();
    void open_office();
    void open_deed(AccountDeed deed);
    /// Also forgets what was shown once.
    void close_panel();

    void add(AccountForm form);
    void change_office(std::string const& role, std::string const& organisation);
    void do_deed();
    Remarks const& remarks() const { return m_remarks; }
    std::optional<Secret> const& secret() const { return m_secret; }

    bool is_sending() const { return m_is_sending; }
    Notice const& notice() const { return m_notice; }
    std::optional<base::Time> as_of() const { return m_as_of; }

private:
    bool may_give(domain::Role role, domain::Ownership const& whose) const;
    void open_panel(Panel panel);
    void check_office(std::string const& role, std::string const& organisation);
    void take_secret(Outcome<Secret> outcome);
    void take_done(Outcome<Done> outcome, std::string const& words);

    Jobs& m_jobs;
    Told m_told;
    Scope m_scope;
    AccountTable m_table;
    int m_revision = 0;
    std::string m_chosen;
    Panel m_panel = Panel::None;
    AccountDeed m_deed = AccountDeed::ResetPassword;
    Remarks m_remarks;
    std::optional<Secret> m_secret;
    bool m_is_sending = false;
    Notice m_notice;
    std::optional<base::Time> m_as_of;
};

} // namespace meguri::desk::models
