#include "admin/hub/planner/planner.h"

#include "admin/hub/planner/choice.h"
#include "admin/hub/planner/patterns.h"
#include "admin/hub/planner/unmet.h"

#include <algorithm>
#include <cmath>

namespace meguri::hub::planner {

namespace {

std::vector<domain::FieldProblem> problems_of(TourOrder const& order, TourLimits const& limits)
{
    std::vector<domain::FieldProblem> problems;
    auto const days
        = (std::chrono::sys_days(order.last_day) - std::chrono::sys_days(order.first_day)).count() + 1;
    if (days < 1)
        problems.push_back({"to", "期間の終わりは、始まりと同じ日か、その後にしてください。"});
    if (days > limits.days)
        problems.push_back(
            {"to", "期間は" + std::to_string(limits.days) + "日までです。分けて計画してください。"});
    if (order.wishes.empty())
        problems.push_back({"wishes", "希望を1つ以上入れてください。"});
    if (order.wishes.size() > limits.wishes)
        problems.push_back({"wishes",
            "希望は" + std::to_string(limits.wishes) + "件までです。期間か地域を分けて計画してください。"});
    std::size_t venues = 0;
    for (std::size_t i = 0; i < order.wishes.size(); ++i) {
        auto const& wish = order.wishes[i];
        auto const field = "wishes[" + std::to_string(i) + "].";
        venues += wish.venues.size();
        if (wish.days < 1)
            problems.push_back({field + "days", "1日以上にしてください。"});
        if (wish.classes < 1)
            problems.push_back({field + "classes_per_day", "1回以上にしてください。"});
        if (wish.venues.size() > limits.venues_of_a_wish)
            problems.push_back({field + "venues",
                wish.name + "の会場が" + std::to_string(wish.venues.size()) + "か所あります。"
                    + std::to_string(limits.venues_of_a_wish) + "か所までを選んでください。"});
    }
    if (venues > limits.venues)
        problems.push_back({"wishes",
            "会場は全部で" + std::to_string(limits.venues)
                + "か所までです。会場を選ぶか、分けて計画してください。"});
    return problems;
}

/// A group's days: each pattern as often as chosen, each as far apart as the group's dates allow.
std::vector<std::pair<Date, Pattern const*>> spread(DateGroup const& group, std::vector<int> const& times)
{
    std::vector<std::pair<double, Pattern const*>> turns;
    for (std::size_t i = 0; i < group.patterns.size(); ++i)
        for (int k = 0; k < times[i]; ++k)
            turns.emplace_back((k + 0.5) / times[i], &group.patterns[i]);
    std::stable_sort(turns.begin(), turns.end(),
        [](auto const& one, auto const& other) { return one.first < other.first; });
    std::vector<std::pair<Date, Pattern const*>> days;
    for (std::size_t i = 0; i < turns.size(); ++i)
        days.emplace_back(
            group.dates[(2 * i + 1) * group.dates.size() / (2 * turns.size())], turns[i].second);
    return days;
}

} // namespace

base::Result<Tour, TourRefusal> plan_tour(TourOrder const& order, TourLimits const& limits)
{
    if (auto problems = problems_of(order, limits); !problems.empty())
        return base::fail(TourRefusal{std::move(problems), ""});
    Patterns const patterns(order, limits);
    auto const groups = patterns.groups();
    std::vector<OptionGroup> options;
    for (auto const& group : groups) {
        options.push_back({static_cast<int>(group.dates.size()), {}});
        for (auto const& pattern : group.patterns) {
            options.back().options.push_back({{}, pattern.rank, pattern.hectometres});
            for (auto const& stop : pattern.stops)
                options.back().options.back().wishes.push_back(stop.wish);
        }
    }
    std::vector<int> wanted;
    for (auto const& wish : order.wishes)
        wanted.push_back(wish.days);
    auto const choice = choose(options, wanted, limits.nodes);
    if (!choice)
        return base::fail(TourRefusal{{}, choice.error().message});
    Tour tour;
    tour.is_proved_best = choice->is_proved_best;
    for (std::size_t i = 0; i < groups.size(); ++i)
        for (auto const& [date, pattern] : spread(groups[i], choice->times[i])) {
            auto day = patterns.day_of(date, pattern->stops);
            base::verify(day.has_value(), "a pattern fits on every date of its group");
            tour.kilometres += day->kilometres;
            tour.days.push_back(std::move(*day));
        }
    tour.kilometres = std::round(tour.kilometres * 10) / 10;
    std::sort(tour.days.begin(), tour.days.end(),
        [](TourDay const& one, TourDay const& other) { return one.day < other.day; });
    tour.unmet = unmet_of(order, groups, tour.days);
    return tour;
}

} // namespace meguri::hub::planner
