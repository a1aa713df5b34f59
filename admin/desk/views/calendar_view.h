// The calendar of sessions as it is drawn and pressed: days with hours, weeks of a month, or a line for each
// van, lecturer or hall. Each block is a child of its own for assistive technology; arrows walk, Ctrl+arrows
// and the pointer move. Decides nothing: it tells what was done to it. Window's thread.
#pragma once

#include "admin/desk/models/session_calendar.h"
#include "admin/desk/views/painted.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

class wxMouseEvent;

namespace meguri::desk::views {

/// Where a block is on its way to.
struct CalendarGhost {
    base::Time starts_at{};
    base::Time ends_at{};
    std::size_t row = 0; ///< Of the block it comes from.
    std::string words;
    bool is_refused = false;
};

class CalendarView final : public Painted {
public:
    struct Told {
        std::function<void(std::size_t block)> stood; ///< The keys stand on it now.
        std::function<void()> opened;
        std::function<void(models::CalendarStep step)> stepped;
        std::function<void(int spans)> turned;
        std::function<void()> today;
        std::function<void()> taken; ///< To be moved by further keys.
        std::function<void(int days, int minutes)> shifted;
        std::function<void(std::size_t block, int days, int minutes)> dropped;
        std::function<void()> confirmed;
    };
    CalendarView(wxWindow* parent, Look& look, Told told);

    /// `at`: the block the keys stand on; `revision` grows when the layout is another one.
    void show(models::CalendarLayout const& layout, int revision, std::optional<std::size_t> at,
        domain::Date today, std::optional<CalendarGhost> ghost);

    bool AcceptsFocus() const override { return true; }
    bool AcceptsFocusFromKeyboard() const override { return true; }

private:
    struct Drag {
        std::size_t block = 0;
        wxPoint from;
        int days = 0;
        int minutes = 0;
        bool has_begun = false;
    };
    struct Ink {
        ui::Role front;
        ui::Role ground;
    };

    // Where things stand, in pixels.
    double head_height() const;
    double gutter() const;
    double line_height() const;
    double cell_width() const;
    double hour_height() const;
    ui::Box cell_box(std::size_t row, std::size_t column) const;
    std::size_t lines_in(ui::Box const& cell) const;
    std::size_t first_line(std::size_t row, std::size_t column, std::size_t count, std::size_t room) const;
    std::optional<ui::Box> hour_box(models::CalendarBlock const& block) const;
    void place();
    void keep_in_sight();
    double height_of_lanes() const;
    std::optional<std::size_t> block_under(wxPoint where) const;
    std::optional<ui::Box> ghost_box(CalendarGhost const& ghost) const;
    std::optional<CalendarGhost> ghost_now() const;

    void paint(ui::Canvas& canvas, ui::Box const& all) override;
    void paint_heads(ui::Canvas& canvas, ui::Box const& all);
    void paint_hours(ui::Canvas& canvas, ui::Box const& all);
    void paint_cells(ui::Canvas& canvas, ui::Box const& all);
    void paint_lane_names(ui::Canvas& canvas);
    void paint_more(ui::Canvas& canvas);
    void paint_block(ui::Canvas& canvas, std::size_t place);
    void paint_words(
        ui::Canvas& canvas, models::CalendarBlock const& block, ui::Box const& box, ui::Role ink);
    void paint_ghost(ui::Canvas& canvas);
    static Ink ink_of(models::CalendarBlock const& block);

    void take_key(wxKeyEvent& event);
    void take_arrow(int key, bool is_moving);
    void press(wxMouseEvent const& event);
    void drag(wxMouseEvent const& event);
    void drop();
    void expose_blocks();

    Told m_told;
    models::CalendarLayout m_layout;
    int m_revision = -1;
    std::optional<std::size_t> m_at;
    domain::Date m_today{};
    std::optional<CalendarGhost> m_ghost;
    std::vector<std::optional<ui::Box>> m_boxes; ///< Of each block; none: behind "more".
    struct More {
        ui::Box box;
        std::size_t count = 0;
    };
    std::vector<More> m_more;
    std::vector<double> m_row_tops; ///< With the end as the last one.
    double m_scrolled = 0;
    std::optional<Drag> m_drag;
    std::optional<std::size_t> m_tip;
};

} // namespace meguri::desk::views
