// 03: pictures of what can be learnt, and 決めていない below.
#include "kiosk/screens/screens.h"

namespace meguri::kiosk::screens {

void lay_out_content(Sheet& sheet, Area area, flow::TopicsContent const& content)
{
    bool const is_compact = sheet.is_compact();
    double const gap = is_compact ? 3.5 : 5.5;
    ButtonFace every;
    double const every_height = is_compact ? 24 : (sheet.is_portrait() ? 29 : 27);
    auto every_area = area.take_bottom(every_height, gap);
    std::optional<Area> keys;
    if (content.pages && is_compact)
        keys = every_area.take_left(176, gap); // Beside: there is no height for two rows of keys.
    else if (content.pages)
        keys = area.take_bottom(sheet.is_portrait() ? 36 : 30, gap);
    // The grid keeps its rows on a page that is not full, so that a picture does not change its size from
    // page to page.
    int const rows = content.pages || is_compact ? 3 : 4;
    for (int i = 0; i < static_cast<int>(content.tiles.size()); ++i) {
        auto const& tile = content.tiles[static_cast<std::size_t>(i)];
        TileFace face;
        face.icon = tile.button.icon;
        face.title = sheet.words(tile.button.text);
        face.note = sheet.is_larger() && tile.button.is_enabled ? "" : sheet.words(tile.note);
        face.is_missing = !tile.button.is_enabled;
        face.plate_mm = is_compact ? 26 : 38;
        if (face.is_missing)
            face.note_type = ui::Type::Least;
        sheet.press(area.cell(2, rows, i, gap), std::move(face), tile.button, ui::Role::Paper,
            sheet.plain(tile.note));
    }
    if (keys)
        lay_out_page_keys(sheet, *keys, *content.pages);
    sheet.key(every_area, content.every, every);
}

} // namespace meguri::kiosk::screens
