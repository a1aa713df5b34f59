// The section 補助金 as three faces under one line of tabs: the board by step, the table, and the sessions of
// the chosen subsidy with their money. Alt+1 to Alt+3 turn to them.
#pragma once

#include "admin/desk/views/tours_page.h"

#include <map>
#include <vector>

namespace meguri::desk::views {

class SubsidiesPage final : public Page {
public:
    SubsidiesPage(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void begin_new() override;
    void leave_panel() override;
    void turn(std::size_t face) override;

private:
    models::Subsidies& model() const { return desk().subsidies(); }
    Page& open_face() { return *m_faces.at(model().face()); }

    wxStaticText* m_counts = nullptr;
    std::vector<FaceTab*> m_tabs;
    std::map<models::Subsidies::Face, Page*> m_faces;
};

} // namespace meguri::desk::views
