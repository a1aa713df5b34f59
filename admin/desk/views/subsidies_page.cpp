#include "admin/desk/views/subsidies_page.h"

#include <wx/button.h>
#include <wx/scrolwin.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

namespace {

constexpr int column_gap = 8;

std::string counted(int cities, int towns)
{
    models::BoardColumn column;
    column.cities = cities;
    column.towns = towns;
    return column.counts();
}

} // namespace

SubsidiesPage::SubsidiesPage(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(new_title(this, "補助金の進みぐあい"), 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look.sizes.gap);
    m_counts = new_quiet(this);
    head->Add(m_counts, 1, wxALIGN_CENTRE_VERTICAL);
    all->Add(head, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    m_notice = new Prose(this, look, ui::Role::DeskPage);
    all->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    m_board = new wxScrolledWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxHSCROLL | wxVSCROLL);
    m_board->SetBackgroundColour(look.colour(ui::Role::DeskPage));
    m_board->SetScrollRate(scroll_step, scroll_step);
    m_board->SetSizer(new wxBoxSizer(wxHORIZONTAL));
    all->Add(m_board, 1, wxEXPAND | wxBOTTOM, look.sizes.gap);
    all->Add(new_detail(), 1, wxEXPAND);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(all, 1, wxEXPAND | wxALL, look.sizes.margin - 6);
    SetSizer(around);
}

