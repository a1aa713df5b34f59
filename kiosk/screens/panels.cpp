// What lies above a screen: the idle question with its ring, and the three languages.
#include "kiosk/screens/screens.h"

#include <algorithm>

namespace meguri::kiosk::screens {

using ui::Role;
using ui::Type;

namespace {

/// The panel in the middle of the screen, drawn; gives its inside.
Area lay_out_panel(Sheet& sheet, double height)
{
    double const width = sheet.is_portrait() ? 266 : (sheet.is_compact() ? 290 : 330);
    height = std::min(height, sheet.panel().height_mm() - 8);
    Area const panel{(sheet.panel().width_mm() - width) / 2,
        sheet.is_portrait() ? 105 : (sheet.panel().height_mm() - height) / 2, width, height};
    PanelFace face;
    face.border = Role::Ai;
    face.border_mm = ui::space::pressable_border;
    sheet.ground(panel, face);
    double const inside = sheet.is_compact() ? 6 : 14;
    return {panel.x + 16, panel.y + inside, panel.width - 32, panel.height - 2 * inside};
}

TextFace centred(Type type, bool is_bold, Role role)
{
    return {{}, type, is_bold, role, ui::Align::Centre};
}

} // namespace

void lay_out_idle(Sheet& sheet, flow::IdleQuestion const& question)
{
    bool const is_portrait = sheet.is_portrait();
    auto area = lay_out_panel(sheet, is_portrait ? 313 : 284);
    bool const is_compact = sheet.is_compact();
    double const gap = is_portrait ? 5 : (is_compact ? 1 : 3);
    sheet.text(area.take_top(is_compact ? 24 : 26, 1), question.title, centred(Type::Answer, true, Role::Ink),
        Role::Surface, ui::A11yRole::Heading);
    sheet.text(area.take_top(is_compact ? 14 : 18, gap + 2), question.sentence,
        centred(Type::Body, false, Role::Ink2), Role::Surface);
    ButtonFace no;
    no.type = Type::ButtonSmall;
    auto const no_area = area.take_bottom(is_compact ? 24 : 36, is_compact ? 4 : 6);
    ButtonFace yes;
    yes.weight = Weight::Main;
    yes.type = Type::Title;
    auto const yes_area = area.take_bottom(is_portrait ? 55 : (is_compact ? 30 : 44), gap);
    auto const countdown_area = area.take_bottom(is_compact ? 24 : 32, gap);
    RingFace const ring{question.seconds_left, question.seconds_all};
    sheet.say({area.x + area.width / 2 - 37, area.y, 74, area.height}, ring,
        std::to_string(question.seconds_left), Role::Surface);
    sheet.text(countdown_area, question.countdown, centred(Type::Body, false, Role::Ink), Role::Surface,
        ui::A11yRole::Alert);
    sheet.key(yes_area, question.yes, yes, Role::Surface);
    sheet.key(no_area, question.no, no, Role::Surface);
}

void lay_out_languages(Sheet& sheet, flow::LanguageQuestion const& question)
{
    auto area = lay_out_panel(sheet, 240);
    auto const close = area.take_bottom(sheet.is_compact() ? 26 : 38, sheet.is_compact() ? 8 : 10);
    int const count = static_cast<int>(question.keys.size());
    ButtonFace face;
    face.type = Type::Title;
    for (int i = 0; i < count; ++i)
        sheet.key(area.cell(1, count, i, 6), question.keys[static_cast<std::size_t>(i)], face, Role::Surface);
    ButtonFace back;
    sheet.key(close, question.close, back, Role::Surface);
}

} // namespace meguri::kiosk::screens
