#include "admin/hub/routes/tile_map.h"

#include "shared/base/assets.h"
#include "shared/base/files.h"
#include "shared/base/log.h"
#include "shared/protocol/reader.h"

#include <algorithm>

namespace meguri::hub::routes {

namespace {

constexpr int most_tiles = 100; ///< Across and down.

} // namespace

base::Result<std::vector<domain::TilePlace>, std::vector<protocol::FieldReason>> parse_tile_map(
    std::string_view text)
{
    auto const root = protocol::parse_json(text);
    if (!root)
        return base::fail(std::vector<protocol::FieldReason>{{"file", root.error().message}});
    protocol::Reader reader(*root);
    std::vector<domain::TilePlace> places;
    auto const* list = reader.array("tiles");
    for (std::size_t i = 0; list && i < list->size(); ++i) {
        protocol::Reader one((*list)[i], "tiles[" + std::to_string(i) + "]");
        domain::TilePlace place{one.text("municipality", 6),
            static_cast<int>(one.integer("column", 0, most_tiles - 1)),
            static_cast<int>(one.integer("row", 0, most_tiles - 1))};
        bool const is_taken = std::any_of(places.begin(), places.end(), [&](domain::TilePlace const& other) {
            return other.code == place.code || (other.column == place.column && other.row == place.row);
        });
        if (one.is_good() && is_taken)
            one.refuse("municipality", "or its place stands here twice");
        places.push_back(std::move(place));
        reader.absorb(one);
    }
    if (!reader.is_good())
        return base::fail(reader.problems());
    return places;
}

std::vector<domain::TilePlace> tile_places_of(
    Services const& services, std::vector<domain::Municipality> const& towns)
{
    std::vector<std::string> codes;
    for (auto const& town : towns)
        codes.push_back(town.code.text());
    std::vector<std::filesystem::path> files;
    if (!services.settings.own_files.empty())
        files.push_back(services.settings.own_files / "tile-map.json");
    files.push_back(base::find_assets() / "data" / "tile-map.json");
    base::SystemFiles const disk;
    for (auto const& file : files) {
        if (!disk.exists(file))
            continue;
        auto const text = disk.read(file);
        auto known = text ? parse_tile_map(*text)
                          : base::fail(std::vector<protocol::FieldReason>{{"file", text.error().message}});
        if (known)
            return domain::placed(*known, codes);
        for (auto const& [field, reason] : known.error())
            base::log::error(file.string() + ": " + field + " " + reason);
    }
    return domain::placed({}, codes);
}

} // namespace meguri::hub::routes
