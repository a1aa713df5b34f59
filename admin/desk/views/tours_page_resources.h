// 車・人・部屋: every resource, beside it the chosen one's month, below everything that clashes now, in red
// with the reason.
#pragma once

#include "admin/desk/views/page.h"

namespace meguri::desk::views {

class ResourcesFace final : public Page {
public:
    ResourcesFace(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;

private:
    wxWindow* new_list();
    wxWindow* new_uses();
    wxWindow* new_conflicts();
    models::Resources& model() const { return desk().tours().resources(); }

    Prose* m_notice = nullptr;
    TableView* m_table = nullptr;
    Card* m_card = nullptr;
    wxStaticText* m_title = nullptr;
    Facts* m_facts = nullptr;
    TableView* m_uses = nullptr;
    Card* m_conflicts_card = nullptr;
    wxStaticText* m_count = nullptr;
    TableView* m_conflicts = nullptr;
};

} // namespace meguri::desk::views
