// The chosen session: what needs a person first, then its facts, whether it counts for its programme, and
// what may be done with it. Window's thread.
#pragma once

#include "admin/desk/models/session_facts.h"
#include "admin/desk/views/page.h"

#include <vector>

class wxScrolledWindow;

namespace meguri::desk::views {

class SessionDetailsPanel final : public Page {
public:
    SessionDetailsPanel(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;

private:
    /// What the buttons stand for; they are made anew only when it changed.
    struct Offer {
        std::vector<domain::SessionAction> actions;
        bool can_change = false;
        bool can_draw = false;
        bool is_draw_anyway = false;
        bool operator==(Offer const&) const = default;
    };
    void show_warnings();
    void show_facts(models::Session const& session);
    void show_actions();
    void add_action(domain::SessionAction action);
    models::Sessions& model() const { return desk().sessions(); }

    wxStaticText* m_title = nullptr;
    wxScrolledWindow* m_room = nullptr;
    wxPanel* m_warnings = nullptr;
    std::vector<std::string> m_warned;
    Facts* m_facts = nullptr;
    wxStaticText* m_rules_title = nullptr;
    Facts* m_rules = nullptr;
    wxPanel* m_actions = nullptr;
    Offer m_offer;
};

} // namespace meguri::desk::views
