// The section 開催回: the list, and beside it what is chosen, the form for a new one, or the reason of a
// cancellation.
#pragma once

#include "admin/desk/views/page.h"

class wxScrolledWindow;

namespace meguri::desk::views {

class SessionsPage final : public Page {
public:
    SessionsPage(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void begin_new() override;
    void leave_panel() override;

private:
    void add_head(wxSizer& into);
    wxWindow* new_side();
    void add_form(wxWindow& parent, wxSizer& into);
    void add_cancel(wxWindow& parent, wxSizer& into);
    void show_details();
    void show_actions();
    /// When it opens; after that what the clerk types is left alone.
    void fill_form();
    void show_form();
    void read_form();
    models::Sessions& model() const { return desk().sessions(); }

    wxStaticText* m_count = nullptr;
    wxButton* m_new = nullptr;
    TableView* m_table = nullptr;
    Card* m_side = nullptr;
    Prose* m_notice = nullptr;
    wxPanel* m_details = nullptr;
    wxStaticText* m_title = nullptr;
    Facts* m_facts = nullptr;
    wxPanel* m_actions = nullptr;
    std::vector<domain::SessionAction> m_offered;
    wxPanel* m_form_panel = nullptr;
    wxScrolledWindow* m_form_room = nullptr;
    Form* m_form = nullptr;
    wxButton* m_submit = nullptr;
    wxPanel* m_cancel_panel = nullptr;
    Form* m_reason = nullptr;
    models::Sessions::Panel m_panel_shown = models::Sessions::Panel::None;
    int m_choices_seen = -1;
    bool m_has_scrolled = false; ///< To today, once; after that the clerk scrolls.
};

} // namespace meguri::desk::views
