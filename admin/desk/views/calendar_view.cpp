// Where the calendar's blocks stand, and what keys, pointer and assistive technology do to them.
#include "admin/desk/views/calendar_view.h"

#include "admin/desk/models/words.h"
#include "shared/ui/a11y_parts.h"

#include <wx/event.h>

#include <algorithm>
#include <cmath>

namespace meguri::desk::views {

using models::CalendarBlock;
using models::CalendarStep;

namespace {

constexpr double hour_gutter = 46;
constexpr double lane_gutter = 132;
constexpr double cell_inside = 3;
constexpr int minutes_a_step = 15;
constexpr int days_a_week = 7;
constexpr int drag_from = 6;
constexpr std::size_t lane_lines_least = 2;

int days_from(domain::Date from, base::Time to)
{
    return static_cast<int>(
        (std::chrono::sys_days(domain::tokyo_date(to)) - std::chrono::sys_days(from)).count());
}

double minute_of(base::Time time)
{
    auto const local = domain::to_tokyo(time);
    return local.hour * 60 + local.minute;
}

/// What clashes stands on a line of its own.
wxString tip_of(CalendarBlock const& block)
{
    auto without = block;
    without.why.clear();
    auto words = models::block_words(without);
    return ui::to_wx(block.why.empty() ? words : words + "\n×重なり: " + block.why);
}

} // namespace

CalendarView::CalendarView(wxWindow* parent, Look& look, Told told)
    : Painted(parent, look, ui::Role::Surface)
    , m_told(std::move(told))
{
    SetCanFocus(true);
    ui::expose(*this, look.say("開催回のカレンダー"), ui::A11yRole::Panel);
    Bind(wxEVT_KEY_DOWN, [this](wxKeyEvent& event) { take_key(event); });
    Bind(wxEVT_LEFT_DOWN, [this](wxMouseEvent& event) { press(event); });
    Bind(wxEVT_MOTION, [this](wxMouseEvent& event) { drag(event); });
    Bind(wxEVT_LEFT_UP, [this](wxMouseEvent& event) {
        // A quick hand is where it lets go before the way there was told.
        drag(event);
        drop();
    });
    Bind(wxEVT_MOUSE_CAPTURE_LOST, [this](wxMouseCaptureLostEvent&) {
        m_drag.reset();
        Refresh();
    });
    Bind(wxEVT_MOUSEWHEEL, [this](wxMouseEvent& event) {
        m_scrolled -= event.GetWheelRotation() / 2.0;
        place();
        Refresh();
    });
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        place();
        keep_in_sight();
        Refresh();
        event.Skip();
    });
    for (auto const kind : {wxEVT_SET_FOCUS, wxEVT_KILL_FOCUS})
        Bind(kind, [this](wxFocusEvent& event) {
            Refresh();
            event.Skip();
        });
}

void CalendarView::show(models::CalendarLayout const& layout, int revision, std::optional<std::size_t> at,
    domain::Date today, std::optional<CalendarGhost> ghost)
{
    bool const is_new = revision != m_revision;
    bool const is_other = at != m_at;
    m_at = at;
    m_today = today;
    m_ghost = std::move(ghost);
    if (is_new) {
        // Nothing that is being dragged belongs to the new one.
        m_drag.reset();
        if (HasCapture())
            ReleaseMouse();
        m_layout = layout;
        m_revision = revision;
    }
    place();
    if (is_new || is_other)
        keep_in_sight();
    ui::rename(*this,
        look().say("開催回のカレンダー")
            + (m_at ? ": " + models::block_words(m_layout.blocks[*m_at]) : std::string()));
    Refresh();
}

double CalendarView::line_height() const
{
    return look().sizes.head + 9;
}

double CalendarView::head_height() const
{
    return m_layout.has_hours ? look().sizes.head + look().sizes.text + 18 : look().sizes.head * 2 + 14;
}

