// An 実績報告 as its template asks for it: sections with tables whose cells are words or figures, before it
// is known whether they become a page or a workbook. Both say the same because both are made from this. Pure.
#pragma once

#include "admin/hub/routes/report_template.h"
#include "admin/hub/routes/subsidy_report.h"

#include <string>
#include <vector>

namespace meguri::hub::routes {

/// Words, or a number that is a figure of the report.
struct FilledCell {
    std::string words;
    domain::Figure const* figure = nullptr;
};

struct FilledColumn {
    std::string title;
    double share = 1;
    bool is_number = false;
};

struct FilledTable {
    std::vector<FilledColumn> columns; ///< Without titles: names and values.
    std::vector<std::vector<FilledCell>> rows;
    bool has_sum = false; ///< The last row sums the others up.
};

struct FilledSection {
    std::string name;
    std::string text;
    std::vector<FilledTable> tables;
};

struct FilledReport {
    std::string form;
    std::string title;
    std::string addressee;
    std::string sender;
    std::string preface;
    std::string foot;
    std::vector<FilledSection> sections;
    std::string certificate_name;
    std::string certificate_text;
};

/// Points into `report`, which must outlive it.
FilledReport filled_report(ReportTemplate const& form, SubsidyReport const& report);

/// Those that stand in its tables, each once, in order; the ones of single sessions are left out.
std::vector<domain::Figure const*> shown_figures(FilledReport const& filled);

} // namespace meguri::hub::routes
