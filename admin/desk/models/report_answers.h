// What the hub answers about reports: their numbers with the rows each is made of. A reader answers Broken
// when something it cannot do without is missing.
#pragma once

#include "shared/base/result.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace meguri::desk::models {

struct ReportFigureRow {
    std::string what; ///< 令和6年10月8日(火) はじめてのスマホ
    std::int64_t value = 0;
};

struct ReportFigure {
    std::string name; ///< participants, amount.final
    std::string label;
    std::string unit;
    std::string basis; ///< A name of domain::Basis.
    std::int64_t value = 0;
    std::vector<ReportFigureRow> rows;
};

/// A file with a form that the hub passed over, and the first thing that is wrong with it.
struct TemplateFault {
    std::string file;
    std::string field;
    std::string reason;
};

struct SubsidyReport {
    std::string id;
    bool has_data = false; ///< Some session counts for it.
    std::int64_t seq = 0;
    std::string check;
    std::vector<ReportFigure> figures;
    std::vector<TemplateFault> faults;
};

/// What the hub says of the form a report is made by.
std::vector<TemplateFault> faults_in(nlohmann::json const& document);
/// Empty where an older hub tells none.
std::vector<ReportFigure> figures_in(nlohmann::json const& document);
base::Result<SubsidyReport> subsidy_report_from_json(nlohmann::json const& document);

} // namespace meguri::desk::models
