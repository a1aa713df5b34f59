// What stands around every section: the bar above with year, municipality, search and CSV, and the status
// line below with hub, age of what is shown, and kiosks. Window's thread.
#pragma once

#include "admin/desk/models/desk.h"
#include "admin/desk/views/painted.h"

#include <functional>

class wxButton;
class wxChoice;
class wxTextCtrl;

namespace meguri::desk::views {

class TopBar final : public wxPanel {
public:
    TopBar(wxWindow* parent, Look& look, models::Desk& desk);
    void show();
    void focus_search();

private:
    void add_year(wxWindow& parent, Look& look);
    void scope_changed();
    void save_csv();

    Look& m_look;
    models::Desk& m_desk;
    wxChoice* m_year = nullptr;
    wxChoice* m_municipality = nullptr;
    wxTextCtrl* m_search = nullptr;
    std::vector<std::string> m_codes; ///< Of the municipality choice; the first is empty: all.
    int m_first_year = 0;
    int m_choices_seen = -1;
    std::string m_person_seen;
};

class StatusLine final : public Painted {
public:
    StatusLine(wxWindow* parent, Look& look, models::Desk& desk);
    void show();

private:
    void paint(ui::Canvas& canvas, ui::Box const& all) override;
    std::string line_words() const;
    std::string age_words() const;
    std::string kiosk_words() const;

    models::Desk& m_desk;
    std::string m_words;
};

} // namespace meguri::desk::views
