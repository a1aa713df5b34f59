// The calendar, drawn: heads, hours or cells, blocks by what they are and how they stand, and the place a
// block is on its way to.
#include "admin/desk/models/words.h"
#include "admin/desk/views/calendar_view.h"
#include "shared/domain/era_date.h"

#include <algorithm>

namespace meguri::desk::views {

using models::CalendarBlock;

namespace {

constexpr double block_radius = 5;
constexpr double bar_width = 4;
constexpr double narrow_cell = 74;
constexpr double narrowest_text = 26;
constexpr double chosen_least = 132;
constexpr double corner_least = 86;

std::string two_digits(int number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string sign_of(CalendarBlock const& block)
{
    if (!block.why.empty())
        return "×";
    if (block.state == "draft" || block.state == "arranging")
        return "◇";
    return block.state == "held" ? "済" : "";
}

} // namespace

CalendarView::Ink CalendarView::ink_of(CalendarBlock const& block)
{
    if (!block.why.empty())
        return {ui::Role::Stop, ui::Role::Surface};
    if (block.state == "cancelled" || block.state == "draft" || block.state == "arranging")
        return {ui::Role::Ink2, ui::Role::Surface};
    if (block.format == "mobile_van")
        return {ui::Role::Ok, ui::Role::OkTint};
    if (block.format == "home_visit" || block.format == "practical_outing")
        return {ui::Role::MikanInk, ui::Role::MikanTint};
    if (block.format == "consultation" || block.format == "event")
        return {ui::Role::Full, ui::Role::FullTint};
    return {ui::Role::Ai, ui::Role::AiTint};
}

void CalendarView::paint(ui::Canvas& canvas, ui::Box const& all)
{
    if (m_layout.has_hours)
        paint_hours(canvas, all);
    else
        paint_cells(canvas, all);
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        if (m_boxes[i] && m_at != i)
            paint_block(canvas, i);
    paint_more(canvas);
    if (m_at && *m_at < m_boxes.size() && m_boxes[*m_at])
        paint_block(canvas, *m_at);
    paint_ghost(canvas);
    if (!m_layout.lanes.empty())
        paint_lane_names(canvas);
    paint_heads(canvas, all);
    if (m_layout.blocks.empty())
        text(canvas, look().say("この間に 開催回は ありません"),
            {gutter(), head_height(), all.width - gutter(), all.height - head_height()}, look().sizes.text,
            ui::Role::Ink2, false, ui::Align::Centre);
    draw_focus_ring(canvas, all.inside(1), look().sizes.radius);
}

void CalendarView::paint_heads(ui::Canvas& canvas, ui::Box const& all)
{
    canvas.fill({0, 0, all.width, head_height() - 1}, ui::Role::Surface);
    double const px = look().sizes.head;
    for (std::size_t column = 0; column < m_layout.columns; ++column) {
        auto const day = m_layout.days.day(column);
        auto const cell = cell_box(0, column);
        bool const is_here = day == m_today && !(m_layout.lanes.empty() && !m_layout.has_hours);
        if (is_here)
            canvas.fill({cell.x + 1, 1, cell.width - 1, head_height() - 2}, ui::Role::MikanTint);
        auto const ink = is_here ? ui::Role::MikanInk : ui::Role::Ink2;
        auto const weekday = domain::weekday_word(day);
        bool const has_weeks = m_layout.lanes.empty() && !m_layout.has_hours;
        if (has_weeks) {
            text(canvas, weekday, {cell.x, 0, cell.width, head_height()}, look().sizes.head, ink, true,
                ui::Align::Centre);
            continue;
        }
        text(canvas, cell.width < narrow_cell || !is_here ? weekday : weekday + " " + look().say("今日"),
            {cell.x, 4, cell.width, px + 4}, look().sizes.head, ink, false, ui::Align::Centre);
        text(canvas, std::to_string(static_cast<unsigned>(day.day())),
            {cell.x, px + 8, cell.width, head_height() - px - 10},
            m_layout.has_hours ? look().sizes.text + 2 : look().sizes.head, is_here ? ink : ui::Role::Ink,
            true, ui::Align::Centre);
    }
    canvas.line(0, head_height() - 0.5, all.width, head_height() - 0.5, {ui::Role::Line, 1});
}

void CalendarView::paint_hours(ui::Canvas& canvas, ui::Box const& all)
{
    for (std::size_t column = 0; column < m_layout.columns; ++column) {
        auto const cell = cell_box(0, column);
        if (m_layout.days.day(column) == m_today)
            canvas.fill(cell, ui::Role::MikanTint);
        canvas.line(cell.x, 0, cell.x, all.height, {ui::Role::Line, 1});
    }
    for (int hour = m_layout.first_hour; hour <= m_layout.last_hour; ++hour) {
        double const y = head_height() + (hour - m_layout.first_hour) * hour_height();
        canvas.line(gutter() - 6, y, all.width, y, {ui::Role::Line, 1});
        if (hour < m_layout.last_hour)
            text(canvas, std::to_string(hour), {0, y, gutter() - 10, look().sizes.head + 4.0},
                look().sizes.head, ui::Role::Ink2, false, ui::Align::Right);
    }
}

void CalendarView::paint_cells(ui::Canvas& canvas, ui::Box const& all)
{
    bool const has_weeks = m_layout.lanes.empty();
    for (std::size_t row = 0; row < m_layout.rows; ++row)
        for (std::size_t column = 0; column < m_layout.columns; ++column) {
            auto const cell = cell_box(row, column);
            auto const day = m_layout.days.day(has_weeks ? row * m_layout.columns + column : column);
            bool const is_other_month = has_weeks && day.month() != m_layout.question.day.month();
            if (day == m_today)
                canvas.fill(cell, ui::Role::MikanTint);
            else if (is_other_month)
                canvas.fill(cell, ui::Role::DeskPage);
            canvas.line(cell.x, cell.y, cell.x, cell.bottom(), {ui::Role::Line, 1});
            canvas.line(cell.x, cell.bottom(), cell.right(), cell.bottom(), {ui::Role::Line, 1});
            if (!has_weeks)
                continue;
            auto const number = std::to_string(static_cast<unsigned>(day.day()));
            bool const is_first = day.day() == std::chrono::day(1);
            text(canvas,
                is_first ? std::to_string(static_cast<unsigned>(day.month())) + "/" + number : number,
                {cell.x + 6, cell.y + 1, cell.width - 8, line_height() - 2}, look().sizes.head,
                day == m_today       ? ui::Role::MikanInk
                    : is_other_month ? ui::Role::Ink2
                                     : ui::Role::Ink,
                !is_other_month);
        }
    canvas.line(0, all.height - 0.5, all.width, all.height - 0.5, {ui::Role::Line, 1});
}

void CalendarView::paint_lane_names(ui::Canvas& canvas)
{
    canvas.fill({0, head_height(), gutter() - 1, static_cast<double>(GetClientSize().y)}, ui::Role::Surface);
    for (std::size_t row = 0; row < m_layout.lanes.size(); ++row) {
        auto const cell = cell_box(row, 0);
        auto const& lane = m_layout.lanes[row];
        auto const ink = lane.id.empty() ? ui::Role::MikanInk : ui::Role::Ink;
        ui::Box const box{10, cell.y + 4, gutter() - 16, cell.height - 6};
        auto const lines = look().typesetter().set(
            lane.name, {static_cast<double>(look().sizes.head), true, 1.3}, box.width, ui::Breaks::Particles);
        canvas.context().Clip(box.x, box.y, box.width, box.height);
        canvas.text(lines, box, ink);
        canvas.context().ResetClip();
        canvas.line(0, cell.bottom(), gutter(), cell.bottom(), {ui::Role::Line, 1});
    }
}

void CalendarView::paint_more(ui::Canvas& canvas)
{
    for (auto const& more : m_more)
        text(canvas,
            more.box.width < narrow_cell ? "+" + std::to_string(more.count)
                                         : look().say("ほか {0}件", {std::to_string(more.count)}),
            more.box, look().sizes.head - 1, ui::Role::Ink, true);
}

void CalendarView::paint_block(ui::Canvas& canvas, std::size_t place)
{
    auto const& block = m_layout.blocks[place];
    auto box = *m_boxes[place];
    bool const is_here = m_at == place;
    // Among many side by side the one that is looked at is wide enough to be read.
    if (is_here && m_layout.has_hours && box.width < chosen_least) {
        auto const cell = cell_box(0, block.column);
        box.width = std::min(chosen_least, cell.width);
        box.x = std::clamp(box.x, cell.x, cell.right() - box.width);
    }
    if (!m_layout.has_hours && !m_layout.lanes.empty() && box.bottom() < head_height())
        return;
    auto const [front, ground] = ink_of(block);
    bool const is_draft = block.state == "draft" || block.state == "arranging";
    bool const is_quiet = is_draft || block.state == "cancelled" || !block.why.empty();
    canvas.rounded(box, block_radius, ground,
        is_quiet ? std::optional(ui::Outline{front, block.why.empty() ? 1.4 : 2.0, is_draft}) : std::nullopt);
    if (!is_quiet)
        canvas.fill({box.x, box.y + 1, bar_width, box.height - 2}, front);
    if (is_here)
        canvas.rounded({box.x - 2, box.y - 2, box.width + 4, box.height + 4}, block_radius + 2, std::nullopt,
            ui::Outline{HasFocus() ? ui::Role::Focus : ui::Role::Ai, 2.5});
    if (box.width >= narrowest_text || !m_layout.has_hours)
        paint_words(canvas, block, box, front);
    if (block.state == "cancelled") {
        // Through its name, which stands under the time where there are hours.
        double const y = box.y + std::min(box.height / 2, (look().sizes.head - 1) * 1.25 * 1.5 + 2);
        canvas.line(box.x + 5, y, box.right() - 5, y, {front, 1.5});
    }
}

void CalendarView::paint_words(
    ui::Canvas& canvas, CalendarBlock const& block, ui::Box const& box, ui::Role ink)
{
    double const px = look().sizes.head - 1;
    ui::Box const inside{
        box.x + bar_width + 4, box.y + 2, std::max(1.0, box.width - bar_width - 6), box.height - 3};
    canvas.context().Clip(box.x + 1, box.y, box.width - 2, box.height);
    auto const sign = sign_of(block);
    auto const lead = sign.empty() ? std::string() : sign + " ";
    auto const put = [&](std::string const& words, ui::Box const& at, bool is_bold) {
        auto const lines = look().typesetter().set(words, {px, is_bold, 1.25}, 0);
        canvas.text(lines, at, ink);
        return lines.height;
    };
    if (!m_layout.has_hours) {
        auto const local = domain::to_tokyo(block.starts_at);
        if (box.width < narrow_cell)
            text(canvas, sign.empty() ? std::to_string(local.hour) : sign,
                {box.x + 3, box.y, box.width - 3, box.height}, look().sizes.head - 1, ink, true,
                ui::Align::Centre);
        else
            put(lead + std::to_string(local.hour) + ":" + two_digits(local.minute) + " " + block.title
                    + (m_layout.question.lanes == models::CalendarLanes::Venues ? "" : " " + block.venue),
                inside, true);
        canvas.context().ResetClip();
        return;
    }
    double y = inside.y;
    y += put(lead + models::block_time_words(block), {inside.x, y, inside.width, px * 1.4}, false);
    for (auto const& [words, is_bold] : {std::pair(block.title, true), std::pair(block.venue, false)}) {
        auto lines = look().typesetter().set(words, {px, is_bold, 1.25}, inside.width, ui::Breaks::Particles);
        // Half a line says nothing.
        while (!lines.lines.empty()
            && y + static_cast<double>(lines.lines.size()) * px * 1.25 > box.bottom() + 1)
            lines.lines.pop_back();
        double const height = static_cast<double>(lines.lines.size()) * px * 1.25;
        canvas.text(lines, {inside.x, y, inside.width, height}, ink);
        y += height;
    }
    bool const has_line = y + px * 1.3 <= box.bottom();
    bool const has_corner = block.parts == 1 && inside.width >= corner_least;
    if (has_line || has_corner)
        text(canvas, block.seats,
            {inside.x, has_line ? box.bottom() - px * 1.5 : inside.y, inside.width - 3, px * 1.4},
            look().sizes.head - 1, ink, true, ui::Align::Right);
    canvas.context().ResetClip();
}

void CalendarView::paint_ghost(ui::Canvas& canvas)
{
    auto const ghost = ghost_now();
    auto const box = ghost ? ghost_box(*ghost) : std::nullopt;
    if (!box)
        return;
    auto const ink = ghost->is_refused ? ui::Role::Stop : ui::Role::Focus;
    canvas.rounded(*box, block_radius, std::nullopt, ui::Outline{ink, 3, true});
    double const height = look().sizes.head + 8;
    double const width = std::max(box->width, 112.0);
    double const x = std::min(box->x, GetClientSize().x - width);
    ui::Box const label{x, std::max(head_height(), box->y - height), width, height};
    canvas.rounded(label, block_radius, ui::Role::Surface, ui::Outline{ink, 1.5});
    text(canvas, ghost->words, label.inside(3), look().sizes.head, ui::Role::Ink, true, ui::Align::Centre);
}

} // namespace meguri::desk::views
