#include "shared/domain/tile_places.h"

#include <algorithm>

namespace meguri::domain {

namespace {

constexpr int tiles_in_a_row = 7;

} // namespace

std::vector<TilePlace> placed(std::span<TilePlace const> known, std::span<std::string const> codes)
{
    std::vector<TilePlace> places;
    int row = 0;
    for (auto const& place : known)
        if (std::find(codes.begin(), codes.end(), place.code) != codes.end()) {
            places.push_back(place);
            row = std::max(row, place.row + 1);
        }
    int column = 0;
    for (auto const& code : codes) {
        bool const is_known = std::any_of(
            known.begin(), known.end(), [&](TilePlace const& place) { return place.code == code; });
        if (is_known)
            continue;
        places.push_back({code, column, row});
        column = (column + 1) % tiles_in_a_row;
        row += column == 0 ? 1 : 0;
    }
    return places;
}

} // namespace meguri::domain
