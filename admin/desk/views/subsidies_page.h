// The section 補助金: the board by step, and below it the chosen subsidy's history with the form that adds a
// step.
#pragma once

#include "admin/desk/views/page.h"
#include "admin/desk/views/pictures.h"

class wxScrolledWindow;

namespace meguri::desk::views {

class SubsidiesPage final : public Page {
public:
    SubsidiesPage(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void begin_new() override;
    void leave_panel() override;

private:
    wxWindow* new_detail();
    void add_form(wxWindow& parent, wxSizer& into);
    void read_form();
    void rebuild_board();
    void add_column(models::BoardColumn const& column, wxSizer& into);
    void show_detail();
    void show_form();
    models::Subsidies& model() const { return desk().subsidies(); }

    wxStaticText* m_counts = nullptr;
    Prose* m_notice = nullptr;
    wxScrolledWindow* m_board = nullptr;
    Card* m_detail = nullptr;
    wxStaticText* m_title = nullptr;
    wxButton* m_add = nullptr;
    wxScrolledWindow* m_history_room = nullptr;
    History* m_history = nullptr;
    wxPanel* m_form_panel = nullptr;
    Form* m_form = nullptr;
    wxButton* m_submit = nullptr;
    bool m_is_form_shown = false;
    int m_revision = -1;
    std::string m_chosen_shown;
};

} // namespace meguri::desk::views
