// The chosen session: what needs a person first, then its facts, whether it counts for its programme, and
// what may be done with it. Window's thread.
#pragma once

#include "admin/desk/models/session_facts.h"
#include "admin/desk/views/page.h"

#include <utility>
#include <vector>

class wxScrolledWindow;

namespace meguri::desk::views {

class SessionDetailsPanel final : public Page {
public:
    SessionDetailsPanel(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;

private:
    void show_warnings();
    void show_facts(models::Session const& session);
    void show_actions();
    void add_actions();
    void press(domain::SessionAction action);
    bool is_offered_as_shown(bool can_change) const;
    models::Sessions& model() const { return desk().sessions(); }

    wxStaticText* m_title = nullptr;
    wxScrolledWindow* m_room = nullptr;
    wxPanel* m_warnings = nullptr;
    std::vector<std::string> m_warned;
    Facts* m_facts = nullptr;
    wxStaticText* m_rules_title = nullptr;
    Facts* m_rules = nullptr;
    wxPanel* m_actions = nullptr;
    /// All there can be, shown and hidden as the session and the user have it.
    wxButton* m_draw = nullptr;
    wxButton* m_change = nullptr;
    std::vector<std::pair<domain::SessionAction, wxButton*>> m_keys;
};

} // namespace meguri::desk::views
