#include "admin/desk/views/municipalities_page.h"

#include "admin/desk/views/saving.h"

#include <wx/button.h>
#include <wx/checkbox.h>
#include <wx/choice.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

#include <algorithm>
#include <array>

namespace meguri::desk::views {

namespace {

constexpr int quarter_width = 136;

struct TownsFaceEntry {
    models::Municipalities::Face face;
    char const* word; ///< Japanese source text.
};
constexpr std::array towns_face_entries{
    TownsFaceEntry{models::Municipalities::Face::Towns, "市町ごとの数"},
    TownsFaceEntry{models::Municipalities::Face::Bars, "棒グラフの数"},
    TownsFaceEntry{models::Municipalities::Face::Coverage, "教室のない所"},
};

std::size_t chosen_in(wxChoice const& choice)
{
    return static_cast<std::size_t>(std::max(0, choice.GetSelection()));
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
    all->Add(above, 0, wxEXPAND);
    all->Add(new_head(), 0, wxEXPAND | wxTOP | wxBOTTOM, 2);
    all->Add(new_tables(), 1, wxEXPAND);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(all, 1, wxEXPAND | wxALL, look.sizes.margin - 10);
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
    m_figure = new wxChoice(card, wxID_ANY);
    for (auto const& [figure, name] : domain::Names<domain::MapFigure>::entries)
        m_figure->Append(look().words(domain::map_figure_words(figure)));
    ui::rename(*m_figure, look().say("色の意味"));
    m_figure->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) {
        model().set_figure(domain::Names<domain::MapFigure>::entries.at(chosen_in(*m_figure)).first);
    });
    head->Add(m_figure, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
    auto* picture
        = new_button(card, "PNG", [this] { CallAfter([this] { save_picture(*m_map, "市町の地図"); }); });
    ui::rename(*picture, look().say("地図をPNGに書き出す"));
    head->Add(picture, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
    m_paper = new_button(card, "PDF", [this] { CallAfter([this] { save_paper(); }); });
    ui::rename(*m_paper, look().say("地図と表をPDFに書き出す"));
    head->Add(m_paper, 0, wxALIGN_CENTRE_VERTICAL);
    inside->Add(head, 0, wxEXPAND | wxBOTTOM, 6);
    m_map = new TileMapView(card, look(), [this](std::string const& code) { model().choose(code); });
    inside->Add(m_map, 0);
    return card;
}

wxWindow* MunicipalitiesPage::new_bars()
{
    auto [card, inside] = new_card(this);
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    m_kind = new wxChoice(card, wxID_ANY);
    for (auto const kind : models::bars_kinds)
        m_kind->Append(look().words(models::words_of(kind)));
    ui::rename(*m_kind, look().say("棒グラフ"));
    m_kind->Bind(wxEVT_CHOICE,
        [this](wxCommandEvent&) { model().set_bars(models::bars_kinds.at(chosen_in(*m_kind))); });
    head->Add(m_kind, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, 8);
    m_whose = new wxStaticText(card, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_whose->SetFont(look().font(look().sizes.text, true));
    head->Add(m_whose, 1, wxALIGN_CENTRE_VERTICAL);
    auto* picture
        = new_button(card, "PNG", [this] { CallAfter([this] { save_picture(*m_bars, "棒グラフ"); }); });
    ui::rename(*picture, look().say("棒グラフをPNGに書き出す"));
    head->Add(picture, 0, wxALIGN_CENTRE_VERTICAL);
    inside->Add(head, 0, wxEXPAND | wxBOTTOM, 8);
    m_bars = new BarChart(card, look());
    inside->Add(m_bars, 1, wxEXPAND);
    return card;
}

wxSizer* MunicipalitiesPage::new_head()
{
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    for (auto const& entry : towns_face_entries) {
        m_tabs.push_back(
            new FaceTab(this, look(), entry.word, [this, face = entry.face] { model().turn_to(face); }));
        head->Add(m_tabs.back(), 0, wxALIGN_CENTRE_VERTICAL);
    }
    m_headline = new wxStaticText(this, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_headline->SetFont(look().font(look().sizes.text, true));
    head->Add(m_headline, 1, wxALIGN_CENTRE_VERTICAL | wxLEFT, look().sizes.gap);
    add_coverage_choices(*head);
    return head;
}

void MunicipalitiesPage::add_coverage_choices(wxSizer& head)
{
    m_quarter = new wxChoice(this, wxID_ANY);
    for (int quarter = 1; quarter <= 4; ++quarter)
        m_quarter->Append(ui::to_wx(domain::quarter_words(quarter)));
    m_quarter->SetMinSize(wxSize(quarter_width, -1));
    ui::rename(*m_quarter, look().say("四半期"));
    m_quarter->Bind(wxEVT_CHOICE,
        [this](wxCommandEvent&) { model().set_quarter(static_cast<int>(chosen_in(*m_quarter)) + 1); });
    head.Add(m_quarter, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, look().sizes.gap);
    m_left_out = new wxCheckBox(this, wxID_ANY, look().words("ない所だけ"));
    m_left_out->Bind(
        wxEVT_CHECKBOX, [this](wxCommandEvent&) { model().show_left_out_only(m_left_out->GetValue()); });
    head.Add(m_left_out, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, look().sizes.gap);
}

wxWindow* MunicipalitiesPage::new_tables()
{
    auto [card, inside] = new_table_card(this);
    TableView::Told const told{[this](std::string const& id) { model().choose_row(id); },
        [this](std::size_t column, bool is_descending) { model().sort_by(column, is_descending); }};
    m_tables[Face::Towns] = new TableView(card, look(), "市町の表", model().table(), told);
    m_tables[Face::Bars] = new TableView(card, look(), "棒グラフの表", model().bars_table(), told);
    m_tables[Face::Coverage]
        = new TableView(card, look(), "教室のない所の表", model().coverage_table(), told);
    for (auto const& [face, table] : m_tables) {
        table->Hide();
        inside->Add(table, 1, wxEXPAND);
    }
    return card;
}

void MunicipalitiesPage::show()
{
    m_notice->say(model().notice().tone, model().notice().text);
    auto const& figures = domain::Names<domain::MapFigure>::entries;
    auto const figure
        = std::ranges::find(figures, model().figure(), [](auto const& entry) { return entry.first; });
    m_figure->SetSelection(static_cast<int>(figure - figures.begin()));
    m_map->show(model().map(), model().chosen());
    m_paper->Enable(!model().is_sending());
    m_kind->SetSelection(static_cast<int>(
        std::ranges::find(models::bars_kinds, model().bars_kind()) - models::bars_kinds.begin()));
    auto const* row = model().table().find(model().chosen());
    set_words(*m_whose, row ? row->municipality.name : look().say("ぜんぶ"));
    m_bars->show(model().bars());
    set_words(*m_headline, look().say(model().headline()));
    bool const is_coverage = model().face() == Face::Coverage;
    m_quarter->SetSelection(model().quarter() - 1);
    m_left_out->Show(is_coverage);
    m_left_out->SetValue(model().shows_left_out_only());
    for (std::size_t i = 0; i < towns_face_entries.size(); ++i)
        m_tabs.at(i)->show(towns_face_entries.at(i).face == model().face());
    for (auto const& [face, table] : m_tables)
        table->Show(face == model().face());
    m_tables.at(model().face())->show(model().revision(), model().chosen_row());
    Layout();
    m_tables.at(model().face())->GetParent()->Layout();
    if (auto const file = model().take_file())
        model().say_file_saved(file->path, write_privately(*file));
}

void MunicipalitiesPage::turn(std::size_t face)
{
    if (face < towns_face_entries.size())
        model().turn_to(towns_face_entries.at(face).face);
}

void MunicipalitiesPage::save_paper()
{
    auto const path = asked_path(
        *this, look(), "地図と表をPDFに書き出す", model().picture_name(look().say("市町の数"), "pdf"), "PDF");
    if (!path.empty())
        model().ask_paper(path);
}

void MunicipalitiesPage::save_picture(Painted& picture, std::string const& what)
{
    bool const is_map = &picture == m_map;
    auto const title = is_map
        ? model().map().meaning
        : models::words_of(model().bars_kind()) + " " + ui::from_wx(m_whose->GetLabel());
    auto const path
        = asked_path(*this, look(), "PNGに書き出す", model().picture_name(look().say(what), "png"), "PNG");
    if (path.empty())
        return;
    auto bytes = picture.png(model().picture_title(look().say(title)));
    bool const is_written = !bytes.empty() && write_privately({path, std::move(bytes)});
    model().say_file_saved(path, is_written);
}

} // namespace meguri::desk::views
