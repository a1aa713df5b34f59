// Dresses the toolkit's native controls in the theme: one sheet for the whole program, and a few named looks
// for single controls. Call from the window's thread, the sheet once before the first window. One .cpp per
// platform.
#pragma once

#include "shared/ui/theme.h"

class wxWindow;

namespace meguri::ui {

struct NativeSizes {
    int text_px = 15;
    int row_px = 34; ///< Height of buttons and fields.
};

enum class NativeLook {
    MainButton, ///< The one dark button of a page.
    StopButton, ///< What cannot be taken back.
    OnSurface, ///< A label on a white panel.
    QuietText, ///< Second text.
    StopText, ///< What is wrong with a field.
};

/// Fonts, edges and grounds of every native control from here on.
void dress_native_controls(NativeSizes const& sizes, Palette palette);

void wear(wxWindow& window, NativeLook look);

} // namespace meguri::ui
