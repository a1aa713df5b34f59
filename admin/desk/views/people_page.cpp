#include "admin/desk/views/people_page.h"

#include "admin/desk/views/people_page_accounts.h"
#include "admin/desk/views/people_page_audit.h"
#include "admin/desk/views/people_page_keys.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

#include <array>

namespace meguri::desk::views {

using PeopleFace = models::People::Face;

namespace {

constexpr int secret_px = 18;
constexpr int secret_height = 92; ///< A key is three lines long.

struct PeopleFaceEntry {
    PeopleFace face;
    char const* word; ///< Japanese source text.
};
constexpr std::array people_face_entries{
    PeopleFaceEntry{PeopleFace::Accounts, "登録した利用者"},
    PeopleFaceEntry{PeopleFace::Keys, "事業者の鍵"},
    PeopleFaceEntry{PeopleFace::Audit, "監査記録"},
};

} // namespace

SidePanel::SidePanel(wxWindow* parent, Look& look, Deeds deeds)
    : Card(parent, look)
    , m_look(look)
{
    SetMinSize(wxSize(look.sizes.side, -1));
    auto* inside = new wxBoxSizer(wxVERTICAL);
    m_title = new wxStaticText(this, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_title->SetFont(look.font(look.sizes.text + 2, true));
    inside->Add(m_title, 0, wxEXPAND);
    m_meaning = new Prose(this, look, ui::Role::Surface);
    inside->Add(m_meaning, 0, wxEXPAND | wxTOP, look.sizes.gap / 2);
    m_form = new Form(this, look);
    m_form->on_enter(deeds.go_on);
    inside->Add(m_form, 0, wxEXPAND);
    m_secret = new wxTextCtrl(this, wxID_ANY, {}, wxDefaultPosition, wxSize(-1, secret_height),
        wxTE_READONLY | wxTE_MULTILINE | wxTE_CHARWRAP);
    m_secret->SetFont(look.font(secret_px, true));
    inside->Add(m_secret, 0, wxEXPAND | wxTOP, look.sizes.gap);
    auto const button = [&](std::function<void()> press) {
        auto* made = new wxButton(this, wxID_ANY, {});
        made->Bind(wxEVT_BUTTON, [press = std::move(press)](wxCommandEvent&) { press(); });
        return made;
    };
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    m_leave = button(deeds.leave);
    buttons->Add(m_leave, 0);
    buttons->AddStretchSpacer();
    m_go_on = button(deeds.go_on);
    ui::wear(*m_go_on, ui::NativeLook::MainButton);
    buttons->Add(m_go_on, 0);
    m_stop = button(deeds.go_on);
    ui::wear(*m_stop, ui::NativeLook::StopButton);
    buttons->Add(m_stop, 0);
    inside->Add(buttons, 0, wxEXPAND | wxTOP, look.sizes.gap);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(inside, 1, wxEXPAND | wxALL, look.sizes.inside);
    SetSizer(around);
    Hide();
}

void SidePanel::begin(
    std::string const& title, std::string const& meaning, std::string const& go_on, bool is_stop)
{
    set_words(*m_title, m_look.say(title));
    m_meaning->say(models::Tone::Plain, meaning);
    m_leave->SetLabel(m_look.words(go_on.empty() ? "閉じる" : "やめる"));
    auto& shown = is_stop ? *m_stop : *m_go_on;
    shown.SetLabel(m_look.words(go_on.empty() ? "閉じる" : go_on));
    m_go_on->Show(!go_on.empty() && !is_stop);
    m_stop->Show(!go_on.empty() && is_stop);
}

void SidePanel::show_form(bool is_shown)
{
    m_form->Show(is_shown);
}

void SidePanel::show_secret(std::string const& name, std::string const& value)
{
    m_secret->Show(!value.empty());
    m_secret->ChangeValue(ui::to_wx(value));
    if (!value.empty())
        ui::rename(*m_secret, m_look.say(name));
}

void SidePanel::enable(bool is_enabled)
{
    m_go_on->Enable(is_enabled);
    m_stop->Enable(is_enabled);
}

void SidePanel::focus()
{
    if (m_form->IsShown())
        return m_form->focus_first();
    // Nothing is done by a second Enter: the keys go to leaving.
    m_leave->SetFocus();
}

PeoplePage::PeoplePage(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(new_title(this, "利用者"), 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look.sizes.margin);
    for (auto const& entry : people_face_entries) {
        m_tabs.push_back(
            new FaceTab(this, look, entry.word, [this, face = entry.face] { model().turn_to(face); }));
        head->Add(m_tabs.back(), 0, wxALIGN_CENTRE_VERTICAL);
    }
    head->AddStretchSpacer();
    head->Add(new_quiet(this, "Alt+1〜3 切りかえ"), 0, wxALIGN_CENTRE_VERTICAL);
    all->Add(head, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    m_faces[PeopleFace::Accounts] = new AccountsFace(this, look, desk);
    m_faces[PeopleFace::Keys] = new KeysFace(this, look, desk);
    m_faces[PeopleFace::Audit] = new AuditFace(this, look, desk);
    for (auto const& [face, page] : m_faces) {
        page->Hide();
        all->Add(page, 1, wxEXPAND);
    }
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(all, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, look.sizes.margin - 6);
    SetSizer(around);
}

void PeoplePage::show()
{
    bool is_other = false;
    for (std::size_t i = 0; i < people_face_entries.size(); ++i)
        m_tabs[i]->show(people_face_entries[i].face == model().face());
    for (auto const& [face, page] : m_faces) {
        bool const is_open = face == model().face();
        is_other = is_other || page->IsShown() != is_open;
        page->Show(is_open);
    }
    open_face().show();
    if (!is_other)
        return;
    Layout();
    auto const* focus = FindFocus();
    if (focus == nullptr || !focus->IsShownOnScreen())
        open_face().SetFocus();
}

void PeoplePage::begin_new()
{
    open_face().begin_new();
}

void PeoplePage::leave_panel()
{
    open_face().leave_panel();
}

void PeoplePage::turn(std::size_t face)
{
    if (face < people_face_entries.size())
        model().turn_to(people_face_entries[face].face);
}

} // namespace meguri::desk::views
