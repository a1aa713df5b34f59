// The staff's window: rail, bar, one page at a time, status line; or the log-in page instead of all of it.
// Swaps panels and holds shortcuts, nothing else. Window's thread.
#pragma once

#include "admin/desk/models/desk.h"
#include "admin/desk/views/look.h"

#include <wx/frame.h>
#include <wx/panel.h>
#include <wx/timer.h>

#include <map>
#include <string>

namespace meguri::desk::views {

class LoginPage;
class Page;
class Prose;
class Rail;
class StatusLine;
class TopBar;

class DeskFrame final : public wxFrame {
public:
    /// `look` and `desk` outlive the frame. `hub_words` says on the log-in page which hub this is.
    DeskFrame(Look& look, models::Desk& desk, wxSize const& size, std::string const& hub_words);

    /// Draws all of what the desk knows.
    void show_desk();

private:
    void add_office();
    void show_open_page();
    /// Keys go nowhere when what had them was hidden.
    void keep_focus();
    bool take_shortcut(wxKeyEvent const& event);
    Page& open_page() { return *m_pages.at(m_desk.section()); }

    Look& m_look;
    models::Desk& m_desk;
    LoginPage* m_login = nullptr;
    wxPanel* m_office = nullptr;
    Rail* m_rail = nullptr;
    TopBar* m_bar = nullptr;
    Prose* m_saved = nullptr;
    StatusLine* m_status = nullptr;
    std::map<models::Section, Page*> m_pages;
    wxTimer m_timer;
    bool m_was_logged_in = true;
};

} // namespace meguri::desk::views
