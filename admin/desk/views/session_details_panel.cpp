#include "admin/desk/views/session_details_panel.h"

#include <wx/button.h>
#include <wx/scrolwin.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

namespace {

constexpr int action_columns = 2;

} // namespace

SessionDetailsPanel::SessionDetailsPanel(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    SetBackgroundColour(look.colour(ui::Role::Surface));
    auto* box = new wxBoxSizer(wxVERTICAL);
    m_title = new wxStaticText(this, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_title->SetFont(look.font(look.sizes.text + 4, true));
    box->Add(m_title, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    m_room = new wxScrolledWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL);
    m_room->SetBackgroundColour(look.colour(ui::Role::Surface));
    m_room->SetScrollRate(0, scroll_step);
    auto* inside = new wxBoxSizer(wxVERTICAL);
    m_warnings = new wxPanel(m_room);
    m_warnings->SetBackgroundColour(look.colour(ui::Role::Surface));
    m_warnings->SetSizer(new wxBoxSizer(wxVERTICAL));
    inside->Add(m_warnings, 0, wxEXPAND);
    m_facts = new Facts(m_room, look);
    inside->Add(m_facts, 0, wxEXPAND | wxRIGHT, 4);
    m_rules_title = new wxStaticText(m_room, wxID_ANY, {});
    m_rules_title->SetFont(look.font(look.sizes.text, true));
    inside->Add(m_rules_title, 0, wxTOP | wxBOTTOM, look.sizes.gap / 2);
    m_rules = new Facts(m_room, look);
    inside->Add(m_rules, 0, wxEXPAND | wxRIGHT, 4);
    m_room->SetSizer(inside);
    box->Add(m_room, 1, wxEXPAND);
    m_actions = new wxPanel(this);
    m_actions->SetBackgroundColour(look.colour(ui::Role::Surface));
    m_actions->SetSizer(new wxGridSizer(action_columns, look.sizes.gap / 2, look.sizes.gap / 2));
    box->Add(m_actions, 0, wxEXPAND | wxTOP, look.sizes.gap / 2);
    SetSizer(box);
}

void SessionDetailsPanel::show()
{
    auto const* session = model().chosen();
    if (session == nullptr)
        return;
    set_words(*m_title, session->title);
    show_warnings();
    show_facts(*session);
    m_actions->Show(model().panel() == models::Sessions::Panel::Details);
    show_actions();
    m_room->FitInside();
    Layout();
}

void SessionDetailsPanel::show_warnings()
{
    auto const warnings = models::session_warnings(model().mark_of(model().chosen_id()));
    std::vector<std::string> words;
    for (auto const& warning : warnings)
        words.push_back(warning.text);
    if (words == m_warned)
        return;
    m_warned = words;
    m_warnings->DestroyChildren();
    m_warnings->GetSizer()->Clear();
    for (auto const& warning : warnings) {
        auto* prose = new Prose(m_warnings, look(), ui::Role::Surface);
        m_warnings->GetSizer()->Add(prose, 0, wxEXPAND | wxBOTTOM, look().sizes.gap / 2);
        prose->say(warning.tone, warning.text);
    }
    m_warnings->Layout();
}

void SessionDetailsPanel::show_facts(models::Session const& session)
{
    m_facts->show(models::session_facts(session, model().details(),
        {model().venues(), model().editor().resources(), model().editor().programmes()}));
    auto const& findings = model().findings();
    m_rules_title->Show(!findings.empty());
    set_words(*m_rules_title,
        findings.empty() ? std::string() : look().say("条件の確認 {0}", {models::finding_count(findings)}));
    m_rules->show(models::finding_words(findings));
}

void SessionDetailsPanel::show_actions()
{
    Offer offer{model().offered(), model().can_change() && model().details() != nullptr, model().can_draw(),
        model().must_draw_anyway()};
    if (offer != m_offer) {
        m_offer = std::move(offer);
        auto const* focus = FindFocus();
        bool const had_keys = focus != nullptr && focus->GetParent() == m_actions;
        m_actions->DestroyChildren();
        m_actions->GetSizer()->Clear();
        if (m_offer.can_draw) {
            auto* draw = new_button(m_actions, m_offer.is_draw_anyway ? "それでも抽選する" : "抽選する",
                [this] { model().draw_lots(); });
            ui::wear(*draw, ui::NativeLook::MainButton);
            m_actions->GetSizer()->Add(draw, 0, wxEXPAND);
        }
        for (auto const action : m_offer.actions)
            add_action(action);
        if (m_offer.can_change)
            m_actions->GetSizer()->Add(
                new_button(m_actions, "書きかえる", [this] { model().open_change(); }), 0, wxEXPAND);
        // To what does no harm when the key is pressed twice.
        if (had_keys && m_offer.can_change)
            m_actions->GetChildren().back()->SetFocus();
        else if (had_keys)
            m_room->SetFocus();
    }
    m_actions->Enable(!model().is_sending());
    m_actions->Layout();
}

void SessionDetailsPanel::add_action(domain::SessionAction action)
{
    bool const is_cancel = action == domain::SessionAction::Cancel;
    bool const is_arrange = action == domain::SessionAction::Arrange;
    auto* button = new_button(m_actions, models::action_words(action), [this, action, is_cancel, is_arrange] {
        is_cancel ? model().open_cancel() : is_arrange ? model().open_arrange() : model().act(action);
    });
    if (action == domain::SessionAction::Publish)
        ui::wear(*button, ui::NativeLook::MainButton);
    if (is_cancel)
        ui::wear(*button, ui::NativeLook::StopButton);
    m_actions->GetSizer()->Add(button, 0, wxEXPAND);
}

} // namespace meguri::desk::views
