#include "admin/desk/views/kiosks_page.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

using models::KioskAction;
using models::Kiosks;

namespace {

constexpr int detail_height = 330;
constexpr int enrolment_height = 450; ///< It has two forms.
constexpr int panel_wider = 100;
constexpr int code_px = 40;
constexpr int code_module_px = 5;

std::string facts_of(Look const& look, models::Kiosk const& kiosk)
{
    auto words = look.say("登録 {0}", {models::short_moment_words(kiosk.enrolled_at)});
    if (kiosk.last_sync_at)
        words += look.say(" ・ 最後の通信 {0}", {models::short_moment_words(*kiosk.last_sync_at)});
    if (kiosk.clock_off)
        words += look.say(" ・ 時計のずれ {0}秒", {std::to_string(kiosk.clock_off->count())});
    return words;
}

} // namespace

KiosksPage::KiosksPage(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    add_head(*all);
    auto [card, inside] = new_table_card(this);
    m_table = new TableView(card, look, "端末の一覧", model().table(),
        {[this](std::string const& id) { model().choose(id); },
            [this](std::size_t column, bool is_descending) { model().sort_by(column, is_descending); }});
    inside->Add(m_table, 1, wxEXPAND);
    all->Add(card, 1, wxEXPAND | wxBOTTOM, look.sizes.gap);
    all->Add(new_detail(), 0, wxEXPAND);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(all, 1, wxEXPAND | wxALL, look.sizes.margin - 6);
    SetSizer(around);
}

void KiosksPage::add_head(wxSizer& into)
{
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(new_title(this, "端末"), 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look().sizes.gap);
    m_count = new_quiet(this);
    head->Add(m_count, 1, wxALIGN_CENTRE_VERTICAL);
    m_enrol = new_button(this, "端末を登録する", [this] { model().open_enrol(); });
    ui::wear(*m_enrol, ui::NativeLook::MainButton);
    head->Add(m_enrol, 0, wxALIGN_CENTRE_VERTICAL);
    into.Add(head, 0, wxEXPAND | wxBOTTOM, look().sizes.gap / 2);
    m_alarm = new Prose(this, look(), ui::Role::DeskPage);
    into.Add(m_alarm, 0, wxEXPAND | wxBOTTOM, look().sizes.gap / 2);
    m_notice = new Prose(this, look(), ui::Role::DeskPage);
    into.Add(m_notice, 0, wxEXPAND | wxBOTTOM, look().sizes.gap / 2);
}

