#include "admin/desk/views/reports_page.h"

#include "admin/desk/views/saving.h"
#include "admin/desk/views/year_panel.h"
#include "shared/domain/fiscal_year.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

using models::ReportFile;

namespace {

std::string counted(Look const& look, int cities, int towns)
{
    return look.say("{0}市 {1}町", {std::to_string(cities), std::to_string(towns)});
}

} // namespace

ReportsPage::ReportsPage(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    all->Add(new_title(this, "報告"), 0, wxBOTTOM, look.sizes.gap / 2);
    m_notice = new Prose(this, look, ui::Role::DeskPage);
    all->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    auto [card, inside] = new_card(this);
    m_year = new wxStaticText(card, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_year->SetFont(look.font(look.sizes.text + 2, true));
    inside->Add(m_year, 0, wxEXPAND);
    auto* words = new Prose(card, look, ui::Role::Surface);
    words->say(models::Tone::Plain,
        "会議に出す1枚です。県の事業、市町の事業、補助金、国の事業を、登録されている記録から 作ります。"
        "表計算の表には、同じ数が 計算式と いっしょに入っています。");
    inside->Add(words, 0, wxEXPAND | wxTOP, look.sizes.gap / 2);
    m_facts = new Facts(card, look);
    inside->Add(m_facts, 0, wxEXPAND | wxTOP, look.sizes.gap);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    m_pdf = new_button(card, "PDFに書き出す", [this] { CallAfter([this] { save(ReportFile::Pdf); }); });
    ui::wear(*m_pdf, ui::NativeLook::MainButton);
    line->Add(m_pdf, 0, wxRIGHT, look.sizes.gap / 2);
    m_workbook = new_button(
        card, "表計算(xlsx)に書き出す", [this] { CallAfter([this] { save(ReportFile::Workbook); }); });
    line->Add(m_workbook, 0);
    inside->Add(line, 0, wxTOP, look.sizes.gap);
    all->Add(card, 0, wxEXPAND);
    auto [year_card, year_inside] = new_card(this);
    m_year_card = year_card;
    m_next_year = new YearPanel(year_card, look, desk);
    year_inside->Add(m_next_year, 1, wxEXPAND);
    all->Add(year_card, 1, wxEXPAND | wxTOP, look.sizes.gap);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(all, 1, wxEXPAND | wxALL, look.sizes.margin - 6);
    SetSizer(around);
}

void ReportsPage::save(ReportFile file)
{
    bool const is_pdf = file == ReportFile::Pdf;
    auto const path = asked_path(*this, look(), is_pdf ? "PDFに書き出す" : "表計算(xlsx)に書き出す",
        model().file_name(file), is_pdf ? "PDF" : "xlsx");
    if (!path.empty())
        model().ask_file(file, path);
}

void ReportsPage::show()
{
    set_words(*m_year,
        look().say("{0} デジタルデバイド対策事業の取組状況(資料14)",
            {domain::fiscal_year_words({model().fiscal_year()})}));
    m_notice->say(model().notice().tone, model().notice().text);
    if (auto const& status = model().status())
        m_facts->show({{"交付決定", counted(look(), status->granted_cities, status->granted_towns)},
            {"申請予定", counted(look(), status->to_be_applied_cities, status->to_be_applied_towns)}});
    m_pdf->Enable(!model().is_sending());
    m_workbook->Enable(!model().is_sending());
    m_year_card->Show(desk().year_change().is_offered());
    m_next_year->show();
    Layout();
    if (auto const file = model().take_file())
        model().say_file_saved(file->path, write_privately(*file));
}

} // namespace meguri::desk::views