double CalendarView::gutter() const
{
    if (m_layout.has_hours)
        return hour_gutter;
    return m_layout.lanes.empty() ? 0 : lane_gutter;
}

double CalendarView::cell_width() const
{
    return (GetClientSize().x - gutter()) / static_cast<double>(std::max<std::size_t>(1, m_layout.columns));
}

double CalendarView::hour_height() const
{
    int const hours = std::max(1, m_layout.last_hour - m_layout.first_hour);
    return (GetClientSize().y - head_height() - 6) / hours;
}

ui::Box CalendarView::cell_box(std::size_t row, std::size_t column) const
{
    if (m_layout.has_hours)
        return {gutter() + cell_width() * static_cast<double>(column), head_height(), cell_width(),
            GetClientSize().y - head_height()};
    if (row + 1 >= m_row_tops.size())
        return {};
    return {gutter() + cell_width() * static_cast<double>(column), m_row_tops[row] - m_scrolled, cell_width(),
        m_row_tops[row + 1] - m_row_tops[row]};
}

double CalendarView::height_of_lanes() const
{
    return m_row_tops.empty() ? 0 : m_row_tops.back();
}

std::optional<ui::Box> CalendarView::hour_box(CalendarBlock const& block) const
{
    auto const cell = cell_box(0, block.column);
    double const top = block.from_minute - m_layout.first_hour * 60;
    double const minutes = std::max(20, block.to_minute - block.from_minute);
    double const width = (cell.width - 2 * cell_inside) / static_cast<double>(block.tracks);
    return ui::Box{cell.x + cell_inside + width * static_cast<double>(block.track),
        cell.y + top / 60 * hour_height() + 1, width - 1, minutes / 60 * hour_height() - 2};
}

/// Of a month's cell the day stands above its lines.
std::size_t CalendarView::lines_in(ui::Box const& cell) const
{
    double const above = m_layout.lanes.empty() ? line_height() : 2;
    return static_cast<std::size_t>(std::max(1.0, (cell.height - above - 2) / line_height()));
}

/// Where the lines begin: those before the one the keys stand on leave when there is no room.
std::size_t CalendarView::first_line(
    std::size_t row, std::size_t column, std::size_t count, std::size_t room) const
{
    if (count <= room || !m_at || *m_at >= m_layout.blocks.size())
        return 0;
    auto const& here = m_layout.blocks[*m_at];
    if (here.row != row || here.column != column)
        return 0;
    auto const shown = std::max<std::size_t>(1, room - 1);
    return here.place < shown ? 0 : std::min(here.place - shown + 1, count - shown);
}

void CalendarView::place()
{
    auto const& blocks = m_layout.blocks;
    m_boxes.assign(blocks.size(), std::nullopt);
    m_more.clear();
    m_row_tops.assign(1, head_height());
    if (m_layout.has_hours) {
        for (std::size_t i = 0; i < blocks.size(); ++i)
            m_boxes[i] = hour_box(blocks[i]);
        return expose_blocks();
    }
    double const room = GetClientSize().y - head_height();
    std::vector<std::size_t> most(m_layout.rows, lane_lines_least);
    for (auto const& block : blocks)
        most[block.row] = std::max(most[block.row], block.place + 1);
    for (std::size_t row = 0; row < m_layout.rows; ++row)
        m_row_tops.push_back(m_row_tops.back()
            + (m_layout.lanes.empty() ? room / static_cast<double>(m_layout.rows)
                                      : static_cast<double>(most[row]) * line_height() + 8));
    m_scrolled = std::clamp(m_scrolled, 0.0, std::max(0.0, height_of_lanes() - GetClientSize().y));
    for (std::size_t i = 0; i < blocks.size();) {
        auto end = i;
        while (
            end < blocks.size() && blocks[end].row == blocks[i].row && blocks[end].column == blocks[i].column)
            ++end;
        auto const cell = cell_box(blocks[i].row, blocks[i].column);
        auto const count = end - i;
        auto const lines = lines_in(cell);
        bool const is_short = count > lines;
        auto const shown = is_short ? std::max<std::size_t>(1, lines - 1) : count;
        auto const first = first_line(blocks[i].row, blocks[i].column, count, lines);
        double top = cell.y + (m_layout.lanes.empty() ? line_height() : 4);
        for (std::size_t k = first; k < first + shown && k < count; ++k) {
            m_boxes[i + k]
                = ui::Box{cell.x + cell_inside, top, cell.width - 2 * cell_inside, line_height() - 2};
            top += line_height();
        }
        if (is_short)
            m_more.push_back({{cell.x + cell_inside, top, cell.width - 2 * cell_inside, line_height() - 2},
                count - shown});
        i = end;
    }
    expose_blocks();
}

