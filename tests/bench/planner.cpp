// How long a van's tour takes to plan, as a multiple of the greedy plan that a person would make in the same
// process, and its kilometres against the greedy plan's. Prints ratios and their medians; never a pass or a
// fail.
//   bench_planner [ROUNDS]
#include "admin/hub/planner/planner.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace {

using namespace meguri;
using namespace meguri::domain;
using hub::planner::TourOrder;
using hub::planner::TourWish;
using Clock = std::chrono::steady_clock;

Date day_of_october(unsigned day)
{
    return {std::chrono::year(2024), std::chrono::October, std::chrono::day(day)};
}

hub::planner::TourVenue house(std::string const& id, Position position)
{
    Venue const venue{VenueId(id), MunicipalityCode::parse("352039").value(), id, "", VenueKind::VanStop, "",
        "", position, "", "", std::nullopt, false, false, false};
    return {venue, {}};
}

/// Towns on a spiral around the base, 10 to 70 km away; houses of a town within a few kilometres.
TourOrder order_of(int towns, int houses, int days, int classes)
{
    TourOrder order;
    order.van.id = ResourceId("van");
    order.van.kind = ResourceKind::Van;
    order.van.setup_minutes = 10;
    for (unsigned weekday = 1; weekday <= 5; ++weekday)
        order.van.hours.push_back({weekday, 9 * 60, 17 * 60});
    order.base = place_of(house("base", {34.18, 131.47}).venue);
    order.first_day = day_of_october(1);
    order.last_day = day_of_october(31);
    int house_number = 0;
    for (int i = 0; i < towns; ++i) {
        TourWish wish;
        wish.municipality = wish.name = "town " + std::to_string(i);
        wish.days = days;
        wish.classes = classes;
        double const distance = 0.08 + 0.4 * i / towns;
        double const angle = 2.4 * i;
        int const own = houses / towns + (i < houses % towns ? 1 : 0);
        for (int k = 0; k < own; ++k) {
            wish.venues.push_back(house("house " + std::to_string(house_number++),
                {34.18 + distance * std::sin(angle) + 0.01 * k, 131.47 + distance * std::cos(angle)}));
            // Every house is closed on some day of the week, so that few dates are alike.
            wish.venues.back().calendar.closed_weekdays = {static_cast<unsigned>((i + k) % 7)};
        }
        order.wishes.push_back(wish);
    }
    return order;
}

struct Outcome {
    double seconds = 0;
    int met = 0;
    double kilometres = 0;
    bool is_proved = true;
};

/// Date by date: the town with most days to go, then every further one that still fits behind it.
Outcome greedy(TourOrder const& order)
{
    auto const start = Clock::now();
    Outcome outcome;
    std::vector<int> left;
    for (auto const& wish : order.wishes)
        left.push_back(wish.days);
    auto const last = std::chrono::sys_days(order.last_day);
    for (auto at = std::chrono::sys_days(order.first_day); at <= last; at += std::chrono::days(1)) {
        std::vector<StopWish> stops;
        std::vector<std::size_t> turns(left.size());
        for (std::size_t i = 0; i < turns.size(); ++i)
            turns[i] = i;
        std::stable_sort(
            turns.begin(), turns.end(), [&](std::size_t a, std::size_t b) { return left[a] > left[b]; });
        for (auto const town : turns)
            for (auto const& one : order.wishes[town].venues) {
                auto const noon = from_tokyo({Date(at), 12, 0, 0});
                if (left[town] == 0 || closed_at(one.venue, one.calendar, noon, order.around.holidays))
                    continue;
                stops.push_back({place_of(one.venue), "", order.wishes[town].classes, {}, false});
                auto const plan
                    = plan_day(Date(at), order.base, order.van, stops, order.rule, order.around.travel);
                std::vector<Use> uses;
                for (std::size_t i = 0; plan && i < stops.size(); ++i)
                    for (auto const time : plan->stops[i].classes)
                        uses.push_back({SessionId("s"), "", stops[i].place, time,
                            time + std::chrono::minutes(order.rule.class_minutes), 1});
                if (plan && clashes_of(order.van, uses, {}, order.around).empty()) {
                    --left[town];
                    ++outcome.met;
                    break;
                }
                stops.pop_back();
            }
        auto const* here = &*order.base;
        for (auto const& stop : stops) {
            outcome.kilometres += travel_km(*here, stop.place, order.around.travel.rule).value_or(0);
            here = &stop.place;
        }
        outcome.kilometres += travel_km(*here, *order.base, order.around.travel.rule).value_or(0);
    }
    outcome.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    return outcome;
}

Outcome planned(TourOrder const& order)
{
    auto const start = Clock::now();
    auto const tour = hub::planner::plan_tour(order);
    base::verify(tour.has_value(), "a tour");
    Outcome outcome;
    outcome.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    outcome.kilometres = tour->kilometres;
    outcome.is_proved = tour->is_proved_best;
    for (auto const& day : tour->days)
        outcome.met += static_cast<int>(day.stops.size());
    return outcome;
}

void measure(char const* name, TourOrder const& order, int rounds)
{
    std::vector<double> ratios;
    Outcome tour;
    Outcome baseline;
    for (int round = 0; round < rounds; ++round) {
        baseline = greedy(order);
        tour = planned(order);
        ratios.push_back(tour.seconds / baseline.seconds);
    }
    std::sort(ratios.begin(), ratios.end());
    std::printf("%-36s time %7.1f x greedy (%.3f s)  days of wishes %d : %d  km %.0f : %.0f = %.2f  %s\n",
        name, ratios[ratios.size() / 2], tour.seconds, tour.met, baseline.met, tour.kilometres,
        baseline.kilometres, tour.kilometres / baseline.kilometres,
        tour.is_proved ? "proved" : "at the limit");
}

} // namespace

int main(int argc, char** argv)
{
    int const rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
    measure("5 towns, 15 houses, 3 days of 3", order_of(5, 15, 3, 3), rounds);
    measure("5 towns, 15 houses, 4 days of 2", order_of(5, 15, 4, 2), rounds);
    measure("19 towns, 60 houses, 1 day of 4", order_of(19, 60, 1, 4), rounds);
    measure("19 towns, 60 houses, 2 days of 2", order_of(19, 60, 2, 2), rounds);
    measure("19 towns, 60 houses, 3 days of 1", order_of(19, 60, 3, 1), rounds);
    measure("20 towns, 80 houses, 4 days of 1", order_of(20, 80, 4, 1), rounds);
    return 0;
}
