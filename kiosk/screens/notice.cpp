// Pages that only tell: how to use it, whom to speak to, trouble, and the moment of waiting while it is
// written down.
#include "kiosk/screens/screens.h"

#include <algorithm>

namespace meguri::kiosk::screens {

void lay_out_content(Sheet& sheet, Area area, flow::NoticeContent const& content)
{
    int const count = static_cast<int>(content.lines.size());
    if (count == 0)
        return;
    double const gap = sheet.is_compact() ? 3.5 : ui::space::card_gap;
    if (sheet.is_portrait())
        area.take_top(6);
    double const height = std::min(62.0, (area.height - gap * (count - 1)) / count);
    for (auto const& line : content.lines) {
        auto const row = area.take_top(height, gap);
        sheet.ground(row, PanelFace{});
        IconTextFace face;
        face.icon = line.icon;
        face.text = sheet.words(line.text);
        face.icon_mm = 26;
        sheet.say({row.x + 12, row.y + 2, row.width - 20, row.height - 4}, std::move(face),
            sheet.plain(line.text), ui::Role::Surface);
    }
}

void lay_out_content(Sheet& sheet, Area area, flow::SendingContent const& content)
{
    sheet.ground({area.x, area.y + 6, area.width, 70}, PanelFace{});
    IconTextFace face;
    face.icon = "wait";
    face.text = sheet.words(content.sentence);
    face.icon_mm = 36;
    face.type = ui::Type::Button;
    face.is_bold = true;
    sheet.say({area.x + 14, area.y + 9, area.width - 22, 64}, std::move(face), sheet.plain(content.sentence),
        ui::Role::Surface, ui::A11yRole::Alert);
}

} // namespace meguri::kiosk::screens
