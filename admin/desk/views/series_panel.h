// The days of a series before they are written: what becomes of each, with a key to leave one out and a field
// to move it. Window's thread.
#pragma once

#include "admin/desk/views/page.h"

namespace meguri::desk::views {

class SeriesPanel final : public Page {
public:
    SeriesPanel(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void focus() { m_table->SetFocus(); }

private:
    models::SessionEditor& editor() const { return desk().sessions().editor(); }

    wxStaticText* m_title = nullptr;
    TableView* m_table = nullptr;
    wxButton* m_skip = nullptr;
    Form* m_move = nullptr;
    wxButton* m_move_button = nullptr;
    wxButton* m_make = nullptr;
};

} // namespace meguri::desk::views
