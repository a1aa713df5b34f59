#include "kiosk/screens/part_control.h"

#include "shared/ui/text.h"

#include <wx/dcclient.h>
#include <wx/graphics.h>

#include <cmath>
#include <memory>
#include <utility>
#include <variant>

namespace meguri::kiosk::screens {

namespace {

/// Held this long the head of the page is the staff's way in; nobody does so by chance.
constexpr long head_hold_ms = 2000;

int ring_px(ui::Scale scale)
{
    return static_cast<int>(std::floor(scale.exact_px(ui::space::focus_ring)));
}

} // namespace

void tell_letters_of(wxWindow& window, Drawing& drawing)
{
    window.Bind(wxEVT_CHAR, [&drawing](wxKeyEvent& event) {
        if (event.GetUnicodeKey() > WXK_SPACE && drawing.on_event)
            drawing.on_event(flow::Typed{ui::from_wx(wxString(wxUniChar(event.GetUnicodeKey())))});
    });
}

PartControl::PartControl(wxWindow& parent, Drawing& drawing)
    : m_drawing(drawing)
{
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    Hide();
    Create(&parent, wxID_ANY, wxDefaultPosition, wxSize(1, 1), wxBORDER_NONE | wxWANTS_CHARS);
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) { on_paint(); });
    Bind(wxEVT_LEFT_DOWN, &PartControl::on_down, this);
    // The second of two quick touches; the kana pad is typed on quickly.
    Bind(wxEVT_LEFT_DCLICK, &PartControl::on_down, this);
    Bind(wxEVT_LEFT_UP, &PartControl::on_up, this);
    Bind(wxEVT_MOTION, &PartControl::on_motion, this);
    tell_letters_of(*this, m_drawing);
    Bind(wxEVT_MOUSE_CAPTURE_LOST, [this](wxMouseCaptureLostEvent&) {
        m_is_followed = false;
        set_pressed(false);
    });
    Bind(wxEVT_SET_FOCUS, [this](wxFocusEvent& event) {
        Refresh();
        event.Skip();
    });
    Bind(wxEVT_KILL_FOCUS, [this](wxFocusEvent& event) {
        Refresh();
        event.Skip();
    });
}

void PartControl::take(Part const& part, bool is_redrawn)
{
    bool const is_moved = !(part.box == m_part.box) || !IsShown();
    bool const is_other_target = part.press != m_part.press;
    bool const is_renamed = part.name != m_part.name;
    bool const is_exposed_anew
        = is_other_target || part.role != m_part.role || part.is_on != m_part.is_on || !IsShown();
    is_redrawn = is_redrawn || is_moved || part.face != m_part.face || part.ground != m_part.ground;
    if (is_other_target)
        release();
    m_part = part;
    if (is_moved) {
        int const ring = ring_px(m_drawing.scale);
        // A coordinate of -1 is meant as it stands, and not as "stay there".
        SetSize(static_cast<int>(part.box.x) - ring, static_cast<int>(part.box.y) - ring,
            static_cast<int>(part.box.width) + 2 * ring, static_cast<int>(part.box.height) + 2 * ring,
            wxSIZE_ALLOW_MINUS_ONE);
    }
    if (is_exposed_anew) {
        std::function<void()> press;
        // Later, not at once: the toolkit is inside a call of assistive technology now.
        if (is_target())
            press = [this] { CallAfter(&PartControl::fire); };
        ui::expose(*this, part.name, part.role, std::move(press), [this] { return m_part.is_on; });
        SetCanFocus(is_target());
    } else if (is_renamed) {
        ui::rename(*this, part.name);
    }
    if (!IsShown())
        Show();
    if (is_redrawn)
        Refresh();
}

void PartControl::let_go()
{
    if (!IsShown())
        return;
    release();
    Hide();
    m_part = {};
    // What a visitor typed must not stay in a name either.
    ui::expose(*this, {}, ui::A11yRole::Panel);
}

void PartControl::fire()
{
    if (m_part.press && m_drawing.on_event) {
        // A copy: the event may give this control another part.
        auto const press = *m_part.press;
        m_drawing.on_event(press);
    }
}

ui::Box PartControl::place() const
{
    auto const rect = GetRect();
    int const ring = ring_px(m_drawing.scale);
    return {static_cast<double>(rect.x + ring), static_cast<double>(rect.y + ring),
        static_cast<double>(rect.width - 2 * ring), static_cast<double>(rect.height - 2 * ring)};
}

ui::Box PartControl::inner_box() const
{
    int const ring = ring_px(m_drawing.scale);
    return {static_cast<double>(ring), static_cast<double>(ring), m_part.box.width, m_part.box.height};
}

void PartControl::on_paint()
{
    wxPaintDC dc(this);
    std::unique_ptr<wxGraphicsContext> const context(wxGraphicsContext::Create(dc));
    if (!context)
        return;
    ui::Canvas canvas(*context, m_drawing.palette, m_drawing.icons, m_drawing.typesetter);
    Painter painter(canvas, m_drawing.scale, m_drawing.text_size, m_drawing.unfit);
    bool const is_focused = m_drawing.shows_focus && is_target() && HasFocus();
    painter.draw(m_part.face, inner_box(), {m_is_pressed, is_focused});
    if (is_focused) {
        double const ring = std::max(2.0, m_drawing.scale.exact_px(ui::space::focus_ring));
        auto const size = GetClientSize();
        canvas.rounded({0, 0, static_cast<double>(size.x), static_cast<double>(size.y)},
            m_drawing.scale.exact_px(ui::space::button_radius) + ring, {},
            ui::Outline{ui::Role::Focus, ring});
    }
}

bool PartControl::holds(wxPoint const& at) const
{
    return inner_box().holds(at.x, at.y);
}

void PartControl::set_pressed(bool is_pressed)
{
    if (m_is_pressed == is_pressed)
        return;
    m_is_pressed = is_pressed;
    Refresh();
    Update();
}

void PartControl::release()
{
    m_is_followed = false;
    m_is_pressed = false;
    if (HasCapture())
        ReleaseMouse();
}

void PartControl::on_down(wxMouseEvent& event)
{
    m_drawing.shows_focus = false;
    if (!is_target() || !holds(event.GetPosition())) {
        m_is_head_held = std::holds_alternative<HeadFace>(m_part.face);
        m_held.Start();
        if (m_drawing.on_event)
            m_drawing.on_event(flow::Touch{});
        return;
    }
    m_is_followed = true;
    CaptureMouse();
    set_pressed(true);
}

void PartControl::on_up(wxMouseEvent& event)
{
    if (std::exchange(m_is_head_held, false) && m_held.Time() >= head_hold_ms && m_drawing.on_event)
        m_drawing.on_event(flow::HeadHeld{});
    if (!m_is_followed)
        return;
    bool const is_inside = holds(event.GetPosition());
    m_is_followed = false;
    if (HasCapture())
        ReleaseMouse();
    set_pressed(false);
    if (is_inside)
        fire();
    else if (m_drawing.on_event)
        m_drawing.on_event(flow::Touch{});
}

void PartControl::on_motion(wxMouseEvent& event)
{
    if (m_is_followed)
        set_pressed(holds(event.GetPosition()));
}

} // namespace meguri::kiosk::screens
