#include "admin/desk/views/tours_page_resources.h"

#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

namespace {

constexpr int uses_wider = 208;
constexpr int conflicts_height = 190;
constexpr int no_conflicts_height = 46;

} // namespace

ResourcesFace::ResourcesFace(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    m_notice = new Prose(this, look, ui::Role::DeskPage);
    all->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    auto* above = new wxBoxSizer(wxHORIZONTAL);
    above->Add(new_list(), 1, wxEXPAND | wxRIGHT, look.sizes.gap);
    above->Add(new_uses(), 0, wxEXPAND);
    all->Add(above, 1, wxEXPAND | wxBOTTOM, look.sizes.gap);
    all->Add(new_conflicts(), 0, wxEXPAND);
    SetSizer(all);
}

wxWindow* ResourcesFace::new_list()
{
    auto [card, inside] = new_table_card(this);
    m_table = new TableView(card, look(), "車・人・部屋の一覧", model().table(),
        {[this](std::string const& id) { model().choose(id); },
            [this](std::size_t column, bool is_descending) {
                model().sort_by(model().table(), column, is_descending);
            }});
    inside->Add(m_table, 1, wxEXPAND);
    return card;
}

wxWindow* ResourcesFace::new_uses()
{
    auto [card, inside] = new_card(this);
    m_card = card;
    m_card->SetMinSize(wxSize(look().sizes.side + uses_wider, -1));
    m_title = new wxStaticText(card, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_title->SetFont(look().font(look().sizes.text + 2, true));
    inside->Add(m_title, 0, wxEXPAND);
    m_facts = new Facts(card, look());
    inside->Add(m_facts, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    m_uses = new TableView(card, look(), "これから1か月の予定", model().uses(),
        {[](std::string const& /*id*/) {},
            [this](std::size_t column, bool is_descending) {
                model().sort_by(model().uses(), column, is_descending);
            }});
    inside->Add(m_uses, 1, wxEXPAND | wxTOP, look().sizes.gap / 2);
    return card;
}

wxWindow* ResourcesFace::new_conflicts()
{
    auto [card, inside] = new_table_card(this);
    m_conflicts_card = card;
    m_count = new wxStaticText(card, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_count->SetFont(look().font(look().sizes.text, true));
    inside->Add(m_count, 0, wxEXPAND | wxALL, look().sizes.gap / 2);
    m_conflicts = new TableView(card, look(), "重なりの一覧", model().conflicts(),
        {[](std::string const& /*id*/) {},
            [this](std::size_t column, bool is_descending) {
                model().sort_by(model().conflicts(), column, is_descending);
            }});
    inside->Add(m_conflicts, 1, wxEXPAND);
    return card;
}

void ResourcesFace::show()
{
    m_notice->say(model().notice().tone, model().notice().text);
    m_table->show(model().revision(), model().chosen_id());
    auto const* chosen = model().chosen();
    set_words(*m_title,
        chosen ? models::resource_kind_words(chosen->kind) + " ・ " + chosen->name
               : look().say("左の表から えらぶと、これから1か月の予定が出ます。"));
    m_facts->Show(chosen != nullptr);
    m_uses->Show(chosen != nullptr);
    if (chosen)
        m_facts->show({{"受け持ち", model().areas_words(*chosen)},
            {"動ける時間", model().hours_words(*chosen)},
            {"予定",
                !model().has_uses() ? std::string("…")
                    : model().uses().rows().empty()
                    ? look().say("これから1か月は ありません。")
                    : look().say("これから1か月に {0}件", {std::to_string(model().uses().rows().size())})}});
    m_uses->show(model().revision(), "");
    auto const count = model().conflicts().rows().size();
    set_words(*m_count,
        !model().has_conflicts() ? std::string()
            : count == 0 ? look().say("これから3か月に 予定の重なりは ありません。")
                         : look().say("これから3か月の 重なり {0}件", {std::to_string(count)}));
    m_conflicts->show(model().revision(), "");
    m_conflicts->Show(count > 0);
    m_conflicts_card->SetMinSize(wxSize(-1, count > 0 ? conflicts_height : no_conflicts_height));
    m_card->Layout();
    Layout();
}

} // namespace meguri::desk::views
