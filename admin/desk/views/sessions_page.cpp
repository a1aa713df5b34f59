#include "admin/desk/views/sessions_page.h"

#include "shared/domain/era_date.h"

#include <wx/button.h>
#include <wx/scrolwin.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

using models::Sessions;

namespace {

std::vector<std::pair<std::string, std::string>> facts_of(models::Session const& session)
{
    auto const day = domain::era_date_words(domain::tokyo_date(session.starts_at));
    auto const time = models::clock_words(session.starts_at) + "〜" + models::clock_words(session.ends_at);
    std::vector<std::pair<std::string, std::string>> facts{
        {"状態", models::session_state_words(session.state)}, {"日時", day + " " + time},
        {"会場", session.venue.name}, {"市町", session.municipality_name},
        {"実施形態", models::format_words(session.format)}, {"団体", session.provider.name},
        {"内容", models::level_words(session.level)}, {"席", models::seats_words(session)},
        {"申込の方法", models::admission_words(session.admission)}};
    if (!session.cancel_reason.empty())
        facts.emplace_back("中止の理由", session.cancel_reason);
    return facts;
}

} // namespace

SessionsPage::SessionsPage(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    add_head(*all);
    auto* body = new wxBoxSizer(wxHORIZONTAL);
    auto [card, inside] = new_table_card(this);
    m_table = new TableView(card, look, "開催回の一覧", model().table(),
        {[this](std::string const& id) { model().choose(id); },
            [this](std::size_t column, bool is_descending) { model().sort_by(column, is_descending); }});
    inside->Add(m_table, 1, wxEXPAND);
    body->Add(card, 1, wxEXPAND);
    body->Add(new_side(), 0, wxEXPAND | wxLEFT, look.sizes.gap);
    all->Add(body, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, look.sizes.margin - 6);
    SetSizer(all);
}

void SessionsPage::add_head(wxSizer& into)
{
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(new_title(this, "開催回"), 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look().sizes.gap);
    m_count = new_quiet(this);
    head->Add(m_count, 1, wxALIGN_CENTRE_VERTICAL);
    m_new = new_button(this, "新規", [this] { model().open_form(); });
    ui::wear(*m_new, ui::NativeLook::MainButton);
    head->Add(m_new, 0, wxALIGN_CENTRE_VERTICAL);
    into.Add(head, 0, wxEXPAND | wxALL, look().sizes.margin - 6);
}

wxWindow* SessionsPage::new_side()
{
    auto [card, inside] = new_card(this);
    m_side = card;
    m_side->SetMinSize(wxSize(look().sizes.side, -1));
    m_notice = new Prose(card, look(), ui::Role::Surface);
    inside->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look().sizes.gap / 2);

    m_details = new wxPanel(card);
    m_details->SetBackgroundColour(look().colour(ui::Role::Surface));
    auto* details = new wxBoxSizer(wxVERTICAL);
    m_title = new wxStaticText(m_details, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_title->SetFont(look().font(look().sizes.text + 4, true));
    details->Add(m_title, 0, wxEXPAND | wxBOTTOM, look().sizes.gap / 2);
    m_facts = new Facts(m_details, look());
    details->Add(m_facts, 0, wxEXPAND | wxBOTTOM, look().sizes.gap);
    m_actions = new wxPanel(m_details);
    m_actions->SetBackgroundColour(look().colour(ui::Role::Surface));
    m_actions->SetSizer(new wxBoxSizer(wxVERTICAL));
    details->Add(m_actions, 0, wxEXPAND);
    m_details->SetSizer(details);
    inside->Add(m_details, 1, wxEXPAND);

    add_form(*card, *inside);
    add_cancel(*card, *inside);
    return card;
}

