// The face 段階 of the section 補助金: the board by step, and below it the chosen subsidy's history, its
// conditions and its sums, or the form that adds a step, sends back or corrects an entry.
#pragma once

#include "admin/desk/views/account_pictures.h"
#include "admin/desk/views/page.h"
#include "admin/desk/views/pictures.h"

class wxBoxSizer;
class wxScrolledWindow;

namespace meguri::desk::views {

class SubsidyBoardFace final : public Page {
public:
    SubsidyBoardFace(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void begin_new() override;
    void leave_panel() override;

private:
    wxWindow* new_detail();
    void add_buttons(wxWindow& card, wxSizer& head);
    void fill_form();
    void show_money();
    void add_form(wxWindow& parent, wxSizer& into);
    void read_form();
    void rebuild_board();
    void add_column(models::BoardColumn const& column, wxSizer& into);
    void show_detail();
    void show_form();
    models::Subsidies& model() const { return desk().subsidies(); }

    Prose* m_notice = nullptr;
    wxScrolledWindow* m_board = nullptr;
    Card* m_detail = nullptr;
    wxStaticText* m_title = nullptr;
    wxButton* m_add = nullptr;
    wxButton* m_send_back = nullptr;
    wxButton* m_correct = nullptr;
    wxButton* m_money = nullptr;
    wxScrolledWindow* m_history_room = nullptr;
    History* m_history = nullptr;
    wxBoxSizer* m_account_room = nullptr; ///< Conditions and sums, while no form is open.
    wxSizer* m_body = nullptr;
    wxStaticText* m_condition_head = nullptr;
    wxScrolledWindow* m_condition_room = nullptr;
    ConditionList* m_conditions = nullptr;
    SumSheet* m_sums = nullptr;
    wxStaticText* m_form_title = nullptr;
    wxPanel* m_form_panel = nullptr;
    Form* m_form = nullptr;
    wxButton* m_submit = nullptr;
    int m_form_shown = 0;
    int m_revision = -1;
    int m_money_shown = -1;
    std::string m_chosen_shown;
};

} // namespace meguri::desk::views
