// The common part of drawing, and what is pressed: buttons, tiles, cards, years.
#include "kiosk/screens/painter.h"

#include <algorithm>
#include <cmath>

namespace meguri::kiosk::screens {

using ui::Align;
using ui::Box;
using ui::Outline;
using ui::Role;
using ui::Stand;
using ui::Type;

namespace {

/// The colours of a button in one state.
struct ButtonColours {
    Role ground;
    Role front;
    std::optional<Role> border;
};

ButtonColours colours_of(ButtonFace const& button, Touch touch)
{
    switch (button.weight) {
    case Weight::Plain:
        if (touch.is_pressed)
            return {Role::Ai, Role::OnAi, Role::Ai};
        return button.is_on ? ButtonColours{Role::AiTint, Role::Ink, Role::Ai}
                            : ButtonColours{Role::Surface, Role::Ink, Role::Edge};
    case Weight::Main:
        return {touch.is_pressed ? Role::AiPress : Role::Ai, Role::OnAi, {}};
    case Weight::Second:
    case Weight::Function:
        if (touch.is_pressed)
            return {Role::Ai, Role::OnAi, Role::Ai};
        return {button.weight == Weight::Second ? Role::Surface : Role::AiTint, Role::Ai, Role::Ai};
    case Weight::Missing:
        return {touch.is_pressed ? Role::AiTint : button.ground, Role::Ink2, Role::Line};
    }
    return {Role::Surface, Role::Ink, Role::Edge};
}

constexpr double button_inside_mm = 3.5;
constexpr double button_inside_above_mm = 1.0;
constexpr double button_line_height = 1.18;
/// Between an icon and its words, as a part of the icon's side.
constexpr double icon_gap = 0.3;

} // namespace

std::vector<ui::Font> fonts_for(Type type, bool is_bold, ui::TextSize size, ui::Scale scale)
{
    std::vector<ui::Font> fonts;
    auto const add = [&](Type each, ui::TextSize in_size) {
        auto const px = scale.exact_px(ui::mm_of(each, in_size));
        if (fonts.empty() || px < fonts.back().px - 0.5)
            fonts.push_back({px, is_bold, ui::line_height_of(each)});
    };
    for (Type each = type;; each = ui::one_smaller(each)) {
        add(each, size);
        if (each == ui::one_smaller(each))
            break;
    }
    // Larger text that finds no place is better as large as it is otherwise than broken.
    if (size == ui::TextSize::Larger)
        for (auto const each : {Type::NoteLarge, Type::Note, Type::Least})
            add(each, ui::TextSize::Normal);
    return fonts;
}

void Painter::draw(Face const& drawn, Box const& box, Touch touch)
{
    std::visit([&](auto const& one) { face(one, box, touch); }, drawn);
}

ui::Lines Painter::lines(std::string_view text, TextStyle const& style, double width, double height)
{
    auto fonts = fonts_for(style.type, style.is_bold, m_size, m_scale);
    if (style.line_height > 0)
        for (auto& font : fonts)
            font.line_height = style.line_height;
    auto made = m_canvas.typesetter().fit(text, fonts, width, height);
    if (!made.is_whole)
        m_unfit.emplace(text);
    return made;
}

Box Painter::write(std::string_view text, Box const& box, TextStyle const& style)
{
    if (text.empty())
        return {box.x, box.y, 0, 0};
    return m_canvas.text(
        lines(text, style, box.width, box.height), box, style.role, style.align, style.stand);
}

void Painter::pressable(Box const& box, double radius_mm, Role ground, Role border, Touch touch)
{
    double const width
        = stroke(touch.is_pressed ? ui::space::filled_field_border : ui::space::pressable_border);
    m_canvas.rounded(box, mm(radius_mm), ground, Outline{border, width});
}

void Painter::face(ButtonFace const& button, Box const& box, Touch touch)
{
    auto const [ground, front, border] = colours_of(button, touch);
    std::optional<Outline> outline;
    if (border) {
        double const width = button.is_on ? ui::space::filled_field_border : ui::space::pressable_border;
        outline = Outline{*border, stroke(width), button.weight == Weight::Missing};
    }
    m_canvas.rounded(box, mm(button.radius_mm), ground, outline);

    // A key that stays on says so by a tick as well, not by its colour alone.
    auto const icon = button.is_on ? std::string("check") : button.icon;
    double const icon_side = icon.empty() ? 0 : mm(button.icon_mm);
    double const gap = icon.empty() || button.text.empty() ? 0 : icon_side * icon_gap;
    double const beside = std::min(mm(button_inside_mm), box.width / 24);
    double const above = std::min(mm(button_inside_above_mm), box.height / 40);
    Box const inside{box.x + beside, box.y + above, box.width - 2 * beside, box.height - 2 * above};
    TextStyle style{button.type, button.is_bold, front};
    style.line_height = button_line_height;
    auto const set = lines(button.text, style, inside.width - icon_side - gap, inside.height);
    double const group = set.width + icon_side + gap;
    double const left = inside.centre_x() - group / 2;
    bool const is_icon_last = icon == "next";
    double const icon_x = is_icon_last ? left + set.width + gap : left;
    double const text_x = is_icon_last || icon.empty() ? left : left + icon_side + gap;
    if (!icon.empty())
        m_canvas.icon(icon, {icon_x, inside.centre_y() - icon_side / 2, icon_side, icon_side}, front, ground);
    m_canvas.text(set, {text_x, inside.y, set.width, inside.height}, front, Align::Centre, Stand::Middle);
}

void Painter::plate(TileFace const& tile, Box const& box, bool is_dark)
{
    auto const line = is_dark ? Role::OnAi : Role::Ai;
    auto const ground = is_dark ? Role::Ai : tile.plate == Plate::None ? Role::Surface : Role::AiTint;
    if (tile.plate == Plate::Square)
        m_canvas.rounded(box, mm(ui::space::button_radius), ground);
    else if (tile.plate == Plate::Round)
        m_canvas.disc(box.centre_x(), box.centre_y(), box.width / 2, ground);
    double const margin
        = tile.plate == Plate::None ? 0 : box.width * (tile.plate == Plate::Round ? 0.22 : 0.2);
    m_canvas.icon(tile.icon, box.inside(margin), line, ground);
}

void Painter::face(TileFace const& tile, Box const& box, Touch touch)
{
    if (tile.is_main)
        m_canvas.rounded(box, mm(ui::space::card_radius), touch.is_pressed ? Role::AiPress : Role::Ai);
    else if (tile.is_missing)
        m_canvas.rounded(box, mm(ui::space::card_radius), touch.is_pressed ? Role::AiTint : Role::Paper,
            Outline{Role::Line, stroke(ui::space::pressable_border), true});
    else
        pressable(box, ui::space::card_radius, touch.is_pressed ? Role::AiTint : Role::Surface,
            touch.is_pressed ? Role::Ai : Role::Edge, touch);
    auto const title_role = tile.is_main ? Role::OnAi : tile.is_missing ? Role::Ink2 : Role::Ink;
    auto const note_role = tile.is_main ? Role::OnAi : Role::Ink2;

    double const side = std::min(mm(tile.plate_mm), box.height * 0.8);
    double const left = tile.is_main ? mm(16) : std::min(mm(11), (box.height - side) / 2);
    double x = box.x + left;
    if (!tile.icon.empty()) {
        plate(tile, {x, box.centre_y() - side / 2, side, side}, tile.is_main);
        x += side + (tile.is_main ? mm(14) : mm(8));
    }
    double right = box.right() - mm(5);
    if (!tile.count.empty()) {
        right -= mm(42);
        Box const column{right, box.y, mm(42), box.height};
        double const middle = box.centre_y() + mm(2);
        write(tile.count, {column.x, middle - mm(20), column.width, mm(20)},
            {Type::Answer, true, Role::Ink, Align::Centre});
        write(tile.unit, {column.x, middle, column.width, mm(13)},
            {Type::NoteLarge, false, Role::Ink2, Align::Centre});
        right -= mm(4);
    }
    double const width = right - x;
    double const height = box.height - mm(6);
    // On a picture tile the note is one short line; the title needs the height.
    double const note_room = height * (tile.plate == Plate::Square && height > mm(32) ? 0.32 : 0.55);
    auto const note
        = tile.note.empty() ? ui::Lines{} : lines(tile.note, {tile.note_type, false}, width, note_room);
    auto const title = lines(tile.title, {tile.title_type, true}, width, height - note.height);
    double const gap = tile.note.empty() ? 0 : mm(1);
    double const top = box.centre_y() - (title.height + gap + note.height) / 2;
    m_canvas.text(title, {x, top, width, title.height}, title_role);
    if (!tile.note.empty())
        m_canvas.text(note, {x, top + title.height + gap, width, note.height}, note_role);
}

double Painter::chip_width(ChipFace const& chip)
{
    double const icon = chip.icon.empty() ? 0 : mm(13);
    double const height = mm(ui::space::chip_height);
    return lines(chip.text, {Type::Body, true}, 0, height).width + icon + mm(14);
}

void Painter::chip(ChipFace const& chip, Box const& box)
{
    m_canvas.tinted(
        box, box.height / 2, chip.tint.ground, chip.tint.front, stroke(ui::space::pressable_border));
    double x = box.x + mm(6);
    if (!chip.icon.empty()) {
        m_canvas.icon(
            chip.icon, {x, box.centre_y() - mm(5), mm(10), mm(10)}, chip.tint.front, chip.tint.ground);
        x += mm(13);
    }
    TextStyle style{Type::Body, true, chip.tint.front};
    style.line_height = button_line_height; // Two lines have room when they stand close.
    write(chip.text, {x, box.y, box.right() - mm(4) - x, box.height}, style);
}

void Painter::face(CardFace const& card, Box const& box, Touch touch)
{
    auto const ground = touch.is_pressed ? Role::AiTint : Role::Surface;
    m_canvas.rounded(box, mm(ui::space::card_radius), ground);
    switch (card.shape) {
    case CardShape::Wide:
        wide_card(card, box);
        break;
    case CardShape::Tall:
        tall_card(card, box);
        break;
    case CardShape::Low:
        low_card(card, box);
        break;
    }
    double const width
        = stroke(touch.is_pressed ? ui::space::filled_field_border : ui::space::pressable_border);
    m_canvas.rounded(
        box, mm(ui::space::card_radius), {}, Outline{touch.is_pressed ? Role::Ai : Role::Edge, width});
}

void Painter::date_at_left(CardFace const& card, Box const& box, double width)
{
    auto& context = m_canvas.context();
    context.PushState();
    context.Clip(box.x, box.y, width, box.height);
    m_canvas.rounded(box, mm(ui::space::card_radius), Role::AiTint);
    context.PopState();
    Box const plate{box.x, box.y, width, box.height};
    // The three stand close together where the card is low.
    double const unit = std::min(mm(1), box.height / 58);
    double const middle = plate.centre_y() + unit;
    write(card.month, {plate.x, middle - 29 * unit, plate.width, 14 * unit},
        {Type::Body, false, Role::Ink, Align::Centre});
    write(card.day, {plate.x, middle - 17 * unit, plate.width, 32 * unit},
        {Type::Day, true, Role::Ink, Align::Centre});
    write(card.weekday, {plate.x, middle + 14 * unit, plate.width, 14 * unit},
        {Type::Body, true, Role::Ink, Align::Centre});
    if (m_canvas.palette() == ui::Palette::Contrast)
        m_canvas.line(plate.right(), box.y, plate.right(), box.bottom(),
            {Role::Edge, stroke(ui::space::pressable_border)});
}

void Painter::low_card(CardFace const& card, Box const& box)
{
    double const plate_width = mm(50);
    date_at_left(card, box, plate_width);
    double const right_width = mm(78);
    double const x = box.x + plate_width + mm(6);
    double const width = box.right() - right_width - mm(9) - x;
    double const inside = box.height - mm(5);
    double const icon = mm(9);
    double const row = inside * 0.29;
    double top = box.y + mm(2.5);
    write(card.title, {x, top, width, inside - 2 * row}, {Type::Title, true, Role::Ink});
    top += inside - 2 * row;
    for (auto const& [name, text] : {std::pair("clock", card.time), std::pair("pin", card.place)}) {
        m_canvas.icon(name, {x, top + (row - icon) / 2, icon, icon}, Role::Ai);
        write(text, {x + icon + mm(4), top, width - icon - mm(4), row}, {Type::Body, false, Role::Ink});
        top += row;
    }
    Box const right{box.right() - right_width - mm(5), box.y + mm(3), right_width, box.height - mm(6)};
    double const chip_height = std::min(mm(ui::space::chip_height), right.height * 0.41);
    double const rest = (right.height - chip_height) / 2;
    chip(card.chip, {right.x, right.y, std::min(chip_width(card.chip), right.width), chip_height});
    write(card.beside, {right.x, right.y + chip_height, right.width, rest}, {Type::Body, false, Role::Ink});
    double const arrow = mm(9);
    Box const last{right.x, right.bottom() - rest, right.width, rest};
    m_canvas.icon("next", {last.right() - arrow, last.centre_y() - arrow / 2, arrow, arrow}, Role::Ai);
    write(card.action, {last.x, last.y, last.width - arrow - mm(3), last.height},
        {Type::Body, true, Role::Ai, Align::Right});
}

void Painter::wide_card(CardFace const& card, Box const& box)
{
    double const plate_width = mm(59);
    date_at_left(card, box, plate_width);
    double const x = box.x + plate_width + mm(9);
    double const width = box.right() - mm(8) - x;
    double const icon = mm(11);
    double const text_x = x + icon + mm(5);
    double const text_width = box.right() - mm(8) - text_x;
    double const row = mm(17);
    double const foot_top = box.bottom() - mm(ui::space::chip_height) - mm(5.5);
    double const title_top = box.y + mm(5.5);
    double const rows_top = foot_top - mm(3) - 2 * row;
    write(card.title, {x, title_top, width, rows_top - title_top}, {Type::Title, true, Role::Ink});
    for (auto const& [name, text, top] :
        {std::tuple("clock", card.time, rows_top), std::tuple("pin", card.place, rows_top + row)}) {
        m_canvas.icon(name, {x, top + (row - icon) / 2, icon, icon}, Role::Ai);
        write(text, {text_x, top, text_width, row}, {Type::Body, false, Role::Ink});
    }
    Box const last{x, foot_top, width, mm(ui::space::chip_height)};
    card_foot(card, last, last);
}

void Painter::tall_card(CardFace const& card, Box const& box)
{
    Box const plate{box.x, box.y, box.width, mm(42)};
    auto& context = m_canvas.context();
    context.PushState();
    context.Clip(plate.x, plate.y, plate.width, plate.height);
    m_canvas.rounded(box, mm(ui::space::card_radius), Role::AiTint);
    context.PopState();
    // Easy Japanese says 10がつ and もくようび: then all but the day itself is set smaller.
    double const gaps = mm(7);
    auto const day = lines(card.day, {Type::Day, true}, 0, plate.height);
    double const room = plate.width - mm(8) - gaps - day.width;
    auto month = lines(card.month, {Type::Title, false}, 0, plate.height);
    auto weekday = lines(card.weekday, {Type::Body, true}, 0, plate.height);
    if (month.width + weekday.width > room) {
        month = lines(card.month, {Type::Note, false}, room / 2, plate.height);
        weekday = lines(card.weekday, {Type::Least, true}, room - month.width, plate.height);
    }
    double x = plate.centre_x() - (month.width + day.width + weekday.width + gaps) / 2;
    double const foot = plate.y + mm(34);
    m_canvas.text(month, {x, foot - month.height, month.width, month.height}, Role::Ink);
    x += month.width + mm(3);
    m_canvas.text(day, {x, foot - day.height + mm(2), day.width, day.height}, Role::Ink);
    x += day.width + mm(4);
    m_canvas.text(weekday, {x, foot - weekday.height, weekday.width, weekday.height}, Role::Ink);
    if (m_canvas.palette() == ui::Palette::Contrast)
        m_canvas.line(box.x, plate.bottom(), box.right(), plate.bottom(),
            {Role::Edge, stroke(ui::space::pressable_border)});

    double const left = box.x + mm(8);
    double const width = box.width - mm(15);
    double const icon = mm(11);
    double const foot_top = box.bottom() - mm(24.5) - mm(ui::space::chip_height);
    double top = plate.bottom() + mm(6);
    auto const title = lines(card.title, {Type::Title, true}, width, mm(36));
    m_canvas.text(title, {left, top, width, title.height}, Role::Ink);
    top += title.height + mm(7);
    for (auto const& [name, text] : {std::pair("clock", card.time), std::pair("pin", card.place)}) {
        auto const set
            = lines(text, {Type::Body}, width - icon - mm(5), (foot_top - top) / (text == card.time ? 2 : 1));
        m_canvas.icon(name, {left, top + mm(2), icon, icon}, Role::Ai);
        m_canvas.text(set, {left + icon + mm(5), top, width - icon - mm(5), set.height}, Role::Ink);
        top += set.height + mm(4);
    }
    Box const last{left, box.bottom() - mm(22.5), width, mm(19.5)};
    card_foot(
        card, {left, last.y - mm(ui::space::chip_height) - mm(2), width, mm(ui::space::chip_height)}, last);
}

void Painter::card_foot(CardFace const& card, Box const& chip_row, Box const& last_row)
{
    bool const is_one_row = chip_row == last_row;
    double const arrow = mm(9);
    auto const beside = lines(card.beside, {Type::Body}, 0, chip_row.height);
    double const chip_width_wanted = std::min(chip_width(card.chip), chip_row.width);
    // Beside the chip where there is room; else below it on a narrow card, where the action then leaves it a
    // part.
    bool const is_below = !is_one_row && chip_width_wanted + mm(5) + beside.width > chip_row.width;
    double const action_part = is_one_row ? 0.45 : is_below ? 0.61 : 1;
    TextStyle action_style{Type::Body, true};
    action_style.line_height = button_line_height;
    auto const action
        = lines(card.action, action_style, (last_row.width - arrow - mm(3)) * action_part, last_row.height);
    m_canvas.icon(
        "next", {last_row.right() - arrow, last_row.centre_y() - arrow / 2, arrow, arrow}, Role::Ai);
    Box const action_box{
        last_row.right() - arrow - mm(3) - action.width, last_row.y, action.width, last_row.height};
    m_canvas.text(action, action_box, Role::Ai, Align::Left, Stand::Middle);

    double const chip_room = is_one_row ? action_box.x - mm(4) - chip_row.x : chip_row.width;
    double const chip_space = std::min(chip_width_wanted, chip_room);
    chip(card.chip, {chip_row.x, chip_row.y, chip_space, chip_row.height});
    double const beside_x = is_below ? last_row.x : chip_row.x + chip_space + mm(5);
    double const beside_end = is_below ? action_box.x - mm(3) : chip_row.x + chip_room;
    Box const beside_box{
        beside_x, is_below ? last_row.y : chip_row.y, beside_end - beside_x, chip_row.height};
    // It says the least of the three, and the page behind the card says it again: where it finds no room it
    // goes.
    TextStyle const style{Type::Body, false, Role::Ink};
    auto const fonts = fonts_for(style.type, style.is_bold, m_size, m_scale);
    if (beside_box.width > mm(8)
        && m_canvas.typesetter().fit(card.beside, fonts, beside_box.width, beside_box.height).is_whole)
        write(card.beside, beside_box, style);
}

void Painter::face(YearFace const& year, Box const& box, Touch touch)
{
    bool const is_chosen = touch.is_pressed || year.is_on;
    pressable(box, ui::space::card_radius, is_chosen ? Role::AiTint : Role::Surface,
        is_chosen ? Role::Ai : Role::Edge, {is_chosen, touch.is_focused});
    bool const is_low = box.height < mm(30);
    auto const inside = box.inside(mm(is_low ? 1 : 4));
    if (year.age.empty() && is_low) {
        double const since = mm(48);
        write(year.western, {inside.right() - since - mm(3), inside.y, since, inside.height},
            {Type::Note, false, Role::Ink2, Align::Right});
        write(year.title, {inside.x + mm(5), inside.y, inside.width - since - mm(10), inside.height},
            {Type::Title, true, Role::Ink});
        return;
    }
    if (year.age.empty()) {
        // A decade: its name is long, so what it means stands below.
        double const middle = inside.y + inside.height * 0.55;
        write(year.title, {inside.x + mm(4), inside.y, inside.width - mm(8), middle - inside.y},
            {Type::Title, true, Role::Ink});
        write(year.western, {inside.x + mm(4), middle, inside.width - mm(8), inside.bottom() - middle},
            {Type::Note, false, Role::Ink2});
        return;
    }
    double const note_width = mm(40);
    write(year.western + "\n" + year.age,
        {inside.right() - note_width - mm(4), inside.y, note_width, inside.height},
        {Type::NoteLarge, false, Role::Ink2, Align::Right});
    write(year.title, {inside.x + mm(6), inside.y, inside.width - note_width - mm(14), inside.height},
        {Type::TitleLarge, true, Role::Ink});
}

} // namespace meguri::kiosk::screens
