// The section 出張・訪問: four faces under one line of tabs, each on vans, people and rooms from another
// side. Alt+1 to Alt+4 turn to them.
#pragma once

#include "admin/desk/views/page.h"

#include <map>
#include <vector>

namespace meguri::desk::views {

/// A tab of the line: its word, and a bar under the one that is open.
class FaceTab final : public Painted {
public:
    FaceTab(wxWindow* parent, Look& look, std::string const& word, std::function<void()> press);
    void show(bool is_here);

private:
    void paint(ui::Canvas& canvas, ui::Box const& all) override;

    std::string m_word;
    bool m_is_here = false;
};

class ToursPage final : public Page {
public:
    ToursPage(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void begin_new() override;
    void leave_panel() override;
    void turn(std::size_t face) override;

private:
    models::Tours& model() const { return desk().tours(); }
    Page& open_face() { return *m_faces.at(model().face()); }

    std::vector<FaceTab*> m_tabs;
    std::map<models::Tours::Face, Page*> m_faces;
};

} // namespace meguri::desk::views
