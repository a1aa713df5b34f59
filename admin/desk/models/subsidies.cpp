#include "admin/desk/models/subsidies.h"

#include "admin/desk/models/typed.h"
#include "admin/desk/models/words.h"
#include "shared/domain/subsidy_entry.h"

#include <algorithm>

namespace meguri::desk::models {

Subsidies::Subsidies(Jobs& jobs, base::Clock const& clock, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_told(std::move(told))
    , m_money(jobs, m_told)
{
}

void Subsidies::show_scope(Scope const& scope)
{
    bool const needs_hub = scope.fiscal_year != m_scope.fiscal_year;
    m_scope = scope;
    m_board.set_filter(scope.query, scope.municipality);
    m_table.set_subsidies(m_board.subsidies(), scope.municipality, domain::tokyo_date(m_clock.now()));
    m_table.set_filter(scope.query);
    ++m_revision;
    if (needs_hub || !m_as_of)
        refresh();
    else
        m_told();
}

Outcome<Subsidies::Loaded> Subsidies::load(Api& api, int fiscal_year)
{
    auto municipalities = api.municipalities();
    if (!municipalities)
        return base::fail(municipalities.error());
    auto subsidies = api.subsidies(fiscal_year);
    if (!subsidies)
        return base::fail(subsidies.error());
    Answer<Loaded> loaded{
        {std::move(subsidies->value), std::move(municipalities->value), std::nullopt}, subsidies->as_of};
    // The report is a line above the board; without the right to it the board still stands.
    if (auto status = api.status(fiscal_year))
        loaded.value.status = status->value;
    return loaded;
}

void Subsidies::turn_to(Face face)
{
    if (face == m_face)
        return;
    m_face = face;
    m_form_kind = FormKind::None;
    m_notice = {};
    m_told();
}

void Subsidies::sort_by(std::size_t column, bool is_descending)
{
    m_table.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

bool Subsidies::may(domain::Right right) const
{
    auto const* subsidy = chosen();
    return subsidy && domain::may(m_scope.actor, right, {subsidy->municipality, "", "", false});
}

void Subsidies::show_money()
{
    m_money.show_subsidy(chosen() ? m_chosen : "", may(domain::Right::WriteAccount));
}

void Subsidies::refresh()
{
    m_money.refresh();
    m_jobs.ask<Loaded>([year = m_scope.fiscal_year](Api& api) { return load(api, year); },
        [this, year = m_scope.fiscal_year](auto outcome) {
            if (year == m_scope.fiscal_year)
                take(std::move(outcome));
        });
}

void Subsidies::take(Outcome<Loaded> outcome)
{
    if (!outcome) {
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        return m_told();
    }
    m_board.set_subsidies(std::move(outcome->value.subsidies), outcome->value.municipalities,
        domain::tokyo_date(m_clock.now()));
    m_table.set_subsidies(m_board.subsidies(), m_scope.municipality, domain::tokyo_date(m_clock.now()));
    show_money();
    m_status = outcome->value.status;
    m_as_of = outcome->as_of;
    if (m_notice.tone == Tone::Stop && !is_form_open())
        m_notice = {};
    ++m_revision;
    m_told();
}

void Subsidies::forget()
{
    m_scope = {};
    m_board.set_subsidies({}, {}, domain::tokyo_date(m_clock.now()));
    m_table.set_rows({});
    m_money.forget();
    m_face = Face::Board;
    m_status.reset();
    m_chosen.clear();
    m_form_kind = FormKind::None;
    m_form = {};
    m_remarks.clear();
    m_allowed.clear();
    m_notice = {};
    m_as_of.reset();
    ++m_revision;
}

void Subsidies::choose(std::string const& id)
{
    if (id == m_chosen)
        return;
    m_chosen = id;
    m_form_kind = FormKind::None;
    m_form = {};
    m_remarks.clear();
    m_allowed.clear();
    m_notice = {};
    show_money();
    m_told();
}

std::vector<std::string> Subsidies::named_steps() const
{
    if (!m_allowed.empty())
        return m_allowed;
    auto const* subsidy = chosen();
    if (subsidy && subsidy->allowed)
        return *subsidy->allowed;
    std::vector<std::string> all;
    for (auto const& [name, word] : subsidy_step_choices())
        all.push_back(name);
    return all;
}

std::vector<std::string> Subsidies::offered_steps() const
{
    auto steps = named_steps();
    std::erase(steps, "sent_back");
    return steps;
}

bool Subsidies::can_add_step() const
{
    return may(domain::Right::WriteSubsidy) && !offered_steps().empty();
}

bool Subsidies::can_send_back() const
{
    auto const* subsidy = chosen();
    return may(domain::Right::WriteSubsidy) && subsidy->allowed
        && std::ranges::find(*subsidy->allowed, "sent_back") != subsidy->allowed->end();
}

std::vector<Choice> Subsidies::correctable() const
{
    std::vector<Choice> entries;
    auto const* subsidy = chosen();
    if (!subsidy || !may(domain::Right::WriteSubsidy))
        return entries;
    for (std::size_t i = subsidy->history.size(); i-- > 0;) {
        auto const& entry = subsidy->history[i];
        auto const step = domain::from_name<domain::SubsidyStep>(entry.step);
        bool const is_own
            = m_scope.actor.role == domain::Role::Prefecture || (step && domain::is_municipal_step(*step));
        if (entry.corrects == 0 && is_own)
            entries.emplace_back(
                std::to_string(i + 1), std::to_string(i + 1) + "番 " + subsidy_step_words(entry.step));
    }
    return entries;
}

void Subsidies::open(FormKind kind, StepForm form)
{
    m_form_kind = chosen() ? kind : FormKind::None;
    m_form = std::move(form);
    ++m_form_revision;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void Subsidies::open_form()
{
    StepForm form;
    auto const steps = offered_steps();
    form.step = steps.size() == 1 ? steps.front() : "";
    open(FormKind::Advance, std::move(form));
}

void Subsidies::open_send_back()
{
    StepForm form;
    form.step = "sent_back";
    if (can_send_back())
        open(FormKind::SendBack, std::move(form));
}

void Subsidies::open_correction()
{
    if (auto const entries = correctable(); !entries.empty())
        pick_entry(entries.front().first);
}

void Subsidies::pick_entry(std::string const& number)
{
    auto const* subsidy = chosen();
    auto const place = typed_count(number).value_or(0);
    if (!subsidy || place < 1 || place > static_cast<int>(subsidy->history.size()))
        return;
    auto standing = subsidy->history[static_cast<std::size_t>(place) - 1];
    for (auto const& entry : subsidy->history)
        if (entry.corrects == place && entry.stands)
            standing = entry;
    StepForm form;
    form.step = standing.step;
    form.date = standing.date;
    form.known_by = standing.date.empty() ? standing.known_by : "";
    form.amount = standing.amount ? std::to_string(*standing.amount) : "";
    form.papers = paper_words(standing.papers);
    form.corrects = number;
    open(FormKind::Correct, std::move(form));
}

void Subsidies::close_form()
{
    open(FormKind::None, {});
}

void Subsidies::submit(StepForm form)
{
    auto const* subsidy = chosen();
    if (!subsidy || m_is_sending)
        return;
    m_form = std::move(form);
    auto const now = m_clock.now();
    m_remarks = m_form.problems(now);
    m_notice = m_remarks.empty() ? Notice{} : Notice{Tone::Stop, "印のついた所を 直してください。"};
    if (m_remarks.empty()) {
        m_is_sending = true;
        m_jobs.ask<Done>(
            [id = subsidy->id, body = m_form.body(now)](Api& api) { return api.add_step(id, body); },
            [this, sent = m_form](auto outcome) { take_added(std::move(outcome), sent); });
    }
    m_told();
}

void Subsidies::take_added(Outcome<Done> outcome, StepForm const& form)
{
    m_is_sending = false;
    if (!outcome) {
        auto const& problem = outcome.error();
        m_remarks = problem.fields;
        m_allowed = problem.allowed;
        if (!m_allowed.empty())
            m_remarks.push_back({"step", "step_not_allowed"});
        m_notice = {Tone::Stop, problem_words(problem)};
        if (problem.kind == ProblemKind::Unreachable)
            m_notice.text = "ハブにつながりません。進めたかどうか 分かりません。つながったら 履歴を確かめ、"
                            "無ければ もう1度 送ってください。書いたものは そのまま残っています。";
        return m_told();
    }
    m_form_kind = FormKind::None;
    m_form = {};
    m_allowed.clear();
    m_notice = {Tone::Ok, subsidy_step_words(form.step) + "へ 進めました。"};
    if (form.step == "sent_back")
        m_notice.text = "差し戻しました。";
    if (!form.corrects.empty())
        m_notice.text = form.takes_back ? "記録を 取り消しました。前の記録も 残っています。"
                                        : "記録を 訂正しました。前の記録も 残っています。";
    refresh();
    m_told();
}

std::string Subsidies::csv()
{
    switch (m_face) {
    case Face::Board:
        return to_csv(m_board.text_rows());
    case Face::Table:
        return m_table.csv();
    case Face::Money:
        return m_money.table().csv();
    }
    return "";
}

std::string Subsidies::csv_title() const
{
    return m_face == Face::Money ? "補助金の開催回" : "補助金";
}

} // namespace meguri::desk::models
