// 07b: decades, then the years of one, in two columns that are read downwards.
#include "kiosk/screens/screens.h"

#include <algorithm>

namespace meguri::kiosk::screens {

void lay_out_content(Sheet& sheet, Area area, flow::YearsContent const& content)
{
    double const gap = sheet.is_portrait() ? 5.3 : (sheet.is_compact() ? 3.3 : 4.5);
    if (!content.note.is_empty())
        sheet.text(area.take_bottom(sheet.is_portrait() ? 24 : (sheet.is_compact() ? 12 : 17), 3),
            content.note, {{}, ui::Type::NoteLarge, false, ui::Role::Ink2});
    int const count = static_cast<int>(content.years.size());
    int const rows = std::max(5, (count + 1) / 2);
    area.height = std::min(area.height, 46.0 * rows + gap * (rows - 1));
    // A short list fills its first column as far as its second.
    int const rows_filled = (count + 1) / 2;
    for (int i = 0; i < count; ++i) {
        auto const& year = content.years[static_cast<std::size_t>(i)];
        YearFace face;
        face.title = sheet.words(year.button.text);
        face.western = sheet.words(year.western);
        face.age = sheet.words(year.age);
        face.is_on = year.button.is_on;
        int const place = i % rows_filled * 2 + i / rows_filled;
        sheet.press(area.cell(2, rows, place, gap), std::move(face), year.button, ui::Role::Paper,
            sheet.plain(year.western));
    }
}

} // namespace meguri::kiosk::screens
