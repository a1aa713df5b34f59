#include "admin/desk/views/tours_page_visits.h"

#include "admin/desk/views/saving.h"
#include "shared/domain/phone.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

using models::Visits;

namespace {

constexpr int visit_wider = 80;

std::string wishes_of(models::VisitRequest const& request)
{
    std::string lines;
    for (auto const& wish : request.wishes)
        lines += (lines.empty() ? "" : "\n") + wish;
    return lines;
}

/// Only what the hub gave this user.
std::vector<std::pair<std::string, std::string>> facts_of(
    Look const& look, models::VisitRequest const& request)
{
    std::vector<std::pair<std::string, std::string>> facts{{"希望の日", wishes_of(request)},
        {"受付",
            look.say("{0} ・ 受付番号 {1}",
                {models::short_moment_words(request.created_at), models::code_words(request.code)})}};
    if (!request.kana.empty())
        facts.emplace_back("お名前", look.say("{0} さん", {request.kana}));
    if (!request.phone.empty())
        facts.emplace_back(
            "電話", domain::whom_to_ring(request.phone, request.second_phone, request.is_contact_phone));
    if (!request.needs.empty())
        facts.emplace_back("配慮", request.needs);
    return facts;
}

} // namespace

VisitsFace::VisitsFace(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* left = new wxBoxSizer(wxVERTICAL);
    left->Add(new_list(), 1, wxEXPAND);
    left->Add(new_sheet(), 0, wxEXPAND | wxTOP, look.sizes.gap);
    auto* all = new wxBoxSizer(wxHORIZONTAL);
    all->Add(left, 1, wxEXPAND);
    all->Add(new_side(), 0, wxEXPAND | wxLEFT, look.sizes.gap);
    SetSizer(all);
}

wxWindow* VisitsFace::new_list()
{
    auto [card, inside] = new_table_card(this);
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    m_states = new Form(card, look());
    std::vector<models::Choice> states;
    for (auto const* state : Visits::states)
        states.emplace_back(state, models::visit_state_words(state));
    m_states->add_choice("state", "見るもの", states);
    m_states->SetMinSize(wxSize(220, -1));
    m_states->on_choice([this] { model().show_state(m_states->value("state")); });
    head->Add(m_states, 0);
    m_count = new_quiet(card);
    head->Add(m_count, 1, wxALIGN_BOTTOM | wxLEFT | wxBOTTOM, look().sizes.gap / 2);
    inside->Add(head, 0, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, look().sizes.gap / 2);
    m_table = new TableView(card, look(), "訪問の希望の一覧", model().table(),
        {[this](std::string const& id) { model().choose(id); },
            [this](std::size_t column, bool is_descending) {
                model().sort_by(model().table(), column, is_descending);
            }});
    inside->Add(m_table, 1, wxEXPAND);
    return card;
}

wxWindow* VisitsFace::new_sheet()
{
    auto [card, inside] = new_card(this);
    m_sheet_card = card;
    auto* title = new wxStaticText(card, wxID_ANY, look().words("訪問員の1日の日程表(PDF)"));
    title->SetFont(look().font(look().sizes.text, true));
    inside->Add(title, 0);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    m_sheet = new Form(card, look());
    m_sheet->begin_line();
    m_sheet->add_choice("visitor", "日程表の訪問員", {});
    m_sheet->add_text("date", "日程表の日にち", "10/8");
    m_sheet->end_line();
    m_sheet->on_enter([this] { save_sheet(); });
    line->Add(m_sheet, 1);
    // Whoever pressed it, assistive technology as well, must not wait for the dialog.
    m_save_sheet = new_button(card, "日程表を書き出す", [this] { CallAfter([this] { save_sheet(); }); });
    line->Add(m_save_sheet, 0, wxALIGN_BOTTOM | wxLEFT, look().sizes.gap);
    inside->Add(line, 0, wxEXPAND);
    return card;
}

