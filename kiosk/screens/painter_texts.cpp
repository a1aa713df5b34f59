// Drawing of what is read: texts, head, route, status, facts, and the plates of the done page.
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

void Painter::face(FillFace const& fill, Box const& box, Touch /*touch*/)
{
    m_canvas.fill(box, fill.role);
}

void Painter::face(PanelFace const& panel, Box const& box, Touch /*touch*/)
{
    m_canvas.rounded(box, mm(panel.radius_mm), panel.ground, Outline{panel.border, stroke(panel.border_mm)});
}

void Painter::face(RuleFace const& rule, Box const& box, Touch /*touch*/)
{
    m_canvas.fill(box.width > box.height ? Box{box.x, std::round(box.y), box.width, stroke(0.4)}
                                         : Box{std::round(box.x), box.y, stroke(0.4), box.height},
        rule.role);
}

void Painter::face(SceneryFace const& /*scenery*/, Box const& box, Touch /*touch*/)
{
    // The picture keeps its proportions and covers the box; what hangs over is sky.
    constexpr double proportion = 250.0 / 1080.0;
    double const height = std::max(box.height, box.width * proportion);
    double const width = height / proportion;
    auto& context = m_canvas.context();
    context.PushState();
    context.Clip(box.x, box.y, box.width, box.height);
    m_canvas.picture(m_canvas.palette() == ui::Palette::Contrast ? "start-scene-contrast" : "start-scene",
        {box.centre_x() - width / 2, box.bottom() - height, width, height});
    context.PopState();
}

void Painter::face(TextFace const& text, Box const& box, Touch /*touch*/)
{
    write(text.text, box, {text.type, text.is_bold, text.role, text.align, text.stand});
}

void Painter::face(IconTextFace const& text, Box const& box, Touch /*touch*/)
{
    double const side = mm(text.icon_mm);
    double const gap = side + mm(text.icon_mm * 0.35);
    m_canvas.icon(text.icon, {box.x, box.centre_y() - side / 2, side, side}, text.icon_role, Role::Paper);
    write(text.text, {box.x + gap, box.y, box.width - gap, box.height}, {text.type, text.is_bold, text.role});
}

void Painter::face(HeadFace const& head, Box const& box, Touch /*touch*/)
{
    if (head.is_stacked) {
        m_canvas.icon("logo", box, Role::Ai, Role::Paper);
        return;
    }
    double const side = mm(21);
    m_canvas.icon("logo", {box.x, box.centre_y() - side / 2, side, side}, Role::Ai, Role::Paper);
    double const x = box.x + side + mm(head.is_narrow ? 4 : 6.5);
    double const clock_width = head.is_narrow ? 0 : mm(78);
    double const width = box.right() - x - clock_width;
    auto const product
        = lines(head.product, {head.is_narrow ? Type::NoteLarge : Type::Body, true}, width, box.height / 2);
    auto const hall = head.town_and_hall.empty()
        ? ui::Lines{}
        : lines(head.town_and_hall, {Type::Least}, width, box.height - product.height);
    double const top = box.centre_y() - (product.height + hall.height) / 2;
    m_canvas.text(product, {x, top, width, product.height}, Role::Ink);
    if (!head.town_and_hall.empty())
        m_canvas.text(hall, {x, top + product.height, width, hall.height}, Role::Ink2);
    if (head.is_narrow)
        return;
    Box const right{box.right() - clock_width, box.y, clock_width, box.height};
    write(head.date, {right.x, right.centre_y() - mm(14), right.width, mm(13)},
        {Type::Note, false, Role::Ink2, Align::Right});
    write(head.clock, {right.x, right.centre_y() - mm(1), right.width, mm(14)},
        {Type::NoteLarge, true, Role::Ink, Align::Right});
}

void Painter::stop(Box const& box, double centre_x, bool is_passed, bool is_here)
{
    double const y = box.y + mm(9.7);
    if (is_here) {
        m_canvas.disc(centre_x, y, mm(8.4), Role::Surface, Outline{Role::Ai, stroke(1.9)});
        m_canvas.disc(centre_x, y, mm(4), Role::Mikan);
    } else if (is_passed) {
        m_canvas.disc(centre_x, y, mm(6), Role::Ai);
        m_canvas.icon("check", {centre_x - mm(4.2), y - mm(4.2), mm(8.4), mm(8.4)}, Role::OnAi, Role::Ai);
    } else {
        m_canvas.disc(centre_x, y, mm(5.3), Role::Surface, Outline{Role::Edge, stroke(1.2)});
    }
}

