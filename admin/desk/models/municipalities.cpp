#include "admin/desk/models/municipalities.h"

#include "admin/desk/models/words.h"
#include "shared/domain/fiscal_year.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

bool is_not_for_us(Problem const& problem)
{
    return problem.kind == ProblemKind::NotAllowed || problem.kind == ProblemKind::NotFound;
}

} // namespace

Municipalities::Municipalities(Jobs& jobs, base::Clock const& clock, Told told)
    : m_jobs(jobs)
    , m_clock(clock)
    , m_told(std::move(told))
{
}

/// Three questions on the worker, however many municipalities there are; what is not ours to see stays
/// without figures.
Outcome<Municipalities::Loaded> Municipalities::load(Api& api, int fiscal_year, int quarter)
{
    auto municipalities = api.municipalities();
    if (!municipalities)
        return base::fail(municipalities.error());
    Answer<Loaded> loaded{{}, municipalities->as_of};
    auto summaries = api.summaries(fiscal_year);
    if (!summaries && !is_not_for_us(summaries.error()))
        return base::fail(summaries.error());
    auto coverage = api.coverage(fiscal_year, quarter);
    if (!coverage && !is_not_for_us(coverage.error()))
        return base::fail(coverage.error());
    for (auto& municipality : municipalities->value) {
        MunicipalityRow row{std::move(municipality), std::nullopt};
        if (summaries)
            for (auto const& summary : summaries->value)
                if (summary.code == row.municipality.code)
                    row.summary = summary;
        loaded.value.rows.push_back(std::move(row));
    }
    if (summaries)
        loaded.as_of = std::min(loaded.as_of, summaries->as_of);
    if (coverage)
        loaded.value.coverage = std::move(coverage->value);
    return loaded;
}

void Municipalities::show_scope(Scope const& scope)
{
    bool const needs_hub = scope.fiscal_year != m_scope.fiscal_year;
    if (scope.municipality != m_scope.municipality)
        m_chosen = scope.municipality;
    m_scope = scope;
    if (needs_hub)
        m_quarter = domain::usual_quarter({scope.fiscal_year}, domain::tokyo_date(m_clock.now()));
    for (Table* table : {static_cast<Table*>(&m_table), static_cast<Table*>(&m_bars_table),
             static_cast<Table*>(&m_coverage_table)})
        table->set_filter(scope.query);
    fill_tables();
    if (needs_hub || !m_as_of)
        refresh();
    else
        m_told();
}

void Municipalities::refresh()
{
    m_jobs.ask<Loaded>(
        [year = m_scope.fiscal_year, quarter = m_quarter](Api& api) { return load(api, year, quarter); },
        [this, year = m_scope.fiscal_year](auto outcome) {
            if (year == m_scope.fiscal_year)
                take(std::move(outcome));
        });
}

void Municipalities::take(Outcome<Loaded> outcome)
{
    if (!outcome) {
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        return m_told();
    }
    if (m_notice.tone == Tone::Stop)
        m_notice = {};
    m_table.set_rows(std::move(outcome->value.rows));
    m_as_of = outcome->as_of;
    take_coverage(std::move(outcome->value.coverage));
}

void Municipalities::take_coverage(std::optional<QuarterCoverage> coverage)
{
    // Somebody may have turned on to another quarter meanwhile.
    if (coverage && coverage->quarter != m_quarter)
        return m_told();
    m_coverage = std::move(coverage);
    auto rows = m_table.rows();
    for (auto& row : rows) {
        row.venues.reset();
        if (!m_coverage)
            continue;
        bool const is_in_it = std::ranges::any_of(m_coverage->places,
            [&](CoveredPlace const& place) { return place.municipality == row.municipality.code; });
        if (is_in_it)
            row.venues = covered_venues(*m_coverage, row.municipality.code);
    }
    m_table.set_rows(std::move(rows));
    fill_tables();
    m_told();
}

Summary Municipalities::barred() const
{
    auto const* row = m_table.find(m_chosen);
    if (m_chosen.empty() || !row)
        return sum_of(m_table.rows());
    return row->summary.value_or(Summary());
}

void Municipalities::fill_tables()
{
    m_bars_table.set_rows(bars_rows(barred(), m_bars_kind, m_scope.fiscal_year));
    m_coverage_table.set_rows(
        m_coverage ? places_shown(*m_coverage, m_is_left_out_only) : std::vector<CoveredPlace>());
    ++m_revision;
}

void Municipalities::forget()
{
    m_scope = {};
    m_table.set_rows({});
    m_coverage.reset();
    m_chosen.clear();
    m_chosen_bar.clear();
    m_chosen_place.clear();
    m_file.reset();
    m_notice = {};
    m_as_of.reset();
    fill_tables();
}

