#include "shared/paper/report_paper.h"

#include "shared/paper/pdf_surface.h"
#include "shared/paper/typesetter.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace meguri::paper {

namespace {

constexpr double page_width = 210 * points_per_mm;
constexpr double page_height = 297 * points_per_mm;
constexpr double margin = 18 * points_per_mm;
constexpr double inner_width = page_width - 2 * margin;
constexpr double title_em = 17;
constexpr double heading_em = 12.5;
constexpr double body_em = 10.5;
constexpr double table_em = 9.5;
constexpr double foot_em = 8.5;
constexpr double cell_gap = 3.5;
constexpr double block_gap = 7;
constexpr double foot_height = 22;
constexpr double number_room = 50;
constexpr double shade = 0.92;

/// Something of one height that stands on one page.
struct PaperBlock {
    double height = 0;
    std::function<void(double y)> draw;
    bool keeps_next = false; ///< Never the last on a page.
    bool begins_page = false;
    int head = -1; ///< Of a table's row: which block is drawn again on top of a new page.
};

struct PlacedBlock {
    std::size_t page = 0;
    double y = 0;
    PaperBlock const* block = nullptr;
};

class ReportDrawing {
public:
    ReportDrawing(cairo_t* context, PangoFontMap* fonts, ReportPaper const& paper)
        : m_cairo(context)
        , m_type(context, fonts)
        , m_paper(paper)
    {
    }

    bool has_font() const { return m_type.has_font(); }

    void draw()
    {
        add_front();
        for (auto const& section : m_paper.sections)
            add_section(section);
        auto const placed = place();
        auto const pages = placed.empty() ? 1 : placed.back().page + 1;
        std::size_t page = 0;
        draw_foot(page, pages);
        for (auto const& one : placed) {
            for (; page < one.page; ++page) {
                cairo_show_page(m_cairo);
                draw_foot(page + 1, pages);
            }
            one.block->draw(one.y);
        }
    }

private:
    static Type body(Weight weight = Weight::Regular) { return {.em = body_em, .weight = weight}; }

    double tall(std::string const& text, Type const& type, double width) const
    {
        return text.empty() ? 0 : m_type.measure(text, type, width).height;
    }

    void add(double height, std::function<void(double)> draw)
    {
        m_blocks.push_back({height, std::move(draw)});
    }

    void add_prose(std::string const& text, Type const& type, double gap, Align align = Align::Left)
    {
        if (text.empty())
            return;
        auto aligned = type;
        aligned.align = align;
        add(tall(text, type, inner_width) + gap, [=, this](double y) {
            m_type.write(text, aligned, {margin, y, inner_width});
        });
    }

    void add_right(std::string const& text, double gap)
    {
        if (text.empty())
            return;
        auto const wide = std::min(m_type.measure(text, body(), inner_width).width + 1, inner_width);
        add(tall(text, body(), wide) + gap, [=, this](double y) {
            m_type.write(text, body(), {margin + inner_width - wide, y, wide});
        });
    }

    void add_front()
    {
        add_prose(m_paper.form, {.em = foot_em}, block_gap);
        add_right(m_paper.day, block_gap);
        add_prose(m_paper.addressee, body(), block_gap);
        add_right(m_paper.sender, 2 * block_gap);
        add_prose(m_paper.title, {.em = title_em, .weight = Weight::Bold}, 2 * block_gap, Align::Centre);
        add_prose(m_paper.preface, body(), block_gap);
    }

    void add_section(ReportSection const& section)
    {
        auto const first = m_blocks.size();
        add(block_gap, [](double) {});
        m_blocks.back().keeps_next = true;
        m_blocks.back().begins_page = section.begins_page;
        add_prose(section.heading, {.em = heading_em, .weight = Weight::Bold}, cell_gap);
        if (m_blocks.size() > first + 1)
            m_blocks.back().keeps_next = true;
        add_prose(section.text, body(), cell_gap);
        if (!section.text.empty() && !section.tables.empty())
            m_blocks.back().keeps_next = true;
        for (auto const& table : section.tables)
            add_table(table);
    }

    static std::vector<double> widths_of(ReportTable const& table)
    {
        auto const all = std::accumulate(table.columns.begin(), table.columns.end(), 0.0,
            [](double sum, ReportColumn const& column) { return sum + column.share; });
        std::vector<double> widths;
        for (auto const& column : table.columns)
            widths.push_back(inner_width * column.share / all);
        return widths;
    }

    void add_table(ReportTable const& table)
    {
        auto const widths = widths_of(table);
        bool const has_head = std::any_of(
            table.columns.begin(), table.columns.end(), [](auto const& one) { return !one.title.empty(); });
        int head = -1;
        if (has_head) {
            std::vector<std::string> titles;
            for (auto const& column : table.columns)
                titles.push_back(column.title);
            head = static_cast<int>(m_blocks.size());
            add_row(table, widths, titles, Weight::Regular, true);
            m_blocks.back().keeps_next = true;
        }
        auto const first = m_blocks.size();
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            bool const is_sum = table.has_sum && i + 1 == table.rows.size();
            add_row(table, widths, table.rows[i], is_sum ? Weight::Bold : Weight::Regular, false);
            m_blocks.back().head = head;
            // A sum alone on a page says nothing.
            m_blocks.back().keeps_next = table.has_sum && i + 2 == table.rows.size();
        }
        keep_on_one_page(first);
        add(cell_gap, [](double) {});
    }

