#include "admin/desk/views/tours_page_days.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

#include <algorithm>

namespace meguri::desk::views {

using VanDayPanel = models::VanDays::Panel;

namespace {

constexpr int list_width = 424;

std::string field_of(std::size_t stop)
{
    return "stops[" + std::to_string(stop) + "]";
}

int travel_of(models::VanDay const& day)
{
    int minutes = 0;
    for (auto const& stop : day.stops)
        minutes += stop.travel_minutes;
    return minutes;
}

} // namespace

VanDaysFace::VanDaysFace(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxHORIZONTAL);
    all->Add(new_list(), 0, wxEXPAND | wxRIGHT, look.sizes.gap);
    all->Add(new_day(), 1, wxEXPAND);
    SetSizer(all);
}

wxWindow* VanDaysFace::new_list()
{
    auto [card, inside] = new_table_card(this);
    card->SetMinSize(wxSize(list_width, -1));
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(new_button(card, "前の月", [this] { model().turn_month(-1); }), 0);
    m_month = new wxStaticText(
        card, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxALIGN_CENTRE_HORIZONTAL | wxST_NO_AUTORESIZE);
    m_month->SetFont(look().font(look().sizes.text, true));
    head->Add(m_month, 1, wxALIGN_CENTRE_VERTICAL);
    head->Add(new_button(card, "次の月", [this] { model().turn_month(1); }), 0);
    m_new = new_button(card, "新しい一日", [this] { model().open_form(); });
    head->Add(m_new, 0, wxLEFT, look().sizes.gap);
    inside->Add(head, 0, wxEXPAND | wxALL, look().sizes.gap / 2);
    m_table = new TableView(card, look(), "車の一日の一覧", model().table(),
        {[this](std::string const& id) { model().choose(id); },
            [this](std::size_t column, bool is_descending) {
                model().sort_by(model().table(), column, is_descending);
            }});
    inside->Add(m_table, 1, wxEXPAND);
    return card;
}

wxPanel* VanDaysFace::new_part(wxWindow& parent)
{
    auto* panel = new wxPanel(&parent);
    panel->SetBackgroundColour(look().colour(ui::Role::Surface));
    panel->SetSizer(new wxBoxSizer(wxVERTICAL));
    return panel;
}

