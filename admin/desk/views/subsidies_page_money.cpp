#include "admin/desk/views/subsidies_page_money.h"

#include "admin/desk/models/account_lines.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

using MoneyPanel = models::SubsidyMoney::Panel;

SubsidyMoneyFace::SubsidyMoneyFace(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    m_title = new wxStaticText(this, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_title->SetFont(look.font(look.sizes.text + 1, true));
    head->Add(m_title, 1, wxALIGN_CENTRE_VERTICAL);
    m_sums = new wxStaticText(this, wxID_ANY, {});
    m_sums->SetFont(look.font(look.sizes.text, true));
    head->Add(m_sums, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, look.sizes.gap);
    all->Add(head, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    add_buttons(*all);
    m_notice = new Prose(this, look, ui::Role::DeskPage);
    all->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    add_tables(*line);
    m_side = new SidePanel(this, look, {[this] { model().close_panel(); }, [this] { go_on(); }});
    m_side->form().add_text("planned", "予定の経費", "3万円");
    m_side->form().add_text("real", "実際の経費", "28,600円");
    m_side->form().add_text("reason", "理由");
    m_side->show_secret("", "");
    line->Add(m_side, 0, wxEXPAND | wxLEFT, look.sizes.gap);
    all->Add(line, 1, wxEXPAND);
    SetSizer(all);
}

void SubsidyMoneyFace::add_buttons(wxSizer& into)
{
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    m_cost = new_button(this, "経費を入れる(Ctrl+N)", [this] { model().open_cost(); });
    ui::wear(*m_cost, ui::NativeLook::MainButton);
    line->Add(m_cost, 0, wxRIGHT, look().sizes.gap);
    m_take_out = new_button(this, "この補助金から外す", [this] { model().open_take_out(); });
    line->Add(m_take_out, 0, wxRIGHT, look().sizes.gap / 2);
    m_claim = new_button(this, "この補助金に入れる", [this] { model().open_claim(); });
    line->Add(m_claim, 0);
    into.Add(line, 0, wxBOTTOM, look().sizes.gap / 2);
}

void SubsidyMoneyFace::add_tables(wxSizer& into)
{
    auto* left = new wxBoxSizer(wxVERTICAL);
    auto [card, inside] = new_table_card(this);
    m_table = new TableView(card, look(), "補助金の開催回", model().table(),
        {[this](std::string const& id) { model().choose(id); },
            [this](std::size_t column, bool is_descending) { model().sort_by(column, is_descending); }});
    inside->Add(m_table, 1, wxEXPAND);
    left->Add(card, 5, wxEXPAND);
    m_why = new Prose(this, look(), ui::Role::DeskPage);
    left->Add(m_why, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    m_uncounted_title = new_quiet(this);
    left->Add(m_uncounted_title, 0, wxTOP | wxBOTTOM, look().sizes.gap / 2);
    auto [other_card, other_inside] = new_table_card(this);
    m_uncounted = new TableView(other_card, look(), "数えていない開催回", model().uncounted(),
        {[this](std::string const& id) { model().choose_uncounted(id); },
            [this](std::size_t column, bool is_descending) {
                model().sort_uncounted_by(column, is_descending);
            }});
    other_inside->Add(m_uncounted, 1, wxEXPAND);
    left->Add(other_card, 3, wxEXPAND);
    into.Add(left, 1, wxEXPAND);
}

void SubsidyMoneyFace::go_on()
{
    auto& form = m_side->form();
    switch (model().panel()) {
    case MoneyPanel::Cost:
        return model().save_cost(form.value("planned"), form.value("real"));
    case MoneyPanel::TakeOut:
        return model().take_out(form.value("reason"));
    case MoneyPanel::Claim:
        return model().claim(form.value("reason"));
    case MoneyPanel::None:
        return;
    }
}

void SubsidyMoneyFace::begin_new()
{
    model().open_cost();
}

void SubsidyMoneyFace::leave_panel()
{
    model().close_panel();
}

void SubsidyMoneyFace::begin_side()
{
    auto& form = m_side->form();
    bool const is_cost = model().panel() == MoneyPanel::Cost;
    bool const is_claim = model().panel() == MoneyPanel::Claim;
    auto const* line = model().chosen();
    auto const* other = model().chosen_uncounted();
    auto const title = is_claim && other ? other->title : line ? line->session.title : std::string();
    auto const starts_at = is_claim && other ? other->starts_at
        : line                               ? line->session.starts_at
                                             : base::Time();
    auto const whole_title = models::short_moment_words(starts_at) + " " + title;
    if (is_cost)
        m_side->begin(whole_title, "Enterで書いて、つぎの開催回へ 進みます。", "書く", false);
    else if (is_claim)
        m_side->begin(whole_title, "ほかの補助金では 数えられなくなります。", "入れる", false);
    else
        m_side->begin(whole_title, "この補助金では 数えません。あとで 入れなおせます。", "外す", true);
    for (auto const* field : {"planned", "real"})
        form.show_field(field, is_cost);
    form.show_field("reason", !is_cost);
    auto const words = [](std::optional<std::int64_t> yen) { return yen ? models::grouped(*yen) : ""; };
    form.set("planned", is_cost && line ? words(line->session.planned) : "");
    form.set("real", is_cost && line ? words(line->session.real) : "");
    form.set("reason", "");
}

void SubsidyMoneyFace::show_side()
{
    auto const panel = model().panel();
    auto const session = panel == MoneyPanel::Claim ? model().chosen_uncounted_id() : model().chosen_id();
    bool const is_new = m_shown != panel || (panel != MoneyPanel::None && m_shown_session != session);
    m_shown = panel;
    m_shown_session = session;
    m_side->Show(panel != MoneyPanel::None);
    if (is_new && panel != MoneyPanel::None)
        begin_side();
    m_side->form().show_remarks(model().remarks());
    m_side->enable(!model().is_sending());
    m_side->Layout();
    Layout();
    if (!is_new || panel == MoneyPanel::None)
        return;
    // Of a class that was held the real cost is what is missing.
    auto const* line = model().chosen();
    if (panel == MoneyPanel::Cost && line && line->session.state == "held")
        m_side->form().focus("real");
    else
        m_side->focus();
}

void SubsidyMoneyFace::show()
{
    auto const* subsidy = desk().subsidies().chosen();
    set_words(*m_title,
        subsidy ? subsidy->municipality_name + " ・ " + subsidy->programme_name
                : look().say("「段階」か「表」で 補助金を 1つ えらんでください。"));
    auto const& account = model().account();
    set_words(*m_sums,
        account ? look().say("見込み {0} ・ 確定 {1}",
            {models::grouped(account->totals.forecast) + "円",
                models::grouped(account->totals.final_amount) + "円"})
                : std::string());
    m_table->show(model().revision(), model().chosen_id());
    m_uncounted->show(model().revision(), model().chosen_uncounted_id());
    auto const left_off = account ? account->uncounted_left_off : 0;
    set_words(*m_uncounted_title,
        look().say("どの補助金にも 数えていない開催回")
            + (left_off > 0 ? look().say(" (ほかに {0}件)", {std::to_string(left_off)}) : ""));
    m_why->say(models::Tone::Plain, model().chosen_words());
    m_notice->say(model().notice().tone, model().notice().text);
    m_cost->Enable(model().may_write() && model().table().row_count() > 0);
    m_take_out->Enable(model().can_change());
    m_claim->Enable(model().can_claim());
    show_side();
    auto const* focus = FindFocus();
    if (focus == nullptr || !focus->IsShownOnScreen())
        m_table->SetFocus();
}

} // namespace meguri::desk::views
