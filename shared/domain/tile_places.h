// The prefecture as equal tiles: in which column and row each municipality stands. Which stands where is data
// (assets/data/tile-map.json); a municipality that it does not name gets a tile below. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace meguri::domain {

struct TilePlace {
    std::string code;
    int column = 0;
    int row = 0;
    bool operator==(TilePlace const&) const = default;
};

/// A place for each of `codes`: the known one, else the next free one in rows below those.
std::vector<TilePlace> placed(std::span<TilePlace const> known, std::span<std::string const> codes);

} // namespace meguri::domain
