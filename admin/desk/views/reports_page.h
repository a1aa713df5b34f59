// The section 報告: which report, how it stands, its numbers with their rows, and the keys that write it; in
// its place, for whose business that is, the next fiscal year. Window's thread.
#pragma once

#include "admin/desk/views/page.h"

namespace meguri::desk::views {

class YearPanel;

class ReportsPage final : public Page {
public:
    ReportsPage(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;

private:
    void add_keys(wxWindow* card, wxSizer* inside);
    void save(models::ReportFile file);
    void save_template();
    void show_parts();
    models::Reports& model() const { return desk().reports(); }

    Form* m_choice = nullptr;
    wxStaticText* m_head = nullptr;
    Prose* m_state = nullptr;
    Facts* m_facts = nullptr;
    TableView* m_table = nullptr;
    std::string m_figure; ///< The chosen row's.
    wxButton* m_pdf = nullptr;
    wxButton* m_workbook = nullptr;
    wxButton* m_template = nullptr;
    Prose* m_notice = nullptr;
    wxButton* m_turn = nullptr;
    wxWindow* m_report_card = nullptr;
    wxWindow* m_table_card = nullptr;
    wxWindow* m_year_card = nullptr;
    bool m_is_year_shown = false;
    YearPanel* m_next_year = nullptr;
};

} // namespace meguri::desk::views
