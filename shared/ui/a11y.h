// Tells assistive technology what a window of ours is: its name, its role, what pressing does, whether it is
// checked. Works for custom-drawn windows, whose toolkit class says nothing by itself, and gives native ones
// a better name. Call from the window's thread, after the window was created. One .cpp per platform.
#pragma once

#include <functional>
#include <string>

class wxWindow;

namespace meguri::ui {

enum class A11yRole {
    Button,
    ToggleButton,
    Label,
    Heading,
    Image,
    Panel,
    Entry, ///< A field that shows what is being typed.
    Alert,
    Dialog,
    Chart,
    Table,
};

/// Gives `window` a name and a role, replacing what was given before. `press` is called on the window's
/// thread when assistive technology presses it, and only while it is shown and enabled; without it nothing
/// can be pressed.
void expose(wxWindow& window, std::string const& name, A11yRole role, std::function<void()> press = {},
    std::function<bool()> checked = {});

/// Changes the name only.
void rename(wxWindow& window, std::string const& name);

} // namespace meguri::ui
