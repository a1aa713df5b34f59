#include "shared/paper/meeting_page.h"

#include "shared/paper/pen.h"

#include <algorithm>
#include <functional>

namespace meguri::paper {

namespace {

constexpr double sheet_width = 297 * points_per_mm;
constexpr double sheet_height = 210 * points_per_mm;
constexpr double rim = 28;
constexpr double column_gap = 14;
constexpr double left_share = 0.6;
constexpr double pad = 9;
constexpr double text_em = 9.6;
constexpr double least_em = 8.3;
constexpr double band_height = 21;
constexpr double tile_height = 19;
constexpr double tile_gap = 2.5;

/// A piece of a column that stays together: how tall it is at a width, and how it is drawn at a place.
struct Block {
    double height = 0;
    std::function<void(double x, double y)> draw;
};

class MeetingDrawing : private Pen {
public:
    MeetingDrawing(cairo_t* context, PangoFontMap* fonts, MeetingPage const& page)
        : Pen(context, fonts)
        , m_page(page)
    {
    }

    using Pen::has_font;

    void draw()
    {
        for (double const em : {text_em, 9.2, 8.8, least_em}) {
            m_em = em;
            m_left = column(m_page.left, left_width());
            m_right = column(m_page.right, right_width());
            if (!m_page.none.empty())
                m_left.insert(m_left.begin(), {prose(m_page.none, left_width(), black), space(6)});
            if (height_of(m_left) <= room() && height_of(m_right) <= room())
                break;
        }
        std::size_t left = 0;
        std::size_t right = 0;
        int const pages = std::max(pages_of(m_left), pages_of(m_right));
        for (int number = 1; number <= pages; ++number) {
            if (number > 1)
                cairo_show_page(m_cairo);
            draw_head();
            left = draw_column(m_left, left, rim);
            right = draw_column(m_right, right, rim + left_width() + column_gap);
            draw_foot(std::to_string(number) + " / " + std::to_string(pages));
        }
    }

private:
    double full_width() const { return sheet_width - 2 * rim; }
    double left_width() const { return (full_width() - column_gap) * left_share; }
    double right_width() const { return (full_width() - column_gap) * (1 - left_share); }
    double top() const { return rim + 46; }
    double room() const { return sheet_height - rim - 16 - top(); }

    static double height_of(std::vector<Block> const& blocks)
    {
        double height = 0;
        for (auto const& block : blocks)
            height += block.height;
        return height;
    }

    int pages_of(std::vector<Block> const& blocks) const
    {
        int pages = 1;
        double y = 0;
        for (auto const& block : blocks) {
            if (y > 0 && y + block.height > room()) {
                ++pages;
                y = 0;
            }
            y += block.height;
        }
        return pages;
    }

    /// From the first block that was not drawn yet; gives the first one for the next page.
    std::size_t draw_column(std::vector<Block> const& blocks, std::size_t from, double x)
    {
        double y = 0;
        for (; from < blocks.size(); ++from) {
            if (y > 0 && y + blocks[from].height > room())
                return from;
            blocks[from].draw(x, top() + y);
            y += blocks[from].height;
        }
        return from;
    }

    Type body(Weight weight = Weight::Regular) const { return {.em = m_em, .weight = weight}; }

    void draw_head()
    {
        write(m_page.over, {.em = 10}, rim, rim - 4, full_width() * 0.7, second);
        write(m_page.title, {.em = 20, .weight = Weight::Bold}, rim, rim + 10, full_width() * 0.8, black);
        double const right = rim + full_width();
        if (!m_page.mark.empty()) {
            Type const type{.em = 12, .weight = Weight::Bold};
            auto const wide = m_type.measure(m_page.mark, type, 200).width + 20;
            ink(black);
            cairo_set_line_width(m_cairo, 1.2);
            cairo_rectangle(m_cairo, right - wide, rim - 4, wide, 18);
            cairo_stroke(m_cairo);
            write(m_page.mark, type, right - wide + 10, rim - 1.5, 200, black);
        }
        write_right(m_page.as_of, {.em = 9.5}, right, rim + 20, second);
        rule(rim, rim + 38, full_width(), indigo, 2);
    }

    void draw_foot(std::string const& number)
    {
        double const y = sheet_height - rim - 8;
        write(m_page.foot, {.em = least_em}, rim, y, full_width() - 60, second);
        write_right(number, {.em = least_em}, rim + full_width(), y, second);
    }

    Block band(std::string const& words, double width)
    {
        return {band_height + 5, [this, words, width](double x, double y) {
                    ink(indigo);
                    box(x, y, width, band_height, 3);
                    cairo_fill(m_cairo);
                    write(
                        words, {.em = 12, .weight = Weight::Bold}, x + pad, y + 4.5, width - 2 * pad, white);
                }};
    }

