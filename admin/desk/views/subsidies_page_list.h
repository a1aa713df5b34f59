// The face 表 of the section 補助金: every subsidy as a row. What is chosen here is chosen on the board too.
#pragma once

#include "admin/desk/views/page.h"

namespace meguri::desk::views {

class SubsidyListFace final : public Page {
public:
    SubsidyListFace(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;

private:
    models::Subsidies& model() const { return desk().subsidies(); }

    TableView* m_table = nullptr;
    wxButton* m_history = nullptr;
    wxButton* m_money = nullptr;
};

} // namespace meguri::desk::views
