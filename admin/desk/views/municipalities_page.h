// The section 市町: the tile map, the bars of the year and the table; choosing a municipality in one marks it
// in all.
#pragma once

#include "admin/desk/views/page.h"
#include "admin/desk/views/pictures.h"

class wxChoice;

namespace meguri::desk::views {

class MunicipalitiesPage final : public Page {
public:
    MunicipalitiesPage(wxWindow* parent, Look& look, models::Desk& desk);

    void show() override;

private:
    wxWindow* new_map();
    wxWindow* new_bars();
    wxWindow* new_table();
    models::Municipalities& model() const { return desk().municipalities(); }

    Prose* m_notice = nullptr;
    wxChoice* m_meaning = nullptr;
    TileMapView* m_map = nullptr;
    wxStaticText* m_bars_title = nullptr;
    BarChart* m_bars = nullptr;
    wxStaticText* m_sum = nullptr;
    TableView* m_table = nullptr;
};

} // namespace meguri::desk::views
