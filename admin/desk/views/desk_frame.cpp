#include "admin/desk/views/desk_frame.h"

#include "admin/desk/views/applications_page.h"
#include "admin/desk/views/bars_around.h"
#include "admin/desk/views/calls_page.h"
#include "admin/desk/views/import_page.h"
#include "admin/desk/views/kiosks_page.h"
#include "admin/desk/views/login_page.h"
#include "admin/desk/views/municipalities_page.h"
#include "admin/desk/views/people_page.h"
#include "admin/desk/views/rail.h"
#include "admin/desk/views/reports_page.h"
#include "admin/desk/views/sessions_page.h"
#include "admin/desk/views/subsidies_page.h"
#include "admin/desk/views/today_page.h"
#include "admin/desk/views/tours_page.h"

#include <wx/sizer.h>

namespace meguri::desk::views {

namespace {

constexpr int refresh_every_ms = 30'000;

} // namespace

DeskFrame::DeskFrame(Look& look, models::Desk& desk, wxSize const& size, std::string const& hub_words)
    : wxFrame(nullptr, wxID_ANY, look.words("めぐり 職員用"), wxDefaultPosition, size)
    , m_look(look)
    , m_desk(desk)
{
    SetClientSize(size);
    SetBackgroundColour(look.colour(ui::Role::DeskPage));
    m_login = new LoginPage(this, look, desk, hub_words);
    add_office();
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(m_login, 1, wxEXPAND);
    all->Add(m_office, 1, wxEXPAND);
    SetSizer(all);
    Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        if (!take_shortcut(event))
            event.Skip();
    });
    Bind(wxEVT_ACTIVATE, [this](wxActivateEvent& event) {
        event.Skip();
        if (event.GetActive() && m_desk.is_logged_in())
            CallAfter([this] { keep_focus(); });
    });
    m_timer.Bind(wxEVT_TIMER, [this](wxTimerEvent&) { m_desk.refresh_quietly(); });
    m_timer.Start(refresh_every_ms);
    show_desk();
}

void DeskFrame::add_office()
{
    m_office = new wxPanel(this);
    m_rail = new Rail(m_office, m_look, m_desk);
    auto* right = new wxPanel(m_office);
    right->SetBackgroundColour(m_look.colour(ui::Role::DeskPage));
    m_bar = new TopBar(right, m_look, m_desk);
    m_saved = new Prose(right, m_look, ui::Role::DeskPage);
    m_pages[models::Section::Today] = new TodayPage(right, m_look, m_desk);
    m_pages[models::Section::Calls] = new CallsPage(right, m_look, m_desk);
    m_pages[models::Section::Reports] = new ReportsPage(right, m_look, m_desk);
    m_pages[models::Section::Sessions] = new SessionsPage(right, m_look, m_desk);
    m_pages[models::Section::Applications] = new ApplicationsPage(right, m_look, m_desk);
    m_pages[models::Section::Tours] = new ToursPage(right, m_look, m_desk);
    m_pages[models::Section::Municipalities] = new MunicipalitiesPage(right, m_look, m_desk);
    m_pages[models::Section::Subsidies] = new SubsidiesPage(right, m_look, m_desk);
    m_pages[models::Section::Import] = new ImportPage(right, m_look, m_desk);
    m_pages[models::Section::Kiosks] = new KiosksPage(right, m_look, m_desk);
    m_pages[models::Section::People] = new PeoplePage(right, m_look, m_desk);
    m_status = new StatusLine(right, m_look, m_desk);
    auto* column = new wxBoxSizer(wxVERTICAL);
    column->Add(m_bar, 0, wxEXPAND);
    column->Add(m_saved, 0, wxEXPAND | wxLEFT | wxRIGHT | wxTOP, m_look.sizes.gap);
    for (auto const& [section, page] : m_pages)
        column->Add(page, 1, wxEXPAND);
    column->Add(m_status, 0, wxEXPAND);
    right->SetSizer(column);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    line->Add(m_rail, 0, wxEXPAND);
    line->Add(right, 1, wxEXPAND);
    m_office->SetSizer(line);
}

void DeskFrame::show_desk()
{
    bool const is_logged_in = m_desk.is_logged_in();
    bool const is_new = is_logged_in != m_was_logged_in;
    m_was_logged_in = is_logged_in;
    if (is_new) {
        m_login->Show(!is_logged_in);
        m_office->Show(is_logged_in);
    }
    if (is_logged_in)
        show_open_page();
    else
        m_login->show();
    if (is_new) {
        Layout();
        if (!is_logged_in)
            m_login->focus();
    }
    // A page may have rebuilt what had the focus; without one the window hears no key.
    if (is_logged_in && IsActive())
        keep_focus();
}

void DeskFrame::show_open_page()
{
    m_rail->show();
    m_bar->show();
    m_saved->say(m_desk.saved_notice().tone, m_desk.saved_notice().text);
    m_status->show();
    bool is_other = false;
    for (auto const& [section, page] : m_pages) {
        bool const is_open = section == m_desk.section();
        is_other = is_other || page->IsShown() != is_open;
        page->Show(is_open);
    }
    open_page().show();
    if (is_other) {
        m_office->Layout();
        keep_focus();
    }
}

void DeskFrame::keep_focus()
{
    auto const* focus = FindFocus();
    if (focus == nullptr || !focus->IsShownOnScreen())
        open_page().SetFocus();
}

bool DeskFrame::take_shortcut(wxKeyEvent const& event)
{
    if (!m_desk.is_logged_in())
        return false;
    auto const key = event.GetKeyCode();
    if (key == WXK_F5) {
        m_desk.refresh();
        return true;
    }
    if (key == WXK_ESCAPE) {
        open_page().leave_panel();
        return true;
    }
    if (event.AltDown() && key >= '1' && key <= '9') {
        open_page().turn(static_cast<std::size_t>(key - '1'));
        return true;
    }
    if (!event.ControlDown())
        return false;
    for (auto const& entry : rail_entries())
        if (key == entry.key) {
            m_desk.open(entry.section);
            return true;
        }
    if (key == 'F')
        m_bar->focus_search();
    else if (key == 'N')
        open_page().begin_new();
    else if (key == 'Z')
        return open_page().undo();
    else
        return false;
    return true;
}

} // namespace meguri::desk::views
