#include "admin/desk/models/accounts.h"

#include "admin/desk/models/typed.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

Cell account_state(Account const& account)
{
    if (!account.is_active)
        return {"使えません", Tone::Quiet};
    if (account.locked_until)
        return {"まちがいで " + clock_words(*account.locked_until) + "まで 止まっています", Tone::Few};
    return {"使えます", Tone::Ok};
}

std::vector<ColumnOf<Account>> account_columns()
{
    return {
        {{"利用者名", 130},
            [](Account const& a) {
                return Cell{a.login, Tone::Strong};
            }},
        {{"役割", 80}, [](Account const& a) { return Cell{role_words(a.role)}; }},
        {{"団体", 170},
            [](Account const& a) {
                return Cell{a.organisation_name.empty() ? a.organisation : a.organisation_name};
            }},
        {{"最後のログイン", 160},
            [](Account const& a) {
                return a.last_login_at ? Cell{moment_words(*a.last_login_at)}
                                       : Cell{"まだありません", Tone::Quiet};
            },
            [](Account const& a) -> SortKey {
                return a.last_login_at ? std::int64_t(base::seconds_of(*a.last_login_at)) : 0;
            }},
        {{"状態", 230}, account_state},
    };
}

/// Whether accounts of this role belong to something that must be chosen.
bool needs_organisation(domain::Role role)
{
    return role != domain::Role::Operator && role != domain::Role::Prefecture;
}

} // namespace

std::string account_deed_words(AccountDeed deed)
{
    switch (deed) {
    case AccountDeed::ResetPassword:
        return "パスワードを新しくする";
    case AccountDeed::SwitchOff:
        return "使えなくする";
    case AccountDeed::SwitchOn:
        return "また使えるようにする";
    }
    return "";
}

std::string account_deed_verb(AccountDeed deed)
{
    switch (deed) {
    case AccountDeed::ResetPassword:
        return "新しくする";
    case AccountDeed::SwitchOff:
        return "止める";
    case AccountDeed::SwitchOn:
        return "もどす";
    }
    return "";
}

std::string account_deed_meaning(AccountDeed deed)
{
    switch (deed) {
    case AccountDeed::ResetPassword:
        return "新しいパスワードを 1回だけ 表示します。前のパスワードと、いまのログインは すぐに終わります。";
    case AccountDeed::SwitchOff:
        return "この利用者は ログインできなくなり、いまのログインも すぐに終わります。記録は 残ります。";
    case AccountDeed::SwitchOn:
        return "前のパスワードで また ログインできるように なります。";
    }
    return "";
}

AccountTable::AccountTable()
    : RowTable(account_columns(), [](Account const& account) { return account.login; })
{
}

Accounts::Accounts(Jobs& jobs, Told told)
    : m_jobs(jobs)
    , m_told(std::move(told))
{
}

void Accounts::show_scope(Scope const& scope)
{
    m_scope = scope;
    m_table.set_filter(scope.query);
    ++m_revision;
}

void Accounts::refresh()
{
    if (!can_add())
        return m_told();
    m_jobs.ask<std::vector<Account>>([](Api& api) { return api.accounts(); },
        [this](auto outcome) {
            if (!outcome) {
                m_notice = {Tone::Stop, problem_words(outcome.error())};
                return m_told();
            }
            m_table.set_rows(std::move(outcome->value));
            m_as_of = outcome->as_of;
            ++m_revision;
            m_told();
        });
}

void Accounts::forget()
{
    m_scope = {};
    m_table.set_rows({});
    m_chosen.clear();
    m_panel = Panel::None;
    m_remarks.clear();
    m_secret.reset();
    m_notice = {};
    m_as_of.reset();
    ++m_revision;
}