wxWindow* VisitsFace::new_side()
{
    auto [card, inside] = new_card(this);
    m_side = card;
    m_side->SetMinSize(wxSize(look().sizes.side + visit_wider, -1));
    m_notice = new Prose(card, look(), ui::Role::Surface);
    inside->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look().sizes.gap / 2);
    m_title = new wxStaticText(card, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_title->SetFont(look().font(look().sizes.text + 2, true));
    inside->Add(m_title, 0, wxEXPAND);
    m_facts = new Facts(card, look());
    inside->Add(m_facts, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    m_choice = new wxPanel(card);
    m_choice->SetBackgroundColour(look().colour(ui::Role::Surface));
    auto* box = new wxBoxSizer(wxVERTICAL);
    m_form = new Form(m_choice, look());
    m_form->begin_line();
    m_form->add_choice("visitor", "訪問員", {});
    std::vector<models::Choice> lengths;
    for (auto const minutes : Visits::lengths)
        lengths.emplace_back(std::to_string(minutes), look().say("{0}分", {std::to_string(minutes)}));
    m_form->add_choice("minutes", "長さ", lengths);
    m_form->end_line();
    m_form->on_choice([this] {
        auto const minutes = std::stoi("0" + m_form->value("minutes"));
        auto const visitor = m_form->value("visitor");
        model().set_minutes(minutes);
        model().set_visitor(visitor);
    });
    box->Add(m_form, 0, wxEXPAND);
    m_advice = new Prose(m_choice, look(), ui::Role::Surface);
    box->Add(m_advice, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    m_slots = new TableView(m_choice, look(), "行ける時間", model().slots(),
        {[this](std::string const& id) { model().choose_slot(id); },
            [this](std::size_t column, bool is_descending) {
                model().sort_by(model().slots(), column, is_descending);
            }});
    box->Add(m_slots, 1, wxEXPAND | wxTOP, look().sizes.gap / 2);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    m_cancel = new_button(m_choice, "取り下げ", [this] { model().open_cancel(); });
    buttons->Add(m_cancel, 0);
    buttons->AddStretchSpacer();
    m_schedule = new_button(m_choice, "訪問を決める", [this] { model().schedule(); });
    ui::wear(*m_schedule, ui::NativeLook::MainButton);
    buttons->Add(m_schedule, 0);
    box->Add(buttons, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    m_choice->SetSizer(box);
    inside->Add(m_choice, 1, wxEXPAND);
    add_cancel(*card, *inside);
    return card;
}

void VisitsFace::add_cancel(wxWindow& parent, wxSizer& into)
{
    m_cancel_panel = new wxPanel(&parent);
    m_cancel_panel->SetBackgroundColour(look().colour(ui::Role::Surface));
    auto* box = new wxBoxSizer(wxVERTICAL);
    m_reason = new Form(m_cancel_panel, look());
    m_reason->add_text("reason", "取り下げる理由", "ご本人から電話");
    m_reason->on_enter([this] { model().cancel(m_reason->value("reason")); });
    box->Add(m_reason, 0, wxEXPAND);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->Add(new_button(m_cancel_panel, "やめる", [this] { model().close_panel(); }), 0);
    buttons->AddStretchSpacer();
    m_send_cancel
        = new_button(m_cancel_panel, "取り下げる", [this] { model().cancel(m_reason->value("reason")); });
    ui::wear(*m_send_cancel, ui::NativeLook::StopButton);
    buttons->Add(m_send_cancel, 0);
    box->Add(buttons, 0, wxEXPAND | wxTOP, look().sizes.gap);
    m_cancel_panel->SetSizer(box);
    m_cancel_panel->Hide();
    into.Add(m_cancel_panel, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
}

void VisitsFace::leave_panel()
{
    model().close_panel();
}

void VisitsFace::show()
{
    m_states->set("state", model().state());
    m_table->show(model().revision(), model().chosen_id());
    set_words(*m_count,
        model().has_loaded() ? look().say("{0}件", {std::to_string(model().table().row_count())})
                             : std::string());
    show_side();
    show_sheet();
    Layout();
    if (auto const sheet = model().take_sheet())
        model().say_sheet_saved(sheet->path, write_privately(*sheet));
}

void VisitsFace::show_side()
{
    auto const* request = model().chosen();
    bool const is_cancel = model().panel() == Visits::Panel::Cancel;
    m_notice->say(model().notice().tone, model().notice().text);
    set_words(*m_title,
        request ? look().say("{0} {1} ・ {2}",
            {desk().tours().places().town_name(request->municipality), request->area,
                models::age_band_words(request->age_band)})
                : look().say("左の表から 希望を 1つ えらんでください。"));
    m_facts->Show(request != nullptr);
    if (request)
        m_facts->show(facts_of(look(), *request));
    bool const is_open = request && request->state == "open";
    m_choice->Show(is_open && !is_cancel);
    m_cancel_panel->Show(is_open && is_cancel);
    show_choices();
    m_advice->say(models::Tone::Plain, model().slots_words());
    m_slots->show(model().revision(), model().slot_id());
    m_schedule->Enable(model().can_schedule());
    m_cancel->Enable(model().can_cancel());
    m_send_cancel->Enable(!model().is_sending());
    m_reason->show_remarks(is_cancel ? model().remarks() : models::Remarks());
    if (m_panel_shown != model().panel()) {
        m_panel_shown = model().panel();
        if (is_cancel) {
            m_reason->set("reason", "");
            m_reason->focus_first();
        } else if (FindFocus() == nullptr || !FindFocus()->IsShownOnScreen()) {
            m_table->SetFocus();
        }
    }
    m_side->Layout();
}

void VisitsFace::show_choices()
{
    std::vector<models::Choice> visitors;
    for (auto const& visitor : model().visitors())
        visitors.emplace_back(visitor.id, visitor.name);
    m_form->set_choices("visitor", visitors);
    m_form->set("visitor", model().visitor());
    m_form->set("minutes", std::to_string(model().minutes()));
}

void VisitsFace::show_sheet()
{
    std::vector<models::Choice> visitors;
    for (auto const& visitor : model().sheet_visitors())
        visitors.emplace_back(visitor.id, visitor.name);
    m_sheet_card->Show(!visitors.empty());
    m_sheet->set_choices("visitor", visitors);
    if (m_sheet->value("visitor").empty() && !visitors.empty())
        m_sheet->set("visitor", visitors.front().first);
    m_sheet->show_remarks(model().sheet_remarks());
    m_save_sheet->Enable(!model().is_sending());
}

void VisitsFace::save_sheet()
{
    models::SheetForm const form{m_sheet->value("visitor"), m_sheet->value("date")};
    if (!model().check_sheet(form))
        return;
    auto const path = asked_path(*this, look(), "日程表を書き出す", model().sheet_name(form), "PDF");
    if (!path.empty())
        model().ask_sheet(form, path);
}

} // namespace meguri::desk::views
