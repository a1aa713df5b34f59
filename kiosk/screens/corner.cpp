// The staff's page: how everything stands, and the keys for what can be done about it.
#include "kiosk/screens/screens.h"

#include <algorithm>

namespace meguri::kiosk::screens {

namespace {

void lay_out_facts(Sheet& sheet, Area area, flow::CornerContent const& content)
{
    int const count = static_cast<int>(content.facts.size());
    if (count == 0)
        return;
    sheet.ground(area, PanelFace{});
    int const columns = 2;
    int const rows = (count + columns - 1) / columns;
    // On the low panel each row has two small lines and no more.
    double const above = sheet.is_compact() ? 1 : 3;
    Area const inside{area.x + 6, area.y + above, area.width - 12, area.height - 2 * above};
    for (int i = 0; i < count; ++i) {
        auto const& fact = content.facts[static_cast<std::size_t>(i)];
        auto cell = inside.cell(columns, rows, i, above);
        auto const name = sheet.plain(fact.label) + " " + sheet.plain(fact.value);
        sheet.say(cell.take_top(cell.height * (sheet.is_compact() ? 0.5 : 0.42)),
            TextFace{sheet.words(fact.label), ui::Type::Note, false, ui::Role::Ink2}, name,
            ui::Role::Surface);
        TextFace value{sheet.words(fact.value), ui::Type::Body, true};
        value.role = fact.is_trouble ? ui::Role::MikanInk : ui::Role::Ink;
        sheet.ground(cell, std::move(value));
    }
}

} // namespace

void lay_out_content(Sheet& sheet, Area area, flow::CornerContent const& content)
{
    int const count = static_cast<int>(content.keys.size());
    bool const is_compact = sheet.is_compact();
    int const columns = is_compact ? 5 : 3;
    int const rows = std::max(1, (count + columns - 1) / columns);
    double const key = sheet.is_portrait() ? 52 : is_compact ? 24 : 36;
    auto keys
        = area.take_bottom(std::min(area.height * 0.6, key * rows + 4.0 * (rows - 1)), is_compact ? 2 : 5);
    lay_out_facts(sheet, area, content);
    ButtonFace face;
    face.type = ui::Type::ButtonSmall;
    for (int i = 0; i < count; ++i) {
        auto each = face;
        auto button = content.keys[static_cast<std::size_t>(i)];
        if (is_compact)
            button.icon.clear(); // No room beside the words.
        each.icon_mm = is_compact ? 6 : 12;
        each.is_on = content.keys[static_cast<std::size_t>(i)].is_on;
        sheet.key(keys.cell(columns, rows, i, 4), button, each);
    }
}

} // namespace meguri::kiosk::screens
