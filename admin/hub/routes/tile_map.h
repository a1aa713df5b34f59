// Where each municipality stands on the tile map: the hub's own tile-map.json, else the one that comes with
// the program. A file that is wrong is passed over, and the log says what is wrong with it. On whatever
// thread asks.
#pragma once

#include "admin/hub/routes/services.h"
#include "shared/domain/tile_places.h"

#include <string_view>
#include <vector>

namespace meguri::hub::routes {

/// `{"tiles":[{"municipality","column","row"}]}`; two on one place are refused.
base::Result<std::vector<domain::TilePlace>, std::vector<protocol::FieldReason>> parse_tile_map(
    std::string_view text);

/// A place for every one of them.
std::vector<domain::TilePlace> tile_places_of(
    Services const& services, std::vector<domain::Municipality> const& towns);

} // namespace meguri::hub::routes
