// One drawn screen as data: what lies on the ground, and the parts that speak or can be pressed, each with
// its place in pixels, its name for assistive technology and its event. Made anew from a view; nothing is
// remembered in it.
#pragma once

#include "kiosk/flow/event.h"
#include "kiosk/screens/faces.h"
#include "shared/ui/a11y.h"

#include <optional>
#include <string>
#include <vector>

namespace meguri::kiosk::screens {

struct Part {
    ui::Box box;
    Face face;
    ui::Role ground = ui::Role::Paper; ///< What shows round its corners.
    std::string name; ///< For assistive technology.
    ui::A11yRole role = ui::A11yRole::Label;
    std::optional<flow::Press> press; ///< None: it only speaks.
    bool is_on = false;
};

/// Drawn below all parts; not seen by assistive technology.
struct Decor {
    ui::Box box;
    Face face;
    bool operator==(Decor const&) const = default;
};

struct Scene {
    std::vector<Decor> decor;
    std::vector<Part> parts; ///< In reading order, which is the order of the Tab key.
};

} // namespace meguri::kiosk::screens
