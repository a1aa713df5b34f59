// The signs that stand beside words on paper, drawn black (or the context's colour) from the same outlines as
// the screen's icons. Included only inside shared/paper.
#pragma once

#include "shared/paper/pdf_surface.h"

namespace meguri::paper {

enum class Mark { Route, Tick, Hourglass, Cross, Bag, Arrive, Telephone };

/// In a square of `size` whose top left corner is (x, y).
void draw_mark(cairo_t* context, Mark mark, double x, double y, double size);

/// A path for cairo_fill or cairo_stroke.
void round_rectangle(cairo_t* context, double x, double y, double width, double height, double radius);

} // namespace meguri::paper
