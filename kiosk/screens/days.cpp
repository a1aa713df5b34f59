// Days as rows like a calendar on the wall, mornings and afternoons as keys that stay on.
#include "kiosk/screens/screens.h"

#include <algorithm>
#include <utility>

namespace meguri::kiosk::screens {

namespace {

constexpr double column_gap = 4;
constexpr double heading_height = 14;

struct Columns {
    Area day;
    Area morning;
    Area afternoon;
};

Columns columns_of(Area row, double day_width)
{
    Columns columns;
    columns.day = row.take_left(day_width, column_gap);
    columns.morning = row.take_left((row.width - column_gap) / 2, column_gap);
    columns.afternoon = row;
    return columns;
}

void lay_out_table(Sheet& sheet, Area area, flow::DaysContent const& content)
{
    double const day_width = sheet.is_portrait() ? 84 : (sheet.is_compact() ? 71 : 78);
    auto const head = columns_of(area.take_top(heading_height, 2), day_width);
    TextFace hours{{}, ui::Type::NoteLarge, true, ui::Role::Ink2, ui::Align::Centre};
    // The words may be a little wider than the keys.
    for (auto const& [place, words] :
        {std::pair(head.morning, content.morning), std::pair(head.afternoon, content.afternoon)})
        sheet.text({place.x - 1.95, place.y, place.width + 3.9, place.height}, words, hours);
    int const count = static_cast<int>(content.days.size());
    // A page with fewer days keeps the height of its keys within what a finger expects.
    double const height = std::min(36.0, (area.height - column_gap * (count - 1)) / std::max(1, count));
    ButtonFace face;
    face.type = ui::Type::Title;
    face.radius_mm = ui::space::key_radius;
    face.icon_mm = 12;
    for (auto const& day : content.days) {
        auto const row = columns_of(area.take_top(height, column_gap), day_width);
        sheet.text(row.day, day.day, {{}, ui::Type::Title, true});
        sheet.key(row.morning, day.morning, face);
        sheet.key(row.afternoon, day.afternoon, face);
    }
}

void lay_out_chosen(Sheet& sheet, Area const& area, flow::Words const& chosen)
{
    IconTextFace face;
    face.icon = "cal";
    face.text = sheet.words(chosen);
    face.type = ui::Type::NoteLarge;
    face.icon_mm = 13;
    sheet.say(area, std::move(face), sheet.plain(chosen));
}

} // namespace

void lay_out_content(Sheet& sheet, Area area, flow::DaysContent const& content)
{
    if (sheet.is_portrait()) {
        lay_out_page_keys(sheet, area.take_bottom(36, column_gap), content.pages);
        lay_out_chosen(sheet, area.take_bottom(28, 2), content.chosen);
        lay_out_table(sheet, area, content);
        return;
    }
    bool const is_compact = sheet.is_compact();
    auto beside = area.take_right(is_compact ? 74.2 : 112, is_compact ? 3.6 : 8);
    double const key_height = is_compact ? 20.5 : 44;
    ButtonFace key;
    key.weight = Weight::Second;
    sheet.key(beside.take_top(key_height, column_gap), content.pages.previous, key);
    sheet.key(beside.take_top(key_height, column_gap), content.pages.next, key);
    PageFace page{sheet.words(content.pages.page), sheet.words(content.pages.unit)};
    sheet.say(beside.take_top(is_compact ? 23 : 34, is_compact ? 1 : column_gap), std::move(page),
        sheet.plain(content.pages.page) + " " + sheet.plain(content.pages.unit));
    if (is_compact) // No room for an icon.
        sheet.text(beside, content.chosen, {{}, ui::Type::NoteLarge});
    else
        lay_out_chosen(sheet, beside, content.chosen);
    lay_out_table(sheet, area, content);
}

} // namespace meguri::kiosk::screens
