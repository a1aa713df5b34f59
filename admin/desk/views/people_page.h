// The section 利用者: accounts, keys of programs and the audit as three faces under one line of tabs. Alt+1
// to Alt+3 turn to them.
#pragma once

#include "admin/desk/views/tours_page.h"

#include <map>
#include <vector>

class wxTextCtrl;

namespace meguri::desk::views {

/// What stands beside a table while something is done: a title, what it means, a form, what is shown once,
/// and leave and go on at its foot.
class SidePanel final : public Card {
public:
    struct Deeds {
        std::function<void()> leave;
        std::function<void()> go_on;
    };
    SidePanel(wxWindow* parent, Look& look, Deeds deeds);

    Form& form() { return *m_form; }
    /// `go_on` empty: there is only leaving. A stop button where it ends something.
    void begin(std::string const& title, std::string const& meaning, std::string const& go_on, bool is_stop);
    void show_form(bool is_shown);
    /// A password or a key in letters to be copied; empty hides it.
    void show_secret(std::string const& name, std::string const& value);
    void enable(bool is_enabled);
    void focus();

private:
    Look& m_look;
    wxStaticText* m_title = nullptr;
    Prose* m_meaning = nullptr;
    Form* m_form = nullptr;
    wxTextCtrl* m_secret = nullptr;
    wxButton* m_leave = nullptr;
    wxButton* m_go_on = nullptr;
    wxButton* m_stop = nullptr;
};

class PeoplePage final : public Page {
public:
    PeoplePage(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void begin_new() override;
    void leave_panel() override;
    void turn(std::size_t face) override;

private:
    models::People& model() const { return desk().people(); }
    Page& open_face() { return *m_faces.at(model().face()); }

    std::vector<FaceTab*> m_tabs;
    std::map<models::People::Face, Page*> m_faces;
};

} // namespace meguri::desk::views