wxWindow* VanDaysFace::new_day()
{
    auto [card, inside] = new_card(this);
    m_card = card;
    m_notice = new Prose(card, look(), ui::Role::Surface);
    inside->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look().sizes.gap / 2);
    m_day = new_part(*card);
    auto& box = *m_day->GetSizer();
    m_title = new wxStaticText(m_day, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_title->SetFont(look().font(look().sizes.text + 2, true));
    box.Add(m_title, 0, wxEXPAND);
    m_facts = new Prose(m_day, look(), ui::Role::Surface);
    box.Add(m_facts, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    m_broken = new Prose(m_day, look(), ui::Role::Surface);
    box.Add(m_broken, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    m_up = new_button(m_day, "上へ", [this] { model().move_up(); });
    m_down = new_button(m_day, "下へ", [this] { model().move_down(); });
    m_time = new_button(m_day, "順番・時刻を変える", [this] { model().open_move(); });
    for (auto* button : {m_up, m_down, m_time})
        buttons->Add(button, 0, wxRIGHT, look().sizes.gap / 2);
    buttons->AddStretchSpacer();
    m_break = new_button(m_day, "故障で中止", [this] { model().open_break_down(); });
    ui::wear(*m_break, ui::NativeLook::StopButton);
    buttons->Add(m_break, 0);
    box.Add(buttons, 0, wxEXPAND | wxTOP | wxBOTTOM, look().sizes.gap / 2);
    m_stops = new TableView(m_day, look(), "停車の順", model().stops(),
        {[this](std::string const& id) { model().choose_stop(id); },
            [this](std::size_t column, bool is_descending) {
                model().sort_by(model().stops(), column, is_descending);
            }});
    box.Add(m_stops, 1, wxEXPAND);
    inside->Add(m_day, 1, wxEXPAND);
    add_move(*card, *inside);
    add_break_down(*card, *inside);
    add_form(*card, *inside);
    return card;
}

void VanDaysFace::add_buttons(wxPanel& panel, wxButton* go_on)
{
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    auto* away = new_button(&panel, "やめる", [this] { model().close_panel(); });
    buttons->Add(away, 0);
    buttons->AddStretchSpacer();
    buttons->Add(go_on, 0);
    go_on->MoveAfterInTabOrder(away);
    panel.GetSizer()->Add(buttons, 0, wxEXPAND | wxTOP, look().sizes.gap);
    panel.Hide();
}

void VanDaysFace::add_move(wxWindow& parent, wxSizer& into)
{
    m_move_panel = new_part(parent);
    m_move_words = new Prose(m_move_panel, look(), ui::Role::Surface);
    m_move_panel->GetSizer()->Add(m_move_words, 0, wxEXPAND);
    m_move = new Form(m_move_panel, look());
    m_move->begin_line();
    m_move->add_text("position", "何番目に");
    m_move->add_text("starts_at", "最初の教室の始まり(空なら 早いほど)", "10:00");
    m_move->end_line();
    auto const send = [this] { model().move(m_move->value("position"), m_move->value("starts_at")); };
    m_move->on_enter(send);
    m_move_panel->GetSizer()->Add(m_move, 0, wxEXPAND);
    m_send_move = new_button(m_move_panel, "動かす", send);
    ui::wear(*m_send_move, ui::NativeLook::MainButton);
    add_buttons(*m_move_panel, m_send_move);
    into.Add(m_move_panel, 0, wxEXPAND | wxTOP, look().sizes.gap);
}

void VanDaysFace::add_break_down(wxWindow& parent, wxSizer& into)
{
    m_break_panel = new_part(parent);
    m_break_words = new Prose(m_break_panel, look(), ui::Role::Surface);
    m_break_panel->GetSizer()->Add(m_break_words, 0, wxEXPAND);
    m_reason = new Form(m_break_panel, look());
    m_reason->add_text("reason", "中止の理由", "車の故障のため");
    auto const send = [this] { model().break_down(m_reason->value("reason")); };
    m_reason->on_enter(send);
    m_break_panel->GetSizer()->Add(m_reason, 0, wxEXPAND);
    m_send_break = new_button(m_break_panel, "この日を中止する", send);
    ui::wear(*m_send_break, ui::NativeLook::StopButton);
    add_buttons(*m_break_panel, m_send_break);
    into.Add(m_break_panel, 0, wxEXPAND | wxTOP, look().sizes.gap);
}

void VanDaysFace::add_form(wxWindow& parent, wxSizer& into)
{
    m_form_panel = new_part(parent);
    auto* title = new wxStaticText(m_form_panel, wxID_ANY, look().words("新しい 車の一日"));
    title->SetFont(look().font(look().sizes.text + 2, true));
    m_form_panel->GetSizer()->Add(title, 0);
    m_form = new Form(m_form_panel, look());
    m_form->begin_line();
    m_form->add_choice("van", "車", {});
    m_form->add_text("day", "日にち", "10/8");
    m_form->end_line();
    m_form->begin_line();
    m_form->add_text("title", "講座の名前", "サポート号 LINE");
    m_form->add_choice("publish", "受付", {{"", "下書きにする"}, {"yes", "すぐに始める"}});
    m_form->end_line();
    for (std::size_t i = 0; i < models::VanDayForm().stops.size(); ++i) {
        auto const number = std::to_string(i + 1);
        m_form->begin_line();
        m_form->add_choice(field_of(i), look().say("停車{0} 会場", {number}), {});
        m_form->add_text(field_of(i) + ".classes", look().say("停車{0} 教室の数", {number}), "2");
        m_form->add_text(
            field_of(i) + ".starts_at", look().say("停車{0} 始まり(空でも よい)", {number}), "10:00");
        m_form->end_line();
    }
    m_form->on_enter([this] { submit(); });
    m_form->on_choice([this] { show_choices(); });
    m_form_panel->GetSizer()->Add(m_form, 0, wxEXPAND);
    m_send_form = new_button(m_form_panel, "この一日を登録する", [this] { submit(); });
    ui::wear(*m_send_form, ui::NativeLook::MainButton);
    add_buttons(*m_form_panel, m_send_form);
    into.Add(m_form_panel, 0, wxEXPAND);
}

void VanDaysFace::submit()
{
    models::VanDayForm form;
    form.van = m_form->value("van");
    form.date = m_form->value("day");
    form.title = m_form->value("title");
    form.is_published = m_form->value("publish") == "yes";
    for (std::size_t i = 0; i < form.stops.size(); ++i)
        form.stops[i] = {m_form->value(field_of(i)), m_form->value(field_of(i) + ".classes"),
            m_form->value(field_of(i) + ".starts_at")};
    model().submit(std::move(form));
}

void VanDaysFace::begin_new()
{
    model().open_form();
}

void VanDaysFace::leave_panel()
{
    model().close_panel();
}

void VanDaysFace::show()
{
    set_words(*m_month, model().month_words());
    m_new->Enable(model().can_plan());
    m_table->show(model().revision(), model().chosen_id());
    m_notice->say(model().notice().tone, model().notice().text);
    show_day();
    show_panel();
    m_card->Layout();
    Layout();
}

void VanDaysFace::show_day()
{
    auto const* day = model().chosen();
    m_day->Show(model().panel() != VanDayPanel::Form);
    auto const nothing = model().has_loaded() && model().table().rows().empty()
        ? look().say("この月に 車の一日は ありません。")
        : look().say("左の表から 1日 えらぶと、停車の順が出ます。");
    set_words(*m_title, day ? models::iso_day_words(day->day) + " " + day->van_name : nothing);
    m_facts->say(models::Tone::Plain,
        day ? look().say("{0}に拠点を出て {1}にもどる ・ 停車まで 移動 {2}分 ・ 教室 {3}分 ・ 申込 {4}人",
            {models::clock_words(day->leaves_base_at), models::clock_words(day->back_at),
                std::to_string(travel_of(*day)), std::to_string(day->class_minutes),
                std::to_string(model().people())})
            : std::string());
    m_broken->say(models::Tone::Stop,
        day && !day->broken_down.empty() ? look().say("中止になりました: {0}", {day->broken_down})
                                         : std::string());
    bool const can_move = model().can_change() && model().stop() != nullptr;
    auto const place = model().stop() ? model().stop()->place : 0;
    m_up->Enable(can_move && place > 0);
    m_down->Enable(can_move && place + 1 < model().stops().rows().size());
    m_time->Enable(can_move);
    m_break->Enable(model().can_change());
    m_stops->show(model().revision(), model().stop_id());
    for (auto* window : std::initializer_list<wxWindow*>{m_up, m_down, m_time, m_break, m_stops})
        window->Show(day != nullptr);
    m_day->Layout();
}

void VanDaysFace::show_panel()
{
    auto const panel = model().panel();
    auto const people = std::to_string(model().people());
    m_move_panel->Show(panel == VanDayPanel::Move);
    m_break_panel->Show(panel == VanDayPanel::BreakDown);
    m_form_panel->Show(panel == VanDayPanel::Form);
    auto const remarks = model().remarks();
    m_move->show_remarks(panel == VanDayPanel::Move ? remarks : models::Remarks());
    m_reason->show_remarks(panel == VanDayPanel::BreakDown ? remarks : models::Remarks());
    m_form->show_remarks(panel == VanDayPanel::Form ? remarks : models::Remarks());
    m_send_move->Enable(!model().is_sending());
    m_send_break->Enable(!model().is_sending());
    m_send_form->Enable(!model().is_sending());
    if (panel == VanDayPanel::Move && model().stop())
        m_move_words->say(model().people() > 0 ? models::Tone::Few : models::Tone::Plain,
            model().people() > 0 ? look().say(
                "「{0}」を動かします。この日の申込は {1}人です。時刻が変わる方へ 電話が いります。",
                {model().stop()->stop.venue_name, people})
                                 : look().say("「{0}」を動かします。", {model().stop()->stop.venue_name}));
    if (panel == VanDayPanel::BreakDown)
        m_break_words->say(models::Tone::Few,
            model().people() > 0
                ? look().say(
                    "この日の教室を ぜんぶ 中止します。もとに もどせません。申込の {0}人へ 電話が いります。",
                    {people})
                : "この日の教室を ぜんぶ 中止します。もとに もどせません。申込の方は いません。");
    show_choices();
    begin_panel();
}

std::vector<models::Choice> VanDaysFace::stop_choices() const
{
    auto const van = m_form->value("van");
    auto const towns = desk().tours().planner().towns_of(van);
    std::vector<models::Choice> venues{{"", "—"}};
    for (auto const& town : towns)
        for (auto const& venue : desk().all_venues())
            if (venue.municipality == town.code)
                venues.emplace_back(venue.id, town.name + " " + venue.name);
    return venues;
}

void VanDaysFace::show_choices()
{
    std::vector<models::Choice> vans;
    for (auto const& van : model().own_vans())
        vans.emplace_back(van.id, van.name);
    m_form->set_choices("van", vans);
    if (m_form->value("van").empty() && !vans.empty())
        m_form->set("van", vans.front().first);
    auto const van = m_form->value("van");
    if (m_choices_of == van && m_choices_seen == desk().choices_revision())
        return;
    m_choices_of = van;
    m_choices_seen = desk().choices_revision();
    auto const choices = stop_choices();
    for (std::size_t i = 0; i < models::VanDayForm().stops.size(); ++i)
        m_form->set_choices(field_of(i), choices);
}

/// After the day was taken; van and name serve for the next one.
void VanDaysFace::empty_form()
{
    m_form->set("day", "");
    for (std::size_t i = 0; i < models::VanDayForm().stops.size(); ++i)
        for (auto const* part : {"", ".classes", ".starts_at"})
            m_form->set(field_of(i) + part, "");
}

void VanDaysFace::begin_panel()
{
    std::pair const now{model().panel(), model().stop_id() + std::to_string(model().wanted_position())};
    if (m_panel_shown == now)
        return;
    bool const is_other = m_panel_shown.first != now.first;
    bool const is_written
        = is_other && m_panel_shown.first == VanDayPanel::Form && model().notice().tone == models::Tone::Ok;
    m_panel_shown = now;
    if (is_written)
        empty_form();
    if (now.first == VanDayPanel::Move) {
        m_move->set("position", std::to_string(model().wanted_position()));
        m_move->set("starts_at", "");
        m_move->focus_first();
    }
    if (is_other && now.first == VanDayPanel::BreakDown) {
        m_reason->set("reason", "");
        m_reason->focus_first();
    }
    if (is_other && now.first == VanDayPanel::Form)
        m_form->focus_first();
    auto const* focus = FindFocus();
    if (focus == nullptr || !focus->IsShownOnScreen())
        m_table->SetFocus();
}

} // namespace meguri::desk::views
