#include "admin/desk/models/tile_map.h"

#include "admin/desk/models/bars.h"
#include "admin/desk/models/words.h"
#include "shared/domain/tile_places.h"

#include <algorithm>
#include <cstdlib>

namespace meguri::desk::models {

namespace {

/// Lower bounds of the steps 1 to 4. Shares have the steps of the reports; counts are cut evenly up to the
/// largest.
std::array<int, 4> bounds_of(std::vector<MunicipalityRow> const& rows, MapMeaning meaning)
{
    if (meaning == MapMeaning::UsePercent)
        return {60, 65, 70, 80};
    if (meaning == MapMeaning::PercentFrom65)
        return {50, 70, 80, 90};
    int most = 1;
    for (auto const& row : rows)
        most = std::max(most, value_of(row, meaning).value_or(0));
    int const step = round_step(most);
    return {step, step * 2, step * 3, step * 4};
}

int level_of(int value, std::array<int, 4> const& bounds)
{
    return static_cast<int>(std::ranges::count_if(bounds, [&](int bound) { return value >= bound; }));
}

} // namespace

std::span<TilePlace const> yamaguchi_tiles()
{
    static auto const places = [] {
        std::array<TilePlace, domain::tile_places.size()> own{};
        std::ranges::transform(domain::tile_places, own.begin(), [](domain::TilePlace const& place) {
            return TilePlace{place.code.data(), place.column, place.row};
        });
        return own;
    }();
    return places;
}

TileMap tile_map_of(std::vector<MunicipalityRow> const& rows, MapMeaning meaning)
{
    TileMap map;
    map.meaning = words_of(meaning);
    auto const bounds = bounds_of(rows, meaning);
    auto const unit = unit_of(meaning);
    map.legend[0] = std::to_string(bounds[0]) + unit + "未満";
    for (std::size_t i = 1; i < 4; ++i)
        map.legend[i] = std::to_string(bounds[i - 1]) + "〜" + std::to_string(bounds[i] - 1);
    map.legend[4] = std::to_string(bounds[3]) + "以上";
    for (auto const& place : yamaguchi_tiles()) {
        auto const row = std::ranges::find_if(rows,
            [&](MunicipalityRow const& candidate) { return candidate.municipality.code == place.code; });
        if (row == rows.end())
            continue;
        auto const value = value_of(*row, meaning);
        map.tiles.push_back({place.code, row->municipality.name, value ? grouped(*value) : "—",
            value ? unit : "", place.column, place.row, value ? level_of(*value, bounds) : 0});
    }
    return map;
}

std::string neighbour(TileMap const& map, std::string const& code, Direction direction)
{
    auto const here = std::ranges::find(map.tiles, code, &Tile::code);
    if (here == map.tiles.end())
        return map.tiles.empty() ? code : map.tiles.front().code;
    int const step_column = direction == Direction::Left ? -1 : direction == Direction::Right ? 1 : 0;
    int const step_row = direction == Direction::Up ? -1 : direction == Direction::Down ? 1 : 0;
    Tile const* best = nullptr;
    int best_distance = 0;
    for (auto const& tile : map.tiles) {
        int const along = (tile.column - here->column) * step_column + (tile.row - here->row) * step_row;
        int const aside = std::abs(tile.column - here->column) * std::abs(step_row)
            + std::abs(tile.row - here->row) * std::abs(step_column);
        // Sideways costs more than ahead, so that a row is walked before another row is entered.
        int const distance = along + aside * tile_columns;
        if (along > 0 && (!best || distance < best_distance)) {
            best = &tile;
            best_distance = distance;
        }
    }
    return best ? best->code : code;
}

} // namespace meguri::desk::models
