// The town one lives in: pages of towns, two columns.
#include "kiosk/screens/screens.h"

#include <algorithm>

namespace meguri::kiosk::screens {

void lay_out_content(Sheet& sheet, Area area, flow::TownsContent const& content)
{
    bool const is_compact = sheet.is_compact();
    double const gap = is_compact ? 3.5 : 5.5;
    if (is_compact && (content.elsewhere || content.pages)) {
        // One row for both: there is no height for two.
        auto row = area.take_bottom(24, gap);
        if (content.elsewhere)
            sheet.key(content.pages ? row.take_right(96, gap) : row, *content.elsewhere, {});
        if (content.pages)
            lay_out_page_keys(sheet, row, *content.pages);
    } else if (content.elsewhere) {
        sheet.key(area.take_bottom(sheet.is_portrait() ? 29 : 27, gap), *content.elsewhere, {});
    }
    if (content.pages && !is_compact)
        lay_out_page_keys(sheet, area.take_bottom(sheet.is_portrait() ? 38 : 32, gap), *content.pages);
    ButtonFace face;
    face.type = ui::Type::Title;
    int const rows = std::max(4, static_cast<int>((content.towns.size() + 1) / 2));
    for (int i = 0; i < static_cast<int>(content.towns.size()); ++i)
        sheet.key(area.cell(2, rows, i, gap), content.towns[static_cast<std::size_t>(i)], face);
}

} // namespace meguri::kiosk::screens
