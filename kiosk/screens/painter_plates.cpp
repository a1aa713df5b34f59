// Drawing of the plates of the done page and of the idle ring.
#include "kiosk/screens/painter.h"

#include <wx/brush.h>

#include <algorithm>
#include <cmath>

namespace meguri::kiosk::screens {

using ui::Align;
using ui::Box;
using ui::Outline;
using ui::Role;
using ui::Stand;
using ui::Type;

void Painter::face(AnswerFace const& answer, Box const& box, Touch /*touch*/)
{
    m_canvas.tinted(box, mm(ui::space::card_radius), answer.tint.ground, answer.tint.front,
        stroke(ui::space::pressable_border));
    double const side = std::min(mm(47), box.height * 0.75);
    double const left = box.x + std::min(mm(12), (box.height - side) / 2 + mm(3));
    m_canvas.disc(left + side / 2, box.centre_y(), side / 2, answer.tint.front);
    double const icon = side * 0.62;
    m_canvas.icon(answer.icon, {left + (side - icon) / 2, box.centre_y() - icon / 2, icon, icon},
        answer.tint.ground, answer.tint.front);
    double const x = left + side + mm(9);
    double const width = box.right() - mm(8) - x;
    double const room = box.height - std::min(mm(8), box.height * 0.1);
    auto const sentence = answer.sentence.empty()
        ? ui::Lines{}
        : lines(answer.sentence, {Type::ButtonSmall}, width, room * 0.6);
    auto const title = lines(answer.title, {Type::Answer, true}, width, room - sentence.height);
    double const top = box.centre_y() - (title.height + sentence.height) / 2;
    m_canvas.text(title, {x, top, width, title.height}, answer.tint.front);
    if (!answer.sentence.empty())
        m_canvas.text(sentence, {x, top + title.height, width, sentence.height}, answer.tint.front);
}

void Painter::face(ReasonFace const& reason, Box const& box, Touch /*touch*/)
{
    m_canvas.rounded(
        box, mm(ui::space::button_radius), Role::Surface, Outline{reason.border, stroke(reason.border_mm)});
    bool const is_low = box.height < mm(38) || box.width < mm(130);
    double const side = mm(is_low ? 12 : 17);
    double const before = mm(is_low ? 5 : 9);
    m_canvas.icon(reason.icon, {box.x + before, box.centre_y() - side / 2, side, side}, reason.icon_role);
    double const x = box.x + before + side + mm(is_low ? 4 : 7);
    double const above = mm(is_low ? 1 : 2);
    write(reason.text, {x, box.y + above, box.right() - mm(is_low ? 3 : 6) - x, box.height - 2 * above},
        {Type::Body, false, Role::Ink});
}

void Painter::face(NumberPlateFace const& plate, Box const& box, Touch /*touch*/)
{
    m_canvas.rounded(
        box, mm(ui::space::card_radius), Role::Surface, Outline{Role::Line, stroke(ui::space::line_border)});
    bool const is_low = box.height < mm(100);
    auto const inside = box.inside(mm(is_low ? 4 : 9));
    double details = plate.when.empty() ? 0 : std::min(mm(40), inside.height * 0.42);
    auto const least_height = [&](std::string const& text, bool is_bold) {
        auto const fonts = fonts_for(Type::Least, is_bold, ui::TextSize::Normal, m_scale);
        return m_canvas.typesetter().set(text, fonts.back(), inside.width - mm(26)).height;
    };
    double const least_when = least_height(plate.when, true);
    if (is_low && details > 0) // Several days need two lines.
        details = std::max(details, mm(4.5) + least_when + least_height(plate.what_and_where, false));
    double const upper = inside.height - details;
    if (upper < mm(30)) {
        write(plate.label, {inside.x, inside.y, inside.width * 0.42, upper}, {Type::Note, false, Role::Ink2});
        write(plate.number, {inside.x + inside.width * 0.44, inside.y, inside.width * 0.56, upper},
            {Type::Digit, true, Role::Ink, Align::Centre});
    } else {
        double const label = std::min(mm(15), upper * 0.34);
        double const number = std::min(mm(42), upper - label);
        double const top = inside.y + (upper - label - number) / 2;
        write(plate.label, {inside.x, top, inside.width, label},
            {Type::Body, false, Role::Ink2, Align::Centre});
        write(plate.number, {inside.x, top + label, inside.width, number},
            {Type::Number, true, Role::Ink, Align::Centre});
    }
    if (plate.when.empty())
        return;
    double const rule = inside.bottom() - details + mm(1);
    m_canvas.fill({inside.x, std::round(rule), inside.width, stroke(0.4)}, Role::Line);
    double const side = std::min(mm(20), details * 0.6);
    double const middle = (rule + box.bottom()) / 2;
    m_canvas.icon("cal", {inside.x + mm(1), middle - side / 2, side, side}, Role::Ink);
    double const x = inside.x + side + mm(9);
    double const width = inside.right() - x;
    if (is_low) {
        auto const where = lines(
            plate.what_and_where, {Type::Body}, width, std::min(details * 0.5, details - mm(4) - least_when));
        double const last = box.bottom() - mm(2) - where.height;
        write(plate.when, {x, rule + mm(1), width, last - rule - mm(1)}, {Type::Title, true, Role::Ink});
        m_canvas.text(where, {x, last, width, where.height}, Role::Ink);
        return;
    }
    write(plate.when, {x, middle - mm(19), width, mm(20)},
        {Type::Title, true, Role::Ink, Align::Left, Stand::Bottom});
    write(plate.what_and_where, {x, middle + mm(1.5), width, box.bottom() - middle - mm(3)},
        {Type::Body, false, Role::Ink, Align::Left, Stand::Top});
}

void Painter::slip_picture(Box const& box, bool is_out_of_paper)
{
    if (is_out_of_paper) {
        double const side = std::min(mm(40), box.height);
        m_canvas.icon("printer", {box.centre_x() - side / 2, box.centre_y() - side / 2, side, side}, Role::Ai,
            Role::Paper);
        return;
    }
    double const unit = box.height / 70;
    auto& context = m_canvas.context();
    auto const at = [&](double x, double y, double width, double height) {
        return Box{box.x + x * unit, box.y + y * unit, width * unit, height * unit};
    };
    m_canvas.rounded(at(0, 0, 57, 19), 3.5 * unit, Role::Ai);
    m_canvas.rounded(at(7, 11.5, 43, 4), 2 * unit, Role::AiPress);
    auto paper = context.CreatePath();
    auto const point
        = [&](double x, double y) { return wxPoint2DDouble(box.x + x * unit, box.y + y * unit); };
    paper.MoveToPoint(point(12, 13));
    paper.AddLineToPoint(point(12, 53));
    for (int tooth = 0; tooth < 5; ++tooth) {
        double const x = 12 + 6.4 * tooth;
        paper.AddLineToPoint(point(x + 3.2, 50));
        paper.AddLineToPoint(point(x + 6.4, 53));
    }
    paper.AddLineToPoint(point(44, 13));
    paper.CloseSubpath();
    context.SetBrush(wxBrush(m_canvas.colour(Role::Surface)));
    context.SetPen(context.CreatePen(wxGraphicsPenInfo(m_canvas.colour(Role::Edge), stroke(0.8))));
    context.DrawPath(paper);
    m_canvas.fill(at(17.5, 20.5, 22, 5), Role::Ink);
    m_canvas.fill(at(17.5, 29.5, 11.5, 11.5), Role::Ink2);
    m_canvas.fill(at(32, 31, 8, 1.4), Role::Ink2);
    m_canvas.fill(at(32, 36, 6, 1.4), Role::Ink2);
    Outline const arrow{Role::Mikan, 2.6 * unit};
    m_canvas.line(point(28, 56).m_x, point(28, 56).m_y, point(28, 68).m_x, point(28, 68).m_y, arrow);
    m_canvas.line(point(22.5, 62.5).m_x, point(22.5, 62.5).m_y, point(28, 68).m_x, point(28, 68).m_y, arrow);
    m_canvas.line(point(33.5, 62.5).m_x, point(33.5, 62.5).m_y, point(28, 68).m_x, point(28, 68).m_y, arrow);
}

void Painter::face(SlipFace const& slip, Box const& box, Touch /*touch*/)
{
    double const part = box.height < mm(130) ? 0.38 : 0.5;
    double const picture_height = std::min(mm(70), slip.is_stacked ? box.height * part : box.height);
    double const picture_width = picture_height * 57 / 70;
    Box text{box.x + mm(71), box.y, box.width - mm(71), box.height};
    Box picture{box.x + mm(3), box.centre_y() - picture_height / 2, picture_width, picture_height};
    if (slip.is_stacked) {
        picture = {box.centre_x() - picture_width / 2, box.y, picture_width, picture_height};
        text = {box.x, box.y + picture_height + mm(3), box.width, box.height - picture_height - mm(3)};
    }
    slip_picture(picture, slip.is_out_of_paper);
    auto const note
        = slip.note.empty() ? ui::Lines{} : lines(slip.note, {Type::Body}, text.width, text.height * 0.6);
    auto const title = lines(slip.title, {Type::Button, true}, text.width, text.height - note.height);
    double const gap = mm(1.5);
    double const height = title.height + gap + note.height;
    double const top = slip.is_stacked ? text.y : text.centre_y() - height / 2;
    m_canvas.text(title, {text.x, top, text.width, title.height}, Role::Ink);
    if (!slip.note.empty())
        m_canvas.text(note, {text.x, top + title.height + gap, text.width, note.height}, Role::Ink);
}

void Painter::face(RingFace const& ring, Box const& box, Touch /*touch*/)
{
    double const radius = std::min(box.width, box.height) / 2;
    double const width = std::min(mm(7), radius / 4);
    m_canvas.disc(box.centre_x(), box.centre_y(), radius, {}, Outline{Role::AiTint, width});
    m_canvas.ring_part(box.centre_x(), box.centre_y(), radius,
        ring.seconds_all > 0 ? static_cast<double>(ring.seconds_left) / ring.seconds_all : 0,
        {Role::Mikan, width});
    write(std::to_string(ring.seconds_left), box, {Type::Digit, true, Role::Ink, Align::Centre});
}

} // namespace meguri::kiosk::screens
