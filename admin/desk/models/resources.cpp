#include "admin/desk/models/resources.h"

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
        words += " ・ 休み " + short_moment_words(absence.from) + "〜"
            + (domain::tokyo_date(absence.from) == domain::tokyo_date(absence.to)
                    ? clock_words(absence.to)
                    : short_moment_words(absence.to))
            + (absence.reason.empty() ? "" : "(" + absence.reason + ")");
    return words;
}

std::vector<Resource> Resources::of_kind(std::string const& kind) const
{
    std::vector<Resource> found;
    std::ranges::copy_if(
        m_table.rows(), std::back_inserter(found), [&](Resource const& one) { return one.kind == kind; });
    return found;
}

} // namespace meguri::desk::models
