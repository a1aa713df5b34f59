// Bars and tiles, drawn; each has a table twin beside it.
#include "admin/desk/models/words.h"
#include "admin/desk/views/pictures.h"
#include "shared/ui/a11y_parts.h"

#include <wx/event.h>

#include <algorithm>
#include <array>

namespace meguri::desk::views {

namespace {

constexpr std::array series_roles{ui::Role::Series1, ui::Role::Series2, ui::Role::Series3, ui::Role::Series4};
constexpr std::array ramp{ui::Role::Map1, ui::Role::Map2, ui::Role::Map3, ui::Role::Map4, ui::Role::Map5};
constexpr double tile_gap = 5;
constexpr int tiles_across = 7;
constexpr int tiles_down = 5;
constexpr double swatch = 14;

} // namespace

BarChart::BarChart(wxWindow* parent, Look& look)
    : Painted(parent, look, ui::Role::Surface)
{
    SetMinSize(wxSize(320, 220));
}

void BarChart::show(models::Bars bars)
{
    m_bars = std::move(bars);
    ui::expose(*this, look().say(m_bars.title) + " " + m_bars.words(), ui::A11yRole::Chart);
    Refresh();
}

void BarChart::paint(ui::Canvas& canvas, ui::Box const& all)
{
    paint_legend(canvas, all);
    double const px = look().sizes.head;
    double const width = all.width - 50;
    double const labels
        = label_height(width / static_cast<double>(std::max<std::size_t>(m_bars.bars.size(), 1)));
    ui::Box const plot{44, 3 * px, width, all.height - 3.4 * px - labels};
    if (m_bars.bars.empty() || m_bars.is_empty()) {
        text(canvas, look().say("まだ数がありません"), plot, look().sizes.text, ui::Role::Ink2, false,
            ui::Align::Centre);
        return;
    }
    paint_scale(canvas, plot);
    for (std::size_t place = 0; place < m_bars.bars.size(); ++place)
        paint_bar(canvas, plot, place);
}

/// On one line where that goes without getting too small, else wrapped: some formats need two lines.
ui::Lines BarChart::label_lines(std::string const& label, double cell) const
{
    double const px = look().sizes.head - 1.0;
    for (double const smaller : {px, px - 1, px - 2})
        if (auto lines = look().typesetter().set(label, {smaller, false, 1.2}, 0); lines.width <= cell - 1)
            return lines;
    return look().typesetter().set(label, {px, false, 1.2}, cell - 2);
}

double BarChart::label_height(double cell) const
{
    double height = look().sizes.head + 8.0;
    for (auto const& bar : m_bars.bars)
        height = std::max(height, label_lines(bar.label, cell).height + 6);
    return height;
}

void BarChart::paint_legend(ui::Canvas& canvas, ui::Box const& all)
{
    if (m_bars.series.size() < 2)
        return;
    double x = all.width;
    double const px = look().sizes.head;
    for (std::size_t i = std::min(m_bars.series.size(), series_roles.size()); i-- > 0;) {
        auto const lines = look().typesetter().set(look().say(m_bars.series[i]), {px, false, 1.3}, 0);
        x -= lines.width;
        canvas.text(
            lines, {x, 0, lines.width + 1, swatch + 4}, ui::Role::Ink2, ui::Align::Left, ui::Stand::Middle);
        x -= swatch + 5;
        canvas.rounded({x, 2, swatch, swatch}, 3, series_roles[i]);
        x -= 12;
    }
}

void BarChart::paint_scale(ui::Canvas& canvas, ui::Box const& plot)
{
    for (int value = 0; value <= m_bars.scale_top; value += m_bars.scale_step) {
        double const y = plot.bottom() - plot.height * value / m_bars.scale_top;
        canvas.line(plot.x, y, plot.right(), y, {ui::Role::Line, 1});
        text(canvas, models::grouped(value), {0, y - 9, plot.x - 8, 18}, look().sizes.head, ui::Role::Ink2,
            false, ui::Align::Right);
    }
}

void BarChart::paint_bar(ui::Canvas& canvas, ui::Box const& plot, std::size_t place)
{
    auto const& bar = m_bars.bars[place];
    double const cell = plot.width / static_cast<double>(m_bars.bars.size());
    double const left = plot.x + cell * static_cast<double>(place);
    double const width = std::min(cell * 0.66, 48.0);
    double top = plot.bottom();
    for (std::size_t i = 0; i < std::min(bar.parts.size(), series_roles.size()); ++i) {
        double const height = plot.height * bar.parts[i] / m_bars.scale_top;
        top -= height;
        // One pixel of ground between the parts.
        if (height > 1)
            canvas.fill({left + (cell - width) / 2, top + 1, width, height - 1}, series_roles[i]);
    }
    int const px = look().sizes.head;
    if (bar.total() > 0)
        text(canvas, models::grouped(bar.total()), {left, top - px - 6.0, cell, px + 4.0}, px, ui::Role::Ink,
            true, ui::Align::Centre);
    auto const label = label_lines(bar.label, cell);
    canvas.text(label, {left, plot.bottom() + 4, cell, label.height}, ui::Role::Ink2, ui::Align::Centre);
}

TileMapView::TileMapView(wxWindow* parent, Look& look, std::function<void(std::string const&)> chosen)
    : Painted(parent, look, ui::Role::Surface)
    , m_told(std::move(chosen))
{
    fit();
    Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) { take_key(event); });
    Bind(wxEVT_LEFT_DOWN, [this](wxMouseEvent& event) { take_click(event); });
    for (auto const kind : {wxEVT_SET_FOCUS, wxEVT_KILL_FOCUS})
        Bind(kind, [this](wxFocusEvent& event) {
            Refresh();
            event.Skip();
        });
}

