#include "shared/paper/pen.h"

#include <numbers>

namespace meguri::paper {

namespace {

constexpr double one_line = 2000; ///< Wide enough that nothing breaks.

} // namespace

void Pen::box(double x, double y, double width, double height, double radius)
{
    using std::numbers::pi;
    cairo_new_sub_path(m_cairo);
    cairo_arc(m_cairo, x + width - radius, y + radius, radius, -pi / 2, 0);
    cairo_arc(m_cairo, x + width - radius, y + height - radius, radius, 0, pi / 2);
    cairo_arc(m_cairo, x + radius, y + height - radius, radius, pi / 2, pi);
    cairo_arc(m_cairo, x + radius, y + radius, radius, pi, 3 * pi / 2);
    cairo_close_path(m_cairo);
}

void Pen::rule(double x, double y, double width, Ink const& colour, double thick)
{
    ink(colour);
    cairo_set_line_width(m_cairo, thick);
    cairo_move_to(m_cairo, x, y);
    cairo_line_to(m_cairo, x + width, y);
    cairo_stroke(m_cairo);
}

double Pen::tall(std::string const& text, Type const& type, double width) const
{
    return text.empty() ? 0 : m_type.measure(text, type, width).height;
}

double Pen::write(
    std::string const& text, Type const& type, double x, double y, double width, Ink const& colour)
{
    if (text.empty())
        return 0;
    ink(colour);
    return m_type.write(text, type, {x, y, width});
}

void Pen::write_right(std::string const& text, Type const& type, double right, double y, Ink const& colour)
{
    write(text, type, right - m_type.measure(text, type, one_line).width - 1, y, one_line, colour);
}

} // namespace meguri::paper
