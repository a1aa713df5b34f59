// The calendar's face of the section 開催回: which week or month, by what, what the colours mean, and the
// calendar itself. Window's thread.
#pragma once

#include "admin/desk/views/calendar_view.h"
#include "admin/desk/views/page.h"

class wxChoice;

namespace meguri::desk::views {

/// What the colours of the blocks mean, with their signs.
class CalendarLegend final : public Painted {
public:
    CalendarLegend(wxWindow* parent, Look& look);

private:
    void paint(ui::Canvas& canvas, ui::Box const& all) override;
};

class CalendarPanel final : public Page {
public:
    /// `ask_move` brings the keys to what writes a move.
    CalendarPanel(wxWindow* parent, Look& look, models::Desk& desk, std::function<void()> ask_move);

    void show() override;
    void focus() { m_view->SetFocus(); }

private:
    void add_head(wxSizer& into);
    CalendarView::Told told(std::function<void()> const& ask_move);
    std::optional<CalendarGhost> ghost() const;
    models::Sessions& model() const { return desk().sessions(); }
    models::CalendarFace& calendar() const { return desk().sessions().calendar(); }

    wxStaticText* m_title = nullptr;
    wxChoice* m_lanes = nullptr;
    CalendarLegend* m_legend = nullptr;
    CalendarView* m_view = nullptr;
};

} // namespace meguri::desk::views
