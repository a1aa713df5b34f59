#include "admin/desk/views/subsidies_page_board.h"

#include <wx/button.h>
#include <wx/scrolwin.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

namespace {

constexpr int column_gap = 8;
using FormKind = models::Subsidies::FormKind;

std::vector<models::Choice> correction_kinds()
{
    return {{"correct", "正しい内容を書く"}, {"take_back", "記録を取り消す"}};
}

} // namespace

SubsidyBoardFace::SubsidyBoardFace(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    m_notice = new Prose(this, look, ui::Role::DeskPage);
    all->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    m_board = new wxScrolledWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxHSCROLL | wxVSCROLL);
    m_board->SetBackgroundColour(look.colour(ui::Role::DeskPage));
    m_board->SetScrollRate(scroll_step, scroll_step);
    m_board->SetSizer(new wxBoxSizer(wxHORIZONTAL));
    all->Add(m_board, 5, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    all->Add(new_detail(), 6, wxEXPAND);
    SetSizer(all);
}

wxWindow* SubsidyBoardFace::new_detail()
{
    auto [card, inside] = new_card(this);
    m_detail = card;
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    m_title = new wxStaticText(card, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_title->SetFont(look().font(look().sizes.text + 1, true));
    head->Add(m_title, 1, wxALIGN_CENTRE_VERTICAL);
    add_buttons(*card, *head);
    inside->Add(head, 0, wxEXPAND | wxBOTTOM, look().sizes.gap / 2);
    auto* body = new wxBoxSizer(wxHORIZONTAL);
    m_history_room = new wxScrolledWindow(card, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL);
    m_history_room->SetBackgroundColour(look().colour(ui::Role::Surface));
    m_history_room->SetScrollRate(0, scroll_step);
    m_history = new History(m_history_room, look());
    auto* room = new wxBoxSizer(wxVERTICAL);
    room->Add(m_history, 1, wxEXPAND);
    m_history_room->SetSizer(room);
    body->Add(m_history_room, 5, wxEXPAND);
    m_account_room = new wxBoxSizer(wxHORIZONTAL);
    auto* conditions = new wxBoxSizer(wxVERTICAL);
    m_condition_head = new_quiet(card);
    conditions->Add(m_condition_head, 0, wxBOTTOM, 4);
    m_condition_room = new wxScrolledWindow(card, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL);
    m_condition_room->SetBackgroundColour(look().colour(ui::Role::Surface));
    m_condition_room->SetScrollRate(0, scroll_step);
    m_conditions = new ConditionList(m_condition_room, look());
    auto* condition_box = new wxBoxSizer(wxVERTICAL);
    condition_box->Add(m_conditions, 1, wxEXPAND);
    m_condition_room->SetSizer(condition_box);
    conditions->Add(m_condition_room, 1, wxEXPAND);
    m_account_room->Add(conditions, 5, wxEXPAND | wxLEFT, look().sizes.gap);
    auto* sums = new wxBoxSizer(wxVERTICAL);
    sums->Add(new_quiet(card, "出席から計算した金額"), 0, wxBOTTOM, 4);
    m_sums = new SumSheet(card, look());
    sums->Add(m_sums, 1, wxEXPAND);
    m_account_room->Add(sums, 4, wxEXPAND | wxLEFT, look().sizes.gap);
    body->Add(m_account_room, 9, wxEXPAND);
    add_form(*card, *body);
    m_body = body;
    inside->Add(body, 1, wxEXPAND);
    return card;
}

void SubsidyBoardFace::add_buttons(wxWindow& card, wxSizer& head)
{
    m_money = new_button(
        &card, "開催回と金額を見る", [this] { model().turn_to(models::Subsidies::Face::Money); });
    head.Add(m_money, 0, wxRIGHT, look().sizes.gap / 2);
    m_correct = new_button(&card, "記録を訂正する", [this] { model().open_correction(); });
    head.Add(m_correct, 0, wxRIGHT, look().sizes.gap / 2);
    m_send_back = new_button(&card, "差し戻す", [this] { model().open_send_back(); });
    head.Add(m_send_back, 0, wxRIGHT, look().sizes.gap / 2);
    m_add = new_button(&card, "つぎの段階へ進める", [this] { model().open_form(); });
    ui::wear(*m_add, ui::NativeLook::MainButton);
    head.Add(m_add, 0);
}

void SubsidyBoardFace::add_form(wxWindow& parent, wxSizer& into)
{
    m_form_panel = new wxPanel(&parent);
    m_form_panel->SetBackgroundColour(look().colour(ui::Role::Surface));
    m_form_panel->SetMinSize(wxSize(look().sizes.side + 60, -1));
    auto* box = new wxBoxSizer(wxVERTICAL);
    m_form_title = new wxStaticText(m_form_panel, wxID_ANY, {});
    m_form_title->SetFont(look().font(look().sizes.text, true));
    box->Add(m_form_title, 0, wxEXPAND);
    m_form = new Form(m_form_panel, look());
    m_form->begin_line();
    m_form->add_choice("corrects", "訂正する記録", {});
    m_form->add_choice("kind", "訂正のしかた", correction_kinds());
    m_form->add_choice("step", "段階", models::subsidy_step_choices());
    m_form->add_text("date", "日付", "令和8年10月5日");
    m_form->end_line();
    m_form->begin_line();
    m_form->add_text("known_by", "遅くとも(日付が不明のとき)");
    m_form->add_text("amount", "金額", "64万円");
    m_form->add_text("note", "メモ・理由");
    m_form->end_line();
    m_form->add_text("papers", "書類(名前 番号 日付)", "交付申請書 見本第12号 5月30日、収支予算書");
    m_form->on_choice([this] {
        auto const entry = m_form->value("corrects");
        if (model().form_kind() == FormKind::Correct && entry != model().form().corrects)
            CallAfter([this, entry] { model().pick_entry(entry); });
    });
    m_form->on_enter([this] { read_form(); });
    box->Add(m_form, 0, wxEXPAND);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->Add(new_button(m_form_panel, "やめる", [this] { model().close_form(); }), 0);
    buttons->AddStretchSpacer();
    m_submit = new_button(m_form_panel, "書く", [this] { read_form(); });
    ui::wear(*m_submit, ui::NativeLook::MainButton);
    buttons->Add(m_submit, 0);
    box->Add(buttons, 0, wxEXPAND | wxTOP, look().sizes.gap);
    m_form_panel->SetSizer(box);
    into.Add(m_form_panel, 9, wxEXPAND | wxLEFT, look().sizes.gap);
}

void SubsidyBoardFace::read_form()
{
    models::StepForm form;
    form.step = m_form->value("step");
    form.date = m_form->value("date");
    form.known_by = m_form->value("known_by");
    form.amount = m_form->value("amount");
    form.note = m_form->value("note");
    form.papers = m_form->value("papers");
    if (model().form_kind() == FormKind::SendBack)
        form.step = "sent_back";
    if (model().form_kind() == FormKind::Correct) {
        form.step = model().form().step;
        form.corrects = m_form->value("corrects");
        form.takes_back = m_form->value("kind") == "take_back";
    }
    model().submit(std::move(form));
}

void SubsidyBoardFace::begin_new()
{
    if (model().can_add_step())
        model().open_form();
}

void SubsidyBoardFace::leave_panel()
{
    model().close_form();
}

void SubsidyBoardFace::show()
{
    m_notice->say(model().notice().tone, model().notice().text);
    if (m_revision != model().revision() || m_chosen_shown != model().chosen_id())
        rebuild_board();
    show_detail();
    show_form();
    Layout();
}

void SubsidyBoardFace::rebuild_board()
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

void SubsidyBoardFace::add_column(models::BoardColumn const& column, wxSizer& into)
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

void SubsidyBoardFace::show_detail()
{
    auto const* subsidy = model().chosen();
    set_words(*m_title,
        subsidy ? subsidy->municipality_name + " ・ " + subsidy->programme_name + " ・ "
                + models::subsidy_step_words(subsidy->step)
                : look().say("上の表から 1つ えらぶと、これまでの段階が出ます。"));
    m_history->show(subsidy ? models::history_lines(*subsidy) : std::vector<models::HistoryLine>());
    bool const is_free = !model().is_form_open();
    m_add->Show(model().can_add_step() && is_free);
    m_send_back->Show(model().can_send_back() && is_free);
    m_correct->Show(!model().correctable().empty() && is_free);
    m_money->Show(subsidy != nullptr && is_free);
    m_history_room->FitInside();
    show_money();
    m_detail->Layout();
}

/// Conditions and sums give way to the form.
void SubsidyBoardFace::show_money()
{
    auto const& account = model().money().account();
    m_body->Show(m_account_room, !model().is_form_open() && account.has_value(), true);
    if (!account || m_money_shown == model().money().revision())
        return;
    m_money_shown = model().money().revision();
    auto const lines = models::condition_lines(*account);
    set_words(*m_condition_head, models::condition_head(lines));
    m_conditions->show(lines);
    m_sums->show(models::sum_lines(*account), account->rule);
    m_condition_room->FitInside();
}

/// What the form asks depends on what it is for.
void SubsidyBoardFace::fill_form()
{
    auto const kind = model().form_kind();
    auto const& form = model().form();
    bool const is_correction = kind == FormKind::Correct;
    set_words(*m_form_title,
        look().say(is_correction             ? "記録の訂正"
                : kind == FormKind::SendBack ? "差戻し"
                                             : "つぎの段階"));
    m_form->show_field("corrects", is_correction);
    m_form->show_field("kind", is_correction);
    m_form->show_field("step", kind == FormKind::Advance);
    m_form->show_field("amount", kind != FormKind::SendBack);
    m_form->set_choices("corrects", model().correctable());
    m_form->set("corrects", form.corrects);
    m_form->set("kind", "correct");
    m_form->set("step", form.step);
    m_form->set("date", form.date);
    m_form->set("known_by", form.known_by);
    m_form->set("amount", form.amount);
    m_form->set("note", form.note);
    m_form->set("papers", form.papers);
}

void SubsidyBoardFace::show_form()
{
    bool const is_open = model().is_form_open();
    bool const is_new = is_open && m_form_shown != model().form_revision();
    m_form_shown = model().form_revision();
    m_form_panel->Show(is_open);
    std::vector<models::Choice> steps;
    for (auto const& step : model().offered_steps())
        steps.emplace_back(step, models::subsidy_step_words(step));
    m_form->set_choices("step", steps);
    if (is_new)
        fill_form();
    m_form->show_remarks(is_open ? model().remarks() : models::Remarks());
    m_submit->Enable(!model().is_sending());
    m_detail->Layout();
    if (is_new)
        m_form->focus_first();
}

} // namespace meguri::desk::views
