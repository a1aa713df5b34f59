// The section 報告: what the meeting page of the year will say, and the keys that write it; below
// it, for whose business that is, the next fiscal year. Window's thread.
#pragma once

#include "admin/desk/views/page.h"

namespace meguri::desk::views {

class YearPanel;

class ReportsPage final : public Page {
public:
    ReportsPage(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;

private:
    void save(models::ReportFile file);
    models::Reports& model() const { return desk().reports(); }

    wxStaticText* m_year = nullptr;
    Facts* m_facts = nullptr;
    wxButton* m_pdf = nullptr;
    wxButton* m_workbook = nullptr;
    Prose* m_notice = nullptr;
    wxWindow* m_year_card = nullptr;
    YearPanel* m_next_year = nullptr;
};

} // namespace meguri::desk::views
