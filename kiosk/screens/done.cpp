// 09 to 11: what became of it, the number, what comes out below, and what to do on the day.
#include "kiosk/screens/screens.h"

#include <algorithm>
#include <string>

namespace meguri::kiosk::screens {

namespace {

void lay_out_answer(Sheet& sheet, Area const& area, flow::DoneContent const& content)
{
    AnswerFace face{
        tint_of(content.tone), content.icon, sheet.words(content.title), sheet.words(content.sentence)};
    sheet.say(area, std::move(face), sheet.plain(content.title) + " " + sheet.plain(content.sentence),
        ui::Role::Paper, ui::A11yRole::Heading);
}

void lay_out_reason(Sheet& sheet, Area& area, flow::DoneContent const& content, double height, double gap)
{
    if (!content.reason.is_empty()) {
        ReasonFace face;
        face.icon = "shield";
        face.text = sheet.words(content.reason);
        sheet.say(area.take_top(height, gap), std::move(face), sheet.plain(content.reason));
    }
    if (!content.call.is_empty()) {
        ReasonFace face;
        face.icon = "tel";
        face.text = sheet.words(content.call);
        face.border = ui::Role::Mikan;
        face.icon_role = ui::Role::MikanInk;
        face.border_mm = ui::space::filled_field_border;
        sheet.say(area.take_top(height, gap), std::move(face), sheet.plain(content.call));
    }
}

void lay_out_number(Sheet& sheet, Area const& area, flow::DoneContent const& content)
{
    NumberPlateFace face{sheet.words(content.number_label), sheet.words(content.number),
        sheet.words(content.when), sheet.words(content.what_and_where)};
    sheet.say(area, std::move(face),
        sheet.plain(content.number_label) + " " + sheet.plain(content.number) + " "
            + sheet.plain(content.when) + " " + sheet.plain(content.what_and_where));
}

void lay_out_slip(Sheet& sheet, Area const& area, flow::DoneContent const& content, bool is_stacked)
{
    SlipFace face{
        sheet.words(content.slip_title), sheet.words(content.slip_note), content.is_out_of_paper, is_stacked};
    sheet.say(area, std::move(face), sheet.plain(content.slip_title) + " " + sheet.plain(content.slip_note));
}

void lay_out_phone(Sheet& sheet, Area const& area, flow::DoneContent const& content)
{
    if (content.phone_line.is_empty())
        return;
    IconTextFace face;
    face.icon = "tel";
    face.text = sheet.words(content.phone_line);
    face.icon_role = ui::Role::Ink;
    face.icon_mm = 15;
    sheet.say(area, std::move(face), sheet.plain(content.phone_line));
}

/// Short sentences stand side by side.
int columns_of_day(Sheet const& sheet, Area const& area, flow::DoneContent const& content)
{
    auto const& rows = content.on_the_day;
    bool const are_short = std::all_of(rows.begin(), rows.end(), [&](flow::DetailsContent::Row const& row) {
        return sheet.fits_one_line(sheet.words(row.value), area.width / 2 - 22);
    });
    return are_short ? 2 : 1;
}

void lay_out_day_rows(Sheet& sheet, Area area, flow::DoneContent const& content, int columns)
{
    int const count = static_cast<int>(content.on_the_day.size());
    int const rows = (count + columns - 1) / columns;
    for (int i = 0; i < count; ++i) {
        auto const& row = content.on_the_day[static_cast<std::size_t>(i)];
        IconTextFace face;
        face.icon = row.icon;
        face.text = sheet.words(row.value);
        face.type = ui::Type::NoteLarge;
        face.icon_role = ui::Role::Ink;
        face.icon_mm = 13;
        sheet.say(area.cell(columns, rows, i, 2), std::move(face), sheet.plain(row.value));
    }
}

bool has_bordered(flow::DoneContent const& content)
{
    return !content.reason.is_empty() || !content.call.is_empty();
}

/// What can be done with a slip, side by side.
void lay_out_others(Sheet& sheet, Area const& area, flow::DoneContent const& content)
{
    int const count = static_cast<int>(content.others.size());
    ButtonFace face;
    face.type = count > 2 ? ui::Type::ButtonSmall : ui::Type::Button;
    for (int i = 0; i < count; ++i)
        sheet.key(area.cell(count, 1, i, 5), content.others[static_cast<std::size_t>(i)], face);
}

/// The same, one below the other.
void stack_others(Sheet& sheet, Area area, flow::DoneContent const& content)
{
    auto const count = static_cast<double>(content.others.size());
    double const height = std::min(50.0, (area.height - 5 * (count - 1)) / count);
    ButtonFace face;
    face.type = height < 40 ? ui::Type::ButtonSmall : ui::Type::Button;
    for (auto const& other : content.others)
        sheet.key(area.take_top(height, 5), other, face);
}

void lay_out_portrait(Sheet& sheet, Area area, flow::DoneContent const& content)
{
    lay_out_answer(sheet, area.take_top(66, 6), content);
    lay_out_reason(sheet, area, content, 46, 6.5);
    if (!content.number_label.is_empty())
        lay_out_number(sheet, area.take_top(117, 6), content);
    if (content.other)
        sheet.key(area.take_top(60, 6), *content.other, {});
    if (!content.others.empty())
        lay_out_others(sheet, area.take_top(56, 6), content);
    if (!content.phone_line.is_empty())
        lay_out_phone(sheet, area.take_bottom(21, 1), content);
    // What to do on the day gives way to the reason or the call, as both would crowd the page; the slip names
    // it too.
    if (!content.on_the_day_title.is_empty() && !has_bordered(content)) {
        int const columns = columns_of_day(sheet, area, content);
        auto const rows = static_cast<double>(content.on_the_day.size()) / columns;
        auto day = area.take_bottom(rows > 2 ? 56 : 49, 4);
        sheet.text(day.take_top(15, 2), content.on_the_day_title, {{}, ui::Type::ButtonSmall, true});
        lay_out_day_rows(sheet, day, content, columns);
        sheet.ground({area.x, area.bottom(), area.width, 0.4}, RuleFace{});
    } else if (!content.phone_line.is_empty()) {
        sheet.ground({area.x, area.bottom(), area.width, 0.4}, RuleFace{});
    }
    if (!content.slip_title.is_empty()) {
        area.take_bottom(3);
        lay_out_slip(sheet, area, content, false);
    }
}

void lay_out_landscape(Sheet& sheet, Area area, flow::DoneContent const& content)
{
    bool const has_slip = !content.slip_title.is_empty();
    lay_out_answer(sheet, area.take_top(62, 6), content);
    if (has_slip)
        lay_out_slip(sheet, area.take_right(112, 10), content, true);
    // A number and a way on do not stand one below the other here.
    bool const is_beside = !has_slip && content.other && !content.number_label.is_empty();
    if (is_beside)
        sheet.key(area.take_right(112, 10).take_top(62), *content.other, {});
    if (!content.others.empty())
        stack_others(sheet, area.take_right(112, 10), content);
    lay_out_reason(sheet, area, content, 42, 6);
    if (!content.number_label.is_empty())
        lay_out_number(sheet, area.take_top(std::min(area.height, 108.0), 5), content);
    if (content.other && !is_beside)
        sheet.key(area.take_top(50, 6), *content.other, {});
    if (!content.phone_line.is_empty() && area.height >= 16) {
        lay_out_phone(sheet, area.take_bottom(std::min(area.height, 19.0), 1), content);
        if (!content.on_the_day_title.is_empty() && area.height > 26)
            lay_out_day_rows(sheet, area, content, 1);
    }
}

/// Lying and low: the number at the left, what comes out and what to do on the day at the right.
void lay_out_low_done(Sheet& sheet, Area area, flow::DoneContent const& content)
{
    bool const has_slip = !content.slip_title.is_empty();
    bool const has_number = !content.number_label.is_empty();
    lay_out_answer(sheet, area.take_top(38, 4), content);
    bool const is_beside = has_slip || !content.others.empty() || (content.other && has_number);
    auto right = is_beside ? area.take_right(106, 5) : Area{};
    double reason_height = 0;
    for (auto const& words : {content.reason, content.call})
        reason_height = std::max(reason_height, sheet.least_height_of(sheet.words(words), area.width - 25));
    lay_out_reason(sheet, area, content, std::clamp(reason_height + 6, 22.0, 36.0), 3);
    auto& phone = has_number || !is_beside ? area : right;
    if (!content.phone_line.is_empty())
        lay_out_phone(sheet, phone.take_bottom(15, 2), content);
    if (has_number)
        lay_out_number(sheet, area.take_top(std::min(area.height, 100.0), 4), content);
    if (content.other)
        sheet.key(is_beside ? right.take_top(40, 4) : area.take_top(40, 4), *content.other, {});
    if (!content.others.empty())
        stack_others(sheet, right, content);
    if (has_slip)
        lay_out_slip(sheet, right, content, true);
}

} // namespace

void lay_out_content(Sheet& sheet, Area area, flow::DoneContent const& content)
{
    if (sheet.is_compact())
        lay_out_low_done(sheet, area, content);
    else if (sheet.is_portrait())
        lay_out_portrait(sheet, area, content);
    else
        lay_out_landscape(sheet, area, content);
}

} // namespace meguri::kiosk::screens
