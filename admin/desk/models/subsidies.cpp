#include "admin/desk/models/subsidies.h"

#include "admin/desk/models/words.h"

namespace meguri::desk::models {

Subsidies::Subsidies(Jobs& jobs, base::Clock const& clock, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_told(std::move(told))
{
}

void Subsidies::show_scope(Scope const& scope)
{
    bool const needs_hub = scope.fiscal_year != m_scope.fiscal_year;
    m_scope = scope;
    m_board.set_filter(scope.query, scope.municipality);
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

void Subsidies::refresh()
{
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
    m_status = outcome->value.status;
    m_as_of = outcome->as_of;
    if (m_notice.tone == Tone::Stop && !m_is_form_open)
        m_notice = {};
    ++m_revision;
    m_told();
}

void Subsidies::forget()
{
    m_scope = {};
    m_board.set_subsidies({}, {}, domain::tokyo_date(m_clock.now()));
    m_status.reset();
    m_chosen.clear();
    m_is_form_open = false;
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
    m_is_form_open = false;
    m_form = {};
    m_remarks.clear();
    m_allowed.clear();
    m_notice = {};
    m_told();
}

bool Subsidies::can_add_step() const
{
    auto const* subsidy = chosen();
    bool const has_next = subsidy && (!subsidy->allowed || !subsidy->allowed->empty());
    return has_next
        && domain::may(m_scope.actor, domain::Right::WriteSubsidy, {subsidy->municipality, "", "", false});
}

void Subsidies::open_form()
{
    m_is_form_open = chosen() != nullptr;
    m_notice = {};
    m_told();
}

void Subsidies::close_form()
{
    m_is_form_open = false;
    m_form = {};
    m_remarks.clear();
    m_notice = {};
    m_told();
}

std::vector<std::string> Subsidies::offered_steps() const
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
            [this, step = m_form.step](auto outcome) { take_added(std::move(outcome), step); });
    }
    m_told();
}

void Subsidies::take_added(Outcome<Done> outcome, std::string const& step)
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
    m_is_form_open = false;
    m_form = {};
    m_allowed.clear();
    m_notice = {Tone::Ok, subsidy_step_words(step) + "へ 進めました。"};
    refresh();
    m_told();
}

} // namespace meguri::desk::models
