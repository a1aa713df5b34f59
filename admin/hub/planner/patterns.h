// What a van can do on a date: day patterns of one to a few stops that plan_day and clashes_of allow, each
// set of wishes with its best venues and order. Pure.
#pragma once

#include "admin/hub/planner/planner.h"

#include <map>

namespace meguri::hub::planner {

/// A stop of a pattern: a wish at one of its venues.
struct Stop {
    std::size_t wish = 0;
    std::size_t venue = 0;
};

struct Pattern {
    std::vector<Stop> stops; ///< In the order of the day.
    int rank = 0;
    int hectometres = 0;
};

/// Why a wish cannot have a date, if it cannot; none: it can. Dates it does not wish are not in here.
using Outlook = std::map<std::size_t, std::optional<UnmetReason>>;

/// Dates on which the same patterns are possible, so that the solver need not tell them apart.
struct DateGroup {
    std::vector<Date> dates;
    std::vector<Pattern> patterns;
    Outlook outlook;
};

class Patterns {
public:
    Patterns(TourOrder const& order, TourLimits const& limits);

    std::vector<DateGroup> groups() const;
    /// The day with its times; none when it does not fit on that date.
    std::optional<TourDay> day_of(Date day, std::vector<Stop> const& stops) const;

private:
    struct Fit {
        std::optional<domain::VanDayPlan> plan;
        UnmetReason reason = UnmetReason::TooFar; ///< Without a plan.
    };
    struct Way {
        int hectometres = 0;
        int minutes = 0;
    };

    void measure();
    std::string key_of(Date day) const;
    DateGroup look_at(Date day) const;
    bool is_wished(TourWish const& wish, Date day) const;
    bool is_open(Stop const& stop, Date day) const;
    std::vector<domain::Use> uses_near(Date day) const;
    Fit fit(Date day, std::vector<Stop> const& stops) const;
    UnmetReason reason_of_trouble(domain::VanDayProblem const& problem, std::vector<Stop> const& stops) const;
    std::optional<Time> later_start(Date day, domain::Place const& place, Time after) const;
    std::vector<Pattern> candidates(Date day, std::vector<std::size_t> const& wishes) const;
    std::optional<Pattern> best_of(Date day, std::vector<std::size_t> const& wishes) const;
    std::optional<UnmetReason> single(Date day, std::size_t wish, std::vector<Pattern>& found) const;
    Pattern measured(std::vector<Stop> stops) const;
    int least_minutes(std::vector<Stop> const& stops) const;
    std::size_t place_of(Stop const& stop) const { return m_place[stop.wish][stop.venue]; }
    Way const& way(std::size_t from, std::size_t to) const { return m_ways[from * m_count + to]; }

    TourOrder const& m_order;
    TourLimits const& m_limits;
    /// Each different venue once, the base at the end; and the ways between them.
    std::vector<std::vector<std::size_t>> m_place;
    std::size_t m_count = 0;
    std::vector<Way> m_ways;
};

} // namespace meguri::hub::planner