void Painter::face(RouteFace const& route, Box const& box, Touch /*touch*/)
{
    if (route.stops.size() < 2)
        return;
    double const inset = mm(23);
    double const step = (box.width - 2 * inset) / static_cast<double>(route.stops.size() - 1);
    double const y = box.y + mm(9.7);
    for (std::size_t i = 0; i + 1 < route.stops.size(); ++i) {
        double const x = box.x + inset + step * static_cast<double>(i);
        bool const is_passed = static_cast<int>(i) < route.here;
        m_canvas.line(x, y, x + step, y, {is_passed ? Role::Ai : Role::Line, stroke(2)});
    }
    for (std::size_t i = 0; i < route.stops.size(); ++i) {
        double const x = box.x + inset + step * static_cast<double>(i);
        bool const is_here = static_cast<int>(i) == route.here;
        stop(box, x, static_cast<int>(i) < route.here, is_here);
        // A word is wider than its stop; at the two ends it keeps inside the margin.
        double const half = std::min(step / 2, std::min(x - box.x, box.right() - x));
        write(route.stops[i], {x - half, box.y + mm(18.5), 2 * half, mm(13)},
            {Type::Least, is_here, is_here ? Role::Ink : Role::Ink2, Align::Centre});
    }
}

void Painter::face(StatusFace const& status, Box const& box, Touch /*touch*/)
{
    if (status.is_narrow)
        return narrow_status(status, box);
    auto const role = status.is_up ? Role::Ok : Role::MikanInk;
    double const side = mm(10);
    Box const first = status.is_stacked ? Box{box.x, box.y, box.width, mm(13)} : box;
    m_canvas.icon(status.icon, {first.x, first.centre_y() - side / 2, side, side}, role, Role::Band);
    double const x = first.x + side + mm(4);
    auto const line
        = write(status.line, {x, first.y, first.right() - x, first.height}, {Type::Least, true, role});
    if (status.is_stacked)
        write(status.age, {box.x, first.bottom(), box.width, box.bottom() - first.bottom()},
            {Type::Least, false, Role::Ink2, Align::Left, Stand::Top});
    else
        write(status.age, {line.right() + mm(6), box.y, box.right() - line.right() - mm(6), box.height},
            {Type::Least, false, Role::Ink2, Align::Right});
}

void Painter::narrow_status(StatusFace const& status, Box const& box)
{
    auto const role = status.is_up ? Role::Ok : Role::MikanInk;
    double const side = mm(9);
    double const gap = mm(0.8);
    TextStyle line{Type::Least, true, role, Align::Left, Stand::Top, 1.15};
    TextStyle age{Type::Least, false, Role::Ink2, Align::Left, Stand::Bottom, 1.15};
    m_canvas.icon(status.icon, {box.x, box.y, side, side}, role, Role::Band);
    auto const said
        = write(status.line, {box.x + side + gap, box.y, box.width - side - gap, box.height}, line);
    write(status.age, {box.x, said.bottom(), box.width, box.bottom() - said.bottom()}, age);
}

void Painter::face(TodayFace const& today, Box const& box, Touch /*touch*/)
{
    m_canvas.tinted(
        box, mm(ui::space::key_radius), Role::MikanTint, Role::MikanInk, stroke(ui::space::pressable_border));
    double const side = mm(12);
    double const row
        = std::min(mm(23), box.height / static_cast<double>(std::max<std::size_t>(1, today.lines.size())));
    double y = box.centre_y() - row * static_cast<double>(today.lines.size()) / 2;
    double x = box.x + mm(7);
    m_canvas.icon("cal", {x, y + (row - side) / 2, side, side}, Role::MikanInk, Role::MikanTint);
    x += side + mm(5);
    auto const title
        = write(today.title, {x, y, box.right() - x, row}, {Type::NoteLarge, true, Role::MikanInk});
    x = title.right() + mm(5);
    for (auto const& line : today.lines) {
        write(line, {x, y, box.right() - mm(5) - x, row}, {Type::NoteLarge, false, Role::MikanInk});
        y += row;
    }
}

void Painter::face(ChipLineFace const& line, Box const& box, Touch /*touch*/)
{
    double const height = mm(ui::space::chip_height);
    double const width = std::min(chip_width(line.chip), box.width);
    chip(line.chip, {box.x, line.is_stacked ? box.y : box.centre_y() - height / 2, width, height});
    Box const beside = line.is_stacked
        ? Box{box.x, box.y + height, box.width, box.height - height}
        : Box{box.x + width + mm(6), box.y, box.width - width - mm(6), box.height};
    write(line.beside, beside, {Type::Body, false, Role::Ink2});
}

