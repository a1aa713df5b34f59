#include "kiosk/flow/visit_choices.h"

#include <algorithm>
#include <tuple>

namespace meguri::kiosk::flow {

std::vector<domain::Date> visit_days(domain::Date today)
{
    std::vector<domain::Date> days;
    days.reserve(visit_day_count);
    auto const first = std::chrono::sys_days(today) + std::chrono::days(first_visit_day);
    for (int i = 0; i < visit_day_count; ++i)
        days.emplace_back(first + std::chrono::days(i));
    return days;
}

int visit_days_a_page(State const& state)
{
    auto const& settings = state.settings;
    return std::max(1, state.look.is_larger ? settings.visit_days_a_page_larger : settings.visit_days_a_page);
}

std::string municipality_named(State const& state, std::string const& code)
{
    if (!state.hall)
        return {};
    for (auto const& town : state.hall->municipalities)
        if (town.code == code)
            return town.name;
    return code == state.hall->municipality_code ? state.hall->municipality_name : std::string();
}

bool is_wished(HomeVisit const& home, domain::VisitWish const& wish)
{
    return std::find(home.wishes.begin(), home.wishes.end(), wish) != home.wishes.end();
}

void toggle_wish(HomeVisit& home, domain::VisitWish const& wish)
{
    auto& all = home.wishes;
    if (is_wished(home, wish)) {
        all.erase(std::remove(all.begin(), all.end(), wish), all.end());
        return;
    }
    if (all.size() >= most_wishes)
        return;
    all.push_back(wish);
    std::sort(all.begin(), all.end(), [](domain::VisitWish const& one, domain::VisitWish const& other) {
        return std::tuple(std::chrono::sys_days(one.day), one.half)
            < std::tuple(std::chrono::sys_days(other.day), other.half);
    });
}

} // namespace meguri::kiosk::flow
