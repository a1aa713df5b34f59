// Owners for what cairo and pango hand out, and a PDF that grows in memory: one of them is one document, used
// by one thread. Included only inside shared/paper.
#pragma once

#include "shared/base/result.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>

namespace meguri::paper {

struct Release {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
    void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
    void operator()(PangoContext* context) const { g_object_unref(context); }
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
    void operator()(PangoFontMap* fonts) const { g_object_unref(fonts); }
    void operator()(PangoFont* font) const { g_object_unref(font); }
};
template <class T> using Owned = std::unique_ptr<T, Release>;

inline constexpr double points_per_mm = 72 / 25.4;

/// A canvas without edges that remembers nothing of value: for measuring a page before its paper is cut.
Owned<cairo_t> measuring_context();

class PdfSurface {
public:
    /// The document's title; no date is written, so that the same page gives the same bytes.
    PdfSurface(double width_points, double height_points, std::string const& title);

    cairo_t* context() const { return m_context.get(); }
    /// Ends the document and gives its bytes; nothing can be drawn afterwards. Broken when cairo could not
    /// draw.
    base::Result<std::string> finish();

private:
    // Behind a pointer because cairo keeps its address.
    std::unique_ptr<std::string> m_bytes;
    Owned<cairo_surface_t> m_surface;
    Owned<cairo_t> m_context;
};

} // namespace meguri::paper
