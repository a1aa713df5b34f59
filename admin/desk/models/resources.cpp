#include "admin/desk/models/resources.h"

#include "admin/desk/models/typed.h"
#include "admin/desk/models/words.h"
#include "shared/domain/era_date.h"
#include "shared/domain/resource.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

constexpr std::chrono::days uses_ahead{31};

SortKey key_of(base::Time time)
{
    return std::int64_t(base::seconds_of(time));
}

/// Whole days as days, others with their hours.
std::string absence_words(ResourceAbsence const& absence)
{
    auto const begin = domain::to_tokyo(absence.from);
    auto const end = domain::to_tokyo(absence.to);
    bool const is_whole_days = begin.hour + begin.minute + end.hour + end.minute == 0;
    auto const last = is_whole_days ? domain::tokyo_date(absence.to - std::chrono::seconds(1)) : end.date;
    bool const is_one_day = begin.date == last;
    auto words = is_whole_days ? domain::day_words(begin.date) : short_moment_words(absence.from);
    if (is_whole_days && !is_one_day)
        words += "〜" + domain::day_words(last);
    if (!is_whole_days)
        words += "〜" + (is_one_day ? clock_words(absence.to) : short_moment_words(absence.to));
    return words + (absence.reason.empty() ? "" : "(" + absence.reason + ")");
}

std::string areas_of(Gazetteer const& places, Resource const& resource)
{
    if (resource.areas.empty())
        return "どこでも";
    std::vector<std::string> names;
    for (auto const& area : resource.areas)
        names.push_back(places.town_name(area));
    return listed(names);
}

std::vector<ColumnOf<Resource>> resource_columns(Gazetteer const& places)
{
    return {
        {{"種類", 88}, [](Resource const& r) { return Cell{resource_kind_words(r.kind)}; }},
        {{"名前", 150},
            [](Resource const& r) {
                return Cell{r.name, Tone::Strong};
            }},
        {{"数", 44, Align::Right}, [](Resource const& r) { return Cell{std::to_string(r.units)}; },
            [](Resource const& r) -> SortKey { return std::int64_t(r.units); }},
        {{"拠点", 120},
            [&places](Resource const& r) {
                return Cell{r.home_base.empty() ? "—" : places.venue_name(r.home_base)};
            }},
        {{"受け持ち", 210}, [&places](Resource const& r) { return Cell{areas_of(places, r)}; }},
    };
}

std::vector<ColumnOf<ResourceUse>> use_columns(Gazetteer const& places)
{
    return {
        {{"日にち", 104},
            [](ResourceUse const& u) {
                return Cell{domain::day_words(domain::tokyo_date(u.starts_at)), Tone::Strong};
            },
            [](ResourceUse const& u) { return key_of(u.starts_at); }},
        {{"時間", 114}, [](ResourceUse const& u) { return Cell{span_words(u.starts_at, u.ends_at)}; }},
        {{"会場", 140}, [&places](ResourceUse const& u) { return Cell{places.venue_name(u.venue)}; }},
        {{"内容", 180}, [](ResourceUse const& u) { return Cell{u.title}; }},
    };
}

std::vector<ColumnOf<Conflict>> conflict_columns()
{
    return {
        {{"日時", 150},
            [](Conflict const& c) {
                return Cell{moment_words(c.starts_at), Tone::Stop};
            },
            [](Conflict const& c) { return key_of(c.starts_at); }},
        {{"開催回", 200},
            [](Conflict const& c) {
                return Cell{c.title, Tone::Stop};
            }},
        {{"わけ", 480},
            [](Conflict const& c) {
                return Cell{c.words, Tone::Stop};
            }},
        {{"それでも行うわけ", 260},
            [](Conflict const& c) {
                return Cell{c.override_reason.empty() ? "—" : c.override_reason + "(" + c.override_by + ")",
                    Tone::Plain};
            }},
    };
}

} // namespace

ResourceTable::ResourceTable(Gazetteer const& places)
    : RowTable(resource_columns(places), [](Resource const& resource) { return resource.id; })
{
}

UseTable::UseTable(Gazetteer const& places)
    : RowTable(use_columns(places),
        [](ResourceUse const& use) { return use.session + " " + domain::to_iso(use.starts_at); })
{
}

ConflictTable::ConflictTable()
    : RowTable(
        conflict_columns(), [](Conflict const& conflict) { return conflict.session + " " + conflict.words; })
{
}