wxWindow* KiosksPage::new_detail()
{
    auto [card, inside] = new_card(this);
    m_detail = card;
    m_detail->SetMinSize(wxSize(-1, detail_height));
    auto* body = new wxBoxSizer(wxHORIZONTAL);
    auto* left = new wxBoxSizer(wxVERTICAL);
    m_title = new wxStaticText(card, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_title->SetFont(look().font(look().sizes.text + 1, true));
    left->Add(m_title, 0, wxEXPAND);
    m_facts = new_quiet(card);
    left->Add(m_facts, 0, wxTOP | wxBOTTOM, look().sizes.gap / 2);
    m_advice = new Prose(card, look(), ui::Role::Surface);
    left->Add(m_advice, 0, wxEXPAND | wxBOTTOM, look().sizes.gap / 2);
    add_actions(*card, *left);
    m_leases = new TableView(card, look(), "預けた席", model().leases(),
        {[](std::string const& /*id*/) {},
            [this](std::size_t column, bool is_descending) { model().sort_leases(column, is_descending); }});
    left->Add(m_leases, 1, wxEXPAND);
    body->Add(left, 1, wxEXPAND);
    add_action_form(*card, *body);
    add_enrolment(*card, *body);
    add_code(*card, *body);
    inside->Add(body, 1, wxEXPAND);
    return card;
}

void KiosksPage::add_actions(wxWindow& parent, wxSizer& into)
{
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    for (auto const action : models::kiosk_actions) {
        auto* button = new_button(
            &parent, models::kiosk_action_words(action), [this, action] { model().open_action(action); });
        if (action != KioskAction::Recall)
            ui::wear(*button, ui::NativeLook::StopButton);
        m_actions[action] = button;
        line->Add(button, 0, wxRIGHT, look().sizes.gap / 2);
    }
    into.Add(line, 0, wxBOTTOM, look().sizes.gap / 2);
}

wxPanel* KiosksPage::new_panel(wxWindow& parent, wxStaticText*& title, Prose*& meaning)
{
    auto* panel = new wxPanel(&parent);
    panel->SetBackgroundColour(look().colour(ui::Role::Surface));
    panel->SetMinSize(wxSize(look().sizes.side + panel_wider, -1));
    auto* box = new wxBoxSizer(wxVERTICAL);
    title = new wxStaticText(panel, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    title->SetFont(look().font(look().sizes.text + 1, true));
    box->Add(title, 0, wxEXPAND);
    meaning = new Prose(panel, look(), ui::Role::Surface);
    box->Add(meaning, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    panel->SetSizer(box);
    panel->Hide();
    return panel;
}

wxButton* KiosksPage::add_buttons(wxPanel& panel, std::string const& leave, wxButton* go_on)
{
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    auto* away = new_button(&panel, leave, [this] { model().close_panel(); });
    buttons->Add(away, 0);
    buttons->AddStretchSpacer();
    if (go_on != nullptr) {
        buttons->Add(go_on, 0);
        go_on->MoveAfterInTabOrder(away);
    }
    panel.GetSizer()->Add(buttons, 0, wxEXPAND | wxTOP, look().sizes.gap);
    return away;
}

void KiosksPage::add_action_form(wxWindow& parent, wxSizer& into)
{
    m_act_panel = new_panel(parent, m_act_title, m_act_meaning);
    m_form = new Form(m_act_panel, look());
    m_form->add_text("name", "責任を持つ人の名前", "みほん 太郎");
    m_form->add_text("reason", "理由", "会場の停電");
    m_form->on_enter([this] { send(); });
    m_act_panel->GetSizer()->Add(m_form, 0, wxEXPAND);
    m_send = new_button(m_act_panel, models::kiosk_action_verb(KioskAction::Recall), [this] { send(); });
    ui::wear(*m_send, ui::NativeLook::StopButton);
    add_buttons(*m_act_panel, "やめる", m_send);
    into.Add(m_act_panel, 0, wxEXPAND | wxLEFT, look().sizes.margin);
}

void KiosksPage::add_enrolment(wxWindow& parent, wxSizer& into)
{
    m_enrol_panel = new_panel(parent, m_enrol_title, m_enrol_meaning);
    set_words(*m_enrol_title, look().say("端末の登録"));
    m_enrol_meaning->say(models::Tone::Plain,
        "会場をえらぶと、その会場の端末に入れる番号を 1つ作ります。番号は 10分間、1回だけ 使えます。");
    m_venue = new Form(m_enrol_panel, look());
    m_venue->add_choice("venue", "会場", {});
    m_enrol_panel->GetSizer()->Add(m_venue, 0, wxEXPAND);
    m_make = new_button(m_enrol_panel, "番号を作る", [this] { model().make_code(m_venue->value("venue")); });
    ui::wear(*m_make, ui::NativeLook::MainButton);
    add_buttons(*m_enrol_panel, "やめる", m_make);
    auto* about_pin = new Prose(m_enrol_panel, look(), ui::Role::Surface);
    about_pin->say(models::Tone::Plain,
        "係の人の画面を開き、なくした受付票をさがすための番号です。前の番号は 使えなくなります。");
    m_enrol_panel->GetSizer()->Add(about_pin, 0, wxEXPAND | wxTOP, look().sizes.margin);
    m_pin = new Form(m_enrol_panel, look());
    m_pin->add_text("pin", "係の番号", "6つの数字");
    m_enrol_panel->GetSizer()->Add(m_pin, 0, wxEXPAND);
    m_save_pin = new_button(m_enrol_panel, "係の番号を決める",
        [this] { model().save_pin(m_venue->value("venue"), m_pin->value("pin")); });
    m_enrol_panel->GetSizer()->Add(m_save_pin, 0, wxTOP, look().sizes.gap / 2);
    into.Add(m_enrol_panel, 0, wxEXPAND | wxLEFT, look().sizes.margin);
}

void KiosksPage::add_code(wxWindow& parent, wxSizer& into)
{
    m_code_panel = new_panel(parent, m_code_title, m_code_meaning);
    set_words(*m_code_title, look().say("登録の番号"));
    m_code = new wxStaticText(m_code_panel, wxID_ANY, {});
    m_code->SetFont(look().font(code_px, true));
    m_square = new SquareCode(m_code_panel, look(), code_module_px);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    line->Add(m_code, 0, wxALIGN_CENTRE_VERTICAL);
    line->AddStretchSpacer();
    line->Add(m_square, 0, wxALIGN_CENTRE_VERTICAL);
    m_code_panel->GetSizer()->Add(line, 0, wxEXPAND | wxTOP, look().sizes.gap);
    m_code_close = add_buttons(*m_code_panel, "閉じる", nullptr);
    into.Add(m_code_panel, 0, wxEXPAND | wxLEFT, look().sizes.margin);
}

void KiosksPage::send()
{
    model().submit({m_form->value("name"), m_form->value("reason")});
}

void KiosksPage::begin_new()
{
    model().open_enrol();
}

void KiosksPage::leave_panel()
{
    model().close_panel();
}

void KiosksPage::show()
{
    show_head();
    m_table->show(model().revision(), model().chosen_id());
    show_detail();
    show_panel();
    m_detail->Layout();
    Layout();
    begin_panel();
}

void KiosksPage::show_head()
{
    auto const shown = model().table().row_count();
    set_words(*m_count, model().has_loaded() ? look().say("{0}台", {std::to_string(shown)}) : std::string());
    m_enrol->Enable(model().can_enrol());
    m_alarm->say(models::Tone::Stop, model().alarm());
    auto const& notice = model().notice();
    m_notice->say(notice.tone, notice.text.empty() ? model().empty_words() : notice.text);
}

void KiosksPage::show_detail()
{
    auto const* row = model().chosen();
    set_words(*m_title,
        row ? look().say("端末 {0} ・ {1} ・ {2}",
            {row->kiosk.id, row->kiosk.venue_name, look().say(models::health_words(row->health))})
            : look().say("上の表から 1つ えらぶと、預けた席が出ます。"));
    set_words(*m_facts, row ? facts_of(look(), row->kiosk) : std::string());
    bool const is_stuck = row && models::is_stuck(row->health);
    m_advice->say(is_stuck ? models::Tone::Stop : models::Tone::Plain,
        row ? models::health_advice(row->kiosk, row->judged_at) : std::string());
    for (auto const& [action, button] : m_actions)
        button->Enable(model().can(action));
    m_leases->show(model().revision(), "");
    m_leases->Show(row != nullptr);
}

void KiosksPage::show_panel()
{
    auto const panel = model().panel();
    m_detail->SetMinSize(wxSize(-1, panel == Kiosks::Panel::Enrol ? enrolment_height : detail_height));
    m_act_panel->Show(panel == Kiosks::Panel::Act);
    m_enrol_panel->Show(panel == Kiosks::Panel::Enrol);
    m_code_panel->Show(panel == Kiosks::Panel::Code);
    auto const remarks = model().remarks();
    m_form->show_remarks(panel == Kiosks::Panel::Act ? remarks : models::Remarks());
    m_venue->show_remarks(panel == Kiosks::Panel::Enrol ? remarks : models::Remarks());
    m_pin->show_remarks(panel == Kiosks::Panel::Enrol ? remarks : models::Remarks());
    m_save_pin->Enable(!model().is_sending());
    m_send->Enable(!model().is_sending());
    m_make->Enable(!model().is_sending());
    if (panel == Kiosks::Panel::Act) {
        auto const action = model().action();
        set_words(*m_act_title,
            look().say(
                "端末 {0}: {1}", {model().chosen_id(), look().say(models::kiosk_action_words(action))}));
        m_act_meaning->say(models::Tone::Plain, models::kiosk_action_meaning(action));
        m_send->SetLabel(look().words(models::kiosk_action_verb(action)));
    }
    show_venues();
    if (panel == Kiosks::Panel::Code)
        show_code();
}

void KiosksPage::show_venues()
{
    std::pair const wanted{desk().choices_revision(), desk().scope().municipality};
    if (m_venues_shown == wanted)
        return;
    m_venues_shown = wanted;
    std::vector<models::Choice> venues;
    for (auto const& venue : desk().venues())
        if (model().can_enrol_at(venue) && (wanted.second.empty() || venue.municipality == wanted.second))
            venues.emplace_back(venue.id, venue.name);
    m_venue->set_choices("venue", venues);
}

void KiosksPage::show_code()
{
    auto const code = model().code();
    set_words(*m_code, code ? code->code : std::string());
    m_square->show(code ? code->code : std::string(), look().say("登録の番号の 四角いコード"));
    m_code_meaning->say(models::Tone::Plain,
        code ? look().say("{0}の端末に、この番号を {1}までに 入れてください。1回だけ 使えます。閉じると "
                          "もう見られません。",
            {code->venue_name, models::clock_words(code->expires_at)})
             : "番号の時間が 過ぎました。閉じて、もう1度 作ってください。");
}

void KiosksPage::begin_panel()
{
    std::pair const now{model().panel(), model().action()};
    if (m_panel_shown == now)
        return;
    m_panel_shown = now;
    if (now.first == Kiosks::Panel::Act) {
        m_form->set("name", "");
        m_form->set("reason", "");
        m_form->focus_first();
    }
    if (now.first == Kiosks::Panel::Enrol) {
        m_venue->set("venue", "");
        m_pin->set("pin", "");
        m_venue->focus_first();
    }
    if (now.first == Kiosks::Panel::Code)
        m_code_close->SetFocus();
    auto const* focus = FindFocus();
    if (focus == nullptr || !focus->IsShownOnScreen())
        m_table->SetFocus();
}

} // namespace meguri::desk::views
