// The section 取込: choose a file, see what was read of it and what the hub would make of it, take all of it
// in or nothing. Window's thread.
#pragma once

#include "admin/desk/views/page.h"

#include <wx/timer.h>

#include <array>

class wxBoxSizer;
class wxGauge;

namespace meguri::desk::views {

class ImportPage final : public Page {
public:
    ImportPage(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void begin_new() override { choose(); }

private:
    void add_head(wxSizer& into);
    wxWindow* new_file_card();
    wxWindow* new_tables();
    void choose();
    void press_main();
    void show_progress();
    void show_tables();
    models::Imports& model() const { return desk().imports(); }

    wxButton* m_choose = nullptr;
    wxButton* m_send = nullptr;
    wxButton* m_check = nullptr;
    wxGauge* m_gauge = nullptr;
    wxTimer m_stir; ///< Moves the gauge while nobody can say how far it is.
    wxButton* m_stop = nullptr;
    Form* m_kind = nullptr;
    wxStaticText* m_name = nullptr;
    wxStaticText* m_facts = nullptr;
    wxStaticText* m_progress = nullptr;
    Prose* m_columns = nullptr;
    Prose* m_notice = nullptr;
    wxWindow* m_fault_card = nullptr;
    TableView* m_faults = nullptr;
    wxWindow* m_preview_card = nullptr;
    std::array<TableView*, models::import_kinds.size()> m_previews{};
};

} // namespace meguri::desk::views
