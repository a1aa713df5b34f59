#include "admin/desk/models/report_figures.h"

#include "admin/desk/models/word_table.h"
#include "admin/desk/models/words.h"

#include <algorithm>
#include <array>

namespace meguri::desk::models {

namespace {

/// More would not be read in a line; the workbook has all of them.
constexpr std::size_t most_rows_in_words = 30;

constexpr std::array figure_bases{
    Word{"stated", "記録"},
    Word{"derived", "集計"},
    Word{"inferred", "推定"},
};

std::vector<ColumnOf<ReportFigure>> figure_columns()
{
    return {
        {{"数字", 250},
            [](ReportFigure const& f) {
                return Cell{f.label, Tone::Strong};
            }},
        {{"値", 110, Align::Right}, [](ReportFigure const& f) { return Cell{figure_value_words(f)}; },
            [](ReportFigure const& f) -> SortKey { return f.value; }},
        {{"出どころ", 90},
            [](ReportFigure const& f) {
                return Cell{basis_words(f.basis), f.basis == "inferred" ? Tone::Few : Tone::Quiet};
            }},
        {{"根拠になる行", 640}, [](ReportFigure const& f) { return Cell{figure_rows_words(f)}; }},
    };
}

} // namespace

FigureTable::FigureTable()
    : RowTable(figure_columns(), [](ReportFigure const& figure) { return figure.name; })
{
}

std::string figure_value_words(ReportFigure const& figure)
{
    return grouped(figure.value) + figure.unit;
}

std::string basis_words(std::string const& basis)
{
    return word_in(figure_bases, basis);
}

std::string figure_rows_words(ReportFigure const& figure)
{
    std::string words;
    bool const each_is_one
        = std::all_of(figure.rows.begin(), figure.rows.end(), [](auto const& row) { return row.value == 1; });
    for (std::size_t i = 0; i < std::min(figure.rows.size(), most_rows_in_words); ++i)
        words += (i == 0 ? "" : "、") + figure.rows[i].what
            + (each_is_one ? std::string() : " " + grouped(figure.rows[i].value));
    if (figure.rows.size() > most_rows_in_words)
        words += " …(" + std::to_string(figure.rows.size()) + ")";
    return words;
}

std::vector<ReportFigure> shown_figures(std::vector<ReportFigure> const& all)
{
    std::vector<ReportFigure> shown;
    for (auto const& figure : all)
        if (!figure.name.starts_with("session.")
            && (!figure.rows.empty() || figure.name.find('.') == std::string::npos))
            shown.push_back(figure);
    return shown;
}

ReportFigure const* find_figure(std::vector<ReportFigure> const& figures, std::string const& name)
{
    auto const found = std::find_if(
        figures.begin(), figures.end(), [&](ReportFigure const& one) { return one.name == name; });
    return found == figures.end() ? nullptr : &*found;
}

} // namespace meguri::desk::models
