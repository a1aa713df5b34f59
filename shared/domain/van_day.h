// 巡回の一日: a van's stops of one day with arrival, classes and departure, and what becomes of the later
// stops when one is moved. Pure.
#pragma once

#include "shared/base/result.h"
#include "shared/domain/resource.h"

#include <string>
#include <vector>

namespace meguri::domain {

/// Defaults are assumptions modelled on vans elsewhere: 3 seats, classes of 50 minutes, four a day.
struct VanDayRule {
    int seats = 3;
    int class_minutes = 50;
    int break_minutes = 10; ///< Between two classes at one stop.
    int most_classes = 4; ///< In a day, over all stops.
    int day_begins = 9 * 60; ///< Minutes after midnight: not away from its base before.
    int day_ends = 17 * 60; ///< Back at its base by then.
};

/// A stop as wished for, or as it stands now.
struct StopWish {
    Place place;
    std::string name;
    int classes = 1;
    /// First class not before this moment; none: as early as the van can be ready.
    std::optional<Time> starts_at;
    bool is_fixed = false; ///< At exactly `starts_at`, or refused.
};

struct StopPlan {
    Time arrives_at;
    Time leaves_at; ///< Packed up.
    int travel_minutes = 0; ///< From the stop before, or from the base.
    std::vector<Time> classes; ///< When each begins; each lasts class_minutes.
};

struct VanDayPlan {
    Time leaves_base_at;
    std::vector<StopPlan> stops;
    Time back_at;
};

enum class VanDayTrouble { NoStop, NoClass, TooManyClasses, CannotBeReady, TooLate };
template <> struct Names<VanDayTrouble> {
    static constexpr std::array entries{
        std::pair{VanDayTrouble::NoStop, "no_stop"},
        std::pair{VanDayTrouble::NoClass, "no_class"},
        std::pair{VanDayTrouble::TooManyClasses, "too_many_classes"},
        std::pair{VanDayTrouble::CannotBeReady, "cannot_be_ready"},
        std::pair{VanDayTrouble::TooLate, "too_late"},
    };
};
struct VanDayProblem {
    VanDayTrouble trouble = VanDayTrouble::NoStop;
    std::size_t stop = 0; ///< Index of the stop that does not fit.
    std::optional<Time> earliest; ///< When its first class could begin, or when the van would be back.
};
/// A sentence for the clerk, in Japanese, that names the stop.
std::string words_of(VanDayProblem const& problem, std::vector<StopWish> const& stops);

/// The day in the order of `stops`: the van leaves `base` (none: it is where the first stop is), sets up at
/// each stop, holds its classes one after the other, packs up and goes on. A stop that wishes a moment gets
/// it or, unless it is fixed, the first one possible after it.
base::Result<VanDayPlan, VanDayProblem> plan_day(Date day, std::optional<Place> const& base,
    Resource const& van, std::vector<StopWish> const& stops, VanDayRule const& rule,
    TravelTable const& travel);

} // namespace meguri::domain
