// 13 and the thanks after a class: a large answer, today's class and its place, and where to go now.
#include "kiosk/screens/screens.h"

#include <algorithm>

namespace meguri::kiosk::screens {

namespace {

void lay_out_class(Sheet& sheet, Area area, flow::ArrivalContent const& content)
{
    sheet.ground(area, PanelFace{});
    double const margin = std::min(5.0, area.height * 0.04);
    Area inside{area.x + 12, area.y + margin, area.width - 24, area.height - 2 * margin};
    bool const has_note = !content.place_note.is_empty();
    double const line = std::min(20.0, (inside.height - 6) / (has_note ? 4.9 : 4.0));
    sheet.text(inside.take_top(line * 0.8), content.label, {{}, ui::Type::NoteLarge, false, ui::Role::Ink2},
        ui::Role::Surface);
    sheet.text(
        inside.take_top(line * 1.1), content.course, {{}, ui::Type::TitleLarge, true}, ui::Role::Surface);
    sheet.text(inside.take_top(line * 0.9, 3), content.time, {{}, ui::Type::Body}, ui::Role::Surface);
    sheet.ground({inside.x, inside.y, inside.width, 0.4}, RuleFace{});
    inside.take_top(3);
    IconTextFace place;
    place.icon = content.place_icon;
    place.text = sheet.words(content.place);
    place.type = ui::Type::TitleLarge;
    place.is_bold = true;
    place.icon_role = ui::Role::Ink;
    place.icon_mm = 18;
    sheet.say(inside.take_top(line * 1.2), std::move(place), sheet.plain(content.place), ui::Role::Surface);
    if (!content.place_note.is_empty())
        sheet.text(
            inside, content.place_note, {{}, ui::Type::NoteLarge, false, ui::Role::Ink2}, ui::Role::Surface);
}

} // namespace

void lay_out_content(Sheet& sheet, Area area, flow::ArrivalContent const& content)
{
    bool const is_portrait = sheet.is_portrait();
    bool const is_compact = sheet.is_compact();
    if (is_portrait)
        area.take_top(4);
    AnswerFace answer{
        tint_of(content.tone), content.icon, sheet.words(content.title), sheet.words(content.sentence)};
    bool const has_class = !content.label.is_empty();
    sheet.say(area.take_top(is_portrait ? 110
                      : is_compact      ? 38
                                        : 62,
                  is_compact ? 3 : 7),
        std::move(answer), sheet.plain(content.title) + " " + sheet.plain(content.sentence), ui::Role::Paper,
        ui::A11yRole::Heading);
    double const after_height = is_compact ? 18 : 24;
    if (has_class)
        lay_out_class(sheet,
            area.take_top(std::min(area.height - after_height - 4, 136.0), is_compact ? 2 : 5), content);
    if (content.after.is_empty())
        return;
    IconTextFace after;
    after.icon = has_class ? "face" : "shield";
    after.text = sheet.words(content.after);
    after.icon_role = ui::Role::Ink;
    sheet.say(
        area.take_top(std::min(area.height, after_height)), std::move(after), sheet.plain(content.after));
}

} // namespace meguri::kiosk::screens
