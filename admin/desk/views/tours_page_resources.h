// 車・人・部屋: every resource, beside it the chosen one's month, below everything that clashes now, in red
// with the reason.
#pragma once

#include "admin/desk/views/page.h"

namespace meguri::desk::views {

class ResourcesFace final : public Page {
public:
    ResourcesFace(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void leave_panel() override;

private:
    void add_away(wxWindow& parent, wxSizer& into);
    void show_away();
    wxWindow* new_list();
    wxWindow* new_uses();
    wxWindow* new_conflicts();
    models::Resources& model() const { return desk().tours().resources(); }

    Prose* m_notice = nullptr;
    TableView* m_table = nullptr;
    Card* m_card = nullptr;
    wxStaticText* m_title = nullptr;
    Facts* m_facts = nullptr;
    wxButton* m_away = nullptr;
    TableView* m_uses = nullptr;
    wxPanel* m_away_panel = nullptr;
    Form* m_absences = nullptr;
    wxButton* m_remove_away = nullptr;
    Form* m_away_form = nullptr;
    wxButton* m_send_away = nullptr;
    models::Resources::Panel m_panel_shown = models::Resources::Panel::None;
    Card* m_conflicts_card = nullptr;
    wxStaticText* m_count = nullptr;
    TableView* m_conflicts = nullptr;
};

} // namespace meguri::desk::views