    /// A number or type in a dark box, its name, and a note at the right.
    Block heading(std::string const& badge, std::string const& name, std::string const& note, double width)
    {
        return {22, [=, this](double x, double y) {
                    Type const type{.em = 10.5, .weight = Weight::Bold};
                    auto const wide = m_type.measure(badge, type, width).width + 10;
                    ink(indigo);
                    box(x, y + 1, wide, 16, 2);
                    cairo_fill(m_cairo);
                    write(badge, type, x + 5, y + 3.5, wide, white);
                    write(name, {.em = 11.5, .weight = Weight::Bold}, x + wide + 6, y + 2.5, width, indigo);
                    write_right(note, body(), x + width, y + 3, second);
                }};
    }

    Block space(double height)
    {
        return {height, [](double, double) {}};
    }

    Block carrier(MeetingCarrier const& one, double width)
    {
        double const name_x = width * 0.16;
        double const places_x = width * 0.55;
        double const name_width = places_x - name_x - 8;
        double const months_width = width * 0.13;
        double const towns_x = places_x + months_width;
        double const state_width = 52;
        double const towns_width = width - towns_x - state_width;
        double places = 0;
        for (auto const& place : one.places)
            places
                += std::max(tall(place.towns, body(), towns_width), tall(place.months, body(), months_width))
                + 2;
        double const words
            = tall(one.name, body(Weight::Bold), name_width) + tall(one.description, body(), name_width);
        double const height = std::max({words, places, tall(one.provider, body(), name_x - 6)}) + 7;
        return {height, [=, this](double x, double y) {
                    rule(x, y, width, line_ink, 0.6);
                    write(one.provider, body(Weight::Bold), x, y + 3, name_x - 6, black);
                    double const under
                        = y + 3 + write(one.name, body(Weight::Bold), x + name_x, y + 3, name_width, black);
                    write(one.description, body(), x + name_x, under, name_width, second);
                    double at = y + 3;
                    for (auto const& place : one.places) {
                        write(place.months, body(Weight::Bold), x + places_x, at, months_width - 4, black);
                        auto const tallness = write(place.towns, body(), x + towns_x, at, towns_width, black);
                        write_right(place.state, body(), x + width, at, indigo);
                        at += std::max(tallness, tall(place.months, body(), months_width)) + 2;
                    }
                }};
    }

    /// Two municipalities side by side, down the left half first.
    void add_municipal(std::vector<Block>& blocks, double width)
    {
        auto const half = (m_page.municipal.size() + 1) / 2;
        double const wide = (width - 12) / 2;
        double const name_width = wide * 0.32;
        auto const height_of_one = [&](MeetingMunicipal const& one) {
            return std::max(tall(one.activities, body(), wide - name_width),
                       tall(one.name, body(Weight::Bold), name_width))
                + 4;
        };
        for (std::size_t i = 0; i < half; ++i) {
            auto const& left = m_page.municipal[i];
            auto const* right = i + half < m_page.municipal.size() ? &m_page.municipal[i + half] : nullptr;
            double const height = std::max(height_of_one(left), right ? height_of_one(*right) : 0.0);
            blocks.push_back({height, [=, this](double x, double y) {
                                  draw_municipal(left, x, y, wide, name_width);
                                  if (right)
                                      draw_municipal(*right, x + wide + 12, y, wide, name_width);
                              }});
        }
    }

    void draw_municipal(MeetingMunicipal const& one, double x, double y, double width, double name_width)
    {
        rule(x, y, width, line_ink, 0.6);
        write(one.name, body(Weight::Bold), x, y + 2, name_width - 4, black);
        write(one.activities, body(), x + name_width, y + 2, width - name_width, black);
    }

    Block prose(std::string const& words, double width, Ink const& colour)
    {
        return {tall(words, body(), width) + 2,
            [=, this](double x, double y) { write(words, body(), x, y, width, colour); }};
    }

    std::vector<Block> column(std::vector<MeetingSection> const& sections, double width)
    {
        std::vector<Block> blocks;
        for (auto const& section : sections) {
            if (!blocks.empty())
                blocks.push_back(space(6));
            if (!section.band.empty())
                blocks.push_back(band(section.band, width));
            if (!section.name.empty() && section.part != MeetingPart::National)
                blocks.push_back(heading(section.badge, section.name, section.note, width));
            add_section(blocks, section, width);
        }
        return blocks;
    }

    void add_section(std::vector<Block>& blocks, MeetingSection const& section, double width)
    {
        switch (section.part) {
        case MeetingPart::Carriers:
            for (auto const& one : m_page.carriers)
                blocks.push_back(carrier(one, width));
            return;
        case MeetingPart::Municipal:
            return add_municipal(blocks, width);
        case MeetingPart::Courses:
            for (auto const& course : m_page.courses)
                blocks.push_back(prose(course, width, second));
            return;
        case MeetingPart::Subsidy:
            blocks.push_back(counts(width));
            blocks.push_back(tile_map(width));
            return;
        case MeetingPart::National:
            return add_national(blocks, section, width);
        }
    }

