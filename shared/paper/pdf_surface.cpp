#include "shared/paper/pdf_surface.h"

#include <new>

namespace meguri::paper {

namespace {

cairo_status_t append(void* closure, unsigned char const* data, unsigned int length) noexcept
{
    try {
        static_cast<std::string*>(closure)->append(data, data + length);
        return CAIRO_STATUS_SUCCESS;
    } catch (std::bad_alloc const&) {
        return CAIRO_STATUS_NO_MEMORY;
    }
}

} // namespace

Owned<cairo_t> measuring_context()
{
    Owned<cairo_surface_t> const surface(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr));
    return Owned<cairo_t>(cairo_create(surface.get()));
}

PdfSurface::PdfSurface(double width_points, double height_points, std::string const& title)
    : m_bytes(std::make_unique<std::string>())
    , m_surface(cairo_pdf_surface_create_for_stream(append, m_bytes.get(), width_points, height_points))
    , m_context(cairo_create(m_surface.get()))
{
    cairo_pdf_surface_set_metadata(m_surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(m_surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, nullptr);
}

base::Result<std::string> PdfSurface::finish()
{
    auto status = cairo_status(m_context.get());
    cairo_surface_finish(m_surface.get());
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(m_surface.get());
    if (status != CAIRO_STATUS_SUCCESS)
        return base::fail(
            base::ErrorKind::Broken, std::string("cannot draw a PDF: ") + cairo_status_to_string(status));
    return std::move(*m_bytes);
}

} // namespace meguri::paper
