#include "admin/desk/views/square_code.h"

#include <wx/graphics.h>

namespace meguri::desk::views {

SquareCode::SquareCode(wxWindow* parent, Look& look, int module_px)
    : Painted(parent, look, ui::Role::Surface)
    , m_module_px(module_px)
{
    Hide();
}

void SquareCode::show(std::string const& text, std::string const& name)
{
    if (text != m_text) {
        m_text = text;
        auto code = text.empty() ? base::Result<paper::QrCode>(base::fail(base::ErrorKind::BadInput, "none"))
                                 : paper::encode_text(text);
        m_code = code ? std::optional(std::move(*code)) : std::nullopt;
        if (m_code) {
            auto const side = (m_code->size() + 2 * paper::quiet_modules) * m_module_px;
            SetMinSize(wxSize(side, side));
            ui::expose(*this, name, ui::A11yRole::Image);
        }
        Refresh();
    }
    Show(m_code.has_value());
}

/// A scanner wants dark on light, whatever the theme.
void SquareCode::paint(ui::Canvas& canvas, ui::Box const& /*all*/)
{
    if (!m_code)
        return;
    auto& context = canvas.context();
    context.SetPen(*wxTRANSPARENT_PEN);
    context.SetAntialiasMode(wxANTIALIAS_NONE);
    auto const side = (m_code->size() + 2 * paper::quiet_modules) * m_module_px;
    context.SetBrush(*wxWHITE_BRUSH);
    context.DrawRectangle(0, 0, side, side);
    context.SetBrush(*wxBLACK_BRUSH);
    for (int row = 0; row < m_code->size(); ++row)
        for (int column = 0; column < m_code->size(); ++column)
            if (m_code->is_dark(column, row))
                context.DrawRectangle((column + paper::quiet_modules) * m_module_px,
                    (row + paper::quiet_modules) * m_module_px, m_module_px, m_module_px);
    context.SetAntialiasMode(wxANTIALIAS_DEFAULT);
}

} // namespace meguri::desk::views