Resources::Resources(Jobs& jobs, base::Clock const& clock, Gazetteer const& places, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_places(places)
    , m_told(std::move(told))
    , m_table(places)
    , m_uses(places)
{
}

void Resources::show_scope(Scope const& scope)
{
    bool const is_other_town = scope.municipality != m_scope.municipality;
    m_scope = scope;
    m_table.set_filter(scope.query);
    ++m_revision;
    if (is_other_town && m_has_conflicts)
        ask_conflicts();
}

void Resources::refresh()
{
    refresh_list();
    ask_conflicts();
    ask_uses();
}

void Resources::refresh_list()
{
    m_jobs.ask<std::vector<Resource>>([](Api& api) { return api.resources(); },
        [this](auto outcome) {
            if (!outcome)
                return trouble(outcome.error());
            auto rows = std::move(outcome->value);
            std::ranges::stable_sort(rows, {}, [](Resource const& one) {
                auto const kinds = domain::Names<domain::ResourceKind>::entries;
                auto const at = std::ranges::find(kinds, one.kind, [](auto const& e) { return e.second; });
                return at - kinds.begin();
            });
            m_table.set_rows(std::move(rows));
            m_as_of = outcome->as_of;
            if (m_notice.tone == Tone::Stop && m_panel == Panel::None)
                m_notice = {};
            ++m_revision;
            m_told();
        });
}

void Resources::ask_conflicts()
{
    m_jobs.ask<std::vector<Conflict>>([town = m_scope.municipality](Api& api) { return api.conflicts(town); },
        [this](auto outcome) {
            if (!outcome)
                return trouble(outcome.error());
            m_conflicts.set_rows(std::move(outcome->value));
            m_has_conflicts = true;
            ++m_revision;
            m_told();
        });
}

void Resources::ask_uses()
{
    if (m_chosen.empty())
        return;
    auto const today = domain::tokyo_date(m_clock.now());
    auto const last = domain::Date(std::chrono::sys_days(today) + uses_ahead);
    m_jobs.ask<std::vector<ResourceUse>>(
        [id = m_chosen, today, last](
            Api& api) { return api.resource_uses(id, domain::to_iso(today), domain::to_iso(last)); },
        [this, id = m_chosen](auto outcome) {
            if (id != m_chosen)
                return;
            if (!outcome)
                return trouble(outcome.error());
            m_uses.set_rows(std::move(outcome->value));
            m_has_uses = true;
            ++m_revision;
            m_told();
        });
}

void Resources::trouble(Problem const& problem)
{
    m_notice = {Tone::Stop, problem_words(problem)};
    m_told();
}

void Resources::forget()
{
    m_scope = {};
    m_table.set_rows({});
    m_uses.set_rows({});
    m_conflicts.set_rows({});
    m_chosen.clear();
    m_panel = Panel::None;
    m_remarks.clear();
    m_is_sending = false;
    m_has_uses = false;
    m_has_conflicts = false;
    m_notice = {};
    m_as_of.reset();
    ++m_revision;
}

void Resources::sort_by(Table& table, std::size_t column, bool is_descending)
{
    table.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

void Resources::choose(std::string const& id)
{
    if (id == m_chosen)
        return;
    m_chosen = id;
    m_uses.set_rows({});
    m_has_uses = false;
    // What was written was meant for the one chosen before.
    m_panel = Panel::None;
    m_remarks.clear();
    m_notice = {};
    ++m_revision;
    ask_uses();
    m_told();
}

std::string Resources::areas_words(Resource const& resource) const
{
    return areas_of(m_places, resource);
}

std::string Resources::hours_words(Resource const& resource) const
{
    std::string words;
    for (std::size_t i = 0; i < resource.hours.size(); ++i) {
        auto const& hours = resource.hours[i];
        bool const is_same_hours
            = i > 0 && resource.hours[i - 1].from == hours.from && resource.hours[i - 1].to == hours.to;
        bool const is_last = i + 1 == resource.hours.size() || resource.hours[i + 1].from != hours.from
            || resource.hours[i + 1].to != hours.to;
        words += (i > 0 && !is_same_hours ? "、" : "") + weekday_words(hours.weekday);
        if (is_last)
            words += " " + hours.from + "〜" + hours.to;
    }
    if (words.empty())
        words = "いつでも";
    if (resource.rests_on_holidays)
        words += " ・ 祝日は休み";
    for (auto const& absence : resource.absences)
        words += " ・ 休み " + absence_words(absence);
    return words;
}

bool Resources::can_change() const
{
    auto const* resource = chosen();
    return resource && !m_is_sending
        && domain::may(
            m_scope.actor, domain::Right::WriteSession, {resource->owner, resource->owner, "", false});
}

void Resources::open_away()
{
    if (!can_change())
        return;
    m_panel = Panel::Away;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void Resources::close_panel()
{
    m_panel = Panel::None;
    m_remarks.clear();
    m_notice = {};
    m_told();
}

void Resources::add_away(AwayForm const& form)
{
    if (m_panel != Panel::Away || !can_change())
        return;
    auto const today = domain::tokyo_date(m_clock.now());
    auto const first = typed_date(form.first, today, DayWithoutYear::NextOne);
    auto const last
        = trimmed(form.last).empty() ? first : typed_date(form.last, today, DayWithoutYear::NextOne);
    m_remarks.clear();
    if (!first)
        m_remarks.push_back({"first", trimmed(form.first).empty() ? "empty" : "not_a_date"});
    if (!trimmed(form.last).empty() && (!last || (first && *last < *first)))
        m_remarks.push_back({"last", last ? "before_first" : "not_a_date"});
    if (trimmed(form.reason).empty())
        m_remarks.push_back({"reason", "empty"});
    m_notice = m_remarks.empty() ? Notice{} : Notice{Tone::Stop, "印のついた所を 直してください。"};
    if (!m_remarks.empty())
        return m_told();
    auto const midnight = [](domain::Date day) { return domain::from_tokyo({day, 0, 0, 0}); };
    nlohmann::json const absence{{"from", domain::to_iso(midnight(*first))},
        {"to", domain::to_iso(midnight(*last) + std::chrono::hours(24))}, {"reason", trimmed(form.reason)}};
    change_absences([absence](nlohmann::json& absences) { absences.push_back(absence); },
        "休みを 入れました。その間の予定は そのままです。重なるものは 下に 赤で出ます。");
}

std::vector<std::pair<std::string, std::string>> Resources::absence_choices() const
{
    std::vector<std::pair<std::string, std::string>> choices;
    if (auto const* resource = chosen())
        for (auto const& absence : resource->absences)
            choices.emplace_back(domain::to_iso(absence.from), absence_words(absence));
    return choices;
}

void Resources::remove_away(std::string const& begins)
{
    if (m_panel != Panel::Away || !can_change())
        return;
    m_remarks = begins.empty() ? Remarks{{"absence", "not_chosen"}} : Remarks();
    m_notice = m_remarks.empty() ? Notice{} : Notice{Tone::Stop, "取り消す休みを えらんでください。"};
    if (!m_remarks.empty())
        return m_told();
    auto const drop = [begins](nlohmann::json& absences) {
        auto kept = nlohmann::json::array();
        for (auto const& absence : absences)
            if (absence.value("from", "") != begins)
                kept.push_back(absence);
        absences = std::move(kept);
    };
    change_absences(drop, "休みを 取り消しました。");
}

void Resources::change_absences(
    std::function<void(nlohmann::json& absences)> change, std::string const& words)
{
    m_is_sending = true;
    m_jobs.ask<Resource>(
        [id = m_chosen, change = std::move(change)](Api& api) -> Outcome<Resource> {
            auto now = api.resource(id);
            if (!now)
                return base::fail(now.error());
            auto body = std::move(now->value.body);
            change(body["absences"]);
            return api.save_resource(id, body);
        },
        [this, words](auto outcome) {
            m_is_sending = false;
            if (!outcome) {
                m_notice = {Tone::Stop,
                    outcome.error().kind == ProblemKind::Unreachable ? unsure_words()
                                                                     : tour_problem_words(outcome.error())};
                return m_told();
            }
            m_panel = Panel::None;
            m_notice = {Tone::Ok, words};
            refresh();
            m_told();
        });
    m_told();
}

std::vector<Resource> Resources::of_kind(std::string const& kind) const
{
    std::vector<Resource> found;
    std::ranges::copy_if(
        m_table.rows(), std::back_inserter(found), [&](Resource const& one) { return one.kind == kind; });
    return found;
}

} // namespace meguri::desk::models