void Painter::low_date(DatePlateFace const& date, Box const& box)
{
    auto const inside = box.inside(mm(4));
    double const side = mm(10);
    m_canvas.icon("cal", {inside.x, inside.centre_y() - side / 2, side, side}, Role::Ink, Role::AiTint);
    double const x = inside.x + side + mm(3);
    double const width = inside.right() - x;
    double const row = inside.height / (date.until.empty() ? 2 : 3);
    write(date.day, {x, inside.y, width, row}, {Type::TitleLarge, true, Role::Ink});
    write(date.time, {x, inside.y + row, width, row}, {Type::Title, true, Role::Ink});
    auto const until
        = date.until_label.empty() ? date.until : date.until_label + " <b>" + date.until + "</b>";
    write(until, {x, inside.y + 2 * row, width, row}, {Type::NoteLarge, false, Role::Ink});
}

void Painter::face(DatePlateFace const& date, Box const& box, Touch /*touch*/)
{
    m_canvas.rounded(box, mm(ui::space::button_radius), Role::AiTint);
    if (date.is_stacked && box.height < mm(70))
        return low_date(date, box);
    double const side = mm(22);
    auto const inside = box.inside(mm(10));
    double const text_x = inside.x + side + mm(9);
    bool const has_until = !date.until.empty();
    double const until_width = has_until && !date.is_stacked ? mm(62) : 0;
    double const text_width = box.right() - mm(6) - text_x - until_width;
    double const first_height = date.is_stacked ? mm(46) : box.height;
    double const middle = box.y + first_height / 2;
    m_canvas.icon("cal", {inside.x, middle - side / 2, side, side}, Role::Ink, Role::AiTint);
    write(date.day, {text_x, middle - mm(20), text_width, mm(21)}, {Type::TitleLarge, true, Role::Ink});
    write(date.time, {text_x, middle, text_width, mm(18)}, {Type::Title, true, Role::Ink});
    if (!has_until)
        return;
    Box const until = date.is_stacked
        ? Box{text_x, box.y + first_height - mm(5), box.right() - mm(6) - text_x, box.height - first_height}
        : Box{inside.right() - until_width, box.y, until_width, box.height};
    auto const align = date.is_stacked ? Align::Left : Align::Right;
    double const line = mm(14);
    bool const has_label = !date.until_label.empty();
    double const top = until.centre_y() - (has_label ? line : line / 2);
    if (has_label)
        write(
            date.until_label, {until.x, top, until.width, line}, {Type::NoteLarge, false, Role::Ink2, align});
    write(date.until, {until.x, top + (has_label ? line : 0), until.width, line * 1.2},
        {Type::Button, true, Role::Ink, align});
}

void Painter::face(FactFace const& fact, Box const& box, Touch /*touch*/)
{
    m_canvas.fill({box.x, box.y, box.width, stroke(0.4)}, Role::Line);
    double const side = mm(fact.is_narrow ? 9 : 13);
    double const label_x = box.x + side + mm(fact.is_narrow ? 2 : 5);
    double const value_x = box.x + mm(fact.is_narrow ? 52 : 76);
    double const width = box.right() - value_x;
    double const room = box.height - mm(3);
    // The note leaves the value its part, at least its lines in the smallest letters.
    auto const least = fonts_for(Type::Least, false, ui::TextSize::Normal, m_scale);
    double const left = room - m_canvas.typesetter().set(fact.value, least.back(), width).height;
    auto const note_fonts = fonts_for(Type::NoteLarge, false, m_size, m_scale);
    double note_room = std::min(room * 0.62, left);
    if (!m_canvas.typesetter().fit(fact.note, note_fonts, width, note_room).is_whole)
        note_room = left;
    auto const note = fact.note.empty() ? ui::Lines{} : lines(fact.note, {Type::NoteLarge}, width, note_room);
    auto const value = lines(fact.value, {Type::Body}, width, room - note.height);
    double const top = box.y + mm(1.5) + (room - value.height - note.height) / 2;
    double const first_line = value.font.px * value.font.line_height;
    m_canvas.icon(fact.icon, {box.x, top + first_line / 2 - side / 2, side, side}, Role::Ai, Role::Paper);
    auto const label
        = lines(fact.label, {Type::NoteLarge}, value_x - label_x - mm(fact.is_narrow ? 1 : 2), room);
    double const label_line = label.font.px * label.font.line_height;
    double const label_top = std::max(box.y + mm(1), top + (first_line - label_line) / 2);
    m_canvas.text(label,
        {label_x, std::min(label_top, box.bottom() - label.height), label.width, label.height}, Role::Ink2);
    m_canvas.text(value, {value_x, top, width, value.height}, Role::Ink);
    if (!fact.note.empty())
        m_canvas.text(note, {value_x, top + value.height, width, note.height}, Role::Ink2);
}

