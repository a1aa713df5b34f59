// The numbers of a report as a table: value, where it comes from, and the rows it is made of. Pure.
#pragma once

#include "admin/desk/models/report_answers.h"
#include "admin/desk/models/table.h"

namespace meguri::desk::models {

class FigureTable final : public RowTable<ReportFigure> {
public:
    FigureTable();
};

/// 8人, 1,200,000円
std::string figure_value_words(ReportFigure const& figure);
/// 集計, 記録, 推定
std::string basis_words(std::string const& basis);
/// 10月8日(火) はじめてのスマホ 3、10月9日(水) よろず相談所 5
std::string figure_rows_words(ReportFigure const& figure);
/// Those a clerk looks for: without the ones of single sessions, and without what is none of a hundred.
std::vector<ReportFigure> shown_figures(std::vector<ReportFigure> const& all);
/// Null when there is none of that name.
ReportFigure const* find_figure(std::vector<ReportFigure> const& figures, std::string const& name);

} // namespace meguri::desk::models
