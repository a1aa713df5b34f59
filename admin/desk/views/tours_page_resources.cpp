#include "admin/desk/views/tours_page_resources.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

using ResourcePanel = models::Resources::Panel;

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
    m_away = new_button(card, "休みを入れる・取り消す", [this] { model().open_away(); });
    inside->Add(m_away, 0, wxTOP, look().sizes.gap / 2);
    m_uses = new TableView(card, look(), "これから1か月の予定", model().uses(),
        {[](std::string const& /*id*/) {},
            [this](std::size_t column, bool is_descending) {
                model().sort_by(model().uses(), column, is_descending);
            }});
    inside->Add(m_uses, 1, wxEXPAND | wxTOP, look().sizes.gap / 2);
    add_away(*card, *inside);
    return card;
}

void ResourcesFace::add_away(wxWindow& parent, wxSizer& into)
{
    m_away_panel = new wxPanel(&parent);
    m_away_panel->SetBackgroundColour(look().colour(ui::Role::Surface));
    auto* box = new wxBoxSizer(wxVERTICAL);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    m_absences = new Form(m_away_panel, look());
    m_absences->add_choice("absence", "入っている休み", {});
    line->Add(m_absences, 1);
    m_remove_away = new_button(
        m_away_panel, "この休みを取り消す", [this] { model().remove_away(m_absences->value("absence")); });
    line->Add(m_remove_away, 0, wxALIGN_BOTTOM | wxLEFT, look().sizes.gap);
    box->Add(line, 0, wxEXPAND);
    m_away_form = new Form(m_away_panel, look());
    m_away_form->begin_line();
    m_away_form->add_text("first", "休みの 始まりの日", "10/8");
    m_away_form->add_text("last", "終わりの日(空なら 1日だけ)", "10/9");
    m_away_form->end_line();
    m_away_form->add_text("reason", "休みの理由", "車検");
    auto const send = [this] {
        model().add_away(
            {m_away_form->value("first"), m_away_form->value("last"), m_away_form->value("reason")});
    };
    m_away_form->on_enter(send);
    box->Add(m_away_form, 0, wxEXPAND);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->Add(new_button(m_away_panel, "やめる", [this] { model().close_panel(); }), 0);
    buttons->AddStretchSpacer();
    m_send_away = new_button(m_away_panel, "この休みを入れる", send);
    ui::wear(*m_send_away, ui::NativeLook::MainButton);
    buttons->Add(m_send_away, 0);
    box->Add(buttons, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    m_away_panel->SetSizer(box);
    m_away_panel->Hide();
    into.Add(m_away_panel, 0, wxEXPAND);
}

void ResourcesFace::leave_panel()
{
    model().close_panel();
}

void ResourcesFace::show_away()
{
    bool const is_away = model().panel() == ResourcePanel::Away;
    m_away->Show(model().chosen() != nullptr && !is_away);
    m_away->Enable(model().can_change());
    m_away_panel->Show(is_away);
    m_absences->set_choices("absence", model().absence_choices());
    m_absences->Enable(!model().absence_choices().empty());
    m_remove_away->Enable(model().can_change() && !model().absence_choices().empty());
    m_send_away->Enable(model().can_change());
    m_absences->show_remarks(is_away ? model().remarks() : models::Remarks());
    m_away_form->show_remarks(is_away ? model().remarks() : models::Remarks());
    if (m_panel_shown == model().panel())
        return;
    m_panel_shown = model().panel();
    for (auto const* field : {"first", "last", "reason"})
        m_away_form->set(field, "");
    if (is_away)
        m_away_form->focus_first();
    else if (FindFocus() == nullptr || !FindFocus()->IsShownOnScreen())
        m_table->SetFocus();
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
    m_facts->Show(chosen != nullptr && model().panel() == ResourcePanel::None);
    m_uses->Show(chosen != nullptr && model().panel() == ResourcePanel::None);
    show_away();
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