void TileMapView::show(models::TileMap map, std::string const& chosen)
{
    m_map = std::move(map);
    m_chosen = chosen;
    fit();
    auto name = look().say(m_map.meaning);
    if (auto const tile = std::ranges::find(m_map.tiles, chosen, &models::Tile::code);
        tile != m_map.tiles.end())
        name += " " + tile->name + " " + tile->value;
    ui::expose(*this, name, ui::A11yRole::Image);
    expose_tiles();
    Refresh();
}

/// The map takes the room of seven by five tiles, however many there are.
void TileMapView::fit()
{
    auto const& sizes = look().sizes;
    int const gap = static_cast<int>(tile_gap);
    m_tile = {std::min(sizes.tile_width, tiles_across * (sizes.tile_width + gap) / m_map.columns - gap),
        std::min(sizes.tile_height, tiles_down * (sizes.tile_height + gap) / m_map.rows - gap)};
    SetMinSize(
        wxSize(tiles_across * (sizes.tile_width + gap) + 4, tiles_down * (sizes.tile_height + gap) + 4));
}

void TileMapView::expose_tiles()
{
    std::vector<ui::A11yPart> parts;
    for (auto const& tile : m_map.tiles) {
        auto const box = box_of(tile);
        parts.push_back({models::tile_words(m_map, tile), static_cast<int>(box.x), static_cast<int>(box.y),
            static_cast<int>(box.width), static_cast<int>(box.height),
            [this, code = tile.code] { CallAfter([this, code] { m_told(code); }); }});
    }
    ui::expose_parts(*this, std::move(parts));
}

ui::Box TileMapView::box_of(models::Tile const& tile) const
{
    return {2 + tile.column * (m_tile.x + tile_gap), 2 + tile.row * (m_tile.y + tile_gap),
        static_cast<double>(m_tile.x), static_cast<double>(m_tile.y)};
}

void TileMapView::paint(ui::Canvas& canvas, ui::Box const& /*all*/)
{
    for (auto const& tile : m_map.tiles)
        paint_tile(canvas, tile);
    paint_legend(canvas);
}

void TileMapView::paint_tile(ui::Canvas& canvas, models::Tile const& tile)
{
    auto const box = box_of(tile);
    auto const level = static_cast<std::size_t>(std::clamp(tile.level, 0, 4));
    auto const ink = level >= 3 ? ui::Role::OnMapDark : ui::Role::Ink;
    canvas.rounded(box, 6, tile.level == models::level_not_known ? ui::Role::Surface : ramp[level],
        ui::Outline{ui::Role::Line, 1});
    if (tile.code == m_chosen)
        canvas.rounded({box.x - 2, box.y - 2, box.width + 4, box.height + 4}, 7, std::nullopt,
            ui::Outline{HasFocus() ? ui::Role::Focus : ui::Role::Mikan, 3});
    double const half = box.height / 2;
    text(canvas, tile.name, {box.x + 7, box.y + 3, box.width - 12, half}, look().sizes.text, ink, true);
    text(canvas, tile.value, {box.x + 7, box.y + half - 2, box.width - 10, half}, look().sizes.text + 3, ink,
        true);
}

void TileMapView::paint_legend(ui::Canvas& canvas)
{
    auto const& sizes = look().sizes;
    double const top = m_map.legend_row * (m_tile.y + tile_gap) + 10;
    double const room = m_map.legend_columns * (m_tile.x + tile_gap);
    text(canvas, look().say(m_map.meaning), {2, top, room, sizes.text + 6.0}, sizes.head, ui::Role::Ink2);
    for (std::size_t i = 0; i < m_map.legend.size(); ++i) {
        double const x = 2 + static_cast<double>(i % 3) * room / 3;
        std::size_t const row = i / 3;
        double const y = top + (static_cast<double>(row) + 1) * (sizes.text + 12.0);
        canvas.rounded({x, y, 20, 15}, 3, ramp[i], ui::Outline{ui::Role::Line, 1});
        text(canvas, m_map.legend[i], {x + 26, y - 3, room / 3 - 26, 21}, sizes.head, ui::Role::Ink2);
    }
}

void TileMapView::take_key(wxKeyEvent& event)
{
    switch (event.GetKeyCode()) {
    case WXK_LEFT:
        return m_told(models::neighbour(m_map, m_chosen, models::Direction::Left));
    case WXK_RIGHT:
        return m_told(models::neighbour(m_map, m_chosen, models::Direction::Right));
    case WXK_UP:
        return m_told(models::neighbour(m_map, m_chosen, models::Direction::Up));
    case WXK_DOWN:
        return m_told(models::neighbour(m_map, m_chosen, models::Direction::Down));
    case WXK_TAB:
        Navigate(event.ShiftDown() ? wxNavigationKeyEvent::IsBackward : wxNavigationKeyEvent::IsForward);
        return;
    default:
        event.Skip();
    }
}

void TileMapView::take_click(wxMouseEvent const& event)
{
    SetFocus();
    for (auto const& tile : m_map.tiles)
        if (box_of(tile).holds(event.GetX(), event.GetY()))
            return m_told(tile.code);
}

} // namespace meguri::desk::views
