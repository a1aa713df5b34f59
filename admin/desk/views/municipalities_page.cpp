#include "admin/desk/views/municipalities_page.h"

#include "admin/desk/models/bars.h"

#include <wx/choice.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

#include <algorithm>
#include <array>

namespace meguri::desk::views {

namespace {

constexpr std::array meanings{models::MapMeaning::UsePercent, models::MapMeaning::Participants,
    models::MapMeaning::Held, models::MapMeaning::PercentFrom65};

std::string sum_words(Look const& look, models::MunicipalityTable const& table)
{
    auto const sum = models::sum_of(table.rows());
    auto const use = models::use_percent(sum);
    auto const seen = std::ranges::count_if(
        table.rows(), [](models::MunicipalityRow const& row) { return row.summary.has_value(); });
    return look.say("{0}市町の計: 予定 {1}、実施済 {2}、中止 {3}、席 {4}、参加 {5}",
               {std::to_string(seen), models::grouped(sum.planned), models::grouped(sum.held),
                   models::grouped(sum.cancelled), models::grouped(sum.seats),
                   models::grouped(sum.participants)})
        + (use ? look.say("、利用率 {0}%", {std::to_string(*use)}) : std::string());
}

} // namespace

MunicipalitiesPage::MunicipalitiesPage(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    m_notice = new Prose(this, look, ui::Role::DeskPage);
    all->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    auto* above = new wxBoxSizer(wxHORIZONTAL);
    above->Add(new_map(), 0, wxEXPAND | wxRIGHT, look.sizes.gap);
    above->Add(new_bars(), 1, wxEXPAND);
    all->Add(above, 0, wxEXPAND | wxBOTTOM, look.sizes.gap);
    all->Add(new_table(), 1, wxEXPAND);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(all, 1, wxEXPAND | wxALL, look.sizes.margin - 6);
    SetSizer(around);
}

wxWindow* MunicipalitiesPage::new_map()
{
    auto [card, inside] = new_card(this);
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    auto* title = new wxStaticText(card, wxID_ANY, look().words("市町の地図"));
    title->SetFont(look().font(look().sizes.text, true));
    head->Add(title, 1, wxALIGN_CENTRE_VERTICAL);
    head->Add(new_quiet(card, "色の意味"), 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
    m_meaning = new wxChoice(card, wxID_ANY);
    for (auto const meaning : meanings)
        m_meaning->Append(look().words(models::words_of(meaning)));
    ui::rename(*m_meaning, look().say("色の意味"));
    m_meaning->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) {
        model().set_meaning(meanings[static_cast<std::size_t>(std::max(0, m_meaning->GetSelection()))]);
    });
    head->Add(m_meaning, 0, wxALIGN_CENTRE_VERTICAL);
    inside->Add(head, 0, wxEXPAND | wxBOTTOM, 6);
    m_map = new TileMapView(card, look(), [this](std::string const& code) { model().choose(code); });
    inside->Add(m_map, 0);
    return card;
}

wxWindow* MunicipalitiesPage::new_bars()
{
    auto [card, inside] = new_card(this);
    m_bars_title = new wxStaticText(card, wxID_ANY, look().words("月ごとの開催回"));
    m_bars_title->SetFont(look().font(look().sizes.text, true));
    inside->Add(m_bars_title, 0, wxBOTTOM, 8);
    m_bars = new BarChart(card, look());
    inside->Add(m_bars, 1, wxEXPAND);
    return card;
}

wxWindow* MunicipalitiesPage::new_table()
{
    auto [card, inside] = new_table_card(this);
    m_sum = new wxStaticText(card, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_sum->SetFont(look().font(look().sizes.text, true));
    inside->Add(m_sum, 0, wxEXPAND | wxALL, 6);
    m_table = new TableView(card, look(), "市町の表", model().table(),
        {[this](std::string const& code) { model().choose(code); },
            [this](std::size_t column, bool is_descending) { model().sort_by(column, is_descending); }});
    inside->Add(m_table, 1, wxEXPAND);
    return card;
}

void MunicipalitiesPage::show()
{
    m_notice->say(model().notice().tone, model().notice().text);
    auto const meaning = std::ranges::find(meanings, model().meaning());
    m_meaning->SetSelection(static_cast<int>(meaning - meanings.begin()));
    m_map->show(model().map(), model().chosen());
    auto const* row = model().table().find(model().chosen());
    set_words(*m_bars_title,
        look().say("月ごとの開催回") + (row ? " ・ " + row->municipality.name : std::string()));
    m_bars->show(models::bars_by_month(
        desk().sessions().table().rows(), desk().scope().fiscal_year, model().chosen()));
    set_words(*m_sum, sum_words(look(), model().table()));
    m_table->show(model().revision(), model().chosen());
    Layout();
}

} // namespace meguri::desk::views
