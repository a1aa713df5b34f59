#include "admin/desk/models/bars.h"

#include "admin/desk/models/words.h"
#include "shared/domain/age_band.h"
#include "shared/domain/fiscal_year.h"
#include "shared/domain/tokyo_time.h"

#include <algorithm>
#include <numeric>

namespace meguri::desk::models {

namespace {

/// The month of the fiscal year, from April: its first day.
domain::Date month_of_year(int fiscal_year, int place)
{
    return domain::first_day({fiscal_year}) + std::chrono::months(place);
}

std::vector<BarsRow> rows_of_months(Summary const& summary, int fiscal_year)
{
    std::vector<BarsRow> rows;
    for (int i = 0; i < 12; ++i) {
        auto const day = month_of_year(fiscal_year, i);
        BarsRow row{std::to_string(static_cast<unsigned>(day.month())) + "月", {}, {}, true, false};
        auto const found = summary.by_month.find(domain::to_iso(day).substr(0, 7));
        if (found != summary.by_month.end()) {
            row.figures = found->second.figures;
            for (auto const& [name, count] : found->second.formats)
                if (auto const format = domain::from_name<domain::SessionFormat>(name))
                    row.kinds.at(domain::format_kind_of(*format)) += count;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<BarsRow> rows_of_formats(Summary const& summary)
{
    std::vector<BarsRow> rows;
    for (auto const& [format, name] : domain::Names<domain::SessionFormat>::entries) {
        BarsRow row{format_words(name), {}, {}, false, false};
        if (auto const found = summary.by_format.find(std::string(name)); found != summary.by_format.end())
            row.figures = found->second;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<BarsRow> rows_of_ages(Summary const& summary)
{
    std::vector<BarsRow> rows;
    for (auto const& [band, name] : domain::Names<domain::AgeBand>::entries) {
        BarsRow row{age_band_words(name), {}, {}, false, true};
        if (auto const found = summary.age_bands.find(std::string(name)); found != summary.age_bands.end())
            row.figures.participants = found->second;
        rows.push_back(std::move(row));
    }
    return rows;
}

Cell people_cell(int number)
{
    return {grouped(number)};
}

ColumnOf<BarsRow> figure_column(char const* title, int domain::Figures::*figure)
{
    return {{title, 86, Align::Right},
        [figure](BarsRow const& row) {
            return row.has_people_only ? Cell{"—", Tone::Quiet} : people_cell(row.figures.*figure);
        },
        [figure](BarsRow const& row) -> SortKey { return std::int64_t(row.figures.*figure); }};
}

ColumnOf<BarsRow> kind_column(std::size_t kind)
{
    return {{domain::format_kinds.at(kind), 96, Align::Right},
        [kind](BarsRow const& row) {
            return row.has_kinds ? people_cell(row.kinds.at(kind)) : Cell{"—", Tone::Quiet};
        },
        [kind](BarsRow const& row) -> SortKey { return std::int64_t(row.kinds.at(kind)); }};
}

std::vector<ColumnOf<BarsRow>> bars_columns()
{
    std::vector<ColumnOf<BarsRow>> columns{
        {{"区分", 150},
            [](BarsRow const& row) {
                return Cell{row.label, Tone::Strong};
            }},
        figure_column("予定", &domain::Figures::planned),
        figure_column("実施済", &domain::Figures::held),
        figure_column("中止", &domain::Figures::cancelled),
        figure_column("席", &domain::Figures::seats),
        figure_column("申込", &domain::Figures::registrations),
        {{"参加", 86, Align::Right}, [](BarsRow const& row) { return people_cell(row.figures.participants); },
            [](BarsRow const& row) -> SortKey { return std::int64_t(row.figures.participants); }},
        figure_column("無断欠席", &domain::Figures::no_shows),
    };
    for (std::size_t kind = 0; kind < domain::format_kinds.size(); ++kind)
        columns.push_back(kind_column(kind));
    return columns;
}

std::vector<int> bar_parts_of(BarsRow const& row, BarsKind kind)
{
    switch (kind) {
    case BarsKind::MonthClasses:
        return {row.kinds.begin(), row.kinds.end()};
    case BarsKind::FormatClasses:
        return {row.figures.held, row.figures.planned};
    case BarsKind::MonthPeople:
    case BarsKind::FormatPeople:
    case BarsKind::AgePeople:
        return {row.figures.participants};
    }
    return {};
}

std::vector<std::string> series_of(BarsKind kind)
{
    if (kind == BarsKind::MonthClasses)
        return {domain::format_kinds.begin(), domain::format_kinds.end()};
    if (kind == BarsKind::FormatClasses)
        return {"実施済", "予定"};
    return {"参加した人"};
}

} // namespace

std::string words_of(BarsKind kind)
{
    switch (kind) {
    case BarsKind::MonthClasses:
        return "月ごとの開催回";
    case BarsKind::MonthPeople:
        return "月ごとの参加した人";
    case BarsKind::FormatClasses:
        return "実施形態ごとの開催回";
    case BarsKind::FormatPeople:
        return "実施形態ごとの参加した人";
    case BarsKind::AgePeople:
        return "年齢ごとの参加した人";
    }
    return "";
}

int Bar::total() const
{
    return std::accumulate(parts.begin(), parts.end(), 0);
}

bool Bars::is_empty() const
{
    return std::ranges::all_of(bars, [](Bar const& bar) { return bar.total() == 0; });
}

std::string Bars::words() const
{
    std::string words;
    for (auto const& bar : bars) {
        if (bar.total() == 0)
            continue;
        words += (words.empty() ? "" : "、") + bar.label + " " + grouped(bar.total()) + unit;
        std::string parts;
        for (std::size_t i = 0; i < bar.parts.size() && series.size() > 1; ++i)
            if (bar.parts[i] > 0)
                parts += (parts.empty() ? "" : " ") + series.at(i) + grouped(bar.parts[i]);
        words += parts.empty() ? "" : "(" + parts + ")";
    }
    return words.empty() ? "まだ数がありません" : words;
}

Bars bars_of(Summary const& summary, BarsKind kind, int fiscal_year)
{
    Bars bars;
    bars.title = words_of(kind);
    bool const is_classes = kind == BarsKind::MonthClasses || kind == BarsKind::FormatClasses;
    bars.unit = is_classes ? "回" : "人";
    bars.series = series_of(kind);
    int most = 1;
    for (auto const& row : bars_rows(summary, kind, fiscal_year)) {
        bars.bars.push_back({row.label, bar_parts_of(row, kind)});
        most = std::max(most, bars.bars.back().total());
    }
    bars.scale_step = domain::round_step(most);
    bars.scale_top = (most + bars.scale_step - 1) / bars.scale_step * bars.scale_step;
    return bars;
}

std::vector<BarsRow> bars_rows(Summary const& summary, BarsKind kind, int fiscal_year)
{
    switch (kind) {
    case BarsKind::MonthClasses:
    case BarsKind::MonthPeople:
        return rows_of_months(summary, fiscal_year);
    case BarsKind::FormatClasses:
    case BarsKind::FormatPeople:
        return rows_of_formats(summary);
    case BarsKind::AgePeople:
        return rows_of_ages(summary);
    }
    return {};
}

BarsTable::BarsTable()
    : RowTable(bars_columns(), [](BarsRow const& row) { return row.label; })
{
}

} // namespace meguri::desk::models