std::vector<Municipality> Municipalities::list() const
{
    std::vector<Municipality> list;
    for (auto const& row : m_table.rows())
        list.push_back(row.municipality);
    return list;
}

void Municipalities::turn_to(Face face)
{
    m_face = face;
    m_told();
}

void Municipalities::set_figure(domain::MapFigure figure)
{
    m_figure = figure;
    m_told();
}

void Municipalities::set_bars(BarsKind kind)
{
    m_bars_kind = kind;
    fill_tables();
    m_told();
}

void Municipalities::set_quarter(int quarter)
{
    if (quarter == m_quarter)
        return;
    m_quarter = quarter;
    m_jobs.ask<QuarterCoverage>(
        [year = m_scope.fiscal_year, quarter](Api& api) { return api.coverage(year, quarter); },
        [this, year = m_scope.fiscal_year](auto outcome) {
            if (year != m_scope.fiscal_year)
                return;
            if (outcome)
                return take_coverage(std::move(outcome->value));
            m_notice = {Tone::Stop, problem_words(outcome.error())};
            m_told();
        });
    m_told();
}

void Municipalities::show_left_out_only(bool is_left_out_only)
{
    m_is_left_out_only = is_left_out_only;
    fill_tables();
    m_told();
}

Table& Municipalities::open_table()
{
    if (m_face == Face::Bars)
        return m_bars_table;
    if (m_face == Face::Coverage)
        return m_coverage_table;
    return m_table;
}

void Municipalities::sort_by(std::size_t column, bool is_descending)
{
    open_table().sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

void Municipalities::choose(std::string const& code)
{
    m_chosen = code;
    fill_tables();
    m_told();
}

void Municipalities::choose_row(std::string const& id)
{
    if (m_face == Face::Towns)
        return choose(id);
    if (m_face == Face::Bars) {
        m_chosen_bar = id;
        return m_told();
    }
    m_chosen_place = id;
    choose(id.substr(0, id.find('/')));
}

std::string Municipalities::chosen_row() const
{
    return m_face == Face::Towns ? m_chosen : m_face == Face::Bars ? m_chosen_bar : m_chosen_place;
}

std::string Municipalities::headline() const
{
    if (m_face == Face::Coverage)
        return m_coverage ? coverage_words(*m_coverage) : "カバーは この利用者には 見られません。";
    if (m_face == Face::Bars) {
        auto const* row = m_table.find(m_chosen);
        return words_of(m_bars_kind) + " ・ " + (row ? row->municipality.name : "ぜんぶ");
    }
    auto const sum = sum_of(m_table.rows());
    auto const seen = std::ranges::count_if(
        m_table.rows(), [](MunicipalityRow const& row) { return row.summary.has_value(); });
    auto const use = use_percent(sum);
    return std::to_string(seen) + "市町の計: 予定 " + grouped(sum.planned) + "、実施済 " + grouped(sum.held)
        + "、中止 " + grouped(sum.cancelled) + "、席 " + grouped(sum.seats) + "、参加 "
        + grouped(sum.participants) + (use ? "、利用率 " + std::to_string(*use) + "%" : std::string());
}

std::string Municipalities::picture_title(std::string const& what) const
{
    return what + " " + domain::fiscal_year_words({m_scope.fiscal_year})
        + (m_as_of ? " (" + domain::to_iso(domain::tokyo_date(*m_as_of)) + ")" : std::string());
}

std::string Municipalities::picture_name(std::string const& what, std::string const& kind) const
{
    return what + "-" + domain::fiscal_year_words({m_scope.fiscal_year}) + "." + kind;
}

void Municipalities::ask_paper(std::string const& path)
{
    if (m_is_sending)
        return;
    m_is_sending = true;
    m_notice = {};
    FiguresPaper const paper{m_scope.fiscal_year, m_figure, m_quarter, m_chosen};
    m_jobs.ask<std::string>([paper](Api& api) { return api.figures_paper(paper); },
        [this, path](auto outcome) {
            m_is_sending = false;
            if (outcome)
                m_file = WrittenFile{path, std::move(outcome->value)};
            else
                m_notice = {Tone::Stop, problem_words(outcome.error())};
            m_told();
        });
    m_told();
}

void Municipalities::say_file_saved(std::string const& path, bool is_written)
{
    m_notice = is_written ? Notice{Tone::Ok, "書き出しました: " + path}
                          : Notice{Tone::Stop, "書き出せません。ほかの場所を えらんでください: " + path};
    m_told();
}

std::string Municipalities::csv()
{
    return open_table().csv();
}

std::string Municipalities::csv_title() const
{
    return m_face == Face::Coverage ? "会場のカバー" : m_face == Face::Bars ? words_of(m_bars_kind) : "市町";
}

} // namespace meguri::desk::models
