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
    int const columns = sheet.is_compact() ? 3 : 2;
    int const rows = (count + columns - 1) / columns;
    double const margin = sheet.is_compact() ? 1.5 : 3;
    Area const inside{area.x + 6, area.y + margin, area.width - 12, area.height - 2 * margin};
    for (int i = 0; i < count; ++i) {
        auto const& fact = content.facts[static_cast<std::size_t>(i)];
        auto cell = inside.cell(columns, rows, i, margin);
        auto const name = sheet.plain(fact.label) + " " + sheet.plain(fact.value);
        sheet.say(cell.take_top(cell.height * 0.45),
            TextFace{sheet.words(fact.label), ui::Type::Note, false, ui::Role::Ink2}, name,
            ui::Role::Surface);
        TextFace value{sheet.words(fact.value), sheet.is_compact() ? ui::Type::Note : ui::Type::Body, true};
        value.role = fact.is_trouble ? ui::Role::MikanInk : ui::Role::Ink;
        sheet.ground(cell, std::move(value));
    }
}

} // namespace

void lay_out_content(Sheet& sheet, Area area, flow::CornerContent const& content)
{
    int const count = static_cast<int>(content.keys.size());
    int const columns = sheet.is_compact() ? 4 : 3;
    int const rows = std::max(1, (count + columns - 1) / columns);
    double const key = sheet.is_portrait() ? 52 : sheet.is_compact() ? 21 : 36;
    auto keys = area.take_bottom(std::min(area.height * 0.6, key * rows + 4.0 * (rows - 1)), 5);
    lay_out_facts(sheet, area, content);
    ButtonFace face;
    face.type = ui::Type::ButtonSmall;
    face.icon_mm = 12;
    for (int i = 0; i < count; ++i) {
        auto button = content.keys[static_cast<std::size_t>(i)];
        auto each = face;
        each.is_on = button.is_on;
        // On the low panel the words need the place of the icon.
        if (sheet.is_compact())
            button.icon.clear();
        sheet.key(keys.cell(columns, rows, i, 4), button, each);
    }
}

} // namespace meguri::kiosk::screens
