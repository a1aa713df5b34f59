#include "shared/paper/marks.h"

#include <numbers>

namespace meguri::paper {

namespace {

constexpr double turn = 2 * std::numbers::pi;
constexpr double grid = 48; // The icons' own square.

void circle(cairo_t* context, double x, double y, double radius)
{
    cairo_new_sub_path(context);
    cairo_arc(context, x, y, radius, 0, turn);
}

void draw_route(cairo_t* context)
{
    // The logo's own square is 76 wide; its ring runs from east the long way round to the upper right.
    cairo_scale(context, grid / 76, grid / 76);
    cairo_set_line_width(context, 7);
    cairo_arc(context, 38, 38, 28, 0, turn * 5 / 6);
    cairo_stroke(context);
    circle(context, 63, 22, 9);
    cairo_fill(context);
    cairo_set_line_width(context, 5);
    for (auto const& [x, y] : {std::pair{10.0, 38.0}, std::pair{38.0, 66.0}}) {
        circle(context, x, y, 6.5);
        cairo_save(context);
        cairo_set_source_rgb(context, 1, 1, 1);
        cairo_fill_preserve(context);
        cairo_restore(context);
        cairo_stroke(context);
    }
}

void draw_tick(cairo_t* context)
{
    cairo_set_line_width(context, 5.5);
    cairo_move_to(context, 8, 25);
    cairo_line_to(context, 20, 37);
    cairo_line_to(context, 41, 12);
    cairo_stroke(context);
}

void draw_hourglass(cairo_t* context)
{
    cairo_set_line_width(context, 4);
    for (double const y : {6.0, 42.0}) {
        cairo_move_to(context, 13, y);
        cairo_line_to(context, 35, y);
    }
    cairo_move_to(context, 15, 6);
    cairo_curve_to(context, 15, 18, 22, 20, 22, 24);
    cairo_curve_to(context, 22, 28, 15, 30, 15, 42);
    cairo_move_to(context, 33, 6);
    cairo_curve_to(context, 33, 18, 26, 20, 26, 24);
    cairo_curve_to(context, 26, 28, 33, 30, 33, 42);
    cairo_stroke(context);
}

void draw_cross(cairo_t* context)
{
    cairo_set_line_width(context, 5.5);
    cairo_move_to(context, 9, 9);
    cairo_line_to(context, 39, 39);
    cairo_move_to(context, 39, 9);
    cairo_line_to(context, 9, 39);
    cairo_stroke(context);
}

void draw_bag(cairo_t* context)
{
    round_rectangle(context, 7, 17, 34, 25, 4);
    cairo_move_to(context, 16, 17);
    cairo_line_to(context, 16, 13);
    cairo_arc(context, 24, 13, 8, turn / 2, turn);
    cairo_line_to(context, 32, 17);
    cairo_stroke(context);
    round_rectangle(context, 20, 24, 8, 7, 1);
    cairo_fill(context);
}

void draw_arrive(cairo_t* context)
{
    circle(context, 19, 11, 6);
    cairo_fill_preserve(context);
    cairo_stroke(context);
    cairo_move_to(context, 8, 42);
    cairo_line_to(context, 8, 32);
    cairo_curve_to(context, 8, 25, 13, 22, 19, 22);
    cairo_curve_to(context, 23, 22, 26, 23, 28, 25);
    cairo_move_to(context, 25, 35);
    cairo_line_to(context, 31, 41);
    cairo_line_to(context, 43, 28);
    cairo_stroke(context);
}

void draw_telephone(cairo_t* context)
{
    cairo_move_to(context, 10, 6);
    cairo_line_to(context, 18, 6);
    cairo_line_to(context, 21, 16);
    cairo_line_to(context, 16, 20);
    cairo_curve_to(context, 19, 26, 22, 29, 28, 32);
    cairo_line_to(context, 32, 27);
    cairo_line_to(context, 42, 30);
    cairo_line_to(context, 42, 38);
    cairo_curve_to(context, 42, 41, 40, 42, 37, 42);
    cairo_curve_to(context, 20, 41, 7, 28, 6, 11);
    cairo_curve_to(context, 6, 8, 7, 6, 10, 6);
    cairo_close_path(context);
    cairo_stroke(context);
}

void draw(cairo_t* context, Mark mark)
{
    switch (mark) {
    case Mark::Route:
        return draw_route(context);
    case Mark::Tick:
        return draw_tick(context);
    case Mark::Hourglass:
        return draw_hourglass(context);
    case Mark::Cross:
        return draw_cross(context);
    case Mark::Bag:
        return draw_bag(context);
    case Mark::Arrive:
        return draw_arrive(context);
    case Mark::Telephone:
        return draw_telephone(context);
    }
}

} // namespace

void draw_mark(cairo_t* context, Mark mark, double x, double y, double size)
{
    cairo_save(context);
    cairo_translate(context, x, y);
    cairo_scale(context, size / grid, size / grid);
    cairo_set_line_width(context, 4); // Screens draw 3.2; thermal paper swallows thin lines.
    cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
    cairo_new_path(context);
    draw(context, mark);
    cairo_restore(context);
}

void round_rectangle(cairo_t* context, double x, double y, double width, double height, double radius)
{
    cairo_new_sub_path(context);
    cairo_arc(context, x + width - radius, y + radius, radius, -turn / 4, 0);
    cairo_arc(context, x + width - radius, y + height - radius, radius, 0, turn / 4);
    cairo_arc(context, x + radius, y + height - radius, radius, turn / 4, turn / 2);
    cairo_arc(context, x + radius, y + radius, radius, turn / 2, turn * 3 / 4);
    cairo_close_path(context);
}

} // namespace meguri::paper
