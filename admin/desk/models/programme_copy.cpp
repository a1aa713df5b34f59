#include "admin/desk/models/programme_copy.h"

#include "admin/desk/models/session_words.h"
#include "admin/desk/models/words.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

std::string venue_name(std::vector<Venue> const& venues, std::string const& id)
{
    auto const found = std::ranges::find(venues, id, &Venue::id);
    return found == venues.end() ? id : found->name;
}

std::vector<ColumnOf<MadeSession>> copy_columns(std::shared_ptr<std::vector<Venue> const> const& venues)
{
    return {
        {{"写せるか", 92},
            [](MadeSession const& made) {
                return made.problems.empty() ? Cell{"○ 写せる", Tone::Ok} : Cell{"× 写せない", Tone::Stop};
            }},
        {{"日時", 168},
            [](MadeSession const& made) {
                return Cell{moment_words(made.starts_at), Tone::Strong};
            },
            [](MadeSession const& made) -> SortKey {
                return std::int64_t(base::seconds_of(made.starts_at));
            }},
        {{"名前", 150}, [](MadeSession const& made) { return Cell{made.title}; }},
        {{"会場", 150}, [venues](MadeSession const& made) { return Cell{venue_name(*venues, made.venue)}; }},
        {{"写せない理由", 360},
            [](MadeSession const& made) {
                return Cell{made_problem_words(made), Tone::Stop};
            }},
    };
}

} // namespace

CopyTable::CopyTable()
    : CopyTable(std::make_shared<std::vector<Venue>>())
{
}

CopyTable::CopyTable(std::shared_ptr<std::vector<Venue>> venues)
    : RowTable(copy_columns(venues),
        [](MadeSession const& made) {
            return std::to_string(base::seconds_of(made.starts_at)) + made.title + made.venue;
        })
    , m_venues(std::move(venues))
{
}

void CopyTable::take_venues(std::vector<Venue> const& venues)
{
    *m_venues = venues;
}

int CopyTable::good_count() const
{
    return static_cast<int>(
        std::ranges::count_if(rows(), [](MadeSession const& made) { return made.problems.empty(); }));
}

ProgrammeCopy::ProgrammeCopy(Jobs& jobs, Told told, std::function<void(std::string const&)> copied)
    : m_jobs(jobs)
    , m_told(std::move(told))
    , m_copied(std::move(copied))
{
}

void ProgrammeCopy::forget()
{
    m_table.set_rows({});
    m_programme.clear();
    m_municipality.clear();
    m_has_preview = false;
    m_remarks.clear();
    m_notice = {};
    m_row.clear();
    ++m_revision;
}

void ProgrammeCopy::choose(std::string const& row)
{
    m_row = row;
    m_told();
}

void ProgrammeCopy::preview(std::string const& programme, std::string const& municipality)
{
    if (m_is_sending)
        return;
    forget();
    m_programme = programme;
    m_municipality = municipality;
    need(m_remarks, "programme", programme);
    need(m_remarks, "municipality", municipality);
    if (!m_remarks.empty())
        return m_told();
    m_is_sending = true;
    m_jobs.ask<SeriesAnswer>(
        [programme, municipality](
            Api& api) { return api.copy_programme(programme, municipality, Writing::Preview); },
        [this](auto outcome) { take_preview(std::move(outcome)); });
    m_told();
}

void ProgrammeCopy::take_preview(Outcome<SeriesAnswer> outcome)
{
    m_is_sending = false;
    if (!outcome)
        return trouble(outcome.error());
    m_has_preview = true;
    m_table.set_rows(std::move(outcome->value.sessions));
    ++m_revision;
    auto const good = m_table.good_count();
    auto const bad = static_cast<int>(m_table.rows().size()) - good;
    m_notice = {bad == 0 ? Tone::Ok : Tone::Few,
        std::to_string(good) + "件 写せます。"
            + (bad == 0 ? std::string() : std::to_string(bad) + "件は 写せません。理由は 表にあります。")};
    m_told();
}

void ProgrammeCopy::write()
{
    if (m_is_sending)
        return;
    if (!m_has_preview || m_table.good_count() == 0) {
        m_notice = {Tone::Stop, "写せる開催回が ありません。先に 下見をしてください。"};
        return m_told();
    }
    m_is_sending = true;
    m_jobs.ask<SeriesAnswer>(
        [programme = m_programme, municipality = m_municipality](
            Api& api) { return api.copy_programme(programme, municipality, Writing::ForGood); },
        [this](auto outcome) { take_written(std::move(outcome)); });
    m_told();
}

void ProgrammeCopy::take_written(Outcome<SeriesAnswer> outcome)
{
    m_is_sending = false;
    if (!outcome)
        return trouble(outcome.error());
    auto const made = std::ranges::count_if(
        outcome->value.sessions, [](MadeSession const& one) { return one.problems.empty(); });
    forget();
    m_copied(std::to_string(made) + "件の下書きを 写しました。");
}

void ProgrammeCopy::trouble(Problem const& problem)
{
    m_remarks = problem.fields;
    m_notice = {Tone::Stop, problem_words(problem)};
    // Whether it was written nobody knows; writing it again would double it.
    if (problem.kind == ProblemKind::Unreachable && m_has_preview)
        m_notice.text = "ハブにつながりません。写せたかどうか 分かりません。つながったら 一覧を新しくして "
                        "確かめてください。";
    m_told();
}

} // namespace meguri::desk::models
