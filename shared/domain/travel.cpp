#include "shared/domain/travel.h"

#include <algorithm>
#include <cmath>

namespace meguri::domain {

Place place_of(Venue const& venue)
{
    return {venue.id, venue.municipality.text(), venue.area ? venue.area->value : "", venue.position};
}

std::pair<std::string, std::string> way_between(VenueId const& one, VenueId const& other)
{
    return std::minmax(one.value, other.value);
}

std::optional<double> travel_km(Place const& from, Place const& to, TravelRule const& rule)
{
    if (from.venue == to.venue)
        return 0;
    if (!from.position || !to.position)
        return std::nullopt;
    return distance_km(*from.position, *to.position) * rule.detour;
}

int travel_minutes(Place const& from, Place const& to, TravelTable const& table)
{
    if (from.venue == to.venue)
        return 0;
    if (auto const known = table.minutes.find(way_between(from.venue, to.venue));
        known != table.minutes.end())
        return known->second;
    auto const& rule = table.rule;
    auto const km = travel_km(from, to, rule);
    if (!km)
        return rule.unknown_minutes;
    auto const fives = static_cast<int>(std::ceil(*km / rule.km_per_hour * 12));
    return std::max(rule.least_minutes, fives * 5);
}

} // namespace meguri::domain
