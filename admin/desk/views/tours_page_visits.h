// 訪問の希望: the wishes, beside them the chosen one with the hours a visitor could come; below, a visitor's
// day on paper.
#pragma once

#include "admin/desk/views/page.h"

namespace meguri::desk::views {

class VisitsFace final : public Page {
public:
    VisitsFace(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void leave_panel() override;

private:
    wxWindow* new_list();
    wxWindow* new_sheet();
    wxWindow* new_side();
    void add_cancel(wxWindow& parent, wxSizer& into);
    void show_side();
    void show_choices();
    void show_sheet();
    void save_sheet();
    models::Visits& model() const { return desk().tours().visits(); }

    Form* m_states = nullptr;
    wxStaticText* m_count = nullptr;
    TableView* m_table = nullptr;
    Card* m_sheet_card = nullptr;
    Form* m_sheet = nullptr;
    wxButton* m_save_sheet = nullptr;
    Card* m_side = nullptr;
    Prose* m_notice = nullptr;
    wxStaticText* m_title = nullptr;
    Facts* m_facts = nullptr;
    wxPanel* m_choice = nullptr;
    Form* m_form = nullptr;
    Prose* m_advice = nullptr;
    TableView* m_slots = nullptr;
    wxButton* m_schedule = nullptr;
    wxButton* m_cancel = nullptr;
    wxPanel* m_cancel_panel = nullptr;
    Form* m_reason = nullptr;
    wxButton* m_send_cancel = nullptr;
    models::Visits::Panel m_panel_shown = models::Visits::Panel::None;
};

} // namespace meguri::desk::views
