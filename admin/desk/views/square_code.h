// A square code for a scanner, black on white in every theme, with its quiet zone. Window's thread.
#pragma once

#include "admin/desk/views/painted.h"
#include "shared/paper/qr_code.h"

#include <optional>
#include <string>

namespace meguri::desk::views {

class SquareCode final : public Painted {
public:
    /// `module_px`: the side of its smallest square.
    SquareCode(wxWindow* parent, Look& look, int module_px);
    /// What a scanner reads from it; empty hides it. `name` is what assistive technology says.
    void show(std::string const& text, std::string const& name);

private:
    void paint(ui::Canvas& canvas, ui::Box const& all) override;

    int m_module_px;
    std::string m_text;
    std::optional<paper::QrCode> m_code;
};

} // namespace meguri::desk::views
