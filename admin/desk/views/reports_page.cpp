#include "admin/desk/views/reports_page.h"

#include "admin/desk/views/saving.h"
#include "admin/desk/views/year_panel.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

using models::ReportFile;

ReportsPage::ReportsPage(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(new_title(this, "報告"), 1, wxALIGN_CENTRE_VERTICAL);
    m_turn = new_button(this, "次の年度の準備", [this] {
        m_is_year_shown = !m_is_year_shown;
        show();
    });
    head->Add(m_turn, 0, wxALIGN_CENTRE_VERTICAL);
    all->Add(head, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    m_notice = new Prose(this, look, ui::Role::DeskPage);
    all->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    auto [card, inside] = new_card(this);
    m_choice = new Form(card, look);
    m_choice->add_choice("report", "どの報告ですか", model().choices());
    m_choice->on_choice([this] { model().choose(m_choice->value("report")); });
    inside->Add(m_choice, 0, wxEXPAND);
    m_head = new wxStaticText(card, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_head->SetFont(look.font(look.sizes.text + 2, true));
    inside->Add(m_head, 0, wxEXPAND | wxTOP, look.sizes.gap / 2);
    m_state = new Prose(card, look, ui::Role::Surface);
    inside->Add(m_state, 0, wxEXPAND | wxTOP, look.sizes.gap / 2);
    m_facts = new Facts(card, look);
    inside->Add(m_facts, 0, wxEXPAND | wxTOP, look.sizes.gap / 2);
    add_keys(card, inside);
    all->Add(card, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    m_report_card = card;
    auto [below, room] = new_table_card(this);
    m_table = new TableView(below, look, "報告の数字の一覧", model().table(),
        {[this](std::string const& id) { m_figure = id; },
            [this](std::size_t column, bool is_descending) { model().sort_by(column, is_descending); }});
    room->Add(m_table, 1, wxEXPAND);
    all->Add(below, 1, wxEXPAND);
    m_table_card = below;
    auto [year_card, year_inside] = new_card(this);
    m_year_card = year_card;
    m_next_year = new YearPanel(year_card, look, desk);
    year_inside->Add(m_next_year, 1, wxEXPAND);
    all->Add(year_card, 1, wxEXPAND);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(all, 1, wxEXPAND | wxALL, look.sizes.margin - 6);
    SetSizer(around);
}

void ReportsPage::add_keys(wxWindow* card, wxSizer* inside)
{
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    m_pdf = new_button(card, "PDFに書き出す", [this] { CallAfter([this] { save(ReportFile::Pdf); }); });
    ui::wear(*m_pdf, ui::NativeLook::MainButton);
    line->Add(m_pdf, 0, wxRIGHT, look().sizes.gap / 2);
    m_workbook = new_button(
        card, "表計算(xlsx)に書き出す", [this] { CallAfter([this] { save(ReportFile::Workbook); }); });
    line->Add(m_workbook, 0, wxRIGHT, look().sizes.gap / 2);
    m_template = new_button(card, "書式を保存", [this] { CallAfter([this] { save_template(); }); });
    line->Add(m_template, 0);
    inside->Add(line, 0, wxTOP, look().sizes.gap);
}

void ReportsPage::save(ReportFile file)
{
    bool const is_pdf = file == ReportFile::Pdf;
    auto const path = asked_path(*this, look(), is_pdf ? "PDFに書き出す" : "表計算(xlsx)に書き出す",
        model().file_name(file), is_pdf ? "PDF" : "xlsx");
    if (!path.empty())
        model().ask_file(file, path);
}

void ReportsPage::save_template()
{
    auto const path = asked_path(*this, look(), "書式を保存", model().template_name(), "json");
    if (!path.empty())
        model().ask_template(path);
}

/// Either the reports or, for whose business that is, the next fiscal year.
void ReportsPage::show_parts()
{
    bool const is_offered = desk().year_change().is_offered();
    bool const is_year = m_is_year_shown && is_offered;
    m_turn->Show(is_offered);
    auto const turn = is_year ? look().words("報告にもどる") : look().words("次の年度の準備");
    if (m_turn->GetLabel() != turn) {
        m_turn->SetLabel(turn);
        ui::rename(*m_turn, ui::from_wx(turn));
    }
    m_report_card->Show(!is_year);
    m_table_card->Show(!is_year);
    m_year_card->Show(is_year);
    m_next_year->show();
}

void ReportsPage::show()
{
    m_choice->set_choices("report", model().choices());
    m_choice->set("report", model().chosen());
    set_words(*m_head, model().title());
    m_notice->say(model().notice().tone, model().notice().text);
    auto const state = model().state();
    m_state->say(state.tone, state.text);
    m_facts->show(model().facts());
    m_table->show(model().revision(), m_figure);
    m_pdf->Enable(!model().is_sending());
    m_workbook->Enable(!model().is_sending());
    m_template->Enable(!model().is_sending());
    show_parts();
    Layout();
    // Not to the choice above, which keeps the keys that lead to other sections.
    if (auto const* focus = FindFocus(); focus == nullptr || !focus->IsShownOnScreen())
        m_table->SetFocus();
    if (auto const file = model().take_file())
        model().say_file_saved(file->path, write_privately(*file));
}

} // namespace meguri::desk::views
