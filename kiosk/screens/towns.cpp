// The town one lives in: pages of towns, two columns.
#include "kiosk/screens/screens.h"

#include <algorithm>

namespace meguri::kiosk::screens {

void lay_out_content(Sheet& sheet, Area area, flow::TownsContent const& content)
{
    double const gap = 5.5;
    if (content.elsewhere)
        sheet.key(area.take_bottom(sheet.is_portrait() ? 29 : 27, gap), *content.elsewhere, {});
    if (content.pages)
        lay_out_page_keys(sheet, area.take_bottom(sheet.is_portrait() ? 38 : 32, gap), *content.pages);
    ButtonFace face;
    face.type = ui::Type::Title;
    int const rows = std::max(4, static_cast<int>((content.towns.size() + 1) / 2));
    for (int i = 0; i < static_cast<int>(content.towns.size()); ++i)
        sheet.key(area.cell(2, rows, i, gap), content.towns[static_cast<std::size_t>(i)], face);
}

} // namespace meguri::kiosk::screens
