// 05: one class with everything one asks about it; the main button of the foot signs up.
#include "kiosk/screens/screens.h"

#include <algorithm>
#include <string>

namespace meguri::kiosk::screens {

namespace {

DatePlateFace date_face(Sheet const& sheet, flow::DetailsContent const& content)
{
    DatePlateFace face;
    face.day = sheet.words(content.day);
    face.time = sheet.words(content.time);
    face.until_label = sheet.words(content.until_label);
    face.until = sheet.words(content.until);
    return face;
}

std::string date_name(Sheet const& sheet, flow::DetailsContent const& content)
{
    return sheet.plain(content.day) + " " + sheet.plain(content.time) + " " + sheet.plain(content.until_label)
        + sheet.plain(content.until);
}

void lay_out_facts(Sheet& sheet, Area area, std::vector<flow::DetailsContent::Row> const& rows)
{
    double wanted = 0;
    for (auto const& row : rows)
        wanted += row.note.is_empty() ? 27 : 38;
    double const stretch = std::min(1.0, area.height / std::max(1.0, wanted));
    for (auto const& row : rows) {
        FactFace face{row.icon, sheet.words(row.label), sheet.words(row.value), sheet.words(row.note)};
        auto name = sheet.plain(row.label) + " " + sheet.plain(row.value) + " " + sheet.plain(row.note);
        sheet.say(area.take_top((row.note.is_empty() ? 27 : 38) * stretch), std::move(face), std::move(name));
    }
}

void lay_out_title(Sheet& sheet, Area& area, flow::DetailsContent const& content)
{
    bool const is_stacked = !sheet.is_portrait();
    ChipLineFace chip{chip_face(sheet, content.chip), sheet.words(content.beside), is_stacked};
    sheet.say(area.take_top(is_stacked ? 35 : 19, 3), std::move(chip),
        sheet.plain(content.chip.text) + " " + sheet.plain(content.beside));
    auto const title = sheet.words(content.title);
    double const height = std::max(
        23.0, sheet.height_of(title, ui::Type::Question, true, area.width, sheet.is_portrait() ? 46 : 66));
    sheet.text(area.take_top(height, 4), content.title, {{}, ui::Type::Question, true}, ui::Role::Paper,
        ui::A11yRole::Heading);
}

void lay_out_notice(Sheet& sheet, Area const& area, flow::Words const& notice)
{
    if (notice.is_empty())
        return;
    ReasonFace face;
    face.icon = "tel";
    face.text = sheet.words(notice);
    face.border = ui::Role::Mikan;
    face.icon_role = ui::Role::MikanInk;
    face.border_mm = ui::space::filled_field_border;
    sheet.say(area, std::move(face), sheet.plain(notice));
}

} // namespace

void lay_out_content(Sheet& sheet, Area area, flow::DetailsContent const& content)
{
    bool const has_notice = !content.notice.is_empty();
    if (sheet.is_portrait()) {
        lay_out_title(sheet, area, content);
        sheet.say(area.take_top(46, 5), date_face(sheet, content), date_name(sheet, content));
        if (has_notice)
            lay_out_notice(sheet, area.take_top(40, 5), content.notice);
        if (content.other_days)
            sheet.key(area.take_bottom(30, 4), *content.other_days, {});
        lay_out_facts(sheet, area, content.rows);
        return;
    }
    auto left = area.take_left(158, 10);
    lay_out_title(sheet, left, content);
    auto date = date_face(sheet, content);
    date.is_stacked = true;
    sheet.say(left.take_top(78, 6), std::move(date), date_name(sheet, content));
    if (content.other_days)
        sheet.key(left.take_bottom(32, 4), *content.other_days, {});
    if (has_notice)
        lay_out_notice(sheet, left.take_top(std::min(64.0, left.height)), content.notice);
    lay_out_facts(sheet, area, content.rows);
}

} // namespace meguri::kiosk::screens
