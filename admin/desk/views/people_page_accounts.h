// 利用者: the table of accounts with what can be done to the chosen one, and beside it the form, the question
// or the password that is shown once.
#pragma once

#include "admin/desk/views/people_page.h"

#include <map>

namespace meguri::desk::views {

class AccountsFace final : public Page {
public:
    AccountsFace(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void begin_new() override;
    void leave_panel() override;

private:
    void add_buttons(wxSizer& into);
    void add_side(wxSizer& into);
    void show_side();
    /// When a panel opens; what the clerk types is left alone.
    void begin_side(models::Accounts::Panel panel);
    void show_organisations();
    void go_on();
    models::Accounts& model() const { return desk().people().accounts(); }

    wxButton* m_add = nullptr;
    wxButton* m_office = nullptr;
    std::map<models::AccountDeed, wxButton*> m_deeds;
    Prose* m_notice = nullptr;
    TableView* m_table = nullptr;
    SidePanel* m_side = nullptr;
    std::pair<models::Accounts::Panel, models::AccountDeed> m_shown{
        models::Accounts::Panel::None, models::AccountDeed::ResetPassword};
};

} // namespace meguri::desk::views