wxWindow* SubsidiesPage::new_detail()
{
    auto [card, inside] = new_card(this);
    m_detail = card;
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    m_title = new wxStaticText(card, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_title->SetFont(look().font(look().sizes.text + 1, true));
    head->Add(m_title, 1, wxALIGN_CENTRE_VERTICAL);
    m_add = new_button(card, "つぎの段階へ進める", [this] { model().open_form(); });
    ui::wear(*m_add, ui::NativeLook::MainButton);
    head->Add(m_add, 0);
    inside->Add(head, 0, wxEXPAND | wxBOTTOM, look().sizes.gap / 2);
    auto* body = new wxBoxSizer(wxHORIZONTAL);
    m_history_room = new wxScrolledWindow(card, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL);
    m_history_room->SetBackgroundColour(look().colour(ui::Role::Surface));
    m_history_room->SetScrollRate(0, scroll_step);
    m_history = new History(m_history_room, look());
    auto* room = new wxBoxSizer(wxVERTICAL);
    room->Add(m_history, 1, wxEXPAND);
    m_history_room->SetSizer(room);
    body->Add(m_history_room, 1, wxEXPAND);
    add_form(*card, *body);
    inside->Add(body, 1, wxEXPAND);
    return card;
}

void SubsidiesPage::add_form(wxWindow& parent, wxSizer& into)
{
    m_form_panel = new wxPanel(&parent);
    m_form_panel->SetBackgroundColour(look().colour(ui::Role::Surface));
    m_form_panel->SetMinSize(wxSize(look().sizes.side + 60, -1));
    auto* box = new wxBoxSizer(wxVERTICAL);
    m_form = new Form(m_form_panel, look());
    m_form->add_choice("step", "段階", models::subsidy_step_choices());
    m_form->begin_line();
    m_form->add_text("date", "日付", "令和8年10月5日");
    m_form->add_text("known_by", "遅くとも(日付が不明のとき)");
    m_form->end_line();
    m_form->begin_line();
    m_form->add_text("amount", "金額", "64万円");
    m_form->add_text("note", "メモ");
    m_form->end_line();
    m_form->on_enter([this] { read_form(); });
    box->Add(m_form, 0, wxEXPAND);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->Add(new_button(m_form_panel, "やめる", [this] { model().close_form(); }), 0);
    buttons->AddStretchSpacer();
    m_submit = new_button(m_form_panel, "進める", [this] { read_form(); });
    ui::wear(*m_submit, ui::NativeLook::MainButton);
    buttons->Add(m_submit, 0);
    box->Add(buttons, 0, wxEXPAND | wxTOP, look().sizes.gap);
    m_form_panel->SetSizer(box);
    into.Add(m_form_panel, 0, wxEXPAND | wxLEFT, look().sizes.gap);
}

void SubsidiesPage::read_form()
{
    models::StepForm form;
    form.step = m_form->value("step");
    form.date = m_form->value("date");
    form.known_by = m_form->value("known_by");
    form.amount = m_form->value("amount");
    form.note = m_form->value("note");
    model().submit(std::move(form));
}

void SubsidiesPage::begin_new()
{
    if (model().can_add_step())
        model().open_form();
}

void SubsidiesPage::leave_panel()
{
    model().close_form();
}

void SubsidiesPage::show()
{
    m_notice->say(model().notice().tone, model().notice().text);
    if (auto const& status = model().status())
        set_words(*m_counts,
            look().say("県全体: 交付決定 {0} ・ 申請予定 {1}",
                {counted(status->granted_cities, status->granted_towns),
                    counted(status->to_be_applied_cities, status->to_be_applied_towns)}));
    if (m_revision != model().revision() || m_chosen_shown != model().chosen_id())
        rebuild_board();
    show_detail();
    show_form();
    Layout();
}

void SubsidiesPage::rebuild_board()
{
    m_revision = model().revision();
    m_chosen_shown = model().chosen_id();
    m_board->Freeze();
    m_board->DestroyChildren();
    m_board->GetSizer()->Clear();
    for (auto const& column : model().board().columns())
        add_column(column, *m_board->GetSizer());
    m_board->FitInside();
    m_board->Layout();
    m_board->Thaw();
}

void SubsidiesPage::add_column(models::BoardColumn const& column, wxSizer& into)
{
    auto* box = new wxBoxSizer(wxVERTICAL);
    auto* title = new wxStaticText(m_board, wxID_ANY, look().words(column.title));
    title->SetFont(look().font(look().sizes.text, true));
    box->Add(title, 0);
    box->Add(new_quiet(m_board, column.counts()), 0, wxBOTTOM, 6);
    auto* room = new wxPanel(m_board);
    room->SetBackgroundColour(look().colour(ui::Role::Band));
    // A full column becomes two, so that the board stays within the page's height.
    bool const is_wide = column.cards.size() > 3;
    auto* cards = new wxGridSizer(is_wide ? 2 : 1, 6, 6);
    for (auto const& card : column.cards)
        cards->Add(new SubsidyCard(room, look(), card, look().say(column.title), card.id == m_chosen_shown,
                       [this, id = card.id] { CallAfter([this, id] { model().choose(id); }); }),
            0, wxEXPAND);
    auto* inside = new wxBoxSizer(wxVERTICAL);
    inside->Add(cards, 0, wxEXPAND | wxALL, 6);
    room->SetSizer(inside);
    box->Add(room, 1, wxEXPAND);
    into.Add(box, is_wide ? 2 : 1, wxEXPAND | wxRIGHT, column_gap);
}

void SubsidiesPage::show_detail()
{
    auto const* subsidy = model().chosen();
    set_words(*m_title,
        subsidy ? subsidy->municipality_name + " ・ " + subsidy->programme_name + " ・ "
                + models::subsidy_step_words(subsidy->step)
                : look().say("上の表から 1つ えらぶと、これまでの段階が出ます。"));
    m_history->show(subsidy ? models::history_lines(*subsidy) : std::vector<models::HistoryLine>());
    m_add->Show(model().can_add_step() && !model().is_form_open());
    m_history_room->FitInside();
    m_detail->Layout();
}

void SubsidiesPage::show_form()
{
    bool const is_open = model().is_form_open();
    bool const is_new = is_open && !m_is_form_shown;
    m_is_form_shown = is_open;
    m_form_panel->Show(is_open);
    std::vector<models::Choice> steps;
    for (auto const& step : model().offered_steps())
        steps.emplace_back(step, models::subsidy_step_words(step));
    m_form->set_choices("step", steps);
    if (is_new) {
        auto const& form = model().form();
        m_form->set("step", steps.size() == 1 ? steps.front().first : form.step);
        m_form->set("date", form.date);
        m_form->set("known_by", form.known_by);
        m_form->set("amount", form.amount);
        m_form->set("note", form.note);
        m_form->focus_first();
    }
    m_form->show_remarks(is_open ? model().remarks() : models::Remarks());
    m_submit->Enable(!model().is_sending());
    m_detail->Layout();
}

} // namespace meguri::desk::views
