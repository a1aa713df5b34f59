#include "admin/desk/views/session_details_panel.h"

#include <wx/button.h>
#include <wx/scrolwin.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

#include <algorithm>

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
    add_actions();
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

void SessionDetailsPanel::add_actions()
{
    m_draw = new_button(m_actions, "抽選する", [this] { model().open_sure(models::Sessions::Final::Draw); });
    ui::wear(*m_draw, ui::NativeLook::MainButton);
    for (auto const action : models::session_actions) {
        auto* key = new_button(m_actions, models::action_words(action), [this, action] { press(action); });
        if (action == domain::SessionAction::Publish)
            ui::wear(*key, ui::NativeLook::MainButton);
        if (action == domain::SessionAction::Cancel)
            ui::wear(*key, ui::NativeLook::StopButton);
        m_keys.emplace_back(action, key);
    }
    m_change = new_button(m_actions, "書きかえる", [this] { model().open_change(); });
    for (auto* key : m_actions->GetChildren())
        key->Hide();
}

void SessionDetailsPanel::press(domain::SessionAction action)
{
    using domain::SessionAction;
    using models::Sessions;
    if (action == SessionAction::Cancel)
        return model().open_cancel();
    if (action == SessionAction::Arrange)
        return model().open_arrange();
    if (action == SessionAction::Close || action == SessionAction::Hold)
        return model().open_sure(
            action == SessionAction::Close ? Sessions::Final::Close : Sessions::Final::Hold);
    model().act(action);
}

void SessionDetailsPanel::show_actions()
{
    auto const* focus = FindFocus();
    bool const had_keys = focus != nullptr && focus->GetParent() == m_actions;
    bool const can_change = model().can_change();
    bool const is_same = is_offered_as_shown(can_change);
    auto const draw = look().words(model().must_draw_anyway() ? "それでも抽選する" : "抽選する");
    if (m_draw->GetLabel() != draw) {
        m_draw->SetLabel(draw);
        ui::rename(*m_draw, ui::from_wx(draw));
    }
    if (!is_same) {
        auto const offered = model().offered();
        // A grid keeps the place of what is hidden, so it has only what is shown.
        auto* sizer = m_actions->GetSizer();
        sizer->Clear();
        auto const show_key = [sizer](wxButton* key, bool is_shown) {
            key->Show(is_shown);
            if (is_shown)
                sizer->Add(key, 0, wxEXPAND);
        };
        show_key(m_draw, model().can_draw());
        for (auto const& [action, key] : m_keys)
            show_key(key, std::ranges::find(offered, action) != offered.end());
        show_key(m_change, can_change);
        // To what does no harm when the key is pressed twice.
        if (had_keys)
            (can_change ? static_cast<wxWindow*>(m_change) : m_room)->SetFocus();
    }
    m_actions->Enable(!model().is_sending());
    // The form is filled with what the hub answers about it.
    m_change->Enable(model().details() != nullptr);
    m_actions->Layout();
}

bool SessionDetailsPanel::is_offered_as_shown(bool can_change) const
{
    auto const offered = model().offered();
    return m_draw->IsShown() == model().can_draw() && m_change->IsShown() == can_change
        && std::ranges::all_of(m_keys, [&](auto const& one) {
               return one.second->IsShown() == (std::ranges::find(offered, one.first) != offered.end());
           });
}

} // namespace meguri::desk::views
