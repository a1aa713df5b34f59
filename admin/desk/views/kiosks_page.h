// The section 端末: the table of kiosks, below it the chosen one with the seats it was lent, and beside those
// the form that takes them back, ends its use, or lets another kiosk in.
#pragma once

#include "admin/desk/views/page.h"
#include "admin/desk/views/square_code.h"

#include <map>
#include <utility>

namespace meguri::desk::views {

class KiosksPage final : public Page {
public:
    KiosksPage(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void begin_new() override;
    void leave_panel() override;

private:
    void add_head(wxSizer& into);
    wxWindow* new_detail();
    void add_actions(wxWindow& parent, wxSizer& into);
    wxPanel* new_panel(wxWindow& parent, wxStaticText*& title, Prose*& meaning);
    void add_action_form(wxWindow& parent, wxSizer& into);
    void add_enrolment(wxWindow& parent, wxSizer& into);
    void add_code(wxWindow& parent, wxSizer& into);
    /// A line of buttons under a panel: leave on the left, go on at the right. Gives the one that leaves.
    wxButton* add_buttons(wxPanel& panel, std::string const& leave, wxButton* go_on);
    void show_head();
    void show_detail();
    void show_panel();
    void show_code();
    void show_venues();
    /// When a panel opens or closes, so that the keys have a place to go; what the clerk types is left alone.
    void begin_panel();
    void send();
    models::Kiosks& model() const { return desk().kiosks(); }

    wxStaticText* m_count = nullptr;
    wxButton* m_enrol = nullptr;
    Prose* m_alarm = nullptr;
    Prose* m_notice = nullptr;
    TableView* m_table = nullptr;
    Card* m_detail = nullptr;
    wxStaticText* m_title = nullptr;
    wxStaticText* m_facts = nullptr;
    Prose* m_advice = nullptr;
    std::map<models::KioskAction, wxButton*> m_actions;
    TableView* m_leases = nullptr;
    wxPanel* m_act_panel = nullptr;
    wxStaticText* m_act_title = nullptr;
    Prose* m_act_meaning = nullptr;
    Form* m_form = nullptr;
    wxButton* m_send = nullptr;
    wxPanel* m_enrol_panel = nullptr;
    wxStaticText* m_enrol_title = nullptr;
    Prose* m_enrol_meaning = nullptr;
    Form* m_venue = nullptr;
    wxButton* m_make = nullptr;
    Form* m_pin = nullptr;
    wxButton* m_save_pin = nullptr;
    wxPanel* m_code_panel = nullptr;
    wxStaticText* m_code_title = nullptr;
    Prose* m_code_meaning = nullptr;
    wxStaticText* m_code = nullptr;
    SquareCode* m_square = nullptr;
    wxButton* m_code_close = nullptr;
    std::pair<models::Kiosks::Panel, models::KioskAction> m_panel_shown{
        models::Kiosks::Panel::None, models::KioskAction::Recall};
    std::pair<int, std::string> m_venues_shown{-1, ""};
};

} // namespace meguri::desk::views
