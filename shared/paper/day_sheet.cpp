#include "shared/paper/day_sheet.h"

#include "shared/paper/pdf_surface.h"
#include "shared/paper/typesetter.h"

namespace meguri::paper {

namespace {

constexpr double page_width = 210 * points_per_mm;
constexpr double page_height = 297 * points_per_mm;
constexpr double margin = 18 * points_per_mm;
constexpr double width = page_width - 2 * margin;
constexpr double indent = 14;
constexpr double title_em = 20;
constexpr double when_em = 16;
constexpr double line_em = 13;
constexpr double foot_em = 10;
constexpr double line_gap = 5;
constexpr double block_gap = 16;

class Page {
public:
    Page(cairo_t* context, PangoFontMap* fonts, DaySheet const& sheet)
        : m_cairo(context)
        , m_type(context, fonts)
        , m_sheet(sheet)
    {
        cairo_set_source_rgb(m_cairo, 0, 0, 0);
    }

    bool has_font() const { return m_type.has_font(); }

    void draw()
    {
        begin();
        for (auto const& block : m_sheet.blocks) {
            if (m_y + height_of(block) > bottom())
                turn();
            draw(block);
        }
        end();
    }

private:
    Type foot() const { return {.em = foot_em}; }
    double bottom() const
    {
        return page_height - margin - m_type.measure(m_sheet.note, foot(), width).height - block_gap;
    }

    void begin()
    {
        m_y = margin;
        write(m_sheet.title, {.em = title_em, .weight = Weight::Bold}, 0, 0);
        write(m_sheet.visitor, {.em = when_em}, 0, line_gap);
        m_y += block_gap;
    }

    void end()
    {
        m_y = bottom() + block_gap;
        write(m_sheet.note, foot(), 0, 0);
    }

    void turn()
    {
        end();
        cairo_show_page(m_cairo);
        begin();
    }

    void write(std::string const& text, Type const& type, double left, double gap)
    {
        if (!text.empty())
            m_y += gap + m_type.write(text, type, {margin + left, m_y + gap, width - left});
    }

    double height_of(DaySheetBlock const& block) const
    {
        double height = block_gap + m_type.measure(block.when, {.em = when_em}, width).height;
        for (auto const& line : block.lines)
            height += line_gap + m_type.measure(line, {.em = line_em}, width - indent).height;
        return height + block_gap;
    }

    void draw(DaySheetBlock const& block)
    {
        cairo_set_line_width(m_cairo, 0.8);
        cairo_move_to(m_cairo, margin, m_y);
        cairo_line_to(m_cairo, margin + width, m_y);
        cairo_stroke(m_cairo);
        write(block.when, {.em = when_em, .weight = Weight::Bold}, 0, block_gap / 2);
        for (auto const& line : block.lines)
            write(line, {.em = line_em}, indent, line_gap);
        m_y += block_gap;
    }

    cairo_t* m_cairo;
    Typesetter m_type;
    DaySheet const& m_sheet;
    double m_y = 0;
};

} // namespace

base::Result<std::string> day_sheet_pdf(DaySheet const& sheet)
{
    if (sheet.title.empty())
        return base::fail(base::ErrorKind::BadInput, "title is missing");
    auto const fonts = open_fonts();
    PdfSurface surface(page_width, page_height, sheet.title);
    Page page(surface.context(), fonts.get(), sheet);
    if (!page.has_font())
        return base::fail(base::ErrorKind::NotFound, "the font BIZ UDGothic is not installed");
    page.draw();
    return surface.finish();
}

} // namespace meguri::paper
