// 05: one class with everything one asks about it; the main button of the foot signs up.
#include "kiosk/screens/screens.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

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

/// Where there is little room a row takes what its lines need in the smallest letters.
double least_height(Sheet const& sheet, Area const& area, std::vector<flow::DetailsContent::Row> const& rows)
{
    double const width = area.width - 53;
    double height = 0;
    constexpr double label_width = 40;
    for (auto const& row : rows)
        height += 3.3
            + std::max(sheet.least_height_of(sheet.words(row.label), label_width),
                sheet.least_height_of(sheet.words(row.value), width)
                    + sheet.least_height_of(sheet.words(row.note), width));
    return height;
}

std::vector<double> fact_heights(
    Sheet const& sheet, Area const& area, std::vector<flow::DetailsContent::Row> const& rows)
{
    bool const is_compact = sheet.is_compact();
    std::vector<double> heights;
    for (auto const& row : rows)
        heights.push_back(is_compact ? least_height(sheet, area, {row}) : (row.note.is_empty() ? 27 : 38));
    double const wanted = std::max(1.0, std::accumulate(heights.begin(), heights.end(), 0.0));
    double const stretch = std::min(is_compact ? 2.0 : 1.0, area.height / wanted);
    for (auto& height : heights)
        height *= stretch;
    return heights;
}

void lay_out_facts(Sheet& sheet, Area area, std::vector<flow::DetailsContent::Row> const& rows)
{
    auto const heights = fact_heights(sheet, area, rows);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto const& row = rows[i];
        FactFace face{row.icon, sheet.words(row.label), sheet.words(row.value), sheet.words(row.note),
            sheet.is_compact()};
        auto name = sheet.plain(row.label) + " " + sheet.plain(row.value) + " " + sheet.plain(row.note);
        sheet.say(area.take_top(heights[i]), std::move(face), std::move(name));
    }
}

void lay_out_title(Sheet& sheet, Area& area, flow::DetailsContent const& content)
{
    bool const is_compact = sheet.is_compact();
    bool const is_stacked = !sheet.is_portrait();
    ChipLineFace chip{chip_face(sheet, content.chip), sheet.words(content.beside), is_stacked};
    sheet.say(area.take_top(is_compact ? 32 : (is_stacked ? 35 : 19), is_compact ? 1 : 3), std::move(chip),
        sheet.plain(content.chip.text) + " " + sheet.plain(content.beside));
    auto const title = sheet.words(content.title);
    double const room = is_compact ? 33 : (sheet.is_portrait() ? 46 : 66);
    auto const type = is_compact ? ui::Type::Title : ui::Type::Question;
    double const height
        = std::max(is_compact ? 18.0 : 23.0, sheet.height_of(title, type, true, area.width, room));
    sheet.text(area.take_top(height, is_compact ? 2 : 4), content.title, {{}, type, true}, ui::Role::Paper,
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

/// The facts stand at the right, all else at the left; what 申し込む will give takes the place of the date's
/// last line.
void lay_out_low_details(Sheet& sheet, Area area, flow::DetailsContent const& content)
{
    bool const has_notice = !content.notice.is_empty();
    auto left = area.take_left(108, 6);
    lay_out_title(sheet, left, content);
    if (content.other_days)
        sheet.key(area.take_bottom(24, 3), *content.other_days, {});
    // A class of many days has more rows than the right side holds; the last ones go below the date.
    auto right_rows = content.rows;
    std::vector<flow::DetailsContent::Row> left_rows;
    double room = left.height - 43;
    while (!has_notice && !right_rows.empty() && least_height(sheet, area, right_rows) > area.height
        && room > least_height(sheet, left, {right_rows.back()})) {
        room -= least_height(sheet, left, {right_rows.back()});
        left_rows.insert(left_rows.begin(), right_rows.back());
        right_rows.pop_back();
    }
    auto date = date_face(sheet, content);
    date.is_stacked = true;
    double const most = !left_rows.empty() ? 40 : (has_notice ? 48 : 62);
    sheet.say(left.take_top(std::min(left.height, most), 3), std::move(date), date_name(sheet, content));
    lay_out_facts(sheet, left, left_rows);
    if (has_notice)
        lay_out_notice(sheet, left, content.notice);
    lay_out_facts(sheet, area, right_rows);
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
    if (sheet.is_compact())
        return lay_out_low_details(sheet, area, content);
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
