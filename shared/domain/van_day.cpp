#include "shared/domain/van_day.h"

#include "shared/domain/era_date.h"

#include <algorithm>

namespace meguri::domain {

namespace {

using base::fail;
using std::chrono::minutes;

Time at_minute(Date day, int minute)
{
    return from_tokyo({day, 0, 0, 0}) + minutes(minute);
}

std::optional<VanDayProblem> problem_of(std::vector<StopWish> const& stops, VanDayRule const& rule)
{
    if (stops.empty())
        return VanDayProblem{VanDayTrouble::NoStop, 0, {}};
    int classes = 0;
    for (std::size_t i = 0; i < stops.size(); ++i) {
        if (stops[i].classes < 1)
            return VanDayProblem{VanDayTrouble::NoClass, i, {}};
        classes += stops[i].classes;
        if (classes > rule.most_classes)
            return VanDayProblem{VanDayTrouble::TooManyClasses, i, {}};
    }
    return std::nullopt;
}

} // namespace

base::Result<VanDayPlan, VanDayProblem> plan_day(Date day, std::optional<Place> const& base,
    Resource const& van, std::vector<StopWish> const& stops, VanDayRule const& rule,
    TravelTable const& travel)
{
    if (auto const problem = problem_of(stops, rule))
        return fail(*problem);
    auto const setup = minutes(van.setup_minutes);
    VanDayPlan plan;
    auto now = at_minute(day, rule.day_begins);
    auto const* here = base ? &*base : &stops.front().place;
    for (std::size_t i = 0; i < stops.size(); ++i) {
        auto const& wish = stops[i];
        StopPlan stop;
        stop.travel_minutes = travel_minutes(*here, wish.place, travel);
        auto const ready = now + minutes(stop.travel_minutes) + setup;
        auto const first = wish.starts_at ? std::max(ready, *wish.starts_at) : ready;
        if (wish.is_fixed && wish.starts_at && *wish.starts_at < ready)
            return fail(VanDayProblem{VanDayTrouble::CannotBeReady, i, ready});
        stop.arrives_at = first - setup;
        auto next = first;
        for (int k = 0; k < wish.classes; ++k) {
            stop.classes.push_back(next);
            next += minutes(rule.class_minutes + rule.break_minutes);
        }
        stop.leaves_at = next - minutes(rule.break_minutes) + setup;
        if (i == 0)
            plan.leaves_base_at = stop.arrives_at - minutes(stop.travel_minutes);
        now = stop.leaves_at;
        here = &wish.place;
        auto const back = now + minutes(travel_minutes(*here, base ? *base : stops.front().place, travel));
        bool const is_last = i + 1 == stops.size();
        if ((is_last ? back : now) > at_minute(day, rule.day_ends))
            return fail(VanDayProblem{VanDayTrouble::TooLate, i, is_last ? back : now});
        plan.stops.push_back(std::move(stop));
        plan.back_at = back;
    }
    return plan;
}

std::string words_of(VanDayProblem const& problem, std::vector<StopWish> const& stops)
{
    auto const stop = problem.stop < stops.size()
        ? std::to_string(problem.stop + 1) + "番目の停車場所「" + stops[problem.stop].name + "」"
        : std::string();
    switch (problem.trouble) {
    case VanDayTrouble::NoStop:
        return "停車場所を1つ以上入れてください。";
    case VanDayTrouble::NoClass:
        return stop + "の教室の回数を1回以上にしてください。";
    case VanDayTrouble::TooManyClasses:
        return stop + "までで、1日の教室の回数をこえます。";
    case VanDayTrouble::CannotBeReady:
        return stop + "は、早くても" + time_words(*problem.earliest) + "からです。";
    case VanDayTrouble::TooLate:
        return stop + "まで回ると、終わりが" + time_words(*problem.earliest)
            + "になり、1日の時間をこえます。";
    }
    return "";
}

} // namespace meguri::domain