void CalendarView::keep_in_sight()
{
    if (m_layout.lanes.empty() || !m_at || *m_at >= m_layout.blocks.size())
        return;
    auto const row = m_layout.blocks[*m_at].row;
    double const top = m_row_tops.at(row) - head_height();
    double const bottom = m_row_tops.at(row + 1) - GetClientSize().y;
    auto const before = m_scrolled;
    m_scrolled = std::max(std::min(m_scrolled, top), bottom);
    if (before != m_scrolled)
        place();
}

void CalendarView::expose_blocks()
{
    std::vector<ui::A11yPart> parts;
    parts.reserve(m_layout.blocks.size());
    for (std::size_t i = 0; i < m_layout.blocks.size(); ++i) {
        auto const box = m_boxes[i].value_or(ui::Box{});
        parts.push_back({models::block_words(m_layout.blocks[i]), static_cast<int>(box.x),
            static_cast<int>(box.y), static_cast<int>(box.width), static_cast<int>(box.height), [this, i] {
                CallAfter([this, i] {
                    m_told.stood(i);
                    m_told.opened();
                });
            }});
    }
    ui::expose_parts(*this, std::move(parts));
}

std::optional<std::size_t> CalendarView::block_under(wxPoint where) const
{
    // The one the keys stand on is drawn above the others.
    auto const holds = [&](std::size_t i) { return m_boxes[i] && m_boxes[i]->holds(where.x, where.y); };
    if (m_at && *m_at < m_boxes.size() && holds(*m_at))
        return m_at;
    if (where.y < head_height())
        return std::nullopt;
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        if (holds(i))
            return i;
    return std::nullopt;
}

std::optional<CalendarGhost> CalendarView::ghost_now() const
{
    if (!m_drag || !m_drag->has_begun || m_drag->block >= m_layout.blocks.size())
        return m_ghost;
    auto const& block = m_layout.blocks[m_drag->block];
    CalendarGhost ghost;
    auto const by = std::chrono::days(m_drag->days) + std::chrono::minutes(m_drag->minutes);
    ghost.starts_at = block.starts_at + by;
    ghost.ends_at = block.ends_at + by;
    ghost.row = block.row;
    ghost.words = models::short_moment_words(ghost.starts_at);
    return ghost;
}

std::optional<ui::Box> CalendarView::ghost_box(CalendarGhost const& ghost) const
{
    int const days = days_from(m_layout.days.first, ghost.starts_at);
    if (days < 0 || days >= m_layout.days.count)
        return std::nullopt;
    auto const place = static_cast<std::size_t>(days);
    if (m_layout.has_hours) {
        auto const cell = cell_box(0, place);
        double const from = minute_of(ghost.starts_at) - m_layout.first_hour * 60;
        double const minutes = static_cast<double>(
            std::chrono::duration_cast<std::chrono::minutes>(ghost.ends_at - ghost.starts_at).count());
        return ui::Box{cell.x + 1, cell.y + from / 60 * hour_height(), cell.width - 2,
            std::max(20.0, minutes / 60 * hour_height())};
    }
    bool const has_weeks = m_layout.lanes.empty();
    return has_weeks ? cell_box(place / days_a_week, place % days_a_week).inside(1)
                     : cell_box(ghost.row, place).inside(1);
}

