#include "shared/ui/icons.h"

#include "shared/base/log.h"

#include <wx/bmpbndl.h>

#include <fstream>
#include <sstream>

namespace meguri::ui {

namespace {

// The colours the SVG files are drawn in.
constexpr std::string_view drawn_line = "#173B66";
constexpr std::string_view drawn_accent = "#E88A1A";
constexpr std::string_view drawn_ground = "#FAF6EC";

/// A clear colour becomes "none": on the yellow button of the contrast theme the fills go transparent.
std::string svg_colour(Rgba colour)
{
    return colour.alpha == 0 ? "none" : hex_of(colour);
}

void replace_all(std::string& text, std::string_view from, std::string const& to)
{
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

} // namespace

std::string const& Icons::source(std::string const& name)
{
    auto const [found, is_new] = m_sources.try_emplace(name);
    if (is_new) {
        std::ifstream file(m_folder / (name + ".svg"), std::ios::binary);
        std::ostringstream content;
        content << file.rdbuf();
        found->second = content.str();
        if (found->second.empty())
            base::log::warning("no icon " + name);
    }
    return found->second;
}

wxBitmap const& Icons::picture(
    std::string const& name, int width_px, int height_px, IconColours const& colours)
{
    auto const line = svg_colour(colours.line);
    auto const accent = svg_colour(colours.accent);
    auto const ground = svg_colour(colours.ground);
    auto const [found, is_new] = m_pictures.try_emplace({name, width_px, height_px, line + accent + ground});
    if (is_new) {
        // The letter in between keeps a colour just put in from being replaced by the next step.
        auto svg = source(name);
        replace_all(svg, drawn_line, "@l");
        replace_all(svg, drawn_accent, "@a");
        replace_all(svg, drawn_ground, "@g");
        replace_all(svg, "@l", line);
        replace_all(svg, "@a", accent);
        replace_all(svg, "@g", ground);
        wxSize const size(width_px, height_px);
        if (!svg.empty())
            found->second = wxBitmapBundle::FromSVG(svg.c_str(), size).GetBitmap(size);
    }
    return found->second;
}

} // namespace meguri::ui
