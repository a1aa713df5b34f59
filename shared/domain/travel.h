// How long the way from one place to the next takes: a table of known ways, and a straight-line estimate for
// the rest. Pure.
#pragma once

#include "shared/domain/ids.h"
#include "shared/domain/venue.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace meguri::domain {

/// Where something happens, as far as travelling needs to know it.
struct Place {
    VenueId venue;
    std::string municipality; ///< Six digits.
    std::string area; ///< Id of an area, or empty.
    std::optional<Position> position;
};
Place place_of(Venue const& venue);

/// The estimate: straight line × detour ÷ speed, rounded up to five minutes. Assumptions, not measurements: a
/// detour of 1.3 and 40 km/h are the usual ones for country roads; a region may set others.
struct TravelRule {
    double detour = 1.3;
    double km_per_hour = 40;
    int least_minutes = 5; ///< Between two different places.
    int unknown_minutes = 60; ///< Where a place has no position.
};

struct TravelTable {
    /// Minutes between two venues, by their ids in alphabetical order: a way takes as long back.
    std::map<std::pair<std::string, std::string>, int> minutes;
    TravelRule rule;
};
std::pair<std::string, std::string> way_between(VenueId const& one, VenueId const& other);

/// 0 at one and the same venue.
int travel_minutes(Place const& from, Place const& to, TravelTable const& table);
/// Straight line × detour; none where a place has no position.
std::optional<double> travel_km(Place const& from, Place const& to, TravelRule const& rule);

} // namespace meguri::domain
