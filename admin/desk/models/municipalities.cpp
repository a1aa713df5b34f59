#include "admin/desk/models/municipalities.h"

#include "admin/desk/models/words.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

/// One question after the other on the worker; what is not ours to see stays without figures.
Outcome<std::vector<MunicipalityRow>> rows_from(Api& api, int fiscal_year)
{
    auto municipalities = api.municipalities();
    if (!municipalities)
        return base::fail(municipalities.error());
    Answer<std::vector<MunicipalityRow>> rows{{}, municipalities->as_of};
    for (auto& municipality : municipalities->value) {
        auto summary = api.summary(municipality.code, fiscal_year);
        bool const is_not_ours = !summary
            && (summary.error().kind == ProblemKind::NotAllowed
                || summary.error().kind == ProblemKind::NotFound);
        if (!summary && !is_not_ours)
            return base::fail(summary.error());
        MunicipalityRow row{std::move(municipality), std::nullopt};
        if (summary) {
            row.summary = std::move(summary->value);
            rows.as_of = std::min(rows.as_of, summary->as_of);
        }
        rows.value.push_back(std::move(row));
    }
    return rows;
}

} // namespace

Municipalities::Municipalities(Jobs& jobs, Told told)
    : m_jobs(jobs)
    , m_told(std::move(told))
{
}

void Municipalities::show_scope(Scope const& scope)
{
    bool const needs_hub = scope.fiscal_year != m_scope.fiscal_year;
    if (scope.municipality != m_scope.municipality)
        m_chosen = scope.municipality;
    m_scope = scope;
    m_table.set_filter(scope.query);
    ++m_revision;
    if (needs_hub || !m_as_of)
        refresh();
    else
        m_told();
}

void Municipalities::refresh()
{
    m_jobs.ask<std::vector<MunicipalityRow>>(
        [year = m_scope.fiscal_year](Api& api) { return rows_from(api, year); },
        [this, year = m_scope.fiscal_year](auto outcome) {
            if (year == m_scope.fiscal_year)
                take(std::move(outcome));
        });
}

void Municipalities::take(Outcome<std::vector<MunicipalityRow>> outcome)
{
    if (!outcome) {
        m_notice = {Tone::Stop, problem_words(outcome.error())};
        return m_told();
    }
    m_notice = {};
    m_table.set_rows(std::move(outcome->value));
    m_as_of = outcome->as_of;
    ++m_revision;
    m_told();
}

void Municipalities::forget()
{
    m_scope = {};
    m_table.set_rows({});
    m_chosen.clear();
    m_notice = {};
    m_as_of.reset();
    ++m_revision;
}

std::vector<Municipality> Municipalities::list() const
{
    std::vector<Municipality> list;
    for (auto const& row : m_table.rows())
        list.push_back(row.municipality);
    return list;
}

void Municipalities::set_meaning(MapMeaning meaning)
{
    m_meaning = meaning;
    m_told();
}

void Municipalities::sort_by(std::size_t column, bool is_descending)
{
    m_table.sort_by(column, is_descending);
    ++m_revision;
    m_told();
}

void Municipalities::choose(std::string const& code)
{
    m_chosen = code;
    m_told();
}

} // namespace meguri::desk::models
