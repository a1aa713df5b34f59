#include "shared/domain/venue.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace meguri::domain {

double distance_km(Position const& from, Position const& to)
{
    constexpr double earth_radius_km = 6371.0;
    constexpr double radians_per_degree = std::numbers::pi / 180;
    double const from_latitude = from.latitude * radians_per_degree;
    double const to_latitude = to.latitude * radians_per_degree;
    double const north = std::sin((to_latitude - from_latitude) / 2);
    double const east = std::sin((to.longitude - from.longitude) * radians_per_degree / 2);
    double const chord = north * north + std::cos(from_latitude) * std::cos(to_latitude) * east * east;
    // Rounding can push opposite points of the globe just above 1, where asin has no answer.
    return 2 * earth_radius_km * std::asin(std::sqrt(std::min(1.0, chord)));
}

} // namespace meguri::domain
