// The section 市町: the tile map, the bars of the year, and below them the numbers behind both and which
// places had no class, as three tables under one line of tabs; choosing a municipality in one marks it in
// all. Alt+1 to Alt+3 turn to the tables. Window's thread.
#pragma once

#include "admin/desk/views/page.h"
#include "admin/desk/views/pictures.h"
#include "admin/desk/views/tours_page.h"

#include <map>
#include <vector>

class wxCheckBox;
class wxChoice;

namespace meguri::desk::views {

class MunicipalitiesPage final : public Page {
public:
    MunicipalitiesPage(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;
    void turn(std::size_t face) override;

private:
    using Face = models::Municipalities::Face;

    wxWindow* new_map();
    wxWindow* new_bars();
    wxSizer* new_head();
    void add_coverage_choices(wxSizer& head);
    wxWindow* new_tables();
    void save_paper();
    void save_picture(Painted& picture, std::string const& what);
    models::Municipalities& model() const { return desk().municipalities(); }

    Prose* m_notice = nullptr;
    wxChoice* m_figure = nullptr;
    TileMapView* m_map = nullptr;
    wxButton* m_paper = nullptr;
    wxChoice* m_kind = nullptr;
    wxStaticText* m_whose = nullptr;
    BarChart* m_bars = nullptr;
    std::vector<FaceTab*> m_tabs;
    wxStaticText* m_headline = nullptr;
    wxChoice* m_quarter = nullptr;
    wxCheckBox* m_left_out = nullptr;
    std::map<Face, TableView*> m_tables;
};

} // namespace meguri::desk::views
