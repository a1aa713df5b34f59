#include "shared/domain/report_due.h"

#include <algorithm>

namespace meguri::domain {

bool awaits_report(SubsidyPath const& path, std::span<SubsidyEntry const> history)
{
    auto const next = allowed_next(path, history);
    return std::find(next.begin(), next.end(), SubsidyStep::Reported) != next.end();
}

Date report_due_on(ReportRule const& rule, FiscalYear year, std::optional<Date> completed_on)
{
    using std::chrono::days;
    using std::chrono::sys_days;
    auto const by_year = sys_days(last_day(year)) + days(rule.days_after_year_end);
    if (!completed_on)
        return Date(by_year);
    return Date(std::min(by_year, sys_days(*completed_on) + days(rule.days_after_completion)));
}

} // namespace meguri::domain
