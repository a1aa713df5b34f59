#include "admin/desk/models/sessions.h"

#include "admin/desk/models/words.h"
#include "shared/domain/fiscal_year.h"

namespace meguri::desk::models {

Sessions::Sessions(Jobs& jobs, base::Clock const& clock, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_told(std::move(told))
{
}

void Sessions::show_scope(Scope const& scope)
{
    bool const needs_hub
        = scope.fiscal_year != m_scope.fiscal_year || scope.municipality != m_scope.municipality;
    m_scope = scope;
    m_table.set_filter(m_scope.query);
    ++m_revision;
    if (needs_hub || !m_as_of)
        refresh();
    else
        m_told();
}

void Sessions::refresh()
{
    domain::FiscalYear const year{m_scope.fiscal_year};
    SessionQuery const query{m_scope.municipality, domain::to_iso(domain::first_day(year)),
        domain::to_iso(domain::first_day({year.year + 1}))};
    m_jobs.ask<std::vector<Session>>([query](Api& api) { return api.sessions(query); },
        [this, asked = m_scope](auto outcome) {
            // An answer to a question that was replaced meanwhile would show the wrong year.
            if (asked.fiscal_year == m_scope.fiscal_year && asked.municipality == m_scope.municipality)
                take_list(std::move(outcome));
        });
}

void Sessions::forget()
{
    m_scope = {};
    m_table.set_rows({});
    m_chosen.clear();
    m_panel = Panel::None;
    m_form = {};
    m_remarks.clear();
    m_notice = {};
    m_as_of.reset();
    ++m_revision;
}

void Sessions::take_list(Outcome<std::vector<Session>> outcome)
{
    if (!outcome)
        return trouble(outcome.error());
    m_table.set_rows(std::move(outcome->value));
    m_as_of = outcome->as_of;
    if (m_notice.tone == Tone::Stop && m_remarks.empty())
        m_notice = {};
    ++m_revision;
    m_told();
}

void Sessions::sort_by(std::size_t column, bool is_descending)
{
    m_table.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

std::size_t Sessions::first_to_come() const
{
    auto const now = m_clock.now();
    std::size_t row = 0;
    while (row < m_table.row_count() && m_table.row(row).ends_at < now)
        ++row;
    return row;
}

void Sessions::choose(std::string const& id)
{
    m_chosen = id;
    // A half-written form stays open whatever row is looked at.
    if (m_panel != Panel::Form)
        m_panel = id.empty() ? Panel::None : Panel::Details;
    m_told();
}

void Sessions::open_form()
{
    m_panel = Panel::Form;
    m_notice = {};
    m_told();
}

void Sessions::open_cancel()
{
    m_panel = Panel::CancelReason;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void Sessions::close_panel()
{
    if (m_panel == Panel::Form)
        m_form = {};
    m_remarks.clear();
    m_notice = {};
    m_panel = m_chosen.empty() ? Panel::None : Panel::Details;
    m_told();
}

void Sessions::submit(SessionForm form)
{
    if (m_is_sending)
        return;
    m_form = std::move(form);
    auto const now = m_clock.now();
    m_remarks = m_form.problems(now);
    m_notice = m_remarks.empty() ? Notice{} : Notice{Tone::Stop, "印のついた所を 直してください。"};
    if (m_remarks.empty()) {
        m_is_sending = true;
        m_jobs.ask<Session>([body = m_form.body(now)](Api& api) { return api.create_session(body); },
            [this](auto outcome) { take_created(std::move(outcome)); });
    }
    m_told();
}

void Sessions::take_created(Outcome<Session> outcome)
{
    m_is_sending = false;
    if (!outcome) {
        m_remarks = outcome.error().fields;
        trouble(outcome.error());
        // A new session has no key of its own, so a repeat could make it twice.
        if (outcome.error().kind == ProblemKind::Unreachable) {
            m_notice.text
                = "ハブにつながりません。作れたかどうか 分かりません。つながったら 一覧を新しくして確かめ、"
                  "無ければ もう1度 送ってください。書いたものは そのまま残っています。";
            m_told();
        }
        return;
    }
    m_form = {};
    m_chosen = outcome->value.id;
    m_panel = Panel::Details;
    m_notice = {Tone::Ok, "下書きを作りました: " + outcome->value.title};
    refresh();
    m_told();
}

void Sessions::act(domain::SessionAction action, std::string const& reason)
{
    auto const* session = chosen();
    if (!session || m_is_sending)
        return;
    if (action == domain::SessionAction::Cancel && reason.find_first_not_of(" \t\n") == std::string::npos) {
        m_remarks = {{"reason", "reason_missing"}};
        m_notice = {Tone::Stop, reason_words("reason_missing")};
        return m_told();
    }
    m_remarks.clear();
    m_notice = {};
    m_is_sending = true;
    m_jobs.ask<Done>(
        [id = session->id, action, reason](Api& api) { return api.act_on_session(id, action, reason); },
        [this, action, title = session->title](
            auto outcome) { take_done(std::move(outcome), action, title); });
    m_told();
}

void Sessions::take_done(Outcome<Done> outcome, domain::SessionAction action, std::string const& title)
{
    m_is_sending = false;
    if (!outcome) {
        m_remarks = outcome.error().fields;
        return trouble(outcome.error());
    }
    if (m_panel == Panel::CancelReason)
        m_panel = Panel::Details;
    m_notice = {Tone::Ok, action_words(action) + "  できました: " + title};
    refresh();
    m_told();
}

std::vector<domain::SessionAction> Sessions::offered() const
{
    auto const* session = chosen();
    return session ? actions_for(*session, m_scope.actor) : std::vector<domain::SessionAction>();
}

bool Sessions::can_create() const
{
    return m_scope.actor.role == domain::Role::Municipality || m_scope.actor.role == domain::Role::Provider;
}

void Sessions::trouble(Problem const& problem)
{
    m_notice = {Tone::Stop, problem_words(problem)};
    m_told();
}

} // namespace meguri::desk::models
