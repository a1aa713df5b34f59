#include "admin/desk/views/subsidies_page_list.h"

#include <wx/button.h>
#include <wx/sizer.h>

namespace meguri::desk::views {

SubsidyListFace::SubsidyListFace(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    m_history
        = new_button(this, "これまでを見る", [this] { model().turn_to(models::Subsidies::Face::Board); });
    line->Add(m_history, 0, wxRIGHT, look.sizes.gap / 2);
    m_money
        = new_button(this, "開催回と金額を見る", [this] { model().turn_to(models::Subsidies::Face::Money); });
    line->Add(m_money, 0);
    all->Add(line, 0, wxBOTTOM, look.sizes.gap / 2);
    auto [card, inside] = new_table_card(this);
    m_table = new TableView(card, look, "補助金の一覧", model().table(),
        {[this](std::string const& id) { model().choose(id); },
            [this](std::size_t column, bool is_descending) { model().sort_by(column, is_descending); }});
    inside->Add(m_table, 1, wxEXPAND);
    all->Add(card, 1, wxEXPAND);
    SetSizer(all);
}

void SubsidyListFace::show()
{
    m_table->show(model().revision(), model().chosen_id());
    m_history->Enable(model().chosen() != nullptr);
    m_money->Enable(model().chosen() != nullptr);
    auto const* focus = FindFocus();
    if (focus == nullptr || !focus->IsShownOnScreen())
        m_table->SetFocus();
}

} // namespace meguri::desk::views
