// The section 電話連絡: who must be told what, in the order in which it hurries, and beside it what to say to
// the chosen one. Window's thread.
#pragma once

#include "admin/desk/views/page.h"

namespace meguri::desk::views {

class CallsPage final : public Page {
public:
    CallsPage(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void leave_panel() override;
    bool undo() override { return model().undo(); }

private:
    void add_head(wxSizer& into);
    wxWindow* new_list();
    wxWindow* new_side();
    void add_note(wxWindow& parent, wxSizer& into);
    void save(models::CallFile file);
    void show_side();
    models::Calls& model() const { return desk().calls(); }

    wxStaticText* m_count = nullptr;
    Form* m_kinds = nullptr;
    std::vector<wxButton*> m_files;
    Prose* m_notice = nullptr;
    TableView* m_table = nullptr;
    Card* m_side = nullptr;
    wxStaticText* m_name = nullptr;
    wxStaticText* m_phone = nullptr;
    Prose* m_script = nullptr;
    Facts* m_facts = nullptr;
    wxButton* m_told = nullptr;
    wxButton* m_tried = nullptr;
    wxPanel* m_note_panel = nullptr;
    Form* m_note = nullptr;
    wxButton* m_send_note = nullptr;
    bool m_is_note_shown = false;
};

} // namespace meguri::desk::views
