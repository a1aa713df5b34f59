// Things that a window of ours draws by itself and that are not windows, as children of it for assistive
// technology: each with a name, a place and what pressing it does. Call from the window's thread, after
// `expose` of the window. One .cpp per platform.
#pragma once

#include <functional>
#include <string>
#include <vector>

class wxWindow;

namespace meguri::ui {

struct A11yPart {
    std::string name;
    int x = 0; ///< In pixels of the window.
    int y = 0;
    int width = 0;
    int height = 0;
    std::function<void()> press;
};

/// Replaces the parts given before; those whose name stays at its place stay the same object, so that nobody
/// hears of them again.
void expose_parts(wxWindow& window, std::vector<A11yPart> parts);

} // namespace meguri::ui
