#include "kiosk/screens/stage.h"

#include <wx/dcclient.h>
#include <wx/graphics.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

namespace meguri::kiosk::screens {

Stage::Stage(wxWindow& parent, Drawing& drawing, std::string const& name)
    : m_drawing(drawing)
{
    SetBackgroundStyle(wxBG_STYLE_PAINT);
    Create(&parent, wxID_ANY, wxPoint(0, 0), parent.GetClientSize(), wxBORDER_NONE | wxWANTS_CHARS);
    ui::expose(*this, name, ui::A11yRole::Panel);
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) { on_paint(); });
    auto const touch = [this](wxMouseEvent&) {
        if (m_drawing.on_event)
            m_drawing.on_event(flow::Touch{});
    };
    Bind(wxEVT_LEFT_DOWN, touch);
    Bind(wxEVT_LEFT_DCLICK, touch);
    tell_letters_of(*this, m_drawing);
}

void Stage::show(Scene scene, bool is_new_page, bool is_redrawn)
{
    m_drawing.unfit.clear();
    if (scene.decor != m_decor || is_redrawn) {
        m_decor = std::move(scene.decor);
        Refresh();
    }
    if (is_new_page)
        SetFocus();
    while (m_controls.size() < scene.parts.size())
        m_controls.push_back(new PartControl(*this, m_drawing)); // NOLINT: the parent window deletes it
    for (std::size_t i = 0; i < scene.parts.size(); ++i)
        m_controls[i]->take(scene.parts[i], is_redrawn);
    for (std::size_t i = scene.parts.size(); i < m_shown; ++i)
        m_controls[i]->let_go();
    m_shown = scene.parts.size();
}

std::vector<PartControl*> Stage::shown() const
{
    return {m_controls.begin(), m_controls.begin() + static_cast<std::ptrdiff_t>(m_shown)};
}

void Stage::on_paint()
{
    wxPaintDC dc(this);
    std::unique_ptr<wxGraphicsContext> const context(wxGraphicsContext::Create(dc));
    if (!context)
        return;
    ui::Canvas canvas(*context, m_drawing.palette, m_drawing.icons, m_drawing.typesetter);
    Painter painter(canvas, m_drawing.scale, m_drawing.text_size, m_drawing.unfit);
    draw_ground(painter, canvas);
}

void Stage::draw_ground(Painter& painter, ui::Canvas& canvas)
{
    auto const size = GetClientSize();
    canvas.fill({0, 0, static_cast<double>(size.x), static_cast<double>(size.y)}, ui::Role::Paper);
    for (auto const& decor : m_decor)
        painter.draw(decor.face, decor.box, {});
}

std::vector<Stage::Text> Stage::draw_on(wxGraphicsContext& context)
{
    ui::Canvas canvas(context, m_drawing.palette, m_drawing.icons, m_drawing.typesetter);
    Painter painter(canvas, m_drawing.scale, m_drawing.text_size, m_drawing.unfit);
    draw_ground(painter, canvas);
    std::vector<Text> texts;
    std::vector<ui::DrawnLine> lines;
    canvas.note_lines(lines);
    for (auto const* const control : shown()) {
        painter.draw(control->part().face, control->part().box, {});
        for (auto& line : lines)
            texts.push_back({std::move(line), control->part().box});
        lines.clear();
    }
    return texts;
}

PartControl* Stage::focused() const
{
    auto* const window = FindFocus();
    auto const controls = shown();
    auto const found = std::find(controls.begin(), controls.end(), window);
    return found == controls.end() ? nullptr : *found;
}

void Stage::focus(PartControl& control)
{
    m_drawing.shows_focus = true;
    control.SetFocus();
    control.Refresh();
}

void Stage::step_focus(int direction)
{
    std::vector<PartControl*> targets;
    for (auto* const control : shown())
        if (control->is_target())
            targets.push_back(control);
    if (targets.empty())
        return;
    auto const count = static_cast<int>(targets.size());
    auto const at = std::find(targets.begin(), targets.end(), focused());
    int next = direction > 0 ? 0 : count - 1;
    if (at != targets.end())
        next = (static_cast<int>(at - targets.begin()) + direction + count) % count;
    focus(*targets[static_cast<std::size_t>(next)]);
}

void Stage::move_focus(int by_x, int by_y)
{
    auto* const from = focused();
    if (from == nullptr)
        return step_focus(1);
    auto const& start = from->part().box;
    PartControl* best = nullptr;
    double best_distance = std::numeric_limits<double>::max();
    for (auto* const control : shown()) {
        if (!control->is_target() || control == from)
            continue;
        auto const& box = control->part().box;
        double const along = by_x != 0 ? (box.centre_x() - start.centre_x()) * by_x
                                       : (box.centre_y() - start.centre_y()) * by_y;
        double const across = by_x != 0 ? std::abs(box.centre_y() - start.centre_y())
                                        : std::abs(box.centre_x() - start.centre_x());
        // Sideways counts more: an arrow key keeps to its row or column where there is one.
        double const distance = along + 3 * across;
        if (along > 1 && distance < best_distance) {
            best_distance = distance;
            best = control;
        }
    }
    if (best != nullptr)
        focus(*best);
}

bool Stage::take_key(wxKeyEvent const& event)
{
    auto const tell = [this](flow::Event happened) {
        if (m_drawing.on_event)
            m_drawing.on_event(std::move(happened));
        return true;
    };
    auto* const control = m_drawing.shows_focus ? focused() : nullptr;
    switch (event.GetKeyCode()) {
    case WXK_TAB:
        step_focus(event.ShiftDown() ? -1 : 1);
        return true;
    case WXK_LEFT:
        move_focus(-1, 0);
        return true;
    case WXK_RIGHT:
        move_focus(1, 0);
        return true;
    case WXK_UP:
        move_focus(0, -1);
        return true;
    case WXK_DOWN:
        move_focus(0, 1);
        return true;
    case WXK_RETURN:
    case WXK_NUMPAD_ENTER:
        if (control == nullptr)
            return tell(flow::Enter{});
        control->fire();
        return true;
    case WXK_SPACE:
        if (control == nullptr)
            return tell(flow::Typed{" "});
        control->fire();
        return true;
    case WXK_F2: // The staff's way in for who has no finger to hold the head with.
        return tell(flow::HeadHeld{});
    case WXK_BACK:
        return tell(flow::Backspace{});
    case WXK_ESCAPE:
        return tell(flow::Escape{});
    default:
        return false;
    }
}

} // namespace meguri::kiosk::screens
