// 実績報告の書式: headings, order and choice of sections, rows and columns, and fixed sentences of the
// report, as data that a clerk copies and changes (assets/data/subsidy-report.json, and beside the hub's
// database subsidy-report-CODE.json or subsidy-report.json). Pure.
//
//   {"form","title","addressee","sender","preface","foot",
//    "sections":[{"section","name","text"?,"none"?,
//                 "rows":[{"value","name"}]     of summary and amounts,
//                 "columns":[{"value","name"}]  of sessions and steps,
//                 "by":"format"|"month"         of ages}],
//    "certificate":{"name","text"?}}
//
// A sentence may hold {prefecture} {municipality} {programme} {fiscal_year} {as_of} {seq}.
#pragma once

#include "shared/protocol/reader.h"

#include <string>
#include <string_view>
#include <vector>

namespace meguri::hub::routes {

/// A row or a column: which value, and what it is called on paper.
struct TemplateEntry {
    std::string value;
    std::string name;
};

struct TemplateSection {
    std::string section; ///< summary, sessions, ages, survey, amounts, steps
    std::string name; ///< The heading.
    std::string text; ///< Under the heading; may be empty.
    std::string none; ///< Stands there when there is nothing to show.
    std::string by; ///< What the columns of ages are.
    std::vector<TemplateEntry> entries;
};

struct ReportTemplate {
    std::string form;
    std::string title;
    std::string addressee;
    std::string sender;
    std::string preface;
    std::string foot; ///< Of each page.
    std::vector<TemplateSection> sections;
    std::string certificate_name;
    std::string certificate_text;
};

/// Every wrong thing is named by its place, with what may stand there.
base::Result<ReportTemplate, std::vector<protocol::FieldReason>> parse_report_template(std::string_view text);

} // namespace meguri::hub::routes
