// 連続の開催: the days of a class that comes again and again, with exceptions; and how far a class is put off
// when it is taken over elsewhere. Pure.
#pragma once

#include "shared/base/result.h"
#include "shared/domain/resource.h"

#include <utility>
#include <vector>

namespace meguri::domain {

enum class Every { Week, TwoWeeks, MonthByWeekday };
template <> struct Names<Every> {
    static constexpr std::array entries{
        std::pair{Every::Week, "week"}, std::pair{Every::TwoWeeks, "two_weeks"},
        std::pair{Every::MonthByWeekday, "month_by_weekday"}, ///< Such as each second Thursday.
    };
};

struct SeriesRule {
    Date first;
    Every every = Every::Week;
    int count = 1; ///< Of days before exceptions, 1 to 60.
    std::vector<Date> skip;
    std::vector<std::pair<Date, Date>> move; ///< From a day of the series to another one.
    bool skips_holidays = false;
};

/// In order; FieldProblem names `first`, `count`, `skip[i]` or `move[i]` where it does not fit. A month
/// without a fifth such weekday has no day.
base::Result<std::vector<Date>, FieldProblem> days_of(
    SeriesRule const& rule, std::vector<Holiday> const& holidays);

/// The same class on another day, its parts and its window with it.
Session moved_by(Session session, std::chrono::days distance);

/// Whole weeks by which classes are put off so that the first is at least a fortnight ahead; 0 when it is.
std::chrono::days put_off_for(Time first, Time now);

} // namespace meguri::domain
