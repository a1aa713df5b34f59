#include "admin/desk/models/sessions.h"

#include "admin/desk/models/typed.h"
#include "admin/desk/models/words.h"
#include "shared/domain/fiscal_year.h"

namespace meguri::desk::models {

namespace {

// The hub works out every clash of three months for one answer, so it is asked after a write and else seldom.
constexpr std::chrono::minutes marks_stay_for(5);
constexpr int short_of_people_days = 14;

} // namespace

Sessions::Sessions(Jobs& jobs, base::Clock const& clock, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_told(told)
    , m_editor(
          jobs, clock, [told] { told(); }, [this](auto const& saved) { take_saved(saved); })
    , m_copy(
          jobs, [told] { told(); },
          [this](std::string const& words) {
              m_panel = m_chosen.empty() ? Panel::None : Panel::Details;
              m_notice = {Tone::Ok, words};
              after_write();
          })
    , m_calendar(jobs, clock, m_editor, m_venues, told)
    , m_move(jobs, clock, m_editor, told,
          [this](std::string const& session, base::Time where, Notice const& notice) {
              show_moved(session, where, notice);
          })
    , m_bulk(jobs, told, [this](Notice const& notice) {
        m_notice = notice;
        after_write();
    })
{
}

void Sessions::show_scope(Scope const& scope)
{
    bool const needs_hub
        = scope.fiscal_year != m_scope.fiscal_year || scope.municipality != m_scope.municipality;
    m_scope = scope;
    m_editor.show_scope(scope);
    m_move.show_scope(scope);
    m_calendar.show_scope(scope);
    m_table.set_filter(m_scope.query);
    ++m_revision;
    if (needs_hub || !m_as_of) {
        m_marks_asked_at.reset();
        refresh();
    } else {
        m_told();
    }
}

void Sessions::take_venues(std::vector<Venue> const& venues)
{
    m_venues = venues;
    m_editor.take_venues(venues);
    m_copy.take_venues(venues);
}

void Sessions::refresh()
{
    // Before the year: it is small, and it is what stands on the screen.
    m_calendar.refresh();
    domain::FiscalYear const year{m_scope.fiscal_year};
    SessionQuery const query{m_scope.municipality, domain::to_iso(domain::first_day(year)),
        domain::to_iso(domain::first_day({year.year + 1}))};
    m_jobs.ask<SessionList>([query](Api& api) { return api.session_list(query); },
        [this, asked = m_scope](auto outcome) {
            // An answer to a question that was replaced meanwhile would show the wrong year.
            if (asked.fiscal_year == m_scope.fiscal_year && asked.municipality == m_scope.municipality)
                take_list(std::move(outcome));
        });
    if (!m_marks_asked_at || m_clock.now() - *m_marks_asked_at >= marks_stay_for)
        ask_marks();
}

void Sessions::ask_marks()
{
    m_marks_asked_at = m_clock.now();
    auto const& town = m_scope.municipality;
    m_jobs.ask<std::vector<Conflict>>([town](Api& api) { return api.conflicts(town); },
        [this](auto outcome) {
            if (outcome)
                m_conflicts = std::move(outcome->value);
            take_marks();
        });
    m_jobs.ask<std::vector<ShortOne>>(
        [town](Api& api) { return api.short_of_people(town, short_of_people_days); },
        [this](auto outcome) {
            if (outcome)
                m_short_ones = std::move(outcome->value);
            take_marks();
        });
}

void Sessions::take_marks()
{
    SessionMarks marks;
    for (auto const& conflict : m_conflicts)
        marks[conflict.session].conflicts.push_back(conflict);
    for (auto const& one : m_short_ones)
        marks[one.session].short_of = one;
    m_table.set_marks(std::move(marks));
    ++m_revision;
    m_told();
}

void Sessions::forget()
{
    m_scope = {};
    m_table.set_rows({});
    m_table.set_marks({});
    m_uses.clear();
    m_conflicts.clear();
    m_short_ones.clear();
    m_marks_asked_at.reset();
    m_chosen.clear();
    m_details.reset();
    m_findings.clear();
    m_panel = Panel::None;
    m_waiting_for.clear();
    m_remarks.clear();
    m_notice = {};
    m_as_of.reset();
    m_editor.forget();
    m_copy.forget();
    m_face = Face::List;
    m_calendar.forget();
    m_move.forget();
    m_bulk.forget();
    m_picked.clear();
    m_table.set_picked({});
    ++m_revision;
}

void Sessions::take_list(Outcome<SessionList> outcome)
{
    if (!outcome)
        return trouble(outcome.error());
    m_table.set_rows(std::move(outcome->value.sessions));
    m_uses = std::move(outcome->value.uses);
    m_as_of = outcome->as_of;
    // What asks for an answer stays until it has one; that the line was down is over now.
    bool const asks = m_must_draw_anyway || m_panel == Panel::Arrange || !m_remarks.empty();
    if (m_notice.tone == Tone::Stop && !asks)
        m_notice = {};
    auto const* row = chosen();
    if (row && details() && row->version != details()->session.version)
        ask_details();
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
    bool const is_other = id != m_chosen;
    m_chosen = id;
    if (is_other) {
        m_findings.clear();
        m_must_draw_anyway = false;
        ask_details();
    }
    // A half-written form stays open whatever row is looked at, and so does a list that is being published.
    if (m_panel == Panel::Move)
        m_move.leave();
    if (m_panel != Panel::Form && m_panel != Panel::Publish)
        m_panel = id.empty() ? Panel::None : Panel::Details;
    m_told();
}

SessionDetails const* Sessions::details() const
{
    return m_details && m_details->session.id == m_chosen ? &*m_details : nullptr;
}

/// One question at a time: who walks through the list with the arrow keys asks about the last row, not about
/// each.
void Sessions::ask_details()
{
    if (m_chosen.empty() || m_is_asking_details)
        return;
    m_is_asking_details = true;
    if (m_editor.resources().empty())
        m_editor.load_choices();
    m_jobs.ask<SessionDetails>([id = m_chosen](Api& api) { return api.session(id); },
        [this, id = m_chosen](auto outcome) { take_details(id, std::move(outcome)); });
}

void Sessions::take_details(std::string const& id, Outcome<SessionDetails> outcome)
{
    m_is_asking_details = false;
    if (id != m_chosen)
        return ask_details();
    if (!outcome)
        return m_told();
    m_details = std::move(outcome->value);
    bool const has_programme = !m_details->session.programme.empty();
    if (has_programme)
        m_jobs.ask<std::vector<Finding>>([id](Api& api) { return api.eligibility(id); },
            [this, id](auto findings) { take_findings(id, std::move(findings)); });
    else
        m_findings.clear();
    m_told();
}

void Sessions::take_findings(std::string const& id, Outcome<std::vector<Finding>> outcome)
{
    if (id != m_chosen)
        return;
    m_findings = outcome ? std::move(outcome->value) : std::vector<Finding>();
    m_told();
}

void Sessions::open_form()
{
    m_panel = Panel::Form;
    m_notice = {};
    m_editor.begin_new();
    m_told();
}

void Sessions::open_change()
{
    auto const* now = details();
    if (!now || !can_change())
        return;
    m_panel = Panel::Form;
    m_notice = {};
    m_editor.begin_change(*now);
    m_told();
}

void Sessions::open_sure(Final deed)
{
    m_panel = Panel::Sure;
    m_sure_of = deed;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

std::string Sessions::sure_words() const
{
    switch (m_sure_of) {
    case Final::Close:
        return "申込の受付を 終わりにします。もう1度 受け付けることは できません。";
    case Final::Hold:
        return "実施済にします。元に もどせません。";
    case Final::Draw:
        return "抽選して 席を決めます。やりなおしは できません。";
    }
    return "";
}

std::string Sessions::sure_key() const
{
    switch (m_sure_of) {
    case Final::Close:
        return action_words(domain::SessionAction::Close);
    case Final::Hold:
        return action_words(domain::SessionAction::Hold);
    case Final::Draw:
        return m_must_draw_anyway ? "それでも抽選する" : "抽選する";
    }
    return "";
}

void Sessions::do_it()
{
    if (m_panel != Panel::Sure)
        return;
    m_panel = Panel::Details;
    if (m_sure_of == Final::Draw)
        return draw_lots();
    act(m_sure_of == Final::Close ? domain::SessionAction::Close : domain::SessionAction::Hold);
}

void Sessions::open_cancel()
{
    m_panel = Panel::CancelReason;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void Sessions::open_arrange()
{
    m_panel = Panel::Arrange;
    m_waiting_for = details() ? details()->waiting_for : std::string();
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void Sessions::open_copy()
{
    m_panel = Panel::Copy;
    m_notice = {};
    m_copy.forget();
    m_editor.load_choices();
    m_told();
}

void Sessions::close_panel()
{
    if (m_panel == Panel::Form)
        m_editor.leave();
    if (m_panel == Panel::Publish && m_bulk.is_running())
        return m_bulk.stop();
    if (m_panel == Panel::Move)
        m_calendar.show_day(m_move.before().starts_at);
    m_move.leave();
    m_copy.forget();
    m_remarks.clear();
    m_notice = {};
    m_panel = m_chosen.empty() ? Panel::None : Panel::Details;
    m_told();
}

void Sessions::take_saved(SessionEditor::Saved const& saved)
{
    m_chosen = saved.id;
    m_details.reset();
    m_findings.clear();
    m_panel = m_chosen.empty() ? Panel::None : Panel::Details;
    m_notice = {Tone::Ok, saved.words};
    // The route of a session does not take it; it is said as the clerk says it, by arranging.
    if (!saved.waiting_for.empty()) {
        m_waiting_for = saved.waiting_for;
        m_is_sending = true;
        m_jobs.ask<Done>(
            [id = saved.id, who = saved.waiting_for](
                Api& api) { return api.act_on_session(id, domain::SessionAction::Arrange, who); },
            [this](auto outcome) {
                m_is_sending = false;
                // What was typed stands in the panel that asks for it.
                if (!outcome)
                    m_panel = Panel::Arrange;
                if (!outcome)
                    return trouble(outcome.error());
                after_write();
            });
    }
    after_write();
}

void Sessions::after_write()
{
    m_marks_asked_at.reset();
    m_calendar.forget_clashes();
    ask_details();
    refresh();
    m_told();
}

void Sessions::act(domain::SessionAction action, std::string const& reason)
{
    auto const* session = chosen();
    // A draft that was written a moment ago is not on the list yet.
    if (m_is_sending || m_chosen.empty())
        return;
    bool const is_cancel = action == domain::SessionAction::Cancel;
    bool const is_arrange = action == domain::SessionAction::Arrange;
    if (is_arrange)
        m_waiting_for = reason;
    if ((is_cancel || (is_arrange && m_panel == Panel::Arrange)) && trimmed(reason).empty()) {
        m_remarks = {{is_cancel ? "reason" : "waiting_for", is_cancel ? "reason_missing" : "empty"}};
        m_notice = {Tone::Stop,
            is_cancel ? reason_words("reason_missing") : "だれの返事を待っているか 書いてください。"};
        return m_told();
    }
    m_remarks.clear();
    m_notice = {};
    m_is_sending = true;
    m_jobs.ask<Done>(
        [id = m_chosen, action, reason](Api& api) { return api.act_on_session(id, action, reason); },
        [this, action, title = session ? session->title : std::string()](
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
    if (m_panel == Panel::CancelReason || m_panel == Panel::Arrange)
        m_panel = Panel::Details;
    m_notice = {Tone::Ok, action_words(action) + "  できました: " + title};
    after_write();
}

bool Sessions::can_draw() const
{
    auto const* session = chosen();
    return session && is_draw_due(*session, m_clock.now())
        && domain::may(m_scope.actor, domain::Right::WriteSession, ownership_of(*session));
}

void Sessions::draw_lots()
{
    if (!can_draw() || m_is_sending)
        return;
    m_notice = {};
    m_is_sending = true;
    m_jobs.ask<Done>(
        [id = m_chosen, is_anyway = m_must_draw_anyway](Api& api) { return api.draw(id, is_anyway); },
        [this](auto outcome) { take_drawn(std::move(outcome)); });
    m_told();
}

void Sessions::take_drawn(Outcome<Done> outcome)
{
    m_is_sending = false;
    m_must_draw_anyway = !outcome && outcome.error().reason == "kiosks_not_heard";
    if (!outcome)
        return trouble(outcome.error());
    m_notice = {Tone::Ok, "抽選しました。結果は 申込の名簿と、電話連絡に 出ています。"};
    after_write();
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

bool Sessions::can_change() const
{
    auto const* session = chosen();
    return session && session->state != "held" && session->state != "cancelled"
        && domain::may(m_scope.actor, domain::Right::WriteSession, ownership_of(*session));
}

Notice const& Sessions::notice() const
{
    if (m_panel == Panel::Form && !m_editor.notice().text.empty())
        return m_editor.notice();
    if (m_panel == Panel::Copy && !m_copy.notice().text.empty())
        return m_copy.notice();
    if (m_panel == Panel::Move && !m_move.notice().text.empty())
        return m_move.notice();
    if (m_face != Face::List && m_notice.text.empty())
        return m_calendar.notice();
    return m_notice;
}

void Sessions::trouble(Problem const& problem)
{
    m_notice = {Tone::Stop, problem_words(problem)};
    m_told();
}

} // namespace meguri::desk::models
