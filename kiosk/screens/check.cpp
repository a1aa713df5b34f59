// 08: everything once more, each with its own 直す, and what happens to the name.
#include "kiosk/screens/screens.h"

#include <algorithm>

namespace meguri::kiosk::screens {

void lay_out_content(Sheet& sheet, Area area, flow::CheckContent const& content)
{
    int const count = static_cast<int>(content.rows.size());
    if (count == 0)
        return;
    bool const is_portrait = sheet.is_portrait();
    auto promise = area.take_bottom(is_portrait ? 30 : 25, is_portrait ? 5 : 2);
    if (!content.companion.is_empty()) {
        IconTextFace face;
        face.icon = "people";
        face.text = sheet.words(content.companion);
        face.type = ui::Type::Note;
        face.icon_mm = 11;
        sheet.say(area.take_bottom(15, 2), std::move(face), sheet.plain(content.companion));
    }
    auto const long_count = static_cast<double>(
        std::count_if(content.rows.begin(), content.rows.end(), [](auto const& row) { return row.is_long; }));
    // A long answer takes half a row more.
    double const shares = count + long_count * 0.5;
    double const share = std::min(35.3, area.height / shares);
    sheet.ground({area.x, area.y, area.width, share * shares}, PanelFace{});
    double const key_height = std::min(27.0, share - 4);
    double top = area.y;
    for (int i = 0; i < count; ++i) {
        auto const& row = content.rows[static_cast<std::size_t>(i)];
        double const row_height = row.is_long ? share * 1.5 : share;
        if (i > 0)
            sheet.ground({area.x + 0.6, top, area.width - 1.2, 0.4}, RuleFace{});
        sheet.say({area.x + 10, top + 1, area.width - 82, row_height - 1.5},
            CheckRowFace{sheet.words(row.label), sheet.words(row.value)},
            sheet.plain(row.label) + " " + sheet.plain(row.value), ui::Role::Surface);
        ButtonFace change;
        change.type = ui::Type::ButtonSmall;
        change.icon_mm = 11;
        change.radius_mm = ui::space::key_radius;
        sheet.key({area.right() - 60, top + (row_height - key_height) / 2, 53, key_height}, row.change,
            change, ui::Role::Surface);
        top += row_height;
    }
    IconTextFace face;
    face.icon = "shield";
    face.text = sheet.words(content.promise);
    face.type = ui::Type::Note;
    face.icon_role = ui::Role::Ink;
    sheet.say(promise, std::move(face), sheet.plain(content.promise));
}

} // namespace meguri::kiosk::screens
