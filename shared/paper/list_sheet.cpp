#include "shared/paper/list_sheet.h"

#include "shared/paper/pdf_surface.h"
#include "shared/paper/typesetter.h"

#include <algorithm>
#include <numeric>

namespace meguri::paper {

namespace {

constexpr double short_side = 210 * points_per_mm;
constexpr double long_side = 297 * points_per_mm;
constexpr double edge = 15 * points_per_mm;
constexpr double head_em = 19;
constexpr double under_em = 12.5;
constexpr double column_em = 10.5;
constexpr double cell_em = 12;
constexpr double note_em = 9;
constexpr double cell_inside = 4;
constexpr double space_between = 6;
constexpr double head_grey = 0.92;

/// Rows of one part that stand on one page.
struct ListPage {
    ListPart const* part = nullptr;
    std::size_t first = 0;
    std::size_t count = 0;
};

class ListDrawing {
public:
    ListDrawing(cairo_t* context, PangoFontMap* fonts, ListSheet const& sheet, double width, double height)
        : m_cairo(context)
        , m_type(context, fonts)
        , m_sheet(sheet)
        , m_width(width - 2 * edge)
        , m_height(height)
    {
        auto const all = std::accumulate(sheet.columns.begin(), sheet.columns.end(), 0.0,
            [](double sum, ListColumn const& column) { return sum + column.share; });
        for (auto const& column : sheet.columns)
            m_widths.push_back(m_width * column.share / all);
    }

    bool has_font() const { return m_type.has_font(); }

    void draw()
    {
        auto const pages = pages_of_all();
        for (std::size_t i = 0; i < pages.size(); ++i) {
            if (i > 0)
                cairo_show_page(m_cairo);
            draw(pages[i], std::to_string(i + 1) + " / " + std::to_string(pages.size()));
        }
    }

private:
    Type type_of(std::size_t column) const
    {
        auto const weight = m_sheet.columns[column].is_bold ? Weight::Bold : Weight::Regular;
        return {.em = cell_em, .weight = weight};
    }

    double bottom() const
    {
        return m_height - edge - m_type.measure(m_sheet.note, {.em = note_em}, m_width - 60).height
            - space_between;
    }

    double head_height(ListPart const& part) const
    {
        double height = m_type.measure(part.title, {.em = head_em, .weight = Weight::Bold}, m_width).height;
        for (auto const& line : part.lines)
            height += space_between / 2 + m_type.measure(line, {.em = under_em}, m_width).height;
        return height + 2 * space_between;
    }

    double titles_height() const
    {
        double height = 0;
        for (std::size_t i = 0; i < m_widths.size(); ++i)
            height = std::max(height,
                m_type.measure(m_sheet.columns[i].title, {.em = column_em}, m_widths[i] - 2 * cell_inside)
                    .height);
        return height + cell_inside;
    }

    double row_height(std::vector<std::string> const& cells) const
    {
        double height = m_sheet.row_mm * points_per_mm;
        for (std::size_t i = 0; i < std::min(cells.size(), m_widths.size()); ++i)
            height = std::max(height,
                m_type.measure(cells[i], type_of(i), m_widths[i] - 2 * cell_inside).height + 2 * cell_inside);
        return height;
    }

    std::vector<ListPage> pages_of_all() const
    {
        std::vector<ListPage> pages;
        for (auto const& part : m_sheet.parts) {
            pages.push_back({&part, 0, 0});
            double const top = edge + head_height(part) + titles_height();
            double y = top;
            for (std::size_t i = 0; i < part.rows.size(); ++i) {
                auto const height = row_height(part.rows[i]);
                if (y + height > bottom() && pages.back().count > 0) {
                    pages.push_back({&part, i, 0});
                    y = top;
                }
                y += height;
                ++pages.back().count;
            }
        }
        return pages;
    }

    void draw(ListPage const& page, std::string const& number)
    {
        cairo_set_source_rgb(m_cairo, 0, 0, 0);
        double y = edge;
        y += m_type.write(page.part->title, {.em = head_em, .weight = Weight::Bold}, {edge, y, m_width});
        for (auto const& line : page.part->lines)
            y += space_between / 2
                + m_type.write(line, {.em = under_em}, {edge, y + space_between / 2, m_width});
        y += 2 * space_between;
        y = draw_titles(y);
        for (std::size_t i = page.first; i < page.first + page.count; ++i)
            y = draw_row(page.part->rows[i], y);
        double const foot = bottom() + space_between;
        m_type.write(m_sheet.note, {.em = note_em}, {edge, foot, m_width - 60});
        auto const wide = m_type.measure(number, {.em = note_em}, 60).width;
        m_type.write(number, {.em = note_em}, {edge + m_width - wide, foot, 60});
    }

    double draw_titles(double y)
    {
        double const height = titles_height();
        cairo_set_source_rgb(m_cairo, head_grey, head_grey, head_grey);
        cairo_rectangle(m_cairo, edge, y, m_width, height);
        cairo_fill(m_cairo);
        cairo_set_source_rgb(m_cairo, 0, 0, 0);
        double x = edge;
        for (std::size_t i = 0; i < m_widths.size(); ++i) {
            m_type.write(m_sheet.columns[i].title, {.em = column_em},
                {x + cell_inside, y + cell_inside / 2, m_widths[i] - 2 * cell_inside});
            x += m_widths[i];
        }
        rule(edge, y, edge + m_width, y, 1);
        rule(edge, y + height, edge + m_width, y + height, 1);
        return y + height;
    }

    double draw_row(std::vector<std::string> const& cells, double y)
    {
        double const height = row_height(cells);
        double x = edge;
        for (std::size_t i = 0; i < m_widths.size(); ++i) {
            if (i < cells.size() && !cells[i].empty()) {
                auto const room = m_widths[i] - 2 * cell_inside;
                auto const tall = m_type.measure(cells[i], type_of(i), room).height;
                m_type.write(cells[i], type_of(i), {x + cell_inside, y + (height - tall) / 2, room});
            }
            if (i > 0)
                rule(x, y, x, y + height, 0.4);
            x += m_widths[i];
        }
        rule(edge, y + height, edge + m_width, y + height, 0.6);
        return y + height;
    }

    void rule(double x1, double y1, double x2, double y2, double width)
    {
        cairo_set_line_width(m_cairo, width);
        cairo_move_to(m_cairo, x1, y1);
        cairo_line_to(m_cairo, x2, y2);
        cairo_stroke(m_cairo);
    }

    cairo_t* m_cairo;
    Typesetter m_type;
    ListSheet const& m_sheet;
    double m_width;
    double m_height;
    std::vector<double> m_widths;
};

} // namespace

base::Result<std::string> list_sheet_pdf(ListSheet const& sheet)
{
    if (sheet.title.empty() || sheet.columns.empty() || sheet.parts.empty())
        return base::fail(base::ErrorKind::BadInput, "a list needs a title, columns and a part");
    bool const is_portrait = sheet.orientation == Orientation::Portrait;
    double const width = is_portrait ? short_side : long_side;
    double const height = is_portrait ? long_side : short_side;
    auto const fonts = open_fonts();
    PdfSurface surface(width, height, sheet.title);
    ListDrawing drawing(surface.context(), fonts.get(), sheet, width, height);
    if (!drawing.has_font())
        return base::fail(base::ErrorKind::NotFound, "the font BIZ UDGothic is not installed");
    drawing.draw();
    return surface.finish();
}

} // namespace meguri::paper