void CalendarView::take_arrow(int key, bool is_moving)
{
    bool const is_back = key == WXK_LEFT || key == WXK_UP;
    bool const is_sideways = key == WXK_LEFT || key == WXK_RIGHT;
    if (!is_moving)
        return m_told.stepped(is_sideways ? (is_back ? CalendarStep::Left : CalendarStep::Right)
                                          : (is_back ? CalendarStep::Up : CalendarStep::Down));
    bool const has_weeks = m_layout.lanes.empty() && !m_layout.has_hours;
    int const sign = is_back ? -1 : 1;
    if (is_sideways)
        return m_told.shifted(sign, 0);
    if (has_weeks)
        return m_told.shifted(sign * days_a_week, 0);
    m_told.shifted(0, sign * minutes_a_step);
}

void CalendarView::take_key(wxKeyEvent& event)
{
    bool const is_moving = m_ghost.has_value();
    switch (event.GetKeyCode()) {
    case WXK_LEFT:
    case WXK_RIGHT:
    case WXK_UP:
    case WXK_DOWN:
        return take_arrow(event.GetKeyCode(), is_moving || event.ControlDown());
    case WXK_RETURN:
    case WXK_NUMPAD_ENTER:
    case WXK_SPACE:
        return is_moving ? m_told.confirmed() : m_told.opened();
    case WXK_PAGEUP:
        return m_told.turned(-1);
    case WXK_PAGEDOWN:
        return m_told.turned(1);
    case WXK_HOME:
        return m_told.today();
    case WXK_TAB:
        Navigate(event.ShiftDown() ? wxNavigationKeyEvent::IsBackward : wxNavigationKeyEvent::IsForward);
        return;
    case 'M':
        if (!event.HasAnyModifiers())
            return m_told.taken();
        break;
    default:
        break;
    }
    event.Skip();
}

void CalendarView::press(wxMouseEvent const& event)
{
    SetFocus();
    auto const block = block_under(event.GetPosition());
    if (!block)
        return;
    m_drag = Drag{*block, event.GetPosition(), 0, 0, false};
    m_tip.reset();
    UnsetToolTip();
    if (!HasCapture())
        CaptureMouse();
}

void CalendarView::drag(wxMouseEvent const& event)
{
    if (!m_drag) {
        auto const under = block_under(event.GetPosition());
        if (under != m_tip)
            under ? SetToolTip(tip_of(m_layout.blocks[*under])) : UnsetToolTip();
        m_tip = under;
        return;
    }
    auto const by = event.GetPosition() - m_drag->from;
    if (!m_drag->has_begun && std::abs(by.x) < drag_from && std::abs(by.y) < drag_from)
        return;
    m_drag->has_begun = true;
    int const columns = static_cast<int>(std::lround(by.x / cell_width()));
    m_drag->days = columns;
    if (m_layout.has_hours) {
        m_drag->minutes
            = static_cast<int>(std::lround(by.y / hour_height() * 60 / minutes_a_step)) * minutes_a_step;
    } else if (m_layout.lanes.empty() && m_row_tops.size() > 1) {
        double const week = m_row_tops[1] - m_row_tops[0];
        m_drag->days += days_a_week * static_cast<int>(std::lround(by.y / week));
    }
    Refresh();
}

void CalendarView::drop()
{
    if (HasCapture())
        ReleaseMouse();
    auto const drag = std::exchange(m_drag, std::nullopt);
    if (!drag)
        return;
    Refresh();
    if (drag->has_begun && (drag->days != 0 || drag->minutes != 0))
        return m_told.dropped(drag->block, drag->days, drag->minutes);
    m_told.stood(drag->block);
    m_told.opened();
}

} // namespace meguri::desk::views
