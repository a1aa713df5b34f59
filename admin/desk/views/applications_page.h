// The section 申込: sessions to pick from on the left, the roster of the chosen one on the right, and beside
// it the form for somebody who phones or the reason of a cancellation.
#pragma once

#include "admin/desk/views/page.h"
#include "admin/desk/views/pictures.h"

namespace meguri::desk::views {

class ApplicationsPage final : public Page {
public:
    ApplicationsPage(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void begin_new() override;
    void leave_panel() override;
    bool undo() override;

private:
    wxWindow* new_picks();
    wxWindow* new_head();
    wxWindow* new_roster();
    wxWindow* new_side();
    void add_side_buttons(wxWindow& parent, wxSizer& into);
    void read_form();
    void change_place();
    void add_corrections(wxWindow& parent, wxSizer& into);
    void correct();
    void show_corrections(bool is_begun);
    void show_twin();
    void show_place(bool is_begun);
    void show_asked(bool is_begun);
    void show_head();
    void show_side();
    wxWindow* new_keys();
    void show_keys();
    wxSizer* new_days();
    void show_days();
    bool take_key(wxKeyEvent const& event);
    void show_hint();
    void save(models::SessionPaper paper);
    models::Applications& model() const { return desk().applications(); }

    TableView* m_picks = nullptr;
    wxStaticText* m_title = nullptr;
    wxStaticText* m_when = nullptr;
    SeatSquares* m_seats = nullptr;
    wxButton* m_add = nullptr;
    wxButton* m_cancel = nullptr;
    wxButton* m_place = nullptr;
    wxButton* m_release = nullptr;
    Prose* m_notice = nullptr;
    TableView* m_roster = nullptr;
    Card* m_side = nullptr;
    wxStaticText* m_side_title = nullptr;
    Form* m_form = nullptr;
    Form* m_reason = nullptr;
    wxButton* m_submit = nullptr;
    wxButton* m_submit_cancel = nullptr;
    Form* m_place_form = nullptr;
    wxButton* m_submit_place = nullptr;
    Prose* m_asked = nullptr;
    wxButton* m_submit_not_come = nullptr;
    wxButton* m_submit_release = nullptr;
    wxButton* m_not_come_key = nullptr;
    wxButton* m_correct = nullptr;
    wxButton* m_merge = nullptr;
    Form* m_correct_form = nullptr;
    wxButton* m_submit_correct = nullptr;
    Form* m_merge_form = nullptr;
    Prose* m_merge_words = nullptr;
    wxButton* m_submit_merge = nullptr;
    models::Applications::Panel m_panel_shown = models::Applications::Panel::None;
    wxButton* m_sheet = nullptr;
    wxButton* m_roster_paper = nullptr;
    Prose* m_hint = nullptr;
    wxPanel* m_keys = nullptr;
    wxSizer* m_days = nullptr;
    wxChoice* m_day = nullptr;
    std::vector<std::string> m_days_shown;
    wxStaticText* m_marked = nullptr;
    int m_choices_seen = -1;
};

} // namespace meguri::desk::views
