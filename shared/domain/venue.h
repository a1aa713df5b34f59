// 会場 and 地域: where classes happen. Pure.
#pragma once

#include "shared/domain/ids.h"
#include "shared/domain/municipality.h"

#include <optional>
#include <string>

namespace meguri::domain {

enum class VenueKind { CommunityCentre, TownHall, Shop, VanStop, Home, Online };
template <> struct Names<VenueKind> {
    static constexpr std::array entries{
        std::pair{VenueKind::CommunityCentre, "community_centre"},
        std::pair{VenueKind::TownHall, "town_hall"},
        std::pair{VenueKind::Shop, "shop"},
        std::pair{VenueKind::VanStop, "van_stop"},
        std::pair{VenueKind::Home, "home"},
        std::pair{VenueKind::Online, "online"},
    };
};

struct Position {
    double latitude = 0; ///< Degrees, JGD2011, 6 decimals are kept.
    double longitude = 0;
};

/// Great-circle distance in kilometres (haversine, mean radius 6371.0 km).
double distance_km(Position const& from, Position const& to);

/// Part of a municipality (町字 or a group of them). "No shop in the area" is asked of this, not of the whole
/// town.
struct Area {
    AreaId id;
    MunicipalityCode municipality;
    std::string name;
    bool has_shop = false;
};

struct Venue {
    VenueId id;
    MunicipalityCode municipality;
    std::string name;
    std::string kana;
    VenueKind kind = VenueKind::CommunityCentre;
    std::string postal_code; ///< Seven digits or empty.
    std::string address; ///< Below the municipality.
    std::optional<Position> position;
    std::string phone;
    std::string opening_hours;
    std::optional<AreaId> area;
    bool is_step_free = false;
    bool has_hearing_loop = false;
    bool has_parking = false;
};

} // namespace meguri::domain