    /// A table that is no taller than a third of a page stays on one.
    void keep_on_one_page(std::size_t first)
    {
        double height = 0;
        for (auto i = first; i < m_blocks.size(); ++i)
            height += m_blocks[i].height;
        for (auto i = first; height < page_height / 3 && i + 1 < m_blocks.size(); ++i)
            m_blocks[i].keeps_next = true;
    }

    void add_row(ReportTable const& table, std::vector<double> const& widths,
        std::vector<std::string> const& cells, Weight weight, bool is_head)
    {
        Type const type{.em = table_em, .weight = weight};
        double height = 0;
        for (std::size_t i = 0; i < std::min(cells.size(), widths.size()); ++i)
            height = std::max(height, tall(cells[i], type, widths[i] - 2 * cell_gap));
        height += 2 * cell_gap;
        add(height, [=, this, &table](double y) {
            if (is_head)
                fill(y, height);
            double x = margin;
            for (std::size_t i = 0; i < widths.size(); ++i) {
                if (i < cells.size())
                    draw_cell(cells[i], type, table.columns[i], {x, y, widths[i]}, height);
                x += widths[i];
            }
            rule(margin, y, margin + inner_width, y, is_head ? 0.9 : 0.4);
            rule(margin, y + height, margin + inner_width, y + height, is_head ? 0.9 : 0.4);
        });
    }

    void draw_cell(std::string const& text, Type const& type, ReportColumn const& column, Column const& place,
        double height)
    {
        rule(place.x, place.y, place.x, place.y + height, 0.4);
        rule(place.x + place.width, place.y, place.x + place.width, place.y + height, 0.4);
        if (text.empty())
            return;
        auto const room = place.width - 2 * cell_gap;
        auto const extent = m_type.measure(text, type, room);
        auto const left = column.is_number ? place.x + place.width - cell_gap - std::min(extent.width, room)
                                           : place.x + cell_gap;
        // A hair wider, so that what was measured in one line is not broken by rounding.
        m_type.write(text, type,
            {left, place.y + (height - extent.height) / 2, column.is_number ? extent.width + 1 : room});
    }

    void fill(double y, double height)
    {
        cairo_set_source_rgb(m_cairo, shade, shade, shade);
        cairo_rectangle(m_cairo, margin, y, inner_width, height);
        cairo_fill(m_cairo);
        cairo_set_source_rgb(m_cairo, 0, 0, 0);
    }

    void rule(double x1, double y1, double x2, double y2, double width)
    {
        cairo_set_line_width(m_cairo, width);
        cairo_move_to(m_cairo, x1, y1);
        cairo_line_to(m_cairo, x2, y2);
        cairo_stroke(m_cairo);
    }

    void draw_foot(std::size_t page, std::size_t pages)
    {
        cairo_set_source_rgb(m_cairo, 0, 0, 0);
        auto const y = page_height - margin;
        m_type.write(m_paper.foot, m_type.fitted(m_paper.foot, {.em = foot_em}, inner_width - number_room),
            {margin, y, inner_width - number_room});
        auto const number = std::to_string(page + 1) + " / " + std::to_string(pages);
        auto const wide = m_type.measure(number, {.em = foot_em}, number_room).width + 1;
        m_type.write(number, {.em = foot_em}, {margin + inner_width - wide, y, wide});
    }

    /// What must stand together from this block on: itself and whatever it keeps.
    double height_kept_from(std::size_t first) const
    {
        double height = 0;
        for (auto i = first; i < m_blocks.size(); ++i) {
            height += m_blocks[i].height;
            if (!m_blocks[i].keeps_next)
                break;
        }
        return height;
    }

    std::vector<PlacedBlock> place() const
    {
        double const bottom = page_height - margin - foot_height;
        std::vector<PlacedBlock> placed;
        std::size_t page = 0;
        double y = margin;
        for (std::size_t i = 0; i < m_blocks.size(); ++i) {
            auto const& block = m_blocks[i];
            bool const is_full = y + height_kept_from(i) > bottom && y > margin;
            if (is_full || (block.begins_page && y > margin)) {
                ++page;
                y = margin;
                if (block.head >= 0) {
                    auto const& head = m_blocks[static_cast<std::size_t>(block.head)];
                    placed.push_back({page, y, &head});
                    y += head.height;
                }
            }
            placed.push_back({page, y, &block});
            y += block.height;
        }
        return placed;
    }

    cairo_t* m_cairo;
    Typesetter m_type;
    ReportPaper const& m_paper;
    std::vector<PaperBlock> m_blocks;
};

} // namespace

base::Result<std::string> report_paper_pdf(ReportPaper const& paper)
{
    if (paper.title.empty())
        return base::fail(base::ErrorKind::BadInput, "title is missing");
    for (auto const& section : paper.sections)
        for (auto const& table : section.tables)
            if (table.columns.empty())
                return base::fail(base::ErrorKind::BadInput, "a table has no columns");
    auto const fonts = open_fonts();
    PdfSurface surface(page_width, page_height, paper.title);
    ReportDrawing drawing(surface.context(), fonts.get(), paper);
    if (!drawing.has_font())
        return base::fail(base::ErrorKind::NotFound, "the font BIZ UDGothic is not installed");
    drawing.draw();
    return surface.finish();
}

} // namespace meguri::paper
