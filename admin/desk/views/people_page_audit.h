// 監査記録: what to look for on top, the entries below, newest first; older ones are added at a press.
#pragma once

#include "admin/desk/views/page.h"

namespace meguri::desk::views {

class AuditFace final : public Page {
public:
    AuditFace(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;

private:
    void look_for();
    models::AuditLog& model() const { return desk().people().audit(); }

    Form* m_form = nullptr;
    wxButton* m_look = nullptr;
    wxButton* m_more = nullptr;
    wxStaticText* m_count = nullptr;
    Prose* m_notice = nullptr;
    TableView* m_table = nullptr;
    std::string m_entry;
};

} // namespace meguri::desk::views
