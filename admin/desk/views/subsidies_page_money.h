// The face 開催回と金額 of the section 補助金: the sessions that count for the chosen subsidy, those that
// count for none, and beside them what is entered about one: its cost, or why it counts or does not.
#pragma once

#include "admin/desk/views/people_page.h"

namespace meguri::desk::views {

class SubsidyMoneyFace final : public Page {
public:
    SubsidyMoneyFace(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void begin_new() override;
    void leave_panel() override;

private:
    void add_buttons(wxSizer& into);
    void add_tables(wxSizer& into);
    void begin_side();
    void show_side();
    void go_on();
    models::SubsidyMoney& model() const { return desk().subsidies().money(); }

    wxStaticText* m_title = nullptr;
    wxStaticText* m_sums = nullptr;
    Prose* m_notice = nullptr;
    wxButton* m_cost = nullptr;
    wxButton* m_take_out = nullptr;
    wxButton* m_claim = nullptr;
    TableView* m_table = nullptr;
    Prose* m_why = nullptr;
    wxStaticText* m_uncounted_title = nullptr;
    TableView* m_uncounted = nullptr;
    SidePanel* m_side = nullptr;
    models::SubsidyMoney::Panel m_shown = models::SubsidyMoney::Panel::None;
    std::string m_shown_session;
};

} // namespace meguri::desk::views
