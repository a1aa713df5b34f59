#include "admin/desk/views/sessions_page.h"

#include "admin/desk/views/copy_panel.h"
#include "admin/desk/views/series_panel.h"
#include "admin/desk/views/session_details_panel.h"
#include "admin/desk/views/session_form_panel.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

using models::Sessions;

namespace {

// Beside a form the list keeps the room for day and name; a clerk looks from one to the other.
constexpr int form_wider = 350;
constexpr int details_wider = 50;

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
    m_cancel
        = add_asking(*card, *inside, "reason", "中止の理由", "講師の都合", &SessionsPage::new_cancel_key);
    m_cancel.form->on_enter([this] { cancel_session(); });
    m_arrange = add_asking(*card, *inside, "waiting_for", "だれの返事を待っていますか", "バス会社",
        &SessionsPage::new_arrange_key);
    m_arrange.form->on_enter([this] { arrange_session(); });
    return card;
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
    case Sessions::Panel::Copy:
        return Side::Copy;
    case Sessions::Panel::Form:
        return model().editor().step() == models::SessionEditor::Step::Preview ? Side::Series : Side::Form;
    }
    return Side::None;
}

void SessionsPage::show()
{
    show_list();
    auto const now = side();
    bool const is_new_side = now != m_side_shown;
    m_side_shown = now;
    show_side(now);
    m_side->Layout();
    Layout();
    if (is_new_side)
        begin_side(now);
}

void SessionsPage::show_list()
{
    auto const& table = model().table();
    set_words(*m_count,
        look().say("{0}件", {std::to_string(table.row_count())})
            + (table.row_count() == table.total_count()
                    ? ""
                    : look().say(" / {0}件のうち", {std::to_string(table.total_count())})));
    m_new->Show(model().can_create());
    m_copy_key->Show(model().can_create());
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
    bool const is_asking = side == Side::Cancel || side == Side::Arrange;
    bool const is_wide = side == Side::Form || side == Side::Series || side == Side::Copy;
    m_side->SetMinSize(wxSize(look().sizes.side + (is_wide ? form_wider : details_wider), -1));
    m_details->Show(side == Side::Details || is_asking);
    m_form->Show(side == Side::Form);
    m_series->Show(side == Side::Series);
    m_copy->Show(side == Side::Copy);
    m_cancel.panel->Show(side == Side::Cancel);
    m_arrange.panel->Show(side == Side::Arrange);
    Layout();
    if (m_details->IsShown())
        m_details->show();
    if (side == Side::Form)
        m_form->show();
    if (side == Side::Series)
        m_series->show();
    if (side == Side::Copy)
        m_copy->show();
    m_cancel.form->show_remarks(side == Side::Cancel ? model().remarks() : models::Remarks());
    m_arrange.form->show_remarks(side == Side::Arrange ? model().remarks() : models::Remarks());
}

void SessionsPage::begin_side(Side side)
{
    if (side == Side::Form)
        m_form->focus();
    if (side == Side::Series)
        m_series->focus();
    if (side == Side::Copy)
        m_copy->focus();
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
    if ((focus == nullptr || !focus->IsShownOnScreen()) && m_new->IsShown())
        m_new->SetFocus();
}

} // namespace meguri::desk::views
