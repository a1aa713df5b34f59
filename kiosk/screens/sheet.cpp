#include "kiosk/screens/sheet.h"

#include "kiosk/screens/painter.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace meguri::kiosk::screens {

Area Area::take_top(double strip, double gap)
{
    Area const taken{x, y, width, strip};
    y += strip + gap;
    height -= strip + gap;
    return taken;
}

Area Area::take_bottom(double strip, double gap)
{
    height -= strip + gap;
    return {x, bottom() + gap, width, strip};
}

Area Area::take_left(double strip, double gap)
{
    Area const taken{x, y, strip, height};
    x += strip + gap;
    width -= strip + gap;
    return taken;
}

Area Area::take_right(double strip, double gap)
{
    width -= strip + gap;
    return {right() + gap, y, strip, height};
}

Area Area::cell(int columns, int rows, int index, double gap) const
{
    double const cell_width = (width - gap * (columns - 1)) / columns;
    double const cell_height = (height - gap * (rows - 1)) / rows;
    int const column = index % columns;
    int const row = index / columns;
    return {x + (cell_width + gap) * column, y + (cell_height + gap) * row, cell_width, cell_height};
}

std::string Sheet::words(flow::Words const& words) const
{
    return flow::fill(words, [this](std::string_view key) { return m_sentences.of(key); });
}

std::string Sheet::plain(flow::Words const& words) const
{
    auto text = ui::plain_of(this->words(words));
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

double Sheet::height_of(
    std::string const& text, ui::Type type, bool is_bold, double width_mm, double height_mm) const
{
    if (text.empty())
        return 0;
    auto const& scale = m_panel.scale;
    auto const size = m_look.is_larger ? ui::TextSize::Larger : ui::TextSize::Normal;
    auto const lines = m_typesetter.fit(
        text, fonts_for(type, is_bold, size, scale), scale.exact_px(width_mm), scale.exact_px(height_mm));
    return scale.mm(lines.height);
}

double Sheet::least_height_of(std::string const& text, double width_mm) const
{
    if (text.empty())
        return 0;
    auto const& scale = m_panel.scale;
    auto const fonts = fonts_for(ui::Type::Least, false, ui::TextSize::Normal, scale);
    return scale.mm(m_typesetter.set(text, fonts.back(), scale.exact_px(width_mm)).height);
}

double Sheet::width_of(std::string const& text, ui::Type type, bool is_bold) const
{
    auto const size = m_look.is_larger ? ui::TextSize::Larger : ui::TextSize::Normal;
    auto const& scale = m_panel.scale;
    return scale.mm(m_typesetter.set(text, fonts_for(type, is_bold, size, scale).front(), 0).width);
}

bool Sheet::fits_one_line(std::string const& text, double width_mm) const
{
    auto const& scale = m_panel.scale;
    auto const fonts = fonts_for(ui::Type::Least, true, ui::TextSize::Normal, scale);
    return m_typesetter.set(text, fonts.front(), scale.exact_px(width_mm)).lines.size() == 1;
}

ui::Box Sheet::box(Area const& area) const
{
    auto const& scale = m_panel.scale;
    // Both edges are rounded, not the length: neighbours keep their gap.
    double const left = std::round(scale.exact_px(area.x));
    double const top = std::round(scale.exact_px(area.y));
    return {left, top, std::round(scale.exact_px(area.right())) - left,
        std::round(scale.exact_px(area.bottom())) - top};
}

void Sheet::ground(Area const& area, Face face)
{
    m_scene.decor.push_back({box(area), std::move(face)});
}

void Sheet::say(Area const& area, Face face, std::string name, ui::Role ground, ui::A11yRole role)
{
    Part part;
    part.box = box(area);
    part.face = std::move(face);
    part.ground = ground;
    part.name = std::move(name);
    part.role = role;
    m_scene.parts.push_back(std::move(part));
}

void Sheet::text(
    Area const& area, flow::Words const& words, TextFace face, ui::Role ground, ui::A11yRole role)
{
    if (words.is_empty())
        return;
    face.text = this->words(words);
    say(area, std::move(face), plain(words), ground, role);
}

void Sheet::press(
    Area const& area, Face face, flow::Button const& button, ui::Role ground, std::string_view also_named)
{
    Part part;
    part.box = box(area);
    part.face = std::move(face);
    part.ground = ground;
    part.name = plain(button.name.is_empty() ? button.text : button.name);
    if (!also_named.empty())
        part.name += " " + ui::plain_of(also_named);
    std::replace(part.name.begin(), part.name.end(), '\n', ' ');
    part.role = button.is_on ? ui::A11yRole::ToggleButton : ui::A11yRole::Button;
    part.is_on = button.is_on;
    part.press = button.press;
    m_scene.parts.push_back(std::move(part));
}

void Sheet::key(Area const& area, flow::Button const& button, ButtonFace face, ui::Role ground)
{
    face.text = words(button.text);
    if (face.is_one_line)
        std::replace(face.text.begin(), face.text.end(), '\n', ' ');
    face.icon = button.icon;
    face.is_on = button.is_on;
    face.ground = ground;
    if (!button.is_enabled)
        face.weight = Weight::Missing;
    press(area, std::move(face), button, ground);
}

void Sheet::cover()
{
    for (auto& part : m_scene.parts)
        m_scene.decor.push_back({part.box, std::move(part.face)});
    m_scene.parts.clear();
    ground({0, 0, m_panel.width_mm(), m_panel.height_mm()}, FillFace{ui::Role::Scrim});
}

} // namespace meguri::kiosk::screens
