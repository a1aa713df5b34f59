// 事業者の鍵: the table of keys, and beside it the form, the question or the key that is shown once.
#pragma once

#include "admin/desk/views/people_page.h"

namespace meguri::desk::views {

class KeysFace final : public Page {
public:
    KeysFace(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void begin_new() override;
    void leave_panel() override;

private:
    void add_buttons(wxSizer& into);
    void show_side();
    void begin_side(models::CarrierKeys::Panel panel);
    void go_on();
    models::CarrierKeys& model() const { return desk().people().keys(); }

    wxButton* m_add = nullptr;
    wxButton* m_rotate = nullptr;
    wxButton* m_revoke = nullptr;
    Prose* m_notice = nullptr;
    TableView* m_table = nullptr;
    SidePanel* m_side = nullptr;
    models::CarrierKeys::Panel m_shown = models::CarrierKeys::Panel::None;
};

} // namespace meguri::desk::views
