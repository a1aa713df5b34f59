// 08: everything once more, each with its own 直す, and what happens to the name.
#include "kiosk/screens/screens.h"

#include <algorithm>

namespace meguri::kiosk::screens {

namespace {

void lay_out_answer_row(
    Sheet& sheet, Area const& row, flow::CheckContent::Row const& answer, double key_width)
{
    double const key_height = std::min(27.0, std::max(20.3, row.height - 4));
    bool const is_narrow = key_width < 50;
    double const before = is_narrow ? 4 : 10;
    sheet.say(
        {row.x + before, row.y + 1, row.width - key_width - before - (is_narrow ? 7 : 19), row.height - 1.5},
        CheckRowFace{sheet.words(answer.label), sheet.words(answer.value)},
        sheet.plain(answer.label) + " " + sheet.plain(answer.value), ui::Role::Surface);
    auto key = answer.change;
    if (is_narrow)
        key.icon.clear();
    ButtonFace change;
    change.type = ui::Type::ButtonSmall;
    change.icon_mm = 11;
    change.radius_mm = ui::space::key_radius;
    sheet.key({row.right() - key_width - (is_narrow ? 3 : 7), row.y + (row.height - key_height) / 2,
                  key_width, key_height},
        key, change, ui::Role::Surface);
}

/// Two answers a row; a long one has its row alone.
void lay_out_answers_in_pairs(
    Sheet& sheet, Area const& area, std::vector<flow::CheckContent::Row> const& rows)
{
    constexpr double key_width = 30;
    constexpr double around_value = 11.5;
    double const half = area.width / 2;
    std::vector<Area> places;
    int line = -1;
    bool is_half = false;
    for (auto const& row : rows) {
        bool const is_long
            = row.is_long || !sheet.fits_one_line(sheet.words(row.value), half - key_width - around_value);
        bool const is_second = is_half && !is_long;
        line += is_second ? 0 : 1;
        places.push_back(
            {is_second ? area.x + half : area.x, static_cast<double>(line), is_long ? area.width : half, 0});
        is_half = !is_long && !is_second;
    }
    double const height = std::min(35.0, area.height / (line + 1));
    sheet.ground({area.x, area.y, area.width, height * (line + 1)}, PanelFace{});
    for (int i = 1; i <= line; ++i)
        sheet.ground({area.x + 0.6, area.y + height * i, area.width - 1.2, 0.4}, RuleFace{});
    for (std::size_t i = 0; i < rows.size(); ++i)
        lay_out_answer_row(
            sheet, {places[i].x, area.y + places[i].y * height, places[i].width, height}, rows[i], key_width);
}

void lay_out_promise(Sheet& sheet, Area const& area, flow::Words const& promise)
{
    IconTextFace face;
    face.icon = "shield";
    face.text = sheet.words(promise);
    face.type = ui::Type::Note;
    face.icon_role = ui::Role::Ink;
    face.icon_mm = sheet.is_compact() ? 10 : 14;
    sheet.say(area, std::move(face), sheet.plain(promise));
}

} // namespace

void lay_out_content(Sheet& sheet, Area area, flow::CheckContent const& content)
{
    int const count = static_cast<int>(content.rows.size());
    if (count == 0)
        return;
    bool const is_portrait = sheet.is_portrait();
    bool const is_compact = sheet.is_compact();
    auto promise = area.take_bottom(is_compact ? 19.8 : (is_portrait ? 30 : 25), is_portrait ? 5 : 2);
    if (!content.companion.is_empty()) {
        IconTextFace face;
        face.icon = "people";
        face.text = sheet.words(content.companion);
        face.type = ui::Type::Note;
        face.icon_mm = is_compact ? 8 : 11;
        auto const place = is_compact ? promise.take_left(98, 4) : area.take_bottom(15, 2);
        sheet.say(place, std::move(face), sheet.plain(content.companion));
    }
    if (is_compact) {
        lay_out_answers_in_pairs(sheet, area, content.rows);
        return lay_out_promise(sheet, promise, content.promise);
    }
    auto const long_count = static_cast<double>(
        std::count_if(content.rows.begin(), content.rows.end(), [](auto const& row) { return row.is_long; }));
    // A long answer takes half a row more.
    double const shares = count + long_count * 0.5;
    double const share = std::min(35.3, area.height / shares);
    sheet.ground({area.x, area.y, area.width, share * shares}, PanelFace{});
    double top = area.y;
    for (int i = 0; i < count; ++i) {
        auto const& row = content.rows[static_cast<std::size_t>(i)];
        double const row_height = row.is_long ? share * 1.5 : share;
        if (i > 0)
            sheet.ground({area.x + 0.6, top, area.width - 1.2, 0.4}, RuleFace{});
        lay_out_answer_row(sheet, {area.x, top, area.width, row_height}, row, 53);
        top += row_height;
    }
    lay_out_promise(sheet, promise, content.promise);
}

} // namespace meguri::kiosk::screens
