// The ground of the kiosk's window: shows a scene by handing its parts to controls that are kept and used
// again, draws what lies below them, and leads the keyboard from target to target.
#pragma once

#include "kiosk/screens/part_control.h"

#include <wx/window.h>

#include <vector>

namespace meguri::kiosk::screens {

class Stage final : public wxWindow {
public:
    Stage(wxWindow& parent, Drawing& drawing, std::string const& name);

    /// `is_new_page` takes the keyboard's focus back to the beginning; `is_redrawn` draws all of it.
    void show(Scene scene, bool is_new_page, bool is_redrawn);
    /// The controls that are shown, in reading order.
    std::vector<PartControl*> shown() const;
    /// A line of text and the part it stands in.
    struct Text {
        ui::DrawnLine line;
        ui::Box part;
    };
    /// Draws the ground and all parts, as the window shows them, on something else.
    std::vector<Text> draw_on(wxGraphicsContext& context);
    /// True when the key was one of ours.
    bool take_key(wxKeyEvent const& event);

private:
    void draw_ground(Painter& painter, ui::Canvas& canvas);
    void on_paint();
    void focus(PartControl& control);
    PartControl* focused() const;
    void step_focus(int direction);
    void move_focus(int by_x, int by_y);

    Drawing& m_drawing;
    std::vector<Decor> m_decor;
    std::vector<PartControl*> m_controls; ///< Owned by the toolkit as children of this window.
    std::size_t m_shown = 0;
};

} // namespace meguri::kiosk::screens
