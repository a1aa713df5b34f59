// 01: the large tile 教室をさがす, the other ways two a row, and the strip of today's classes.
#include "kiosk/screens/screens.h"

#include <algorithm>
#include <string>

namespace meguri::kiosk::screens {

namespace {

TileFace tile_face(Sheet const& sheet, flow::Tile const& tile)
{
    TileFace face;
    face.icon = tile.button.icon;
    face.title = sheet.words(tile.button.text);
    // In larger text and on the low panel the subtitles go; the title alone says enough.
    face.note = sheet.is_larger() || sheet.is_compact() ? "" : sheet.words(tile.note);
    face.plate = Plate::None;
    face.plate_mm = sheet.is_compact() ? 18 : 24;
    return face;
}

} // namespace

void lay_out_content(Sheet& sheet, Area area, flow::StartContent const& content)
{
    if (!sheet.is_portrait() && !sheet.is_compact()) {
        double const scenery = content.tiles.empty() ? 84 : 50;
        sheet.ground({area.x - 10, 0, area.width + 20, area.y + scenery}, SceneryFace{});
        area.take_top(scenery, 6);
    }
    if (!content.today.empty()) {
        double const row = sheet.is_compact() ? 15 : 17;
        auto const count = static_cast<double>(content.today.size());
        TodayFace today;
        today.title = sheet.words(content.today_title);
        std::string name = sheet.plain(content.today_title);
        for (auto const& line : content.today) {
            today.lines.push_back(sheet.words(line));
            name += " " + sheet.plain(line);
        }
        double const height = std::max(sheet.is_compact() ? 17.0 : 23.0, row * count + 5);
        sheet.say(area.take_bottom(height, sheet.is_compact() ? 4 : 7), std::move(today), std::move(name));
    }
    int const rows = static_cast<int>((content.tiles.size() + 1) / 2);
    double const gap = sheet.is_compact() ? 4 : 7;
    int const columns = content.tiles.size() == 1 ? 1 : 2;
    // Without further ways the large tile does not grow to fill the page: a target is found by its place.
    double const most = rows == 0 ? (sheet.is_portrait() ? 150 : 110) : (rows == 1 ? 120 : 80);
    double const find_height = rows == 0 ? std::min(area.height, most)
                                         : std::min(most, (area.height - gap * rows) / (rows + 1) * 1.2);
    auto find = tile_face(sheet, content.find);
    find.note = sheet.words(content.find.note);
    find.is_main = true;
    find.plate_mm = rows == 0 ? 58 : 46;
    find.title_type = ui::Type::Answer;
    find.note_type = ui::Type::Body;
    sheet.press(area.take_top(find_height, gap), std::move(find), content.find.button);
    area.height = std::min(area.height, 76.0 * rows + gap * (rows - 1));
    for (int i = 0; i < static_cast<int>(content.tiles.size()); ++i) {
        auto const& tile = content.tiles[static_cast<std::size_t>(i)];
        sheet.press(area.cell(columns, rows, i, gap), tile_face(sheet, tile), tile.button);
    }
}

} // namespace meguri::kiosk::screens
