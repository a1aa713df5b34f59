// 巡回の案: on the left what the towns wish of a van, on the right the tour that the hub proposes, what
// cannot be met and why, and what became of each day that was written.
#pragma once

#include "admin/desk/views/page.h"

class wxCheckBox;
class wxScrolledWindow;

namespace meguri::desk::views {

class PlannerFace final : public Page {
public:
    PlannerFace(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;

private:
    wxWindow* new_order();
    void add_wish_form(wxWindow& parent, wxSizer& into);
    wxWindow* new_proposal();
    void show_choices();
    void show_venues();
    void show_proposal();
    void add_wish();
    void plan();
    void write();
    models::TourPlanner& model() const { return desk().tours().planner(); }

    Form* m_frame = nullptr;
    Form* m_wish = nullptr;
    wxStaticText* m_venues_label = nullptr;
    wxScrolledWindow* m_venues = nullptr;
    TableView* m_wishes = nullptr;
    wxButton* m_add = nullptr;
    wxButton* m_remove = nullptr;
    wxButton* m_plan = nullptr;
    Card* m_card = nullptr;
    Prose* m_notice = nullptr;
    wxStaticText* m_summary = nullptr;
    TableView* m_days = nullptr;
    Prose* m_day = nullptr;
    Prose* m_unmet = nullptr;
    wxPanel* m_write_panel = nullptr;
    Form* m_title = nullptr;
    wxButton* m_write = nullptr;
    wxButton* m_open_day = nullptr;
    std::vector<std::pair<std::string, wxCheckBox*>> m_houses; ///< By their ids.
    std::string m_venues_of = "?"; ///< Town.
};

} // namespace meguri::desk::views
