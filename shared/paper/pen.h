// What pages of figures are drawn with: boxes with round corners, rules and text in a few inks, on a cairo
// context. One document, one thread. Included only inside shared/paper.
#pragma once

#include "shared/paper/pdf_surface.h"
#include "shared/paper/typesetter.h"

#include <string>

namespace meguri::paper {

struct Ink {
    double red;
    double green;
    double blue;
};
inline constexpr Ink black{0.11, 0.145, 0.19};
inline constexpr Ink second{0.26, 0.29, 0.34};
inline constexpr Ink indigo{0.09, 0.23, 0.4};
inline constexpr Ink white{1, 1, 1};
inline constexpr Ink line_ink{0.85, 0.81, 0.74};
inline constexpr Ink amber{0.42, 0.22, 0};
inline constexpr Ink amber_tint{0.99, 0.94, 0.84};
inline constexpr Ink pale{0.93, 0.91, 0.86};

class Pen {
public:
    Pen(cairo_t* context, PangoFontMap* fonts)
        : m_cairo(context)
        , m_type(context, fonts)
    {
    }

    bool has_font() const { return m_type.has_font(); }
    void ink(Ink const& colour) { cairo_set_source_rgb(m_cairo, colour.red, colour.green, colour.blue); }
    /// A path: to be filled or stroked.
    void box(double x, double y, double width, double height, double radius);
    void rule(double x, double y, double width, Ink const& colour, double thick);
    /// How tall it is when wrapped at the width; nothing for no words.
    double tall(std::string const& text, Type const& type, double width) const;
    /// Gives the height taken.
    double write(
        std::string const& text, Type const& type, double x, double y, double width, Ink const& colour);
    void write_right(std::string const& text, Type const& type, double right, double y, Ink const& colour);

protected:
    cairo_t* m_cairo;
    Typesetter m_type;
};

} // namespace meguri::paper
