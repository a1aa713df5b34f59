#include "shared/ui/canvas.h"

#include <wx/dcclient.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace meguri::ui {

namespace {

wxColour wx_colour(Rgba colour)
{
    return {colour.red, colour.green, colour.blue, colour.alpha};
}

DrawnLine noted_line(Line const& line, double x, double top, Role role)
{
    PangoRectangle ink{};
    pango_layout_get_extents(line.layout.get(), &ink, nullptr);
    auto const px = [](int units) { return static_cast<double>(units) / PANGO_SCALE; };
    return {pango_layout_get_text(line.layout.get()),
        {x + px(ink.x), top + px(ink.y), px(ink.width), px(ink.height)}, role};
}

} // namespace

wxColour Canvas::colour(Role role) const
{
    return wx_colour(colour_of(role, m_palette));
}

void Canvas::fill(Box const& box, Role role)
{
    m_context.SetPen(*wxTRANSPARENT_PEN);
    m_context.SetBrush(wxBrush(colour(role)));
    m_context.DrawRectangle(box.x, box.y, box.width, box.height);
}

void Canvas::rounded(
    Box const& box, double radius, std::optional<Role> ground, std::optional<Outline> outline)
{
    auto inner = box;
    if (ground)
        m_context.SetBrush(wxBrush(colour(*ground)));
    else
        m_context.SetBrush(*wxTRANSPARENT_BRUSH);
    if (outline) {
        wxGraphicsPenInfo pen(colour(outline->role), outline->width);
        wxDash const dashes[] = {3, 3};
        if (outline->is_dashed)
            pen.Style(wxPENSTYLE_USER_DASH).Dashes(2, dashes);
        m_context.SetPen(m_context.CreatePen(pen));
        inner = box.inside(outline->width / 2);
        radius -= outline->width / 2;
    } else {
        m_context.SetPen(*wxTRANSPARENT_PEN);
    }
    m_context.DrawRoundedRectangle(
        inner.x, inner.y, inner.width, inner.height, std::min({radius, inner.width / 2, inner.height / 2}));
}

void Canvas::tinted(Box const& box, double radius, Role tint, Role front, double border)
{
    if (m_palette == Palette::Contrast)
        rounded(box, radius, tint, Outline{front, border});
    else
        rounded(box, radius, tint);
}

void Canvas::line(double x1, double y1, double x2, double y2, Outline const& pen)
{
    wxGraphicsPenInfo made(colour(pen.role), pen.width);
    wxDash const dashes[] = {3, 3};
    if (pen.is_dashed)
        made.Style(wxPENSTYLE_USER_DASH).Dashes(2, dashes);
    m_context.SetPen(m_context.CreatePen(made));
    m_context.StrokeLine(x1, y1, x2, y2);
}

void Canvas::disc(
    double centre_x, double centre_y, double radius, std::optional<Role> ground, std::optional<Outline> ring)
{
    if (ground)
        m_context.SetBrush(wxBrush(colour(*ground)));
    else
        m_context.SetBrush(*wxTRANSPARENT_BRUSH);
    if (ring) {
        m_context.SetPen(m_context.CreatePen(wxGraphicsPenInfo(colour(ring->role), ring->width)));
        radius -= ring->width / 2;
    } else {
        m_context.SetPen(*wxTRANSPARENT_PEN);
    }
    m_context.DrawEllipse(centre_x - radius, centre_y - radius, 2 * radius, 2 * radius);
}

void Canvas::ring_part(double centre_x, double centre_y, double radius, double part, Outline const& pen)
{
    part = std::clamp(part, 0.0, 1.0);
    if (part <= 0)
        return;
    wxGraphicsPenInfo made(colour(pen.role), pen.width);
    made.Cap(wxCAP_ROUND);
    m_context.SetPen(m_context.CreatePen(made));
    auto path = m_context.CreatePath();
    double const start = -std::numbers::pi / 2;
    path.AddArc(centre_x, centre_y, radius - pen.width / 2, start, start + part * 2 * std::numbers::pi, true);
    m_context.StrokePath(path);
}

void Canvas::icon(std::string const& name, Box const& box, Role line, Role ground)
{
    double const side = std::floor(std::min(box.width, box.height));
    int const side_px = static_cast<int>(side);
    if (side_px < 1)
        return;
    IconColours colours{
        colour_of(line, m_palette), colour_of(Role::Mikan, m_palette), colour_of(ground, m_palette)};
    if (ground == Role::Ai && m_palette == Palette::Contrast)
        colours.accent.alpha = 0; // Orange on yellow cannot be told apart.
    auto const& picture = m_icons.picture(name, side_px, side_px, colours);
    if (picture.IsOk())
        m_context.DrawBitmap(picture, std::round(box.centre_x() - side / 2),
            std::round(box.centre_y() - side / 2), side, side);
}

void Canvas::picture(std::string const& name, Box const& box)
{
    // The given colours are those the file is drawn in, so nothing is replaced.
    IconColours const own{{0x17, 0x3B, 0x66}, {0xE8, 0x8A, 0x1A}, {0xFA, 0xF6, 0xEC}};
    auto const& picture = m_icons.picture(
        name, static_cast<int>(std::lround(box.width)), static_cast<int>(std::lround(box.height)), own);
    if (picture.IsOk())
        m_context.DrawBitmap(picture, box.x, box.y, box.width, box.height);
}

Box Canvas::text(Lines const& lines, Box const& box, Role role, Align align, Stand stand)
{
    auto* const cairo = static_cast<cairo_t*>(m_context.GetNativeContext());
    auto const shade = colour_of(role, m_palette);
    double const line_height = lines.font.px * lines.font.line_height;
    double y = box.y;
    if (stand == Stand::Middle)
        y = box.y + (box.height - lines.height) / 2;
    else if (stand == Stand::Bottom)
        y = box.bottom() - lines.height;
    Box covered{box.x, y, lines.width, lines.height};
    if (align == Align::Centre)
        covered.x = box.centre_x() - lines.width / 2;
    else if (align == Align::Right)
        covered.x = box.right() - lines.width;
    m_context.Flush();
    cairo_save(cairo);
    cairo_set_source_rgb(cairo, shade.red / 255.0, shade.green / 255.0, shade.blue / 255.0);
    for (auto const& line : lines.lines) {
        double x = box.x;
        if (align == Align::Centre)
            x = box.centre_x() - line.width / 2;
        else if (align == Align::Right)
            x = box.right() - line.width;
        // The em box stands in the middle of its line; Pango's own ascent differs from face to face.
        double const baseline = y + line_height / 2 + lines.font.px * 0.38;
        double const top
            = baseline - static_cast<double>(pango_layout_get_baseline(line.layout.get())) / PANGO_SCALE;
        if (m_noted != nullptr)
            m_noted->push_back(noted_line(line, x, top, role));
        cairo_move_to(cairo, x, top);
        pango_cairo_show_layout(cairo, line.layout.get());
        y += line_height;
    }
    cairo_restore(cairo);
    return covered;
}

} // namespace meguri::ui
