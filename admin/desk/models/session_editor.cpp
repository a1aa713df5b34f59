#include "admin/desk/models/session_editor.h"

#include "admin/desk/models/session_table.h"
#include "admin/desk/models/session_words.h"
#include "admin/desk/models/typed.h"

#include <algorithm>

namespace meguri::desk::models {

using nlohmann::json;

namespace {

constexpr char correct_words[] = "印のついた所を 直してください。";
constexpr char clash_reason[] = "resource_clash";

} // namespace

SessionEditor::SessionEditor(Jobs& jobs, base::Clock const& clock, Told told, ToldSaved saved)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_told(std::move(told))
    , m_saved(std::move(saved))
{
}

void SessionEditor::forget()
{
    m_resources.clear();
    m_programmes.clear();
    m_templates.clear();
    m_change.reset();
    start({});
}

void SessionEditor::start(SessionForm form)
{
    m_form = std::move(form);
    m_step = Step::Form;
    m_remarks.clear();
    m_clashes.clear();
    m_others.clear();
    m_notice = {};
    m_day.clear();
    ++m_fillings;
}

void SessionEditor::leave()
{
    m_change.reset();
    start({});
}

void SessionEditor::begin_new()
{
    // A new one that is half written stays.
    if (m_change) {
        m_change.reset();
        start({});
    }
    load_choices();
}

void SessionEditor::begin_change(SessionDetails const& details)
{
    m_change = Change{details.session.id, details.session.version};
    m_seen = details;
    m_people = seats_taken(details.session) + details.session.waiting;
    auto form = form_of(details.document, m_resources);
    form.kept.is_change = true;
    start(std::move(form));
    load_choices();
}

void SessionEditor::load_choices()
{
    m_jobs.ask<std::vector<Resource>>([](Api& api) { return api.resources(); },
        [this](auto outcome) {
            if (outcome)
                take_resources(std::move(outcome->value));
            m_told();
        });
    m_jobs.ask<std::vector<Named>>([year = m_scope.fiscal_year](Api& api) { return api.programmes(year); },
        [this](auto outcome) {
            if (outcome)
                m_programmes = std::move(outcome->value);
            m_told();
        });
    m_jobs.ask<std::vector<SessionTemplate>>([](Api& api) { return api.templates(); },
        [this](auto outcome) {
            if (outcome)
                m_templates = std::move(outcome->value);
            m_told();
        });
}

void SessionEditor::take_resources(std::vector<Resource> resources)
{
    m_resources = std::move(resources);
    // A change that was begun before the list came finds the slots of what it uses now.
    if (!m_change || m_form.kept.resources.empty())
        return;
    auto const placed
        = form_of({{"format", m_form.format}, {"resources", m_form.kept.resources}}, m_resources);
    for (std::size_t i = 0; i < m_form.resources.size(); ++i)
        if (m_form.resources.at(i).empty())
            m_form.resources.at(i) = placed.resources.at(i);
    if (m_form.phones.empty())
        m_form.phones = placed.phones;
    m_form.kept.resources = placed.kept.resources;
    ++m_fillings;
}

void SessionEditor::keep(SessionForm form)
{
    form.kept = m_form.kept;
    form.repeat.skip = m_form.repeat.skip;
    form.repeat.move = m_form.repeat.move;
    m_form = std::move(form);
    m_told();
}

void SessionEditor::add_part(SessionForm form)
{
    if (form.more_parts.size() < more_parts_max) {
        auto next
            = form.more_parts.empty() ? PartForm{"", form.starts, form.ends, ""} : form.more_parts.back();
        next.date.clear();
        form.more_parts.push_back(std::move(next));
    }
    ++m_fillings;
    keep(std::move(form));
}

void SessionEditor::remove_part(SessionForm form)
{
    if (!form.more_parts.empty())
        form.more_parts.pop_back();
    ++m_fillings;
    keep(std::move(form));
}

void SessionEditor::begin_from(std::string const& template_name)
{
    auto const found = std::ranges::find(m_templates, template_name, &SessionTemplate::name);
    if (found == m_templates.end())
        return;
    auto form = form_of(found->session, m_resources);
    form.kept = {};
    // The days are not a template's: what was typed stays.
    form.date = m_form.date;
    form.starts = m_form.starts;
    form.ends = m_form.ends;
    form.more_parts = m_form.more_parts;
    form.closes = m_form.closes;
    form.repeat = m_form.repeat;
    start(std::move(form));
    m_notice = {Tone::Ok, "ひな形から 書きました。日にちと時刻を 入れてください。"};
    m_told();
}

void SessionEditor::save_template(SessionForm form)
{
    keep(std::move(form));
    auto const name = trimmed(m_form.title);
    if (name.empty()) {
        m_remarks = {{"title", "empty"}};
        m_notice = {Tone::Stop, "ひな形は 名前で残します。名前を 書いてください。"};
        return m_told();
    }
    m_jobs.ask<Done>(
        [name, body = template_of(m_form, m_clock.now())](Api& api) { return api.save_template(name, body); },
        [this, name](auto outcome) {
            m_notice = outcome ? Notice{Tone::Ok, "ひな形に 残しました: " + name}
                               : Notice{Tone::Stop, problem_words(outcome.error())};
            if (outcome)
                load_choices();
            m_told();
        });
    m_told();
}

domain::Ownership SessionEditor::ownership() const
{
    auto const venue = std::ranges::find(m_venues, m_form.venue, &Venue::id);
    auto const& own = m_scope.actor.organisation;
    return {venue == m_venues.end() ? std::string() : venue->municipality,
        m_form.provider.empty() ? own : m_form.provider, m_form.venue, false};
}

bool SessionEditor::can_override() const
{
    return !m_clashes.empty() && domain::may(m_scope.actor, domain::Right::OverrideClash, ownership());
}

json SessionEditor::body(Clashes clashes) const
{
    auto made = m_form.body(m_clock.now());
    if (clashes == Clashes::WrittenOver)
        made["override"] = {{"reason", trimmed(m_form.override_reason)}};
    return made;
}

void SessionEditor::submit(SessionForm form, Clashes clashes)
{
    if (m_is_sending)
        return;
    form.kept = m_form.kept;
    form.repeat.skip = m_form.repeat.skip;
    form.repeat.move = m_form.repeat.move;
    m_form = std::move(form);
    m_remarks = m_form.problems(m_clock.now());
    bool const needs_reason = clashes == Clashes::WrittenOver && trimmed(m_form.override_reason).empty();
    if (needs_reason)
        m_remarks.push_back({"override.reason", "reason_missing"});
    m_notice = m_remarks.empty() ? Notice{} : Notice{Tone::Stop, correct_words};
    if (m_remarks.empty() && !m_form.repeat.every.empty() && !m_change)
        ask_preview();
    else if (m_remarks.empty())
        send(clashes);
    m_told();
}

void SessionEditor::send(Clashes clashes)
{
    m_is_sending = true;
    m_jobs.ask<Session>(
        [body = body(clashes), change = m_change](Api& api) {
            return change ? api.change_session(change->id, change->version, body) : api.create_session(body);
        },
        [this](auto outcome) { take_saved(std::move(outcome)); });
}

void SessionEditor::take_saved(Outcome<Session> outcome)
{
    m_is_sending = false;
    if (!outcome)
        return take_problem(outcome.error());
    auto const& session = outcome->value;
    bool const is_arranged = session.state == "draft" || session.state == "arranging";
    bool const asks = is_arranged && needs_of(m_form.format).waits_for_reply;
    auto const before = m_change && m_seen ? m_seen->waiting_for : "";
    auto const waiting_for = trimmed(m_form.waiting_for);
    Saved const saved{session.id, (m_change ? "書きかえました: " : "下書きを作りました: ") + session.title,
        asks && waiting_for != before ? waiting_for : std::string()};
    m_change.reset();
    start({});
    m_saved(saved);
}

void SessionEditor::take_problem(Problem const& problem)
{
    m_remarks = placed_remarks(m_form, problem.fields);
    m_notice = {Tone::Stop, problem_words(problem)};
    m_clashes.clear();
    if (problem.reason == clash_reason)
        for (auto const& field : problem.fields)
            m_clashes.push_back(reason_words(field.reason));
    if (problem.kind == ProblemKind::Stale && m_change)
        take_stale();
    // A new session has no key of its own, so a repeat could make it twice.
    if (problem.kind == ProblemKind::Unreachable && !m_change)
        m_notice.text
            = "ハブにつながりません。作れたかどうか 分かりません。つながったら 一覧を新しくして確かめ、"
              "無ければ もう1度 送ってください。書いたものは そのまま残っています。";
    m_told();
}

/// Sending again means it for the version that stands there now, which the clerk is told about first.
void SessionEditor::take_stale()
{
    m_notice.text = "ほかの人が 先に変えました。書いたものは 残っています。";
    m_jobs.ask<SessionDetails>([id = m_change->id](Api& api) { return api.session(id); },
        [this](auto outcome) {
            if (!m_change)
                return;
            if (!outcome) {
                m_notice.text += "いまの内容を 読めませんでした。" + problem_words(outcome.error());
                return m_told();
            }
            auto& now = outcome->value;
            if (now.session.id != m_change->id)
                return;
            if (m_seen)
                m_others = session_changes(*m_seen, now, {m_venues, m_resources, m_programmes});
            m_change->version = now.session.version;
            auto kept = form_of(now.document, m_resources).kept;
            kept.is_change = true;
            m_form.kept = std::move(kept);
            m_seen = std::move(now);
            m_notice.text += m_others.empty() ? "この画面にあることは 変わっていません。もう1度 送れます。"
                                              : "変わったことを見て、どちらにするか えらんでください。";
            m_told();
        });
}

void SessionEditor::take_others()
{
    if (m_others.empty() || !m_change || !m_seen || m_is_sending)
        return;
    begin_change(SessionDetails(*m_seen));
    m_notice = {Tone::Ok, "いまの内容に しました。"};
    m_told();
}

/// Exceptions of a day that the rule has no more are forgotten.
void SessionEditor::drop_stray_exceptions()
{
    auto const rule = repeat_rule(m_form, m_clock.now());
    auto const days = rule ? domain::days_of(*rule, {}) : base::fail(domain::FieldProblem());
    if (!days)
        return;
    auto const is_stray = [&](domain::Date day) { return std::ranges::find(*days, day) == days->end(); };
    std::erase_if(m_form.repeat.skip, is_stray);
    std::erase_if(m_form.repeat.move, [&](auto const& one) { return is_stray(one.first); });
}

void SessionEditor::ask_preview()
{
    drop_stray_exceptions();
    m_is_sending = true;
    m_jobs.ask<SeriesAnswer>([body = m_form.series_body(m_clock.now())](
                                 Api& api) { return api.make_series(body, Writing::Preview); },
        [this](auto outcome) { take_preview(std::move(outcome)); });
}

void SessionEditor::take_preview(Outcome<SeriesAnswer> outcome)
{
    m_is_sending = false;
    if (!outcome) {
        m_step = Step::Form;
        return take_problem(outcome.error());
    }
    m_step = Step::Preview;
    m_preview.set_days(series_days(m_form, outcome->value, m_clock.now()));
    ++m_revision;
    m_remarks.clear();
    auto const trouble = m_preview.trouble_count();
    m_notice = trouble == 0
        ? Notice{Tone::Ok, "このまま作れます。"}
        : Notice{Tone::Stop, "重なる日があります。その日をえらんで、とばすか、別の日に 動かしてください。"};
    m_told();
}

void SessionEditor::choose_day(std::string const& iso)
{
    m_day = iso;
    m_told();
}

void SessionEditor::skip_or_keep()
{
    auto const* day = m_preview.find(m_day);
    // What the hub leaves out already must not be left out twice.
    if (!day || day->is_holiday || m_is_sending)
        return;
    auto& repeat = m_form.repeat;
    std::erase_if(repeat.move, [&](auto const& one) { return one.first == day->day; });
    if (std::erase(repeat.skip, day->day) == 0 && !day->moved_to)
        repeat.skip.push_back(day->day);
    ask_preview();
    m_told();
}

void SessionEditor::move_to(std::string const& typed_day)
{
    auto const* day = m_preview.find(m_day);
    if (m_is_sending)
        return;
    auto const to = day ? typed_date(typed_day, day->day, DayWithoutYear::NextOne) : std::nullopt;
    m_remarks.clear();
    if (!day)
        m_notice = {Tone::Stop, "一覧で 日にちを えらんでください。"};
    else if (day->is_holiday)
        m_notice = {Tone::Stop, "この日は 祝日なので とばします。"};
    else if (!to)
        m_remarks = {{"to", trimmed(typed_day).empty() ? "empty" : "not_a_date"}};
    if (!to || day->is_holiday)
        return m_told();
    auto& repeat = m_form.repeat;
    std::erase(repeat.skip, day->day);
    std::erase_if(repeat.move, [&](auto const& one) { return one.first == day->day; });
    if (*to != day->day)
        repeat.move.emplace_back(day->day, *to);
    ask_preview();
    m_told();
}

void SessionEditor::back_to_form()
{
    m_step = Step::Form;
    m_day.clear();
    m_notice = {};
    m_remarks.clear();
    m_told();
}

void SessionEditor::make_series()
{
    if (m_is_sending)
        return;
    if (m_preview.trouble_count() > 0 || m_preview.count() == 0) {
        m_notice
            = {Tone::Stop, "重なる日があります。その日をえらんで、とばすか、別の日に 動かしてください。"};
        return m_told();
    }
    m_is_sending = true;
    m_jobs.ask<SeriesAnswer>([body = m_form.series_body(m_clock.now())](
                                 Api& api) { return api.make_series(body, Writing::ForGood); },
        [this](auto outcome) { take_series(std::move(outcome)); });
    m_told();
}

void SessionEditor::take_series(Outcome<SeriesAnswer> outcome)
{
    m_is_sending = false;
    if (!outcome) {
        bool const is_refused = outcome.error().kind == ProblemKind::Conflict;
        take_problem(outcome.error());
        // Somebody was quicker: the preview says which days are left.
        if (is_refused)
            ask_preview();
        return;
    }
    auto const& made = outcome->value.sessions;
    Saved const saved{made.empty() ? std::string() : made.front().id,
        std::to_string(made.size()) + "回分の下書きを作りました: " + trimmed(m_form.title), ""};
    start({});
    m_saved(saved);
}

std::vector<Choice> SessionEditor::resource_choices(domain::ResourceKind kind) const
{
    auto const whose = ownership();
    std::vector<Choice> choices{{"", "使わない"}};
    for (auto const& item : m_resources) {
        bool const is_usable = item.owner == "prefecture" || item.owner == whose.provider
            || item.owner == whose.municipality || item.id == m_form.resource(kind);
        if (item.kind == domain::name_of(kind) && is_usable)
            choices.emplace_back(item.id, item.name);
    }
    return choices;
}

std::vector<Choice> SessionEditor::programme_choices() const
{
    std::vector<Choice> choices{{"", "なし"}};
    for (auto const& programme : m_programmes)
        choices.emplace_back(programme.id, programme.name);
    return choices;
}

std::vector<Choice> SessionEditor::template_choices() const
{
    std::vector<Choice> choices{{"", "使わない"}};
    for (auto const& one : m_templates)
        choices.emplace_back(one.name, one.name);
    return choices;
}

} // namespace meguri::desk::models
