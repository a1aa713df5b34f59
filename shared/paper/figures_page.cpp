#include "shared/paper/figures_page.h"

#include "shared/paper/pen.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace meguri::paper {

namespace {

constexpr double page_width = 297 * points_per_mm;
constexpr double page_height = 210 * points_per_mm;
constexpr double margin = 28;
constexpr double gap = 18;
constexpr double head_height = 46;
constexpr double foot_height = 16;
constexpr double small_em = 8.3;
constexpr double title_em = 11;
constexpr double row_height = 12.6;
constexpr double map_share = 0.53;
constexpr double map_tile_height = 31;
constexpr double map_tile_gap = 2.5;
constexpr double legend_height = 50;
constexpr int legend_columns = 4;
constexpr double chart_height = 150;

// The steps of the desk's map, and the series of its bars.
constexpr std::array<Ink, 5> ramp_inks{Ink{0.906, 0.933, 0.961}, Ink{0.765, 0.835, 0.906},
    Ink{0.58, 0.71, 0.827}, Ink{0.165, 0.337, 0.533}, Ink{0.09, 0.231, 0.4}};
constexpr std::array<Ink, 4> series_inks{
    Ink{0.09, 0.231, 0.4}, Ink{0.357, 0.553, 0.733}, Ink{0.788, 0.416, 0}, Ink{0.49, 0.451, 0.376}};

/// A piece that stays together.
struct Piece {
    double height = 0;
    std::function<void(double x, double y)> draw;
};

class FiguresDrawing : private Pen {
public:
    FiguresDrawing(cairo_t* context, PangoFontMap* fonts, FiguresPage const& page)
        : Pen(context, fonts)
        , m_page(page)
    {
    }

    using Pen::has_font;

    void draw()
    {
        draw_head();
        double const y = margin + head_height;
        double const left = full_width() * map_share - gap / 2;
        double const right = full_width() - left - gap;
        double const map = draw_map(margin, y, left);
        double chart = 0;
        if (!m_page.pairs.empty())
            chart = draw_chart(m_page.pairs.front().chart, margin + left + gap, y, right,
                std::max(chart_height, map - title_em - 12));
        draw_table_over_pages(m_page.towns, y + std::max(map, chart) + gap / 2);
        draw_columns(pieces(column_width()));
        draw_foot();
    }

private:
    double full_width() const { return page_width - 2 * margin; }
    double column_width() const { return (full_width() - gap) / 2; }
    double bottom() const { return page_height - margin - foot_height; }

    void draw_head()
    {
        write(m_page.over, {.em = 10}, margin, margin - 4, full_width() * 0.7, second);
        write(
            m_page.title, {.em = 19, .weight = Weight::Bold}, margin, margin + 10, full_width() * 0.8, black);
        write_right(m_page.as_of, {.em = 9.5}, margin + full_width(), margin + 20, second);
        rule(margin, margin + 38, full_width(), indigo, 2);
        ++m_pages;
    }

    void draw_foot()
    {
        double const y = page_height - margin - 6;
        write(m_page.foot, {.em = small_em}, margin, y, full_width() - 40, second);
        write_right(std::to_string(m_pages), {.em = small_em}, margin + full_width(), y, second);
    }

    void next_page()
    {
        draw_foot();
        cairo_show_page(m_cairo);
        draw_head();
    }

    double draw_title(std::string const& title, double x, double y, double width)
    {
        return write(title, {.em = title_em, .weight = Weight::Bold}, x, y, width, indigo) + 5;
    }

    /// The legend stands lower left where no tile does, else below.
    double draw_map(double x, double y, double width)
    {
        double const top = y + draw_title(m_page.meaning, x, y, width);
        int columns = 1;
        int rows = 0;
        for (auto const& tile : m_page.tiles) {
            columns = std::max(columns, tile.column + 1);
            rows = std::max(rows, tile.row + 1);
        }
        double const wide = (width - (columns - 1) * map_tile_gap) / columns;
        int free_from = 0;
        for (auto const& tile : m_page.tiles) {
            draw_tile(tile, x + tile.column * (wide + map_tile_gap),
                top + tile.row * (map_tile_height + map_tile_gap), wide);
            if (tile.column < legend_columns)
                free_from = std::max(free_from, tile.row + 1);
        }
        double const legend = top + free_from * (map_tile_height + map_tile_gap) + 6;
        draw_legend(x, legend, std::min(width, legend_columns * (wide + map_tile_gap)));
        return std::max(top + rows * (map_tile_height + map_tile_gap), legend + legend_height) - y;
    }

