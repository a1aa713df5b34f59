// 07 and the number of a house: the number pad, what was pressed above it, and the keys beside it.
#include "kiosk/screens/screens.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>

namespace meguri::kiosk::screens {

namespace {

ButtonFace digit_face()
{
    ButtonFace face;
    face.type = ui::Type::Digit;
    face.radius_mm = ui::space::key_radius;
    return face;
}

ButtonFace erase_face()
{
    ButtonFace face;
    face.weight = Weight::Second;
    face.radius_mm = ui::space::key_radius;
    return face;
}

void lay_out_pad(Sheet& sheet, Area const& area, flow::PhoneContent const& content, double gap)
{
    for (int i = 0; i < static_cast<int>(content.digits.size()); ++i) {
        // 0 stands below 8, between the two erase keys.
        int const place = i == 9 ? 10 : i;
        if (place == 10)
            sheet.key(area.cell(3, 4, 9, gap), content.erase_all, erase_face());
        sheet.key(area.cell(3, 4, place, gap), content.digits[static_cast<std::size_t>(i)], digit_face());
    }
    sheet.key(area.cell(3, 4, 11, gap), content.erase_one, erase_face());
}

void lay_out_typed(Sheet& sheet, Area const& area, flow::PhoneContent const& content)
{
    if (content.echo) {
        auto const& letters = content.echo->letters;
        sheet.say(area, EchoFace{letters}, letters, ui::Role::Paper, ui::A11yRole::Entry);
        return;
    }
    auto const spoken = std::accumulate(content.groups.begin(), content.groups.end(), std::string(),
        [](std::string const& all, std::string const& group) {
            return all.empty() ? group : all + " " + group;
        });
    sheet.say(area, DigitsFace{content.groups}, spoken, ui::Role::Paper, ui::A11yRole::Entry);
}

/// The marks between numbers, or the key for who has no phone.
void lay_out_beside(Sheet& sheet, Area const& area, flow::PhoneContent const& content)
{
    int const count = static_cast<int>(content.marks.size());
    for (int i = 0; i < count; ++i)
        sheet.key(area.cell(count, 1, i, 4.2), content.marks[static_cast<std::size_t>(i)], digit_face());
    ButtonFace no_phone;
    no_phone.type = ui::Type::Body;
    no_phone.icon_mm = 13;
    if (content.no_phone)
        sheet.key(area, *content.no_phone, no_phone);
}

/// 13: the slip is held to the machine, or else its number is pressed below.
void lay_out_hold(Sheet& sheet, Area& area, flow::PhoneContent::Hold const& hold)
{
    auto const card = area.take_top(66, 4);
    sheet.ground(card, PanelFace{});
    SlipFace face;
    face.title = sheet.words(hold.title);
    face.note = sheet.words(hold.note);
    sheet.say({card.x + 10, card.y + 4, card.width - 20, card.height - 8}, std::move(face),
        sheet.plain(hold.title) + " " + sheet.plain(hold.note), ui::Role::Surface);
    sheet.text(area.take_top(16, 2), hold.otherwise, {{}, ui::Type::ButtonSmall, true});
}

/// The same where the pad is as high as the page: in the column beside it, above what comes next.
void lay_out_hold_beside(Sheet& sheet, Area column, flow::PhoneContent const& content)
{
    auto const& hold = *content.hold;
    bool const is_compact = sheet.is_compact();
    auto const card = column.take_top(std::min(column.height * (is_compact ? 0.5 : 0.4), 56.0), 4);
    sheet.ground(card, PanelFace{});
    IconTextFace face;
    face.icon = hold.icon;
    face.text = sheet.words(hold.title);
    face.is_bold = true;
    sheet.say({card.x + 6, card.y + 2, card.width - 10, card.height - 4}, std::move(face),
        sheet.plain(hold.title) + " " + sheet.plain(hold.note), ui::Role::Surface);
    // A low panel has room for one of the two sentences.
    if (!is_compact || hold.is_untouched)
        sheet.text(is_compact ? column : column.take_top(column.height * 0.5, 4), hold.otherwise,
            {{}, ui::Type::ButtonSmall, true, ui::Role::Ink, ui::Align::Left, ui::Stand::Top});
    if (!is_compact || !hold.is_untouched)
        sheet.text(column, content.what_next,
            {{}, ui::Type::Body, false, ui::Role::Ink2, ui::Align::Left, ui::Stand::Top});
}

} // namespace

void lay_out_content(Sheet& sheet, Area area, flow::PhoneContent const& content)
{
    bool const is_portrait = sheet.is_portrait();
    bool const is_compact = sheet.is_compact();
    if (content.hold && is_portrait)
        lay_out_hold(sheet, area, *content.hold);
    lay_out_typed(sheet,
        area.take_top(is_compact ? 27 : (is_portrait ? 44 : 38), is_compact ? 3.3 : (is_portrait ? 8 : 6)),
        content);
    bool const has_keys = content.no_phone || !content.marks.empty();
    if (is_portrait) {
        auto below = area.take_bottom(32, 6);
        lay_out_pad(sheet, area, content, 4.6);
        if (has_keys)
            lay_out_beside(sheet, below.take_right(133, 5), content);
        sheet.text(below, content.what_next, {{}, ui::Type::NoteLarge, false, ui::Role::Ink2});
        return;
    }
    auto beside = area.take_right(is_compact ? 92 : 118, is_compact ? 6 : 10);
    lay_out_pad(sheet, area, content, is_compact ? 3.3 : 4.2);
    if (has_keys)
        lay_out_beside(sheet, beside.take_bottom(is_compact ? 36 : 44, 6), content);
    if (content.hold)
        return lay_out_hold_beside(sheet, beside, content);
    sheet.text(beside, content.what_next,
        {{}, ui::Type::Body, false, ui::Role::Ink2, ui::Align::Left, ui::Stand::Top});
}

} // namespace meguri::kiosk::screens
