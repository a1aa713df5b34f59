#include "admin/desk/views/session_move_panel.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

SessionMovePanel::SessionMovePanel(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    SetBackgroundColour(look.colour(ui::Role::Surface));
    auto* box = new wxBoxSizer(wxVERTICAL);
    m_title = new wxStaticText(this, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_title->SetFont(look.font(look.sizes.text + 4, true));
    box->Add(m_title, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    for (auto** prose : {&m_words, &m_people, &m_clash}) {
        *prose = new Prose(this, look, ui::Role::Surface);
        box->Add(*prose, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    }
    m_reason = new Form(this, look);
    m_reason->add_text("override.reason", "それでも重ねる理由", "運転手が2人いるため");
    m_reason->on_enter([this] { send(); });
    box->Add(m_reason, 0, wxEXPAND);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->Add(new_button(this, "やめる", [this] { this->desk().sessions().close_panel(); }), 0);
    buttons->AddStretchSpacer();
    m_send = new_button(this, "動かす", [this] { send(); });
    ui::wear(*m_send, ui::NativeLook::MainButton);
    buttons->Add(m_send, 0);
    box->Add(buttons, 0, wxEXPAND | wxTOP | wxBOTTOM, look.sizes.gap);
    m_keys = new Prose(this, look, ui::Role::Surface);
    box->Add(m_keys, 0, wxEXPAND);
    SetSizer(box);
}

void SessionMovePanel::send()
{
    move().send(m_reason->value("override.reason"));
}

void SessionMovePanel::ask()
{
    if (m_reason->IsShown())
        m_reason->focus_first();
    else
        m_send->SetFocus();
}

void SessionMovePanel::show()
{
    auto const* session = desk().sessions().chosen();
    set_words(*m_title, session == nullptr ? std::string() : session->title);
    m_words->say(models::Tone::Strong, move().words(), true);
    auto const people = move().people_words();
    m_people->say(people.tone, people.text);
    std::string clash;
    for (auto const& words : move().clashes())
        clash += (clash.empty() ? "" : "\n") + words;
    m_clash->say(models::Tone::Stop, clash);
    bool const asks = move().can_override();
    if (m_reason->IsShown() && !asks)
        m_reason->set("override.reason", "");
    m_reason->Show(asks);
    m_reason->show_remarks(move().remarks());
    m_send->SetLabel(look().words(asks ? "理由を書いて重ねる" : "動かす"));
    m_send->Enable(!move().is_sending() && move().is_elsewhere());
    m_keys->say(models::Tone::Quiet,
        "矢印で 動かします(左右は 1日、上下は 15分、月では 1週間)。Enterで このボタンへ、Escで やめます。");
    Layout();
}

} // namespace meguri::desk::views