    void draw_tile(FiguresTile const& tile, double x, double y, double wide)
    {
        auto const level = static_cast<std::size_t>(std::clamp(tile.level, 0, 4));
        auto const& front = level >= 3 ? white : black;
        box(x, y, wide, map_tile_height, 3);
        ink(tile.level < 0 ? white : ramp_inks[level]);
        cairo_fill_preserve(m_cairo);
        ink(line_ink);
        cairo_set_line_width(m_cairo, 0.8);
        cairo_stroke(m_cairo);
        auto const name = m_type.fitted(tile.name, {.em = 9.5, .weight = Weight::Bold}, wide - 6, 0.7);
        write(tile.name, name, x + 4, y + 4, wide - 6, front);
        auto const value = m_type.fitted(tile.value, {.em = 11, .weight = Weight::Bold}, wide - 6, 0.7);
        write(tile.value, value, x + 4, y + 17, wide - 6, front);
    }

    void draw_legend(double x, double y, double width)
    {
        double const cell = width / 3;
        for (std::size_t i = 0; i < m_page.legend.size(); ++i) {
            double const at = x + static_cast<double>(i % 3) * cell;
            double const line = y + static_cast<double>(i / 3) * 18;
            box(at, line + 1, 15, 11, 2);
            ink(ramp_inks[i]);
            cairo_fill_preserve(m_cairo);
            ink(line_ink);
            cairo_set_line_width(m_cairo, 0.8);
            cairo_stroke(m_cairo);
            write(m_page.legend[i], {.em = 9}, at + 20, line + 1, cell - 20, black);
        }
    }

    static int sum_of_bar(FiguresBar const& bar)
    {
        return std::accumulate(bar.parts.begin(), bar.parts.end(), 0);
    }

    double draw_chart(FiguresChart const& chart, double x, double y, double width, double height)
    {
        double const top = y + draw_title(chart.title, x, y, width);
        draw_series(chart, x, top, width);
        double const plot_top = top + 26;
        double const plot_bottom = top + height - 14;
        double const left = x + 26;
        int most = 1;
        for (auto const& bar : chart.bars)
            most = std::max(most, sum_of_bar(bar));
        int const step = std::max(chart.scale_step, 1);
        int const scale = (most + step - 1) / step * step;
        double const unit = (plot_bottom - plot_top) / scale;
        for (int value = 0; value <= scale; value += step) {
            double const line = plot_bottom - value * unit;
            rule(left, line, width - 26, line_ink, 0.6);
            write_right(std::to_string(value), {.em = small_em}, left - 3, line - 6, second);
        }
        double const cell = (width - 26) / static_cast<double>(std::max<std::size_t>(chart.bars.size(), 1));
        for (std::size_t i = 0; i < chart.bars.size(); ++i)
            draw_bar(chart.bars[i], left + cell * static_cast<double>(i), plot_bottom, cell, unit);
        return top + height - y;
    }

    void draw_series(FiguresChart const& chart, double x, double y, double width)
    {
        if (chart.series.size() < 2)
            return;
        double right = x + width;
        for (std::size_t i = chart.series.size(); i-- > 0;) {
            Type const type{.em = 9};
            right -= m_type.measure(chart.series[i], type, width).width + 2;
            write(chart.series[i], type, right, y, width, black);
            right -= 14;
            box(right, y + 1, 10, 9, 2);
            ink(series_inks[std::min(i, series_inks.size() - 1)]);
            cairo_fill(m_cairo);
            right -= 10;
        }
    }

    void draw_bar(FiguresBar const& bar, double x, double bottom_y, double cell, double unit)
    {
        double const wide = std::min(cell * 0.66, 26.0);
        double top = bottom_y;
        for (std::size_t i = 0; i < bar.parts.size(); ++i) {
            double const height = bar.parts[i] * unit;
            top -= height;
            if (height <= 0)
                continue;
            ink(series_inks[std::min(i, series_inks.size() - 1)]);
            cairo_rectangle(m_cairo, x + (cell - wide) / 2, top + 0.4, wide, std::max(height - 0.4, 0.2));
            cairo_fill(m_cairo);
        }
        Type const number{.em = small_em, .weight = Weight::Bold, .align = Align::Centre};
        if (auto const sum = sum_of_bar(bar); sum > 0)
            write(std::to_string(sum), number, x, top - 11, cell, black);
        auto const label = m_type.fitted(bar.label, {.em = small_em, .align = Align::Centre}, cell - 1, 0.75);
        write(bar.label, label, x, bottom_y + 3, cell, second);
    }

