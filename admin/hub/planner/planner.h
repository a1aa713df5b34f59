// 巡回の計画: a van's days in a period, so that as many wishes of municipalities as possible are met with few
// kilometres, and for each wish that is not met the reason. Pure: the same order gives the same tour.
#pragma once

#include "shared/base/result.h"
#include "shared/domain/van_day.h"

#include <set>
#include <string>
#include <vector>

namespace meguri::hub::planner {

using domain::Date;
using domain::Time;

struct TourVenue {
    domain::Venue venue;
    domain::VenueCalendar calendar;
};

/// So many days with so many classes each at one of the venues. A municipality that wants one day at each of
/// two houses makes two wishes.
struct TourWish {
    std::string municipality; ///< Six digits.
    std::string name; ///< For the words.
    int days = 1;
    int classes = 1; ///< On each of these days.
    std::set<Date> dates; ///< Only these; empty: any.
    std::set<unsigned> weekdays; ///< Only these, 0 Sunday … 6 Saturday; empty: any.
    std::vector<TourVenue> venues;
    /// The venues stand in order of preference, which comes before kilometres; else kilometres alone decide.
    bool is_ranked = false;
};

struct TourOrder {
    domain::Resource van;
    std::optional<domain::Place> base; ///< None: a day begins and ends at its first stop.
    std::vector<domain::Use> uses; ///< What the van does already, from the day before to the day after.
    /// From leaving the base to being back, for each day it drives already: another begins after.
    std::vector<std::pair<Time, Time>> away;
    domain::Circumstances around;
    domain::VanDayRule rule;
    Date first_day;
    Date last_day; ///< Included.
    std::vector<TourWish> wishes;
};

/// Beyond these an order is refused: they keep the work to seconds.
struct TourLimits {
    int days = 62; ///< Of the period.
    std::size_t wishes = 20;
    std::size_t venues_of_a_wish = 12;
    std::size_t venues = 80; ///< Of all wishes together.
    std::size_t stops = 3; ///< Of one day.
    int nodes = 5000; ///< Of the search; after them the best found so far.
};

struct TourStop {
    std::size_t wish = 0; ///< Index into the order's.
    std::size_t venue = 0; ///< Index into the wish's.
    domain::StopPlan plan;
};

struct TourDay {
    Date day;
    Time leaves_base_at;
    Time back_at;
    std::vector<TourStop> stops; ///< In the order of the day.
    double kilometres = 0; ///< From the base and back to it, to a tenth.
};

enum class UnmetReason {
    NoDate,
    NoVenue,
    OutsideArea,
    VenuesClosed,
    TooManyClasses,
    TooFar,
    VanAway,
    VanBooked,
    DaysTaken,
    VanFull
};

} // namespace meguri::hub::planner

template <> struct meguri::domain::Names<meguri::hub::planner::UnmetReason> {
    using R = meguri::hub::planner::UnmetReason;
    static constexpr std::array entries{
        std::pair{R::NoDate, "no_date"}, ///< The wish names fewer days of the period than it wants.
        std::pair{R::NoVenue, "no_venue"}, std::pair{R::OutsideArea, "outside_area"},
        std::pair{R::VenuesClosed, "venues_closed"},
        std::pair{R::TooManyClasses, "too_many_classes"}, ///< Not even without any way.
        std::pair{R::TooFar, "too_far"}, ///< Not there and back with its classes in one day.
        std::pair{R::VanAway, "van_away"}, ///< Absent, resting, or outside its hours.
        std::pair{R::VanBooked, "van_booked"}, ///< In the way of what it does already.
        std::pair{R::DaysTaken, "days_taken"}, ///< The wished days serve other wishes.
        std::pair{R::VanFull, "van_full"}, ///< All days on which the van can come serve other wishes.
    };
};

namespace meguri::hub::planner {

/// Days of one wish that are missing for one reason.
struct Unmet {
    std::size_t wish = 0;
    int missing = 0;
    UnmetReason reason = UnmetReason::VanFull;
    std::vector<std::string> others; ///< Municipalities that the days serve instead.
    std::string words; ///< For the clerk, in Japanese.
};

struct Tour {
    std::vector<TourDay> days; ///< In order of date.
    double kilometres = 0;
    std::vector<Unmet> unmet; ///< In order of the wishes.
    bool is_proved_best = true; ///< False: the search ended at its limit of nodes.
};

/// `fields`: what is wrong with the order, or where it is too large. `trouble`: the solver failed, in
/// English.
struct TourRefusal {
    std::vector<domain::FieldProblem> fields;
    std::string trouble;
};

/// Goals, each before the next: most days of wishes met; most wishes with at least one day (so that far towns
/// are not the first to go without); preferred venues; fewest kilometres. A day serves one wish or several
/// (TourLimits::stops), at different venues, as plan_day and clashes_of allow. Kilometres are travel_km, or
/// the way's minutes at the rule's speed where a place has no position.
base::Result<Tour, TourRefusal> plan_tour(TourOrder const& order, TourLimits const& limits = {});

} // namespace meguri::hub::planner
