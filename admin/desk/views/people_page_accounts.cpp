#include "admin/desk/views/people_page_accounts.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

using models::AccountDeed;
using models::Accounts;

AccountsFace::AccountsFace(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    add_buttons(*all);
    m_notice = new Prose(this, look, ui::Role::DeskPage);
    all->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    auto [card, inside] = new_table_card(this);
    m_table = new TableView(card, look, "利用者の一覧", model().table(),
        {[this](std::string const& id) { model().choose(id); },
            [this](std::size_t column, bool is_descending) { model().sort_by(column, is_descending); }});
    inside->Add(m_table, 1, wxEXPAND);
    line->Add(card, 1, wxEXPAND);
    add_side(*line);
    all->Add(line, 1, wxEXPAND);
    SetSizer(all);
}

void AccountsFace::add_buttons(wxSizer& into)
{
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    m_add = new_button(this, "利用者を加える", [this] { model().open_add(); });
    ui::wear(*m_add, ui::NativeLook::MainButton);
    line->Add(m_add, 0, wxRIGHT, look().sizes.gap);
    m_office = new_button(this, "役割を変える", [this] { model().open_office(); });
    line->Add(m_office, 0, wxRIGHT, look().sizes.gap / 2);
    for (auto const deed : models::account_deeds) {
        auto* button
            = new_button(this, models::account_deed_words(deed), [this, deed] { model().open_deed(deed); });
        if (deed == AccountDeed::SwitchOff)
            ui::wear(*button, ui::NativeLook::StopButton);
        m_deeds[deed] = button;
        line->Add(button, 0, wxRIGHT, look().sizes.gap / 2);
    }
    into.Add(line, 0, wxBOTTOM, look().sizes.gap / 2);
}

void AccountsFace::add_side(wxSizer& into)
{
    m_side = new SidePanel(this, look(), {[this] { model().close_panel(); }, [this] { go_on(); }});
    m_side->form().add_text("login", "利用者名(英小文字と数字)", "hagi-02");
    m_side->form().add_choice("role", "役割", {});
    m_side->form().add_choice("organisation", "団体", {});
    m_side->form().on_choice([this] { show_organisations(); });
    into.Add(m_side, 0, wxEXPAND | wxLEFT, look().sizes.gap);
}

void AccountsFace::go_on()
{
    auto& form = m_side->form();
    switch (model().panel()) {
    case Accounts::Panel::Add:
        return model().add({form.value("login"), form.value("role"), form.value("organisation")});
    case Accounts::Panel::Office:
        return model().change_office(form.value("role"), form.value("organisation"));
    case Accounts::Panel::Deed:
        return model().do_deed();
    case Accounts::Panel::None:
    case Accounts::Panel::Secret:
        return;
    }
}

void AccountsFace::begin_new()
{
    model().open_add();
}

void AccountsFace::leave_panel()
{
    model().close_panel();
}

void AccountsFace::show_organisations()
{
    auto& form = m_side->form();
    auto const organisations = model().organisations(
        form.value("role"), {desk().municipality_list(), desk().all_venues(), desk().providers()});
    form.set_choices("organisation", organisations);
    form.show_field("organisation", !organisations.empty());
    m_side->Layout();
}

void AccountsFace::begin_side(Accounts::Panel panel)
{
    auto& form = m_side->form();
    auto const* chosen = model().chosen();
    auto const login = chosen ? chosen->login : std::string();
    m_side->show_form(panel == Accounts::Panel::Add || panel == Accounts::Panel::Office);
    switch (panel) {
    case Accounts::Panel::Add:
        m_side->begin("利用者を加える", "パスワードは ハブが作り、1回だけ 表示します。", "加える", false);
        break;
    case Accounts::Panel::Office:
        m_side->begin(
            look().say("{0} の役割", {login}), "いまのログインは すぐに終わります。", "変える", false);
        break;
    case Accounts::Panel::Deed:
        m_side->begin(login, models::account_deed_meaning(model().deed()),
            models::account_deed_verb(model().deed()), model().deed() == AccountDeed::SwitchOff);
        break;
    case Accounts::Panel::Secret:
        m_side->begin(look().say("{0} のパスワード", {model().secret() ? model().secret()->whose : login}),
            "ご本人に 伝えてください。閉じると もう見られません。", "", false);
        break;
    case Accounts::Panel::None:
        return;
    }
    bool const is_office = panel == Accounts::Panel::Office;
    form.show_field("login", !is_office);
    form.set_choices("role", model().roles());
    form.set("login", "");
    form.set("role", is_office && chosen ? chosen->role : std::string());
    show_organisations();
    if (is_office && chosen)
        form.set("organisation", chosen->organisation);
}

void AccountsFace::show_side()
{
    auto const panel = model().panel();
    std::pair const now{panel, model().deed()};
    bool const is_new = m_shown != now;
    m_shown = now;
    m_side->Show(panel != Accounts::Panel::None);
    if (is_new)
        begin_side(panel);
    m_side->show_secret("パスワード", model().secret() ? model().secret()->value : std::string());
    m_side->form().show_remarks(model().remarks());
    m_side->enable(!model().is_sending());
    m_side->Layout();
    Layout();
    if (is_new && panel != Accounts::Panel::None)
        m_side->focus();
}

void AccountsFace::show()
{
    m_table->show(model().revision(), model().chosen_id());
    m_notice->say(model().notice().tone,
        model().can_add() ? model().notice().text
                          : "利用者の一覧は 運用と県の担当者、市町の担当者が 見られます。");
    m_add->Enable(model().can_add());
    m_office->Enable(model().can_change());
    for (auto const& [deed, button] : m_deeds) {
        // One of the two makes sense for the chosen one.
        bool const is_on = deed == AccountDeed::SwitchOn;
        bool const is_off_one = model().chosen() && !model().chosen()->is_active;
        button->Show(deed == AccountDeed::ResetPassword || is_on == is_off_one);
        button->Enable(model().can(deed));
    }
    show_side();
    auto const* focus = FindFocus();
    if (focus == nullptr || !focus->IsShownOnScreen())
        m_table->SetFocus();
}

} // namespace meguri::desk::views