    double draw_heads(FiguresTable const& table, double x, double y, double width)
    {
        ink(pale);
        cairo_rectangle(m_cairo, x, y, width, row_height);
        cairo_fill(m_cairo);
        draw_row(table, table.heads, x, y, width, Weight::Bold);
        return row_height;
    }

    void draw_row(FiguresTable const& table, std::vector<std::string> const& cells, double x, double y,
        double width, Weight weight)
    {
        double const all = std::accumulate(table.shares.begin(), table.shares.end(), 0.0);
        double left = x;
        for (std::size_t i = 0; i < cells.size() && i < table.shares.size(); ++i) {
            double const wide = width * table.shares[i] / all;
            bool const is_first = i == 0;
            auto const type = m_type.fitted(
                cells[i], {.em = small_em, .weight = is_first ? Weight::Bold : weight}, wide - 5, 0.8);
            if (is_first)
                write(cells[i], type, left + 2, y + 1.4, wide, black);
            else
                write_right(cells[i], type, left + wide - 2, y + 1.4, black);
            left += wide;
        }
    }

    void draw_line(FiguresTable const& table, std::size_t number, double x, double y, double width)
    {
        bool const is_sum = table.has_sum && number + 1 == table.rows.size();
        rule(x, y, width, is_sum ? black : line_ink, 0.6);
        draw_row(table, table.rows[number], x, y, width, is_sum ? Weight::Bold : Weight::Regular);
    }

    void draw_table_over_pages(FiguresTable const& table, double y)
    {
        y += draw_heads(table, margin, y, full_width());
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            if (y + row_height > bottom()) {
                next_page();
                y = margin + head_height;
                y += draw_heads(table, margin, y, full_width());
            }
            draw_line(table, i, margin, y, full_width());
            y += row_height;
        }
    }

    Piece table_piece(FiguresTable const& table, double width)
    {
        double const height
            = title_em * 1.25 + 5 + row_height * static_cast<double>(table.rows.size() + 1) + gap;
        return {height, [this, &table, width](double x, double y) {
                    y += draw_title(table.title, x, y, width);
                    y += draw_heads(table, x, y, width);
                    for (std::size_t i = 0; i < table.rows.size(); ++i)
                        draw_line(table, i, x, y + row_height * static_cast<double>(i), width);
                }};
    }

    /// The tables behind the bars, and the bars that have no place on the first page.
    std::vector<Piece> pieces(double width)
    {
        std::vector<Piece> all;
        for (std::size_t i = 0; i < m_page.pairs.size(); ++i) {
            auto const& pair = m_page.pairs[i];
            if (i > 0)
                all.push_back(
                    {title_em * 1.25 + 5 + chart_height + 8, [this, &pair, width](double x, double y) {
                         (void)draw_chart(pair.chart, x, y, width, chart_height);
                     }});
            all.push_back(table_piece(pair.table, width));
        }
        return all;
    }

    /// Down two columns of a page, then of the next.
    void draw_columns(std::vector<Piece> const& all)
    {
        double const top = margin + head_height;
        int column = 1;
        double y = bottom();
        for (auto const& piece : all) {
            if (y + piece.height - gap > bottom()) {
                column = 1 - column;
                y = top;
                if (column == 0)
                    next_page();
            }
            piece.draw(margin + column * (column_width() + gap), y);
            y += piece.height;
        }
    }

    FiguresPage const& m_page;
    int m_pages = 0;
};

} // namespace

base::Result<std::string> figures_page_pdf(FiguresPage const& page)
{
    if (page.title.empty())
        return base::fail(base::ErrorKind::BadInput, "title is missing");
    auto const fonts = open_fonts();
    PdfSurface surface(page_width, page_height, page.title);
    FiguresDrawing drawing(surface.context(), fonts.get(), page);
    if (!drawing.has_font())
        return base::fail(base::ErrorKind::NotFound, "the font BIZ UDGothic is not installed");
    drawing.draw();
    return surface.finish();
}

} // namespace meguri::paper
