// Draws the shapes both programs are made of - boxes with round corners, rules, rings, icons, set text - by
// colour role on a wxGraphicsContext. All lengths are pixels. Lives for one paint event.
#pragma once

#include "shared/ui/icons.h"
#include "shared/ui/theme.h"
#include "shared/ui/typeset.h"

#include <wx/graphics.h>

#include <optional>
#include <string>
#include <vector>

namespace meguri::ui {

struct Box {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    double right() const { return x + width; }
    double bottom() const { return y + height; }
    double centre_x() const { return x + width / 2; }
    double centre_y() const { return y + height / 2; }
    bool holds(double at_x, double at_y) const
    {
        return at_x >= x && at_x < right() && at_y >= y && at_y < bottom();
    }
    Box inside(double margin) const
    {
        return {x + margin, y + margin, width - 2 * margin, height - 2 * margin};
    }
    Box moved(double by_x, double by_y) const { return {x + by_x, y + by_y, width, height}; }
    bool operator==(Box const&) const = default;
};

struct Outline {
    Role role = Role::Edge;
    double width = 1;
    bool is_dashed = false;
};

enum class Align { Left, Centre, Right };
enum class Stand { Top, Middle, Bottom };

/// One line of text as it was drawn.
struct DrawnLine {
    std::string text;
    Box ink; ///< What its letters cover.
    Role role = Role::Ink;
};

class Canvas {
public:
    Canvas(wxGraphicsContext& context, Palette palette, Icons& icons, Typesetter const& typesetter)
        : m_context(context)
        , m_palette(palette)
        , m_icons(icons)
        , m_typesetter(typesetter)
    {
    }

    Palette palette() const { return m_palette; }
    Typesetter const& typesetter() const { return m_typesetter; }
    wxGraphicsContext& context() { return m_context; }

    void fill(Box const& box, Role role);
    /// The outline lies inside the box.
    void rounded(
        Box const& box, double radius, std::optional<Role> ground, std::optional<Outline> outline = {});
    /// A tint with round corners: in the contrast theme black with a border in its text colour.
    void tinted(Box const& box, double radius, Role tint, Role front, double border);
    void line(double x1, double y1, double x2, double y2, Outline const& pen);
    void disc(double centre_x, double centre_y, double radius, std::optional<Role> ground,
        std::optional<Outline> ring = {});
    /// A part of a ring, clockwise from twelve o'clock; `part` is 0 to 1.
    void ring_part(double centre_x, double centre_y, double radius, double part, Outline const& pen);
    /// The icon, as large as fits, in the middle of the box. Its orange part follows the palette.
    void icon(std::string const& name, Box const& box, Role line, Role ground = Role::Surface);
    /// A picture with colours of its own, filling the box.
    void picture(std::string const& name, Box const& box);
    /// Returns the box the lines cover.
    Box text(
        Lines const& lines, Box const& box, Role role, Align align = Align::Left, Stand stand = Stand::Top);

    wxColour colour(Role role) const;
    /// From now on each line of text is noted there as well; for tests.
    void note_lines(std::vector<DrawnLine>& lines) { m_noted = &lines; }

private:
    wxGraphicsContext& m_context;
    Palette m_palette;
    Icons& m_icons;
    Typesetter const& m_typesetter;
    std::vector<DrawnLine>* m_noted = nullptr;
};

} // namespace meguri::ui
