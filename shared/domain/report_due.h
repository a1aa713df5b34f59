// When a subsidy's report (実績報告) is due. Pure.
// Source: grant rules of Japanese authorities, which ask for it within so many days of the end of the work,
// and no later than so many days after the fiscal year (here 30 and 10); a programme's rules may say other
// numbers.
#pragma once

#include "shared/domain/fiscal_year.h"
#include "shared/domain/subsidy.h"

#include <optional>
#include <span>

namespace meguri::domain {

struct ReportRule {
    int days_after_completion = 30;
    int days_after_year_end = 10;
    bool operator==(ReportRule const&) const = default;
};

/// The report is what the municipality may send in next.
bool awaits_report(SubsidyPath const& path, std::span<SubsidyEntry const> history);

/// The earlier of both days. `completed_on`: the day of the last class, held or planned; none: no class is
/// known.
Date report_due_on(ReportRule const& rule, FiscalYear year, std::optional<Date> completed_on);

} // namespace meguri::domain
