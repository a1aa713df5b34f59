#include "admin/desk/models/subsidy_money.h"

#include "admin/desk/models/typed.h"
#include "admin/desk/models/words.h"

namespace meguri::desk::models {

using nlohmann::json;

namespace {

bool is_held(AccountSession const& session)
{
    return session.state == "held";
}

std::string whole_yen(std::int64_t yen)
{
    return grouped(yen) + "円";
}

Cell moment_cell(AccountSession const& session)
{
    return {moment_words(session.starts_at)};
}

Cell came_cell(AccountLine const& line)
{
    if (!line.participants)
        return {"－", Tone::Quiet};
    auto const seniors = line.seniors ? std::to_string(*line.seniors) : "?";
    return {std::to_string(*line.participants) + "人(" + seniors + "人)"};
}

/// What it came to, else what is planned.
Cell cost_cell(AccountLine const& line)
{
    auto const& session = line.session;
    if (session.real)
        return {whole_yen(*session.real)};
    if (session.planned)
        return {"予定 " + whole_yen(*session.planned), Tone::Quiet};
    return {"未入力", is_held(session) ? Tone::Few : Tone::Quiet};
}

AccountAmount const& amount_of(AccountLine const& line)
{
    return is_held(line.session) ? line.final_amount : line.forecast;
}

Cell amount_cell(AccountLine const& line)
{
    auto const& amount = amount_of(line);
    if (is_held(line.session))
        return {whole_yen(amount.yen), amount.yen > 0 ? Tone::Strong : Tone::Few};
    return {"見込み " + whole_yen(amount.yen), Tone::Quiet};
}

SortKey cost_key(AccountLine const& line)
{
    return line.session.real.value_or(line.session.planned.value_or(-1));
}

std::vector<ColumnOf<AccountLine>> money_columns()
{
    using L = AccountLine;
    return {
        {{"日時", 165}, [](L const& line) { return moment_cell(line.session); },
            [](L const& line) { return SortKey(base::seconds_of(line.session.starts_at)); }},
        {{"教室", 190},
            [](L const& line) {
                return Cell{line.session.title, Tone::Strong};
            }},
        {{"会場", 130}, [](L const& line) { return Cell{line.session.venue}; }},
        {{"状態", 70}, [](L const& line) { return Cell{session_state_words(line.session.state)}; }},
        {{"参加(65歳以上)", 110, Align::Right}, came_cell,
            [](L const& line) { return SortKey(std::int64_t{line.participants.value_or(-1)}); }},
        {{"経費", 135, Align::Right}, cost_cell, cost_key},
        {{"補助額", 140, Align::Right}, amount_cell,
            [](L const& line) { return SortKey(amount_of(line).yen); }},
        {{"わけ", 330},
            [](L const& line) {
                return Cell{amount_of(line).why, Tone::Quiet};
            }},
    };
}

std::vector<ColumnOf<AccountSession>> uncounted_columns()
{
    using S = AccountSession;
    return {
        {{"日時", 165}, moment_cell,
            [](S const& session) { return SortKey(base::seconds_of(session.starts_at)); }},
        {{"教室", 220},
            [](S const& session) {
                return Cell{session.title, Tone::Strong};
            }},
        {{"会場", 150}, [](S const& session) { return Cell{session.venue}; }},
        {{"状態", 80}, [](S const& session) { return Cell{session_state_words(session.state)}; }},
        {{"外した理由", 260},
            [](S const& session) {
                return Cell{session.claim, Tone::Quiet};
            }},
    };
}

} // namespace

MoneyTable::MoneyTable()
    : RowTable(money_columns(), [](AccountLine const& line) { return line.session.id; })
{
}

UncountedTable::UncountedTable()
    : RowTable(uncounted_columns(), [](AccountSession const& session) { return session.id; })
{
}

SubsidyMoney::SubsidyMoney(Jobs& jobs, Told told)
    : m_jobs(jobs)
    , m_told(std::move(told))
{
}

void SubsidyMoney::show_subsidy(std::string const& id, bool may_write)
{
    m_may_write = may_write;
    if (id == m_subsidy)
        return;
    m_subsidy = id;
    m_account.reset();
    m_table.set_rows({});
    m_uncounted.set_rows({});
    ++m_revision;
    m_chosen.clear();
    m_chosen_uncounted.clear();
    m_panel = Panel::None;
    m_remarks.clear();
    m_notice = {};
    refresh();
}

void SubsidyMoney::refresh()
{
    if (m_subsidy.empty())
        return;
    m_jobs.ask<SubsidyAccount>([id = m_subsidy](Api& api) { return api.subsidy_account(id); },
        [this, id = m_subsidy](auto outcome) {
            if (id == m_subsidy)
                take(std::move(outcome));
        });
}

void SubsidyMoney::take(Outcome<SubsidyAccount> outcome)
{
    if (!outcome) {
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        return m_told();
    }
    m_account = std::move(outcome->value);
    m_table.set_rows(m_account->lines);
    m_uncounted.set_rows(m_account->uncounted);
    ++m_revision;
    m_told();
}

void SubsidyMoney::sort_by(std::size_t column, bool is_descending)
{
    m_table.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

void SubsidyMoney::sort_uncounted_by(std::size_t column, bool is_descending)
{
    m_uncounted.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

void SubsidyMoney::choose(std::string const& session)
{
    if (session == m_chosen)
        return;
    m_chosen = session;
    if (m_panel != Panel::Cost)
        m_panel = Panel::None;
    m_remarks.clear();
    m_told();
}

void SubsidyMoney::choose_uncounted(std::string const& session)
{
    if (session == m_chosen_uncounted)
        return;
    m_chosen_uncounted = session;
    if (m_panel == Panel::Claim)
        m_panel = Panel::None;
    m_told();
}

std::string SubsidyMoney::chosen_words() const
{
    auto const* line = chosen();
    if (!line)
        return "";
    auto words = (is_held(line->session) ? "確定: " : "見込み: ") + amount_of(*line).why;
    for (auto const& finding : line->findings)
        words += "\n" + std::string(finding.is_passed ? "○ " : finding.is_known ? "× " : "？ ") + finding.why;
    for (auto const& warning : m_account->warnings)
        if (warning.session == line->session.id)
            words += "\n× " + warning.words;
    if (!line->session.claim.empty())
        words += "\n数えた理由: " + line->session.claim;
    return words;
}

void SubsidyMoney::open_panel(Panel panel, bool is_possible)
{
    if (!is_possible)
        return;
    m_panel = panel;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void SubsidyMoney::open_cost()
{
    if (!chosen() && m_table.row_count() > 0)
        m_chosen = m_table.id(0);
    open_panel(Panel::Cost, can_change());
}

void SubsidyMoney::open_take_out()
{
    open_panel(Panel::TakeOut, can_change());
}

void SubsidyMoney::open_claim()
{
    open_panel(Panel::Claim, can_claim());
}

void SubsidyMoney::close_panel()
{
    m_panel = Panel::None;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void SubsidyMoney::save_cost(std::string const& planned, std::string const& real)
{
    if (!can_change())
        return;
    m_remarks.clear();
    json body = json::object();
    auto const read = [&](std::string const& typed, char const* field) {
        if (trimmed(typed).empty())
            return;
        if (auto const yen = typed_amount(typed))
            body[field] = *yen;
        else
            m_remarks.push_back({field, "not_a_number"});
    };
    read(planned, "planned");
    read(real, "real");
    m_notice = m_remarks.empty() ? Notice{} : Notice{Tone::Stop, "印のついた所を 直してください。"};
    if (m_remarks.empty()) {
        m_is_sending = true;
        m_jobs.ask<Done>([id = m_chosen, body](Api& api) { return api.save_cost(id, body); },
            [this](auto outcome) { take_cost(std::move(outcome)); });
    }
    m_told();
}

void SubsidyMoney::settle(std::string const& session, bool counts, std::string const& reason)
{
    if (session.empty() || m_is_sending)
        return;
    m_remarks.clear();
    m_notice = {};
    if (trimmed(reason).empty()) {
        m_remarks.push_back({"reason", "empty"});
        m_notice = {Tone::Stop, "印のついた所を 直してください。"};
        return m_told();
    }
    m_is_sending = true;
    json const body{{"session", session}, {"counts", counts}, {"reason", trimmed(reason)}};
    m_jobs.ask<Done>([id = m_subsidy, body](Api& api) { return api.claim_session(id, body); },
        [this, counts](auto outcome) { take_settled(std::move(outcome), counts); });
    m_told();
}

bool SubsidyMoney::take_refusal(Outcome<Done> const& outcome)
{
    m_is_sending = false;
    if (outcome)
        return false;
    m_remarks = outcome.error().fields;
    m_notice = {Tone::Stop, problem_words(outcome.error())};
    m_told();
    return true;
}

void SubsidyMoney::go_to_next()
{
    auto const row = m_table.row_of(m_chosen);
    if (row && *row + 1 < m_table.row_count())
        m_chosen = m_table.id(*row + 1);
    else
        m_panel = Panel::None;
}

void SubsidyMoney::take_cost(Outcome<Done> outcome)
{
    if (take_refusal(outcome))
        return;
    m_notice = {Tone::Ok, "経費を書きました。"};
    go_to_next();
    refresh();
    m_told();
}

void SubsidyMoney::take_settled(Outcome<Done> outcome, bool counts)
{
    if (take_refusal(outcome))
        return;
    m_notice = {Tone::Ok, counts ? "この補助金の開催回に 入れました。" : "この補助金から 外しました。"};
    m_panel = Panel::None;
    (counts ? m_chosen_uncounted : m_chosen).clear();
    refresh();
    m_told();
}

} // namespace meguri::desk::models
