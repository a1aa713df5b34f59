// 次の年度の準備, a part of the section 報告: what would be copied into the next fiscal year, the subsidies
// to be ticked (Space), and the key that does it. Window's thread.
#pragma once

#include "admin/desk/views/page.h"

class wxCheckBox;

namespace meguri::desk::views {

class YearPanel final : public Page {
public:
    YearPanel(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;

private:
    wxSizer* new_head();
    wxSizer* new_foot();
    models::YearChange& model() const { return desk().year_change(); }

    wxStaticText* m_title = nullptr;
    wxButton* m_preview = nullptr;
    wxCheckBox* m_all = nullptr;
    Prose* m_notice = nullptr;
    TableView* m_table = nullptr;
    wxButton* m_write = nullptr;
};

} // namespace meguri::desk::views
