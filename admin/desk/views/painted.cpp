#include "admin/desk/views/painted.h"

#include <wx/bitmap.h>
#include <wx/dcbuffer.h>
#include <wx/dcmemory.h>
#include <wx/graphics.h>
#include <wx/image.h>
#include <wx/mstream.h>
#include <wx/sizer.h>

#include <memory>

namespace meguri::desk::views {

namespace {

constexpr double ring_width = 2;
constexpr int prose_inside = 8;
constexpr int smaller_px_max = 4;
constexpr int png_scale = 2;
constexpr int png_margin = 16;

ui::Box box_of(wxWindow const& window)
{
    auto const size = window.GetClientSize();
    return {0, 0, static_cast<double>(size.x), static_cast<double>(size.y)};
}

/// Paints a window's whole area, ground first, on a double buffer.
template <class Draw> void paint_window(wxWindow& window, Look& look, ui::Role ground, Draw draw)
{
    wxAutoBufferedPaintDC dc(&window);
    std::unique_ptr<wxGraphicsContext> const context(wxGraphicsContext::Create(dc));
    if (!context)
        return;
    ui::Canvas canvas(*context, look.palette, look.icons(), look.typesetter());
    canvas.fill(box_of(window), ground);
    draw(canvas);
}

} // namespace

Painted::Painted(wxWindow* parent, Look& look, ui::Role ground)
    : wxControl(parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxBORDER_NONE | wxWANTS_CHARS)
    , m_look(look)
    , m_ground(ground)
{
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) {
        paint_window(*this, m_look, m_ground, [this](ui::Canvas& canvas) { paint(canvas, box_of(*this)); });
    });
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        Refresh();
        event.Skip();
    });
}

void Painted::make_pressable(std::string const& name, std::function<void()> press)
{
    m_is_pressable = true;
    m_press = std::move(press);
    SetCanFocus(true);
    ui::expose(*this, name, ui::A11yRole::Button, [this] { CallAfter([this] { m_press(); }); });
    Bind(wxEVT_LEFT_DOWN, [this](wxMouseEvent&) {
        SetFocus();
        m_press();
    });
    Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) {
        auto const key = event.GetKeyCode();
        if (key == WXK_RETURN || key == WXK_SPACE || key == WXK_NUMPAD_ENTER)
            m_press();
        else if (key == WXK_TAB)
            Navigate(event.ShiftDown() ? wxNavigationKeyEvent::IsBackward : wxNavigationKeyEvent::IsForward);
        else
            event.Skip();
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

std::string Painted::png(std::string const& title)
{
    auto const size = GetClientSize();
    int const head = m_look.sizes.title + png_margin;
    wxSize const whole(size.x + 2 * png_margin, size.y + 2 * png_margin + head);
    wxBitmap bitmap(whole * png_scale, 24);
    wxMemoryDC dc(bitmap);
    {
        std::unique_ptr<wxGraphicsContext> const context(wxGraphicsContext::Create(dc));
        if (!context)
            return "";
        context->Scale(png_scale, png_scale);
        ui::Canvas canvas(*context, m_look.palette, m_look.icons(), m_look.typesetter());
        canvas.fill({0, 0, static_cast<double>(whole.x), static_cast<double>(whole.y)}, m_ground);
        text(canvas, title,
            {png_margin, png_margin, static_cast<double>(size.x), static_cast<double>(head) - png_margin},
            m_look.sizes.title, ui::Role::Ink, true);
        context->Translate(png_margin, png_margin + head);
        paint(canvas, box_of(*this));
    }
    dc.SelectObject(wxNullBitmap);
    auto image = bitmap.ConvertToImage();
    wxMemoryOutputStream bytes;
    wxPNGHandler writer;
    if (!image.IsOk() || !writer.SaveFile(&image, bytes, false))
        return "";
    std::string png(bytes.GetSize(), '\0');
    bytes.CopyTo(png.data(), png.size());
    return png;
}

void Painted::draw_focus_ring(ui::Canvas& canvas, ui::Box const& box, double radius)
{
    if (HasFocus())
        canvas.rounded(box, radius, std::nullopt, ui::Outline{ui::Role::Focus, ring_width});
}

void Painted::text(ui::Canvas& canvas, std::string const& words, ui::Box const& box, int px, ui::Role role,
    bool is_bold, ui::Align align)
{
    auto lines = m_look.typesetter().set(words, {static_cast<double>(px), is_bold, 1.3}, 0);
    for (int smaller = 1; smaller <= smaller_px_max && lines.width > box.width; ++smaller)
        lines = m_look.typesetter().set(words, {static_cast<double>(px - smaller), is_bold, 1.3}, 0);
    canvas.text(lines, box, role, align, ui::Stand::Middle);
}

Card::Card(wxWindow* parent, Look& look, ui::Role ground)
    : wxPanel(parent)
    , m_look(look)
    , m_ground(ground)
{
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    SetBackgroundColour(look.colour(ui::Role::Surface));
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) {
        paint_window(*this, m_look, m_ground, [this](ui::Canvas& canvas) {
            canvas.rounded(
                box_of(*this), m_look.sizes.radius, ui::Role::Surface, ui::Outline{ui::Role::Line, 1});
        });
    });
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        Refresh();
        event.Skip();
    });
}

Prose::Prose(wxWindow* parent, Look& look, ui::Role ground)
    : Painted(parent, look, ground)
{
    Hide();
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        if (event.GetSize().x != m_width)
            CallAfter([this] { fit(); });
        event.Skip();
    });
}

void Prose::say(models::Tone tone, std::string const& source, bool is_bold)
{
    auto const words = look().say(source);
    if (m_words == words && m_tone == tone)
        return;
    m_tone = tone;
    m_words = words;
    m_is_bold = is_bold;
    Show(!words.empty());
    bool const is_alert
        = tone == models::Tone::Stop || tone == models::Tone::Ok || tone == models::Tone::Full;
    ui::expose(*this, words, is_alert ? ui::A11yRole::Alert : ui::A11yRole::Label);
    m_width = 0;
    fit();
    Refresh();
}

void Prose::fit()
{
    int const width
        = GetSize().x > 4 * prose_inside ? GetSize().x : look().sizes.side - 2 * look().sizes.inside;
    bool const is_tinted = colours_of(m_tone).ground != ui::Role::Surface;
    int const inside = is_tinted ? prose_inside : 0;
    auto const lines = look().typesetter().set(
        m_words, {static_cast<double>(look().sizes.text), m_is_bold, 1.45}, width - 2 * inside);
    auto const height = static_cast<int>(lines.height) + 2 * inside + 2;
    m_width = GetSize().x;
    if (GetMinSize().y == height)
        return;
    SetMinSize(wxSize(-1, height));
    for (auto* above = GetParent(); above != nullptr && !above->IsTopLevel(); above = above->GetParent())
        above->Layout();
}

void Prose::paint(ui::Canvas& canvas, ui::Box const& all)
{
    if (m_words.empty())
        return;
    auto const [front, ground] = colours_of(m_tone);
    bool const is_tinted = ground != ui::Role::Surface;
    if (is_tinted)
        canvas.tinted(all, look().sizes.radius, ground, front, 1);
    auto const inside = all.inside(is_tinted ? prose_inside : 0);
    auto const lines = look().typesetter().set(
        m_words, {static_cast<double>(look().sizes.text), m_is_bold, 1.45}, inside.width);
    canvas.text(lines, inside, front);
}

} // namespace meguri::desk::views