void SessionsPage::add_form(wxWindow& parent, wxSizer& into)
{
    m_form_panel = new wxPanel(&parent);
    m_form_panel->SetBackgroundColour(look().colour(ui::Role::Surface));
    auto* box = new wxBoxSizer(wxVERTICAL);
    auto* title = new wxStaticText(m_form_panel, wxID_ANY, look().words("新しい開催回"));
    title->SetFont(look().font(look().sizes.text + 2, true));
    box->Add(title, 0);
    // On a low window the remarks would push the last fields out; then the fields scroll and the buttons
    // stay.
    m_form_room = new wxScrolledWindow(m_form_panel, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL);
    m_form_room->SetBackgroundColour(look().colour(ui::Role::Surface));
    m_form_room->SetScrollRate(0, scroll_step);
    m_form = new Form(m_form_room, look());
    m_form->add_text("title", "名前", "はじめてのスマホ");
    m_form->begin_line();
    m_form->add_choice("format", "実施形態", models::format_choices());
    m_form->add_choice("course.level", "内容", models::level_choices());
    m_form->end_line();
    m_form->add_choice("venue", "会場", {});
    m_form->add_choice("provider", "講師・団体", {});
    m_form->begin_line();
    m_form->add_text("date", "日にち", "10/5");
    m_form->add_choice("admission", "申込の方法", models::admission_choices());
    m_form->end_line();
    m_form->begin_line();
    m_form->add_text("starts_at", "開始", "10:00");
    m_form->add_text("ends_at", "終了", "11:00");
    m_form->add_text("capacity", "定員", "10");
    m_form->end_line();
    m_form->on_enter([this] { read_form(); });
    auto* room = new wxBoxSizer(wxVERTICAL);
    room->Add(m_form, 0, wxEXPAND | wxRIGHT, 4);
    m_form_room->SetSizer(room);
    box->Add(m_form_room, 1, wxEXPAND);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->Add(new_button(m_form_panel, "やめる", [this] { model().close_panel(); }), 0);
    buttons->AddStretchSpacer();
    m_submit = new_button(m_form_panel, "下書きを作る", [this] { read_form(); });
    ui::wear(*m_submit, ui::NativeLook::MainButton);
    buttons->Add(m_submit, 0);
    box->Add(buttons, 0, wxEXPAND | wxTOP, look().sizes.gap);
    m_form_panel->SetSizer(box);
    into.Add(m_form_panel, 1, wxEXPAND);
}

void SessionsPage::add_cancel(wxWindow& parent, wxSizer& into)
{
    m_cancel_panel = new wxPanel(&parent);
    m_cancel_panel->SetBackgroundColour(look().colour(ui::Role::Surface));
    auto* box = new wxBoxSizer(wxVERTICAL);
    m_reason = new Form(m_cancel_panel, look());
    m_reason->add_text("reason", "中止の理由", "講師の都合");
    auto const send = [this] { model().act(domain::SessionAction::Cancel, m_reason->value("reason")); };
    m_reason->on_enter(send);
    box->Add(m_reason, 0, wxEXPAND);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->Add(new_button(m_cancel_panel, "やめる", [this] { model().close_panel(); }), 0);
    buttons->AddStretchSpacer();
    auto* cancel = new_button(m_cancel_panel, "中止にする", send);
    ui::wear(*cancel, ui::NativeLook::StopButton);
    buttons->Add(cancel, 0);
    box->Add(buttons, 0, wxEXPAND | wxTOP, look().sizes.gap);
    m_cancel_panel->SetSizer(box);
    into.Add(m_cancel_panel, 1, wxEXPAND);
}

void SessionsPage::read_form()
{
    models::SessionForm form;
    form.title = m_form->value("title");
    form.format = m_form->value("format");
    form.venue = m_form->value("venue");
    form.provider = m_form->value("provider");
    form.date = m_form->value("date");
    form.starts = m_form->value("starts_at");
    form.ends = m_form->value("ends_at");
    form.capacity = m_form->value("capacity");
    form.admission = m_form->value("admission");
    form.level = m_form->value("course.level");
    model().submit(std::move(form));
}

void SessionsPage::begin_new()
{
    if (model().can_create())
        model().open_form();
}

void SessionsPage::leave_panel()
{
    model().close_panel();
}

