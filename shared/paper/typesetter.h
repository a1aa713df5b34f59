// Sets Japanese text in BIZ UDGothic on a cairo context, in the context's own units: wrapped, or fitted to
// one line. Lines break between phrases (at spaces, after 、 and 。); inside a phrase only when it is wider
// than the whole column, and never between a number and its counter. Text is plain, valid UTF-8. Included
// only inside shared/paper.
#pragma once

#include "shared/paper/pdf_surface.h"

#include <string>

namespace meguri::paper {

enum class Weight { Regular, Bold };
enum class Align { Left, Centre };

struct Type {
    double em = 0;
    Weight weight = Weight::Regular;
    Align align = Align::Left;
};

struct Extent {
    double width = 0;
    double height = 0;
};

struct Column {
    double x = 0;
    double y = 0; ///< Top of the first line.
    double width = 0;
};

/// The fonts of one document. Not pango's own shared map, which is never given back.
Owned<PangoFontMap> open_fonts();

class Typesetter {
public:
    /// Both must outlive this; the context's scale must be set already.
    Typesetter(cairo_t* context, PangoFontMap* fonts);

    /// False when the font is not installed and another would stand in for it.
    bool has_font() const;
    /// What `text` takes when wrapped at `width`.
    Extent measure(std::string const& text, Type const& type, double width) const;
    /// Draws in the context's colour, wrapped at the column's width; gives the height taken.
    double write(std::string const& text, Type const& type, Column const& column) const;
    /// `type` made smaller, down to `least_share` of its em, until `text` needs no more lines than it has
    /// itself.
    Type fitted(std::string const& text, Type type, double width, double least_share = 0.7) const;

private:
    Owned<PangoLayout> unwrapped(std::string const& text, Type const& type) const;
    Owned<PangoLayout> layout(std::string const& text, Type const& type, double width) const;
    bool fits(std::string const& text, Type const& type, double width) const;

    cairo_t* m_cairo;
    Owned<PangoContext> m_pango;
};

} // namespace meguri::paper