    Block counts(double width)
    {
        return {30, [=, this](double x, double y) {
                    Type const label{.em = 10, .weight = Weight::Bold};
                    Type const number{.em = 17, .weight = Weight::Bold};
                    ink(indigo);
                    box(x, y + 4, 56, 18, 2);
                    cairo_fill(m_cairo);
                    write(m_page.decided_word, label, x + 7, y + 8, 60, white);
                    write(m_page.decided, number, x + 62, y, width / 2, black);
                    double const second_x = x + width * 0.52;
                    ink(amber_tint);
                    box(second_x, y + 4, 56, 18, 2);
                    cairo_fill(m_cairo);
                    write(m_page.to_be_applied_word, label, second_x + 7, y + 8, 60, amber);
                    write(m_page.to_be_applied, number, second_x + 62, y, width / 2, black);
                }};
    }

    Block tile_map(double width)
    {
        int rows = 0;
        int tiles_across = 1;
        for (auto const& tile : m_page.tiles) {
            rows = std::max(rows, tile.row + 1);
            tiles_across = std::max(tiles_across, tile.column + 1);
        }
        double const wide = (width - (tiles_across - 1) * tile_gap) / tiles_across;
        return {rows * (tile_height + tile_gap) + 8, [=, this](double x, double y) {
                    for (auto const& tile : m_page.tiles)
                        draw_tile(tile, x + tile.column * (wide + tile_gap),
                            y + tile.row * (tile_height + tile_gap), wide);
                }};
    }

    void draw_tile(MeetingTile const& tile, double x, double y, double wide)
    {
        bool const is_decided = tile.state == TileState::Decided;
        bool const is_next = tile.state == TileState::ToBeApplied;
        box(x, y, wide, tile_height, 2.5);
        ink(is_decided ? indigo : is_next ? amber_tint : white);
        cairo_fill_preserve(m_cairo);
        ink(is_next ? amber : is_decided ? indigo : line_ink);
        cairo_set_line_width(m_cairo, 1);
        double const dash[]{3, 2};
        cairo_set_dash(m_cairo, dash, is_next ? 2 : 0, 0);
        cairo_stroke(m_cairo);
        cairo_set_dash(m_cairo, dash, 0, 0);
        auto type = m_type.fitted(
            tile.name, {.em = 9.5, .weight = Weight::Bold, .align = Align::Centre}, wide - 2, 0.78);
        auto const high = tall(tile.name, type, wide - 2);
        write(tile.name, type, x + 1, y + (tile_height - high) / 2, wide - 2,
            is_decided    ? white
                : is_next ? amber
                          : black);
    }

    Block shop_bar(MeetingShops const& one, std::int64_t most, double width)
    {
        return {tall(one.provider, body(), width * 0.3) + 3, [=, this](double x, double y) {
                    write(one.provider, body(), x, y, width * 0.3, black);
                    write_right(one.cities, body(), x + width * 0.42, y, second);
                    double const from = x + width * 0.45;
                    double const room_for_bar = width * 0.38;
                    ink(pale);
                    cairo_rectangle(m_cairo, from, y + 3, room_for_bar, 6);
                    cairo_fill(m_cairo);
                    ink(indigo);
                    auto const share
                        = most > 0 ? static_cast<double>(one.shops) / static_cast<double>(most) : 0;
                    cairo_rectangle(m_cairo, from, y + 3, room_for_bar * share, 6);
                    cairo_fill(m_cairo);
                    write_right(one.words, body(Weight::Bold), x + width, y, black);
                }};
    }

    void add_national(std::vector<Block>& blocks, MeetingSection const& section, double width)
    {
        std::int64_t most = 0;
        for (auto const& one : m_page.shops)
            most = std::max(most, one.shops);
        bool is_first = true;
        for (auto const& type : m_page.types) {
            blocks.push_back(heading(type.type, type.name, is_first ? section.note : "", width));
            if (is_first)
                for (auto const& one : m_page.shops)
                    blocks.push_back(shop_bar(one, most + most / 4, width));
            is_first = false;
            for (auto const& words : type.lines)
                blocks.push_back(prose(words, width, black));
            blocks.push_back(space(5));
        }
    }

    MeetingPage const& m_page;
    double m_em = text_em;
    std::vector<Block> m_left;
    std::vector<Block> m_right;
};

} // namespace

base::Result<std::string> meeting_page_pdf(MeetingPage const& page)
{
    if (page.title.empty())
        return base::fail(base::ErrorKind::BadInput, "title is missing");
    auto const fonts = open_fonts();
    PdfSurface surface(sheet_width, sheet_height, page.title);
    MeetingDrawing drawing(surface.context(), fonts.get(), page);
    if (!drawing.has_font())
        return base::fail(base::ErrorKind::NotFound, "the font BIZ UDGothic is not installed");
    drawing.draw();
    return surface.finish();
}

} // namespace meguri::paper