void SessionsPage::show()
{
    auto const& table = model().table();
    set_words(*m_count,
        look().say("{0}件", {std::to_string(table.row_count())})
            + (table.row_count() == table.total_count()
                    ? ""
                    : look().say(" / {0}件のうち", {std::to_string(table.total_count())})));
    m_new->Show(model().can_create());
    m_table->show(model().revision(), model().chosen_id());
    if (model().has_loaded() && !m_has_scrolled) {
        m_has_scrolled = true;
        m_table->scroll_to(model().first_to_come());
    }

    auto const panel = model().panel();
    bool const is_new_panel = panel != m_panel_shown;
    m_panel_shown = panel;
    m_notice->say(model().notice().tone, model().notice().text);
    m_side->Show(panel != Sessions::Panel::None || !model().notice().text.empty());
    m_details->Show(panel == Sessions::Panel::Details || panel == Sessions::Panel::CancelReason);
    m_form_panel->Show(panel == Sessions::Panel::Form);
    m_cancel_panel->Show(panel == Sessions::Panel::CancelReason);
    show_details();
    show_form();
    m_reason->show_remarks(panel == Sessions::Panel::CancelReason ? model().remarks() : models::Remarks());
    m_side->Layout();
    Layout();
    if (is_new_panel && panel == Sessions::Panel::Form)
        fill_form();
    if (is_new_panel && panel == Sessions::Panel::CancelReason) {
        m_reason->set("reason", "");
        m_reason->focus_first();
    }
}

void SessionsPage::show_details()
{
    auto const* session = model().chosen();
    if (!session)
        return;
    set_words(*m_title, session->title);
    m_facts->show(facts_of(*session));
    m_actions->Show(model().panel() == Sessions::Panel::Details);
    show_actions();
    m_details->Layout();
}

void SessionsPage::show_actions()
{
    auto const offered = model().offered();
    if (offered != m_offered) {
        m_offered = offered;
        m_actions->DestroyChildren();
        m_actions->GetSizer()->Clear();
        for (auto const action : offered) {
            bool const is_cancel = action == domain::SessionAction::Cancel;
            auto* button = new_button(m_actions, models::action_words(action),
                [this, action, is_cancel] { is_cancel ? model().open_cancel() : model().act(action); });
            if (action == domain::SessionAction::Publish)
                ui::wear(*button, ui::NativeLook::MainButton);
            if (is_cancel)
                ui::wear(*button, ui::NativeLook::StopButton);
            m_actions->GetSizer()->Add(button, 0, wxEXPAND | wxBOTTOM, look().sizes.gap / 2);
        }
    }
    m_actions->Enable(!model().is_sending());
    m_actions->Layout();
}

void SessionsPage::fill_form()
{
    auto const& form = model().form();
    m_form->set("title", form.title);
    m_form->set("format", form.format);
    m_form->set("venue", form.venue);
    m_form->set("provider", form.provider);
    m_form->set("date", form.date);
    m_form->set("starts_at", form.starts);
    m_form->set("ends_at", form.ends);
    m_form->set("capacity", form.capacity);
    m_form->set("admission", form.admission);
    m_form->set("course.level", form.level);
    m_form->focus_first();
}

void SessionsPage::show_form()
{
    if (m_choices_seen != desk().choices_revision()) {
        m_choices_seen = desk().choices_revision();
        std::vector<models::Choice> venues;
        for (auto const& venue : desk().venues())
            venues.emplace_back(venue.id, venue.name);
        m_form->set_choices("venue", venues);
        std::vector<models::Choice> providers{{"", "自分の団体"}};
        for (auto const& provider : desk().providers())
            providers.emplace_back(provider.id, provider.name);
        m_form->set_choices("provider", providers);
        m_form->set("provider", "");
    }
    m_form->show_remarks(m_panel_shown == Sessions::Panel::Form ? model().remarks() : models::Remarks());
    m_form_room->FitInside();
    m_submit->Enable(!model().is_sending());
}

} // namespace meguri::desk::views
