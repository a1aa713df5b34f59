// 車の一日: the month's days, the chosen one with its stops and what may be done with it, and the form of a
// new one.
#pragma once

#include "admin/desk/views/page.h"

namespace meguri::desk::views {

class VanDaysFace final : public Page {
public:
    VanDaysFace(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void begin_new() override;
    void leave_panel() override;

private:
    wxWindow* new_list();
    wxWindow* new_day();
    wxPanel* new_part(wxWindow& parent);
    void add_buttons(wxPanel& panel, wxButton* go_on);
    void add_move(wxWindow& parent, wxSizer& into);
    void add_break_down(wxWindow& parent, wxSizer& into);
    void add_form(wxWindow& parent, wxSizer& into);
    void show_day();
    void show_panel();
    void begin_panel();
    void empty_form();
    void show_choices();
    std::vector<models::Choice> stop_choices() const;
    void submit();
    models::VanDays& model() const { return desk().tours().days(); }

    wxStaticText* m_month = nullptr;
    wxButton* m_new = nullptr;
    TableView* m_table = nullptr;
    Card* m_card = nullptr;
    Prose* m_notice = nullptr;
    wxPanel* m_day = nullptr;
    wxStaticText* m_title = nullptr;
    Prose* m_facts = nullptr;
    Prose* m_broken = nullptr;
    wxButton* m_up = nullptr;
    wxButton* m_down = nullptr;
    wxButton* m_time = nullptr;
    wxButton* m_break = nullptr;
    TableView* m_stops = nullptr;
    wxPanel* m_move_panel = nullptr;
    Prose* m_move_words = nullptr;
    Form* m_move = nullptr;
    wxButton* m_send_move = nullptr;
    wxPanel* m_break_panel = nullptr;
    Prose* m_break_words = nullptr;
    Form* m_reason = nullptr;
    wxButton* m_send_break = nullptr;
    wxPanel* m_form_panel = nullptr;
    Form* m_form = nullptr;
    wxButton* m_send_form = nullptr;
    std::pair<models::VanDays::Panel, std::string> m_panel_shown{models::VanDays::Panel::None, ""};
    std::string m_choices_of = "?"; ///< The van whose houses stand in the form.
    int m_choices_seen = -1;
};

} // namespace meguri::desk::views
