#include "admin/desk/views/sessions_page.h"

#include "admin/desk/views/calendar_panel.h"
#include "admin/desk/views/copy_panel.h"
#include "admin/desk/views/publish_panel.h"
#include "admin/desk/views/series_panel.h"
#include "admin/desk/views/session_details_panel.h"
#include "admin/desk/views/session_form_panel.h"
#include "admin/desk/views/session_move_panel.h"
#include "admin/desk/views/tours_page.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

#include <array>

namespace meguri::desk::views {

using models::Sessions;

namespace {

// Beside a form the list keeps the room for day and name; a clerk looks from one to the other.
constexpr int form_wider = 350;
constexpr int details_wider = 50;

constexpr std::array session_faces{Sessions::Face::List, Sessions::Face::Week, Sessions::Face::Month};
constexpr std::array session_face_words{"一覧", "週", "月"};
constexpr int session_tab_width = 72;

} // namespace

SessionsPage::SessionsPage(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    add_head(*all);
    auto* body = new wxBoxSizer(wxHORIZONTAL);
    body->Add(new_table(), 1, wxEXPAND);
    m_calendar = new CalendarPanel(this, look, desk, [this] { m_move->ask(); });
    body->Add(m_calendar, 1, wxEXPAND);
    body->Add(new_side(), 0, wxEXPAND | wxLEFT, look.sizes.gap);
    all->Add(body, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, look.sizes.margin - 6);
    SetSizer(all);
}

wxWindow* SessionsPage::new_table()
{
    auto [card, inside] = new_table_card(this);
    m_table = new TableView(card, look(), "開催回の一覧", model().table(),
        {[this](std::string const& id) { model().choose(id); },
            [this](std::size_t column, bool is_descending) { model().sort_by(column, is_descending); },
            [this](std::string const& id) { model().pick_or_not(id); }});
    inside->Add(m_table, 1, wxEXPAND);
    m_table_card = card;
    return card;
}

void SessionsPage::add_tabs(wxSizer& into)
{
    for (std::size_t i = 0; i < session_faces.size(); ++i) {
        m_tabs.push_back(new FaceTab(this, look(), session_face_words.at(i), [this, i] { turn(i); }));
        m_tabs.back()->SetMinSize(wxSize(session_tab_width, m_tabs.back()->GetMinSize().y));
        m_tabs.back()->SetToolTip(ui::to_wx("Alt+" + std::to_string(i + 1)));
        into.Add(m_tabs.back(), 0, wxALIGN_CENTRE_VERTICAL);
    }
    into.AddSpacer(look().sizes.gap);
}

void SessionsPage::turn(std::size_t face)
{
    if (face < session_faces.size())
        model().turn_to(session_faces.at(face));
}

void SessionsPage::add_head(wxSizer& into)
{
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(new_title(this, "開催回"), 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look().sizes.gap);
    add_tabs(*head);
    m_count = new_quiet(this);
    head->Add(m_count, 1, wxALIGN_CENTRE_VERTICAL);
    m_publish_key = new_button(this, "まとめて公開", [this] { model().open_publish(); });
    head->Add(m_publish_key, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look().sizes.gap / 2);
    m_copy_key = new_button(this, "事業を写す", [this] { model().open_copy(); });
    head->Add(m_copy_key, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look().sizes.gap / 2);
    m_new = new_button(this, "新規", [this] { model().open_form(); });
    ui::wear(*m_new, ui::NativeLook::MainButton);
    head->Add(m_new, 0, wxALIGN_CENTRE_VERTICAL);
    into.Add(head, 0, wxEXPAND | wxALL, look().sizes.margin - 6);
}

wxWindow* SessionsPage::new_side()
{
    auto [card, inside] = new_card(this);
    m_side = card;
    m_notice = new Prose(card, look(), ui::Role::Surface);
    inside->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look().sizes.gap / 2);
    m_details = new SessionDetailsPanel(card, look(), desk());
    inside->Add(m_details, 1, wxEXPAND);
    m_form = new SessionFormPanel(card, look(), desk());
    inside->Add(m_form, 1, wxEXPAND);
    m_series = new SeriesPanel(card, look(), desk());
    inside->Add(m_series, 1, wxEXPAND);
    m_copy = new CopyPanel(card, look(), desk());
    inside->Add(m_copy, 1, wxEXPAND);
    m_move = new SessionMovePanel(card, look(), desk());
    inside->Add(m_move, 1, wxEXPAND);
    m_publish = new PublishPanel(card, look(), desk());
    inside->Add(m_publish, 1, wxEXPAND);
    m_cancel
        = add_asking(*card, *inside, "reason", "中止の理由", "講師の都合", &SessionsPage::new_cancel_key);
    m_cancel.form->on_enter([this] { cancel_session(); });
    m_arrange = add_asking(*card, *inside, "waiting_for", "だれの返事を待っていますか", "バス会社",
        &SessionsPage::new_arrange_key);
    m_arrange.form->on_enter([this] { arrange_session(); });
    add_sure(*card, *inside);
    return card;
}

