// One part of the screen as a window: draws its face, takes touches, keys and presses by assistive
// technology, and says what was pressed. It keeps no state of the path; it is given another part whenever the
// view changes.
#pragma once

#include "kiosk/screens/painter.h"
#include "kiosk/screens/scene.h"

#include <wx/control.h>
#include <wx/stopwatch.h>

#include <functional>
#include <set>
#include <string>

namespace meguri::kiosk::screens {

/// What all parts of a window draw with, and whom they tell.
struct Drawing {
    explicit Drawing(std::filesystem::path const& icons_folder)
        : icons(icons_folder)
    {
    }

    ui::Icons icons;
    ui::Typesetter typesetter;
    ui::Scale scale;
    ui::Palette palette = ui::Palette::Normal;
    ui::TextSize text_size = ui::TextSize::Normal;
    bool shows_focus
        = false; ///< Only while a keyboard is used: a ring round what was last touched would puzzle.
    std::set<std::string> unfit; ///< Texts of this screen that did not fit; for tests.
    std::function<void(flow::Event)> on_event;
};

/// Tells of a letter of a hardware keyboard that came to a window.
void tell_letters_of(wxWindow& window, Drawing& drawing);

class PartControl final : public wxControl {
public:
    PartControl(wxWindow& parent, Drawing& drawing);

    /// Moves, names and draws itself as `part`, as far as it differs from what it was. `is_redrawn` draws in
    /// any case.
    void take(Part const& part, bool is_redrawn);
    /// Hides and forgets the part.
    void let_go();

    Part const& part() const { return m_part; }
    bool is_target() const { return m_part.press.has_value(); }
    /// Where the part really is in the parent, as the toolkit tells it.
    ui::Box place() const;
    void fire();

    bool AcceptsFocus() const override { return is_target(); }
    bool AcceptsFocusFromKeyboard() const override { return is_target(); }

private:
    void on_paint();
    void on_down(wxMouseEvent& event);
    void on_up(wxMouseEvent& event);
    void on_motion(wxMouseEvent& event);
    void set_pressed(bool is_pressed);
    void release();
    bool holds(wxPoint const& at) const;
    /// The part's box in this window, which is wider by the focus ring.
    ui::Box inner_box() const;

    Drawing& m_drawing;
    Part m_part;
    bool m_is_pressed = false;
    bool m_is_followed = false; ///< A touch began here and has not ended.
    bool m_is_head_held = false; ///< The same, on the head of the page.
    wxStopWatch m_held;
};

} // namespace meguri::kiosk::screens
