// The prefecture as equal tiles: in which column and row each municipality stands. Data; another prefecture
// is another table.
#pragma once

#include <array>
#include <string_view>

namespace meguri::domain {

struct TilePlace {
    std::string_view code;
    int column;
    int row;
};

inline constexpr std::array tile_places{
    TilePlace{"352110", 1, 0},
    TilePlace{"352047", 2, 0},
    TilePlace{"355020", 3, 0},
    TilePlace{"353213", 5, 0},
    TilePlace{"352012", 0, 1},
    TilePlace{"352136", 1, 1},
    TilePlace{"352039", 2, 1},
    TilePlace{"352152", 3, 1},
    TilePlace{"352080", 4, 1},
    TilePlace{"352161", 0, 2},
    TilePlace{"352021", 1, 2},
    TilePlace{"352063", 2, 2},
    TilePlace{"352071", 3, 2},
    TilePlace{"352101", 4, 2},
    TilePlace{"352128", 5, 2},
    TilePlace{"353051", 6, 2},
    TilePlace{"353434", 4, 3},
    TilePlace{"353442", 5, 3},
    TilePlace{"353418", 5, 4},
};

} // namespace meguri::domain
