// 02 and the question where one lives: rows with a round icon, what it means, and how many classes.
#include "kiosk/screens/screens.h"

#include <algorithm>

namespace meguri::kiosk::screens {

void lay_out_content(Sheet& sheet, Area area, flow::RowsContent const& content)
{
    int const count = static_cast<int>(content.rows.size());
    if (count == 0)
        return;
    double const gap = sheet.is_portrait() ? 8 : (sheet.is_compact() ? 4 : 6.5);
    if (sheet.is_portrait())
        area.take_top(7);
    double const height = std::min(84.0, (area.height - gap * (count - 1)) / count);
    for (auto const& row : content.rows) {
        TileFace face;
        face.icon = row.button.icon;
        face.title = sheet.words(row.button.text);
        face.note = sheet.words(row.note);
        bool const has_count = row.button.is_enabled && !row.count.is_empty();
        face.count = has_count ? sheet.words(row.count) : "";
        face.unit = has_count ? sheet.words(row.unit) : "";
        face.plate = Plate::Round;
        face.plate_mm = 47;
        face.title_type = ui::Type::TitleLarge;
        face.note_type = ui::Type::NoteLarge;
        face.is_missing = !row.button.is_enabled;
        sheet.press(area.take_top(height, gap), std::move(face), row.button, ui::Role::Paper,
            has_count ? sheet.plain(row.count) + sheet.plain(row.unit) : "");
    }
}

} // namespace meguri::kiosk::screens
