#include "admin/desk/models/tile_map.h"

#include "shared/domain/tile_places.h"

#include <algorithm>
#include <cstdlib>

namespace meguri::desk::models {

namespace {

constexpr int legend_columns_most = 4;
constexpr int legend_rows = 1;

int level_of(MunicipalityRow const& row, domain::MapFigure figure, domain::RampBounds const& bounds)
{
    if (figure == domain::MapFigure::SubsidyStep && row.summary)
        return domain::ramp_level(domain::from_name<domain::SubsidyStep>(row.summary->subsidy_step));
    auto const value = value_of(row, figure);
    return value ? domain::ramp_level(*value, bounds) : level_not_known;
}

/// Where the hub says it, or, of a hub that says nothing, in the list's order.
std::vector<domain::TilePlace> places_of(std::vector<MunicipalityRow> const& rows)
{
    std::vector<domain::TilePlace> known;
    std::vector<std::string> codes;
    for (auto const& row : rows) {
        codes.push_back(row.municipality.code);
        if (row.municipality.tile)
            known.push_back(*row.municipality.tile);
    }
    return domain::placed(known, codes);
}

void place_legend(TileMap& map)
{
    for (auto const& tile : map.tiles) {
        map.columns = std::max(map.columns, tile.column + 1);
        map.rows = std::max(map.rows, tile.row + 1);
    }
    map.legend_columns = std::min(legend_columns_most, map.columns);
    for (auto const& tile : map.tiles)
        if (tile.column < map.legend_columns)
            map.legend_row = std::max(map.legend_row, tile.row + 1);
    map.rows = std::max(map.rows, map.legend_row + legend_rows);
}

} // namespace

TileMap tile_map_of(std::vector<MunicipalityRow> const& rows, domain::MapFigure figure, int quarter)
{
    TileMap map;
    map.meaning = domain::map_figure_words(figure);
    if (figure == domain::MapFigure::Coverage)
        map.meaning += "(" + domain::quarter_words(quarter) + ")";
    int most = 0;
    for (auto const& row : rows)
        most = std::max(most, value_of(row, figure).value_or(0));
    auto const bounds = domain::ramp_bounds(figure, most);
    map.legend = domain::ramp_legend(figure, bounds);
    for (auto const& place : places_of(rows)) {
        auto const row = std::ranges::find_if(
            rows, [&](MunicipalityRow const& one) { return one.municipality.code == place.code; });
        if (row != rows.end())
            map.tiles.push_back({place.code, row->municipality.name, value_words(*row, figure), place.column,
                place.row, level_of(*row, figure, bounds)});
    }
    place_legend(map);
    return map;
}

std::string tile_words(TileMap const& map, Tile const& tile)
{
    return tile.name + " " + map.meaning + " " + tile.value;
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
        int const distance = along + aside * map.columns;
        if (along > 0 && (!best || distance < best_distance)) {
            best = &tile;
            best_distance = distance;
        }
    }
    return best ? best->code : code;
}

} // namespace meguri::desk::models
