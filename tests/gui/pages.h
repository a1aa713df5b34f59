// Every screen of the kiosk as a visitor reaches it: scripts for the Visitor of the flow tests, so that what
// is drawn is a state the path really has. Shared by the gallery and the layout test.
#pragma once

#include "kiosk/screens/window.h"
#include "tests/kiosk/flow_walk.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace meguri::tests {

struct Page {
    std::string name;
    std::string script; ///< As `Visitor::does` takes it; from the start page.
    bool is_bare = false; ///< Without a line and without a voice: other chips, other words, three tools.
    bool is_outdated = false; ///< The hub asks for a newer program.
    bool takes_nobody = false; ///< No room on the disk, or a disk that failed.
    bool has_postal_codes = false; ///< The official list lies here.
    int parts = 1; ///< Days of the class LINEで写真をおくる; the last one in another hall.
    int areas = 2; ///< How many the hall's municipality has.
};

std::vector<Page> const& pages();

struct PanelKind {
    std::string name;
    int width_px;
    int height_px;
    double mm_per_px;
};

/// 24 in upright and lying, and 15.6 in.
std::vector<PanelKind> const& panel_kinds();

struct NamedLook {
    std::string name; ///< "contrast-ja-easy"
    kiosk::flow::Look look;
};

/// Normal, contrast and larger, each in all languages.
std::vector<NamedLook> const& looks();

/// The real window on such a panel; nothing happens when it is pressed. Stops the program without assets.
std::unique_ptr<kiosk::screens::Window> open_on(PanelKind const& kind);

/// The view a page shows in this look on this panel; stops the program when the script does not lead through.
kiosk::flow::View view_of(
    Page const& page, kiosk::flow::Look const& look, kiosk::screens::Panel const& panel);

} // namespace meguri::tests
