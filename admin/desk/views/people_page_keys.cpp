#include "admin/desk/views/people_page_keys.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

using models::CarrierKeys;

KeysFace::KeysFace(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    add_buttons(*all);
    m_notice = new Prose(this, look, ui::Role::DeskPage);
    all->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    auto [card, inside] = new_table_card(this);
    m_table = new TableView(card, look, "事業者の鍵の一覧", model().table(),
        {[this](std::string const& id) { model().choose(id); },
            [this](std::size_t column, bool is_descending) { model().sort_by(column, is_descending); }});
    inside->Add(m_table, 1, wxEXPAND);
    line->Add(card, 1, wxEXPAND);
    m_side = new SidePanel(this, look, {[this] { model().close_panel(); }, [this] { go_on(); }});
    m_side->form().add_choice("organisation", "事業者", {});
    m_side->form().add_text("name", "鍵の名前", "予約システム");
    m_side->form().add_choice("kind", "種類", {{"real", "本番"}});
    m_side->form().add_choice("grace", "前の鍵を いつまで使えるようにするか", models::grace_choices());
    line->Add(m_side, 0, wxEXPAND | wxLEFT, look.sizes.gap);
    all->Add(line, 1, wxEXPAND);
    SetSizer(all);
}

void KeysFace::add_buttons(wxSizer& into)
{
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    m_add = new_button(this, "鍵を作る", [this] { model().open_add(); });
    ui::wear(*m_add, ui::NativeLook::MainButton);
    line->Add(m_add, 0, wxRIGHT, look().sizes.gap);
    m_rotate = new_button(this, "鍵を新しくする", [this] { model().open_rotate(); });
    line->Add(m_rotate, 0, wxRIGHT, look().sizes.gap / 2);
    m_revoke = new_button(this, "鍵を止める", [this] { model().open_revoke(); });
    ui::wear(*m_revoke, ui::NativeLook::StopButton);
    line->Add(m_revoke, 0);
    into.Add(line, 0, wxBOTTOM, look().sizes.gap / 2);
}

void KeysFace::go_on()
{
    auto& form = m_side->form();
    switch (model().panel()) {
    case CarrierKeys::Panel::Add:
        return model().add(form.value("organisation"), form.value("name"), form.value("kind") == "sandbox");
    case CarrierKeys::Panel::Rotate:
        return model().rotate(form.value("grace"));
    case CarrierKeys::Panel::Revoke:
        return model().revoke();
    case CarrierKeys::Panel::None:
    case CarrierKeys::Panel::Secret:
        return;
    }
}

void KeysFace::begin_new()
{
    model().open_add();
}

void KeysFace::leave_panel()
{
    model().close_panel();
}

void KeysFace::begin_side(CarrierKeys::Panel panel)
{
    auto& form = m_side->form();
    auto const name = model().chosen() ? model().chosen()->name : std::string();
    bool const is_add = panel == CarrierKeys::Panel::Add;
    m_side->show_form(is_add || panel == CarrierKeys::Panel::Rotate);
    switch (panel) {
    case CarrierKeys::Panel::Add:
        m_side->begin(
            "鍵を作る", "事業者のプログラムが ハブに入るための鍵です。1回だけ 表示します。", "作る", false);
        break;
    case CarrierKeys::Panel::Rotate:
        m_side->begin(
            name, "新しい鍵を 1回だけ 表示します。前の鍵は 決めた時間まで 使えます。", "新しくする", false);
        break;
    case CarrierKeys::Panel::Revoke:
        m_side->begin(
            name, "この鍵では すぐに 何もできなくなります。もとには もどせません。", "止める", true);
        break;
    case CarrierKeys::Panel::Secret:
        m_side->begin(
            "新しい鍵", "事業者に 安全な方法で 渡してください。閉じると もう見られません。", "", false);
        break;
    case CarrierKeys::Panel::None:
        return;
    }
    std::vector<models::Choice> providers;
    for (auto const& provider : desk().providers())
        providers.emplace_back(provider.id, provider.name);
    form.set_choices("organisation", providers);
    std::vector<models::Choice> kinds{{"real", "本番"}};
    if (model().may_have_sandbox())
        kinds.emplace_back("sandbox", "練習用");
    form.set_choices("kind", kinds);
    for (auto const* field : {"organisation", "name", "kind"})
        form.show_field(field, is_add);
    form.show_field("grace", !is_add);
    form.set("organisation", "");
    form.set("name", "");
    form.set("kind", "real");
    form.set("grace", "24");
}

void KeysFace::show_side()
{
    auto const panel = model().panel();
    bool const is_new = m_shown != panel;
    m_shown = panel;
    m_side->Show(panel != CarrierKeys::Panel::None);
    if (is_new)
        begin_side(panel);
    m_side->show_secret("鍵", model().secret() ? model().secret()->value : std::string());
    m_side->form().show_remarks(model().remarks());
    m_side->enable(!model().is_sending());
    m_side->Layout();
    Layout();
    if (is_new && panel != CarrierKeys::Panel::None)
        m_side->focus();
}

void KeysFace::show()
{
    m_table->show(model().revision(), model().chosen_id());
    m_notice->say(model().notice().tone,
        model().may_see() ? model().notice().text : "鍵は 運用と県の担当者が 作ります。");
    m_add->Enable(model().may_see());
    m_rotate->Enable(model().can_change());
    m_revoke->Enable(model().can_change());
    show_side();
    auto const* focus = FindFocus();
    if (focus == nullptr || !focus->IsShownOnScreen())
        m_table->SetFocus();
}

} // namespace meguri::desk::views