void SessionsPage::add_sure(wxWindow& parent, wxSizer& into)
{
    m_sure = new wxPanel(&parent);
    m_sure->SetBackgroundColour(look().colour(ui::Role::Surface));
    auto* box = new wxBoxSizer(wxVERTICAL);
    m_sure_words = new Prose(m_sure, look(), ui::Role::Surface);
    box->Add(m_sure_words, 0, wxEXPAND);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    m_sure_away = new_button(m_sure, "やめる", [this] { model().close_panel(); });
    buttons->Add(m_sure_away, 0);
    buttons->AddStretchSpacer();
    m_sure_key = new_button(m_sure, "締め切る", [this] { model().do_it(); });
    ui::wear(*m_sure_key, ui::NativeLook::StopButton);
    buttons->Add(m_sure_key, 0);
    box->Add(buttons, 0, wxEXPAND | wxTOP, look().sizes.gap);
    m_sure->SetSizer(box);
    into.Add(m_sure, 0, wxEXPAND);
}

SessionsPage::Asking SessionsPage::add_asking(wxWindow& parent, wxSizer& into, std::string const& field,
    std::string const& label, std::string const& hint, wxButton* (SessionsPage::*new_key)(wxWindow* parent))
{
    Asking asking;
    asking.panel = new wxPanel(&parent);
    asking.panel->SetBackgroundColour(look().colour(ui::Role::Surface));
    auto* box = new wxBoxSizer(wxVERTICAL);
    asking.form = new Form(asking.panel, look());
    asking.form->add_text(field, label, hint);
    box->Add(asking.form, 0, wxEXPAND);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->Add(new_button(asking.panel, "やめる", [this] { model().close_panel(); }), 0);
    buttons->AddStretchSpacer();
    buttons->Add((this->*new_key)(asking.panel), 0);
    box->Add(buttons, 0, wxEXPAND | wxTOP, look().sizes.gap);
    asking.panel->SetSizer(box);
    into.Add(asking.panel, 0, wxEXPAND);
    return asking;
}

wxButton* SessionsPage::new_cancel_key(wxWindow* parent)
{
    auto* key = new_button(parent, "中止にする", [this] { cancel_session(); });
    ui::wear(*key, ui::NativeLook::StopButton);
    return key;
}

wxButton* SessionsPage::new_arrange_key(wxWindow* parent)
{
    auto* key = new_button(parent, "返事を待つ", [this] { arrange_session(); });
    ui::wear(*key, ui::NativeLook::MainButton);
    return key;
}

void SessionsPage::cancel_session()
{
    model().act(domain::SessionAction::Cancel, m_cancel.form->value("reason"));
}

void SessionsPage::arrange_session()
{
    model().act(domain::SessionAction::Arrange, m_arrange.form->value("waiting_for"));
}

void SessionsPage::begin_new()
{
    if (model().can_create())
        model().open_form();
}

void SessionsPage::leave_panel()
{
    if (side() == Side::Series)
        model().editor().back_to_form();
    else
        model().close_panel();
}

SessionsPage::Side SessionsPage::side() const
{
    switch (model().panel()) {
    case Sessions::Panel::None:
        return Side::None;
    case Sessions::Panel::Details:
        return Side::Details;
    case Sessions::Panel::CancelReason:
        return Side::Cancel;
    case Sessions::Panel::Arrange:
        return Side::Arrange;
    case Sessions::Panel::Sure:
        return Side::Sure;
    case Sessions::Panel::Copy:
        return Side::Copy;
    case Sessions::Panel::Move:
        return Side::Move;
    case Sessions::Panel::Publish:
        return Side::Publish;
    case Sessions::Panel::Form:
        return model().editor().step() == models::SessionEditor::Step::Preview ? Side::Series : Side::Form;
    }
    return Side::None;
}

void SessionsPage::show()
{
    show_head();
    show_face();
    auto const now = side();
    bool const is_new_side = now != m_side_shown;
    bool const has_moved = m_side_shown == Side::Move && is_new_side;
    m_side_shown = now;
    show_side(now);
    m_side->Layout();
    Layout();
    if (is_new_side)
        begin_side(now);
    // Whoever moved one wants to go on there.
    if (has_moved && m_calendar->IsShown())
        m_calendar->focus();
}

