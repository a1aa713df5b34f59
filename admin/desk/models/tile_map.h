// The prefecture as equal tiles: where each municipality stands, and how five steps of colour are cut. Data
// and pure functions; another prefecture is another table.
#pragma once

#include "admin/desk/models/municipality_table.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace meguri::desk::models {

struct TilePlace {
    char const* code;
    int column;
    int row;
};
inline constexpr int tile_columns = 7;
inline constexpr int tile_rows = 5;
std::span<TilePlace const> yamaguchi_tiles();

struct Tile {
    std::string code;
    std::string name;
    std::string value; ///< "—" when it may not be seen or is not there.
    std::string unit;
    int column = 0;
    int row = 0;
    int level = 0; ///< 0 to 4 on the colour ramp.
};

struct TileMap {
    std::string meaning;
    std::vector<Tile> tiles;
    std::array<std::string, 5> legend;
};

TileMap tile_map_of(std::vector<MunicipalityRow> const& rows, MapMeaning meaning);

/// The tile an arrow key leads to: the nearest one in that direction, or the same.
enum class Direction { Left, Right, Up, Down };
std::string neighbour(TileMap const& map, std::string const& code, Direction direction);

} // namespace meguri::desk::models