void Painter::face(CheckRowFace const& row, Box const& box, Touch /*touch*/)
{
    if (box.height < mm(32) && box.width > mm(180)) {
        double const label = mm(58);
        write(row.label, {box.x, box.y, label, box.height}, {Type::Note, false, Role::Ink2});
        write(row.value, {box.x + label + mm(3), box.y, box.width - label - mm(3), box.height},
            {Type::Button, true, Role::Ink});
        return;
    }
    double const middle = box.y + std::max(box.height * 0.42, mm(9.9));
    double const label_top = std::max(box.y, middle - mm(12.5));
    write(row.label, {box.x, label_top, box.width, middle - label_top}, {Type::Note, false, Role::Ink2});
    write(row.value, {box.x, middle, box.width, box.bottom() - middle - mm(1)},
        {Type::Button, true, Role::Ink});
}

void Painter::face(EchoFace const& echo, Box const& box, Touch /*touch*/)
{
    m_canvas.rounded(box, mm(ui::space::button_radius), Role::Surface,
        Outline{Role::Ai, stroke(ui::space::filled_field_border)});
    Box const inside{box.x + mm(11), box.y, box.width - mm(20), box.height};
    double right = inside.x;
    if (!echo.letters.empty()) {
        // A space typed last must move the caret, and a line never ends with one.
        bool const ends_with_space = echo.letters.back() == ' ';
        auto const written = write(echo.letters, inside, {Type::Echo, true, Role::Ink});
        right = written.right() + (ends_with_space ? mm(ui::mm_of(Type::Echo, m_size) / 2) : 0);
    }
    double const height = std::min(mm(26), box.height * 0.75);
    m_canvas.fill({right + mm(1), box.centre_y() - height / 2, stroke(1.6), height}, Role::Focus);
}

void Painter::face(DigitsFace const& digits, Box const& box, Touch /*touch*/)
{
    m_canvas.rounded(box, mm(ui::space::button_radius), Role::Surface,
        Outline{Role::Ai, stroke(ui::space::filled_field_border)});
    double const em = mm(ui::mm_of(Type::Echo, ui::TextSize::Normal));
    double const cell = em * 0.58;
    double const dash = em * 0.75;
    double width = dash * static_cast<double>(digits.groups.empty() ? 0 : digits.groups.size() - 1);
    auto const letters_of = [](std::string const& group) {
        std::vector<std::string> letters;
        for (char const byte : group) {
            if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U)
                letters.emplace_back();
            letters.back() += byte;
        }
        return letters;
    };
    for (auto const& group : digits.groups)
        width += cell * static_cast<double>(letters_of(group).size());
    double x = box.centre_x() - width / 2;
    bool is_caret_drawn = false;
    auto const caret = [&] {
        double const height = std::min(mm(26), box.height * 0.75);
        m_canvas.fill({x - mm(0.4), box.centre_y() - height / 2, stroke(1.6), height}, Role::Focus);
        is_caret_drawn = true;
    };
    for (std::size_t i = 0; i < digits.groups.size(); ++i) {
        if (i > 0) {
            m_canvas.fill({x + dash * 0.25, box.centre_y() - mm(0.6), dash * 0.5, mm(1.2)}, Role::Edge);
            x += dash;
        }
        for (auto const& letter : letters_of(digits.groups[i])) {
            if (letter == "_") {
                if (!is_caret_drawn)
                    caret();
                m_canvas.fill({x + cell * 0.12, box.centre_y() + std::min(mm(11), box.height * 0.32),
                                  cell * 0.76, stroke(1.4)},
                    Role::Edge);
            } else if (letter == "●") {
                // A covered digit takes no more room than the digit; the letter would.
                m_canvas.disc(x + cell / 2, box.centre_y(), cell * 0.36, Role::Ink);
            } else {
                write(letter, {x - cell, box.y, 3 * cell, box.height},
                    {Type::Echo, true, Role::Ink, Align::Centre});
            }
            x += cell;
        }
    }
    if (!is_caret_drawn)
        caret();
}

void Painter::face(PageFace const& page, Box const& box, Touch /*touch*/)
{
    double const unit = std::min(mm(1), box.height / 30);
    write(page.page, {box.x, box.centre_y() - 15 * unit, box.width, 17 * unit},
        {Type::Button, true, Role::Ink, Align::Centre});
    write(page.unit, {box.x, box.centre_y() + 2 * unit, box.width, 13 * unit},
        {Type::NoteLarge, false, Role::Ink2, Align::Centre});
}

} // namespace meguri::kiosk::screens