void SessionsPage::show_head()
{
    auto const& table = model().table();
    auto const picked = model().picked().size();
    for (std::size_t i = 0; i < session_faces.size(); ++i)
        m_tabs[i]->show(session_faces.at(i) == model().face());
    auto const count = look().say("{0}件", {std::to_string(table.row_count())})
        + (table.row_count() == table.total_count()
                ? ""
                : look().say(" / {0}件のうち", {std::to_string(table.total_count())}))
        + (picked == 0 ? "" : look().say(" ・ えらんだもの {0}件", {std::to_string(picked)}));
    set_words(*m_count, model().face() == Sessions::Face::List ? count : model().calendar().count_words());
    m_new->Show(model().can_create());
    m_copy_key->Show(model().can_create());
    m_publish_key->Show(model().can_create());
}

void SessionsPage::show_face()
{
    bool const is_list = model().face() == Sessions::Face::List;
    bool const is_other = m_table_card->IsShown() != is_list;
    m_table_card->Show(is_list);
    m_calendar->Show(!is_list);
    if (is_list)
        show_list();
    else
        m_calendar->show();
    if (!is_other)
        return;
    Layout();
    // With the keys on it the list would choose its first row.
    if (!is_list)
        m_calendar->focus();
    else if (model().chosen_id().empty())
        m_tabs.front()->SetFocus();
    else
        m_table->SetFocus();
}

void SessionsPage::show_list()
{
    m_table->show(model().revision(), model().chosen_id());
    if (model().has_loaded() && !m_has_scrolled) {
        m_has_scrolled = true;
        m_table->scroll_to(model().first_to_come());
    }
}

void SessionsPage::show_side(Side side)
{
    m_notice->say(model().notice().tone, model().notice().text);
    m_side->Show(side != Side::None || !model().notice().text.empty());
    bool const is_asking = side == Side::Cancel || side == Side::Arrange || side == Side::Sure;
    bool const is_wide
        = side == Side::Form || side == Side::Series || side == Side::Copy || side == Side::Publish;
    m_side->SetMinSize(wxSize(look().sizes.side + (is_wide ? form_wider : details_wider), -1));
    m_details->Show(side == Side::Details || is_asking);
    m_form->Show(side == Side::Form);
    m_series->Show(side == Side::Series);
    m_copy->Show(side == Side::Copy);
    m_move->Show(side == Side::Move);
    m_publish->Show(side == Side::Publish);
    m_cancel.panel->Show(side == Side::Cancel);
    m_arrange.panel->Show(side == Side::Arrange);
    m_sure->Show(side == Side::Sure);
    if (side == Side::Sure)
        show_sure();
    Layout();
    if (m_details->IsShown())
        m_details->show();
    if (side == Side::Form)
        m_form->show();
    if (side == Side::Series)
        m_series->show();
    if (side == Side::Copy)
        m_copy->show();
    if (side == Side::Move)
        m_move->show();
    if (side == Side::Publish)
        m_publish->show();
    m_cancel.form->show_remarks(side == Side::Cancel ? model().remarks() : models::Remarks());
    m_arrange.form->show_remarks(side == Side::Arrange ? model().remarks() : models::Remarks());
}

void SessionsPage::show_sure()
{
    m_sure_words->say(models::Tone::Few, look().say(model().sure_words()));
    auto const key = look().words(model().sure_key());
    if (m_sure_key->GetLabel() == key)
        return;
    m_sure_key->SetLabel(key);
    ui::rename(*m_sure_key, ui::from_wx(key));
    m_sure->Layout();
}

void SessionsPage::begin_side(Side side)
{
    // To what does no harm when the key is pressed twice.
    if (side == Side::Sure)
        m_sure_away->SetFocus();
    if (side == Side::Form)
        m_form->focus();
    if (side == Side::Series)
        m_series->focus();
    if (side == Side::Copy)
        m_copy->focus();
    if (side == Side::Publish)
        m_publish->focus();
    if (side == Side::Cancel) {
        m_cancel.form->set("reason", "");
        m_cancel.form->focus_first();
    }
    if (side == Side::Arrange) {
        m_arrange.form->set("waiting_for", model().waiting_for());
        m_arrange.form->focus_first();
    }
    // What had the keys is hidden now. The list would choose its first row, and a second Enter must not
    // publish.
    auto const* focus = FindFocus();
    if ((focus == nullptr || !focus->IsShownOnScreen()) && m_calendar->IsShown())
        return m_calendar->focus();
    if ((focus == nullptr || !focus->IsShownOnScreen()) && m_new->IsShown())
        m_new->SetFocus();
}

} // namespace meguri::desk::views
