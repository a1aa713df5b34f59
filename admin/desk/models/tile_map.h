// The prefecture as equal tiles: which municipality stands where, what it says and which of five colours it
// has. The places come from the hub, as data. Pure.
#pragma once

#include "admin/desk/models/municipality_table.h"

#include <array>
#include <string>
#include <vector>

namespace meguri::desk::models {

/// No colour: nobody may take it for the lowest step.
inline constexpr int level_not_known = -1;

struct Tile {
    std::string code;
    std::string name;
    std::string value; ///< With its unit; "—" when it may not be seen or is not there.
    int column = 0;
    int row = 0;
    int level = 0; ///< 0 to 4 on the colour ramp, or level_not_known.
};

struct TileMap {
    std::string meaning;
    std::vector<Tile> tiles;
    std::array<std::string, 5> legend;
    int columns = 1;
    int rows = 1; ///< With the legend's own, where it has no place beside the tiles.
    int legend_row = 0; ///< The first row that is free in the columns the legend takes.
    int legend_columns = 1;
};

/// `quarter`: of the coverage; it stands in the meaning.
TileMap tile_map_of(std::vector<MunicipalityRow> const& rows, domain::MapFigure figure, int quarter);
/// What assistive technology reads of a tile: 萩市 席の利用率 83%
std::string tile_words(TileMap const& map, Tile const& tile);

/// The tile an arrow key leads to: the nearest one in that direction, or the same.
enum class Direction { Left, Right, Up, Down };
std::string neighbour(TileMap const& map, std::string const& code, Direction direction);

} // namespace meguri::desk::models
