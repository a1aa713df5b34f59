// The form of a session: its fields as the format needs them, its further days, what clashes, and a reason to
// write it nevertheless. What is typed is the clerk's until the model fills it anew. Window's thread.
#pragma once

#include "admin/desk/views/page.h"

class wxScrolledWindow;

namespace meguri::desk::views {

class SessionFormPanel final : public Page {
public:
    SessionFormPanel(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void focus() { m_form->focus_first(); }

private:
    void add_first_fields();
    void add_part_buttons(wxSizer& into);
    void add_more_fields();
    void add_others(wxSizer& into);
    void add_override(wxSizer& into);
    void add_buttons(wxSizer& into);
    wxPanel* new_group(wxWindow* parent);

    models::SessionForm read() const;
    void fill();
    void fill_parts(models::SessionForm const& form);
    void need_part_rows(std::size_t count);
    void show_choices();
    void show_fields();
    void show_others();
    void show_clash();
    void changed();
    models::SessionEditor& editor() const { return desk().sessions().editor(); }

    wxStaticText* m_title = nullptr;
    Prose* m_people = nullptr;
    wxScrolledWindow* m_room = nullptr;
    wxPanel* m_others = nullptr;
    Prose* m_others_words = nullptr;
    wxPanel* m_clash = nullptr;
    Prose* m_clash_words = nullptr;
    Form* m_override = nullptr;
    wxButton* m_override_button = nullptr;
    Form* m_form = nullptr;
    Form* m_parts = nullptr;
    wxPanel* m_part_buttons = nullptr;
    wxButton* m_remove_part = nullptr;
    Form* m_more = nullptr;
    wxButton* m_template = nullptr;
    wxButton* m_submit = nullptr;
    std::size_t m_part_rows = 0;
    int m_choices_seen = -1;
    int m_fillings_seen = -1;
};

} // namespace meguri::desk::views
