// 報告書: a report on A4 upright: form, addressee, title and preface, then sections of sentences and ruled
// tables, on as many pages as it takes. A row is never torn over two pages, a table's head stands on each of
// its pages, and no heading stands alone at the foot of one. Every text is worded by the caller. Pure but for
// the fonts it loads; may be called on any thread.
#pragma once

#include "shared/base/result.h"

#include <string>
#include <vector>

namespace meguri::paper {

struct ReportColumn {
    std::string title;
    double share = 1; ///< Of the width, against the other columns' shares.
    bool is_number = false; ///< Set against the right edge.
};

struct ReportTable {
    std::vector<ReportColumn> columns; ///< Without titles: a table of names and values, without a head.
    std::vector<std::vector<std::string>> rows; ///< A cell for each column.
    bool has_sum = false; ///< The last row is a sum, set bold.
};

struct ReportSection {
    std::string heading;
    std::string text; ///< Under it; may be empty.
    std::vector<ReportTable> tables;
    bool begins_page = false;
};

struct ReportPaper {
    std::string title; ///< Needed.
    std::string form; ///< Above all, small: 様式第4号
    std::string day; ///< Right, above the addressee.
    std::string addressee;
    std::string sender; ///< Right, under the addressee.
    std::string preface;
    std::vector<ReportSection> sections;
    std::string foot; ///< Of each page, beside its number.
};

/// The PDF's bytes. NotFound when BIZ UDGothic is not installed; BadInput without a title, or for a table
/// without columns.
base::Result<std::string> report_paper_pdf(ReportPaper const& paper);

} // namespace meguri::paper
