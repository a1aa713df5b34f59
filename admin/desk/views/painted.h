// The base of everything the desk draws by itself: a window that paints on a Canvas, redraws when it is told,
// and, where it can be pressed, takes focus, Enter, Space, the mouse and assistive technology alike. Window's
// thread.
#pragma once

#include "admin/desk/views/look.h"
#include "shared/ui/a11y.h"

#include <wx/control.h>
#include <wx/panel.h>

#include <functional>
#include <string>

namespace meguri::desk::views {

class Painted : public wxControl {
public:
    Painted(wxWindow* parent, Look& look, ui::Role ground);

    bool AcceptsFocus() const override { return m_is_pressable; }
    bool AcceptsFocusFromKeyboard() const override { return m_is_pressable; }

    /// What is drawn, under a title, as the bytes of a PNG, twice as fine as on the screen; empty when that
    /// failed.
    std::string png(std::string const& title);

protected:
    virtual void paint(ui::Canvas& canvas, ui::Box const& all) = 0;
    /// From here on it can be pressed, under this name.
    void make_pressable(std::string const& name, std::function<void()> press);
    Look& look() const { return m_look; }
    void draw_focus_ring(ui::Canvas& canvas, ui::Box const& box, double radius);
    /// One line in the middle of the box's height, set smaller where it is too long for the width.
    void text(ui::Canvas& canvas, std::string const& words, ui::Box const& box, int px, ui::Role role,
        bool is_bold = false, ui::Align align = ui::Align::Left);

private:
    Look& m_look;
    ui::Role m_ground;
    bool m_is_pressable = false;
    std::function<void()> m_press;
};

/// A white panel with round corners on the page; its children stand on the surface.
class Card : public wxPanel {
public:
    Card(wxWindow* parent, Look& look, ui::Role ground = ui::Role::DeskPage);

private:
    Look& m_look;
    ui::Role m_ground;
};

/// One sentence, or several lines of it, wrapped to the width it is given; nothing when empty.
class Prose final : public Painted {
public:
    Prose(wxWindow* parent, Look& look, ui::Role ground);
    /// `source` is looked up in the catalogue; empty hides it.
    void say(models::Tone tone, std::string const& source, bool is_bold = false);

private:
    void paint(ui::Canvas& canvas, ui::Box const& all) override;
    void fit();

    models::Tone m_tone = models::Tone::Plain;
    std::string m_words;
    bool m_is_bold = false;
    int m_width = 0;
};

} // namespace meguri::desk::views
