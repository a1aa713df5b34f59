// A programme taken over by another municipality: which, whereto, what can be copied and what cannot, and the
// key that does it. Window's thread.
#pragma once

#include "admin/desk/views/page.h"

namespace meguri::desk::views {

class CopyPanel final : public Page {
public:
    CopyPanel(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void focus() { m_form->focus_first(); }

private:
    models::ProgrammeCopy& copy() const { return desk().sessions().copy(); }

    Form* m_form = nullptr;
    TableView* m_table = nullptr;
    wxButton* m_preview = nullptr;
    wxButton* m_write = nullptr;
};

} // namespace meguri::desk::views