void Accounts::sort_by(std::size_t column, bool is_descending)
{
    m_table.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

void Accounts::choose(std::string const& login)
{
    if (login == m_chosen)
        return;
    m_chosen = login;
    // What was asked was about the one chosen before; what is shown once stays until it is closed.
    if (m_panel == Panel::Office || m_panel == Panel::Deed)
        m_panel = Panel::None;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

bool Accounts::may_give(domain::Role role, domain::Ownership const& whose) const
{
    return domain::may_manage(m_scope.actor, role, whose);
}

bool Accounts::can_add() const
{
    return domain::may(
        m_scope.actor, domain::Right::ManageUsers, {m_scope.actor.organisation, "", "", false});
}

bool Accounts::can(AccountDeed deed) const
{
    if (!can_change())
        return false;
    switch (deed) {
    case AccountDeed::ResetPassword:
    case AccountDeed::SwitchOff:
        return chosen()->is_active;
    case AccountDeed::SwitchOn:
        return !chosen()->is_active;
    }
    return false;
}

std::vector<Choice> Accounts::roles() const
{
    std::vector<Choice> roles;
    for (auto const& [role, name] : domain::Names<domain::Role>::entries)
        if (may_give(role, {m_scope.actor.organisation, "", "", false}))
            roles.emplace_back(name, role_words(name));
    return roles;
}

std::vector<Choice> Accounts::organisations(std::string const& role_name, Belongings const& all) const
{
    std::vector<Choice> found;
    auto const role = domain::from_name<domain::Role>(role_name);
    if (role == domain::Role::Municipality)
        for (auto const& town : all.towns)
            if (may_give(*role, {town.code, "", "", false}))
                found.emplace_back(town.code, town.name);
    if (role == domain::Role::Provider)
        for (auto const& provider : all.providers)
            if (may_give(*role, {"", provider.id, "", false}))
                found.emplace_back(provider.id, provider.name);
    if (role == domain::Role::Venue)
        for (auto const& venue : all.venues)
            if (may_give(*role, {venue.municipality, "", venue.id, false}))
                found.emplace_back(venue.id, venue.name);
    return found;
}

void Accounts::open_panel(Panel panel)
{
    m_panel = panel;
    m_secret.reset();
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void Accounts::open_add()
{
    if (can_add())
        open_panel(Panel::Add);
}

void Accounts::open_office()
{
    if (can_change())
        open_panel(Panel::Office);
}

void Accounts::open_deed(AccountDeed deed)
{
    if (!can(deed))
        return;
    m_deed = deed;
    open_panel(Panel::Deed);
}

void Accounts::close_panel()
{
    open_panel(Panel::None);
}

void Accounts::check_office(std::string const& role_name, std::string const& organisation)
{
    auto const role = domain::from_name<domain::Role>(role_name);
    if (!role)
        m_remarks.push_back({"role", "not_chosen"});
    else if (needs_organisation(*role) && organisation.empty())
        m_remarks.push_back({"organisation", "not_chosen"});
    m_notice = m_remarks.empty() ? Notice{} : Notice{Tone::Stop, "印のついた所を 直してください。"};
}

void Accounts::add(AccountForm form)
{
    if (m_panel != Panel::Add || m_is_sending)
        return;
    form.login = trimmed(form.login);
    m_remarks.clear();
    need(m_remarks, "login", form.login);
    check_office(form.role, form.organisation);
    if (m_remarks.empty()) {
        m_is_sending = true;
        nlohmann::json const body{
            {"login", form.login}, {"role", form.role}, {"organisation", form.organisation}};
        m_jobs.ask<Secret>([body](Api& api) { return api.add_account(body); },
            [this](auto outcome) { take_secret(std::move(outcome)); });
    }
    m_told();
}

void Accounts::change_office(std::string const& role, std::string const& organisation)
{
    if (m_panel != Panel::Office || !can_change())
        return;
    m_remarks.clear();
    check_office(role, organisation);
    if (m_remarks.empty()) {
        m_is_sending = true;
        m_jobs.ask<Done>([login = m_chosen, role, organisation](
                             Api& api) { return api.change_office(login, role, organisation); },
            [this](auto outcome) { take_done(std::move(outcome), "役割を 変えました。"); });
    }
    m_told();
}

void Accounts::do_deed()
{
    if (m_panel != Panel::Deed || !can(m_deed))
        return;
    m_is_sending = true;
    m_notice = {};
    if (m_deed == AccountDeed::ResetPassword)
        m_jobs.ask<Secret>([login = m_chosen](Api& api) { return api.reset_password(login); },
            [this](auto outcome) { take_secret(std::move(outcome)); });
    else
        m_jobs.ask<Done>([login = m_chosen, is_active = m_deed == AccountDeed::SwitchOn](
                             Api& api) { return api.switch_account(login, is_active); },
            [this, deed = m_deed](auto outcome) {
                take_done(std::move(outcome),
                    deed == AccountDeed::SwitchOn ? "また使えるように しました。" : "使えなくしました。");
            });
    m_told();
}

void Accounts::take_secret(Outcome<Secret> outcome)
{
    m_is_sending = false;
    if (!outcome) {
        m_remarks = outcome.error().fields;
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        // Somebody must look whether it was done: what is shown once did not arrive.
        if (outcome.error().kind == ProblemKind::Unreachable)
            m_notice.text = "ハブにつながりません。できたかどうか 分かりません。一覧を新しくして 確かめ、"
                            "パスワードが 分からなければ 新しくしてください。";
        return m_told();
    }
    m_secret = std::move(outcome->value);
    m_panel = Panel::Secret;
    m_chosen = m_secret->whose;
    refresh();
    m_told();
}

void Accounts::take_done(Outcome<Done> outcome, std::string const& words)
{
    m_is_sending = false;
    if (!outcome) {
        m_remarks = outcome.error().fields;
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        return m_told();
    }
    m_panel = Panel::None;
    m_notice = {Tone::Ok, words};
    refresh();
    m_told();
}

} // namespace meguri::desk::models
