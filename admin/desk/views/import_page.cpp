#include "admin/desk/views/import_page.h"

#include "admin/desk/views/saving.h"

#include <wx/button.h>
#include <wx/gauge.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

using models::ImportKind;
using models::ImportStep;

namespace {

constexpr char how_to[]
    = "紙の申込(AI-OCR)、出欠、店の開催回、郵便番号の CSV を 取り込みます。1行目は 列の名前です。"
      "まちがいが 1つでもあれば、1行も 入りません。同じファイルを もう1度 取り込んでも、何も変わりません。";
constexpr char postal_name[] = "postal-codes.csv";
constexpr int whole = 100;
constexpr int progress_width = 120;
constexpr int stir_every_ms = 80;
constexpr int progress_height = 10;

} // namespace

ImportPage::ImportPage(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    add_head(*all);
    all->Add(new_file_card(), 0, wxEXPAND);
    m_notice = new Prose(this, look, ui::Role::DeskPage);
    all->Add(m_notice, 0, wxEXPAND | wxTOP, look.sizes.gap / 2);
    all->Add(new_tables(), 1, wxEXPAND | wxTOP, look.sizes.gap / 2);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(all, 1, wxEXPAND | wxALL, look.sizes.margin - 6);
    SetSizer(around);
}

void ImportPage::add_head(wxSizer& into)
{
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(new_title(this, "取込"), 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look().sizes.gap);
    m_progress = new_quiet(this);
    head->Add(m_progress, 1, wxALIGN_CENTRE_VERTICAL);
    m_gauge = new wxGauge(this, wxID_ANY, whole, wxDefaultPosition, wxSize(progress_width, progress_height));
    ui::rename(*m_gauge, look().say("取込の進みぐあい"));
    m_stir.Bind(wxEVT_TIMER, [this](wxTimerEvent&) { m_gauge->Pulse(); });
    head->Add(m_gauge, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, look().sizes.gap / 2);
    auto const add = [&](wxButton* button) {
        head->Add(button, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, look().sizes.gap / 2);
        return button;
    };
    m_stop = add(new_button(this, "止める", [this] { model().stop(); }));
    m_check = add(new_button(this, "もう1度 確かめる", [this] { model().check(); }));
    // Whoever pressed it, assistive technology as well, must not wait for the dialog.
    m_choose = add(new_button(this, "ファイルを えらぶ", [this] { CallAfter([this] { choose(); }); }));
    m_send = add(new_button(this, "取り込む", [this] { CallAfter([this] { press_main(); }); }));
    ui::wear(*m_send, ui::NativeLook::MainButton);
    into.Add(head, 0, wxEXPAND | wxBOTTOM, look().sizes.gap / 2);
}

wxWindow* ImportPage::new_file_card()
{
    auto [card, inside] = new_card(this);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    auto* words = new wxBoxSizer(wxVERTICAL);
    m_name = new wxStaticText(card, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_MIDDLE);
    m_name->SetFont(look().font(look().sizes.text + 2, true));
    words->Add(m_name, 0, wxEXPAND);
    m_facts = new_quiet(card);
    words->Add(m_facts, 0, wxEXPAND | wxTOP, 4);
    line->Add(words, 1, wxALIGN_CENTRE_VERTICAL);
    m_kind = new Form(card, look());
    m_kind->add_choice("kind", "ファイルの種類", models::import_kind_choices());
    m_kind->SetMinSize(wxSize(look().sizes.side - look().sizes.margin, -1));
    m_kind->on_choice([this] {
        if (auto const kind = models::import_kind_from(m_kind->value("kind")))
            model().choose_kind(*kind);
    });
    line->Add(m_kind, 0, wxLEFT, look().sizes.gap);
    inside->Add(line, 0, wxEXPAND);
    m_columns = new Prose(card, look(), ui::Role::Surface);
    inside->Add(m_columns, 0, wxEXPAND | wxTOP, 4);
    return card;
}

wxWindow* ImportPage::new_tables()
{
    auto* tables = new wxPanel(this);
    tables->SetBackgroundColour(look().colour(ui::Role::DeskPage));
    auto* box = new wxBoxSizer(wxVERTICAL);
    auto [faults, inside_faults] = new_table_card(tables);
    m_fault_card = faults;
    m_faults = new TableView(faults, look(), "まちがいの一覧", model().faults(),
        {[](std::string const&) {},
            [this](std::size_t column, bool is_descending) { model().sort_faults(column, is_descending); }});
    inside_faults->Add(m_faults, 1, wxEXPAND);
    box->Add(faults, 1, wxEXPAND);
    auto [rows, inside_rows] = new_table_card(tables);
    m_preview_card = rows;
    for (auto const kind : models::import_kinds) {
        auto*& view = m_previews[static_cast<std::size_t>(kind)];
        view = new TableView(rows, look(), "取り込む行 " + models::import_kind_words(kind),
            model().preview(kind),
            {[](std::string const&) {},
                [this](std::size_t column, bool is_descending) {
                    model().sort_preview(column, is_descending);
                }});
        view->Hide();
        inside_rows->Add(view, 1, wxEXPAND);
    }
    box->Add(rows, 1, wxEXPAND | wxTOP, look().sizes.gap / 2);
    tables->SetSizer(box);
    return tables;
}

void ImportPage::choose()
{
    if (auto const path = asked_file(*this, look(), "ファイルを えらぶ"); !path.empty())
        model().choose(file_name_of(path), [path] { return read_bytes(path); });
}

void ImportPage::press_main()
{
    if (model().kind() != ImportKind::PostalCodes)
        return model().send();
    auto const path = asked_path(*this, look(), "変換して 書き出す", postal_name, "CSV");
    if (!path.empty())
        model().save_converted(path);
}

void ImportPage::show_progress()
{
    bool const is_counted = model().step() == ImportStep::Reading;
    m_gauge->Show(model().can_stop());
    if (is_counted)
        m_gauge->SetValue(model().progress_percent());
    // What the hub still has to look at, nobody here can count.
    bool const stirs = model().can_stop() && !is_counted;
    if (stirs && !m_stir.IsRunning())
        m_stir.Start(stir_every_ms);
    if (!stirs)
        m_stir.Stop();
}

void ImportPage::show()
{
    bool const is_empty = !model().has_file();
    bool const is_postal = model().kind() == ImportKind::PostalCodes;
    set_words(*m_name, is_empty ? look().say("ファイルを えらんでください") : model().file_name());
    set_words(*m_facts, model().file_words());
    m_columns->say(models::Tone::Quiet, is_empty ? how_to : model().column_words());
    m_kind->set("kind", models::import_kind_name(model().kind()));
    auto progress = model().progress_words();
    if (model().step() == ImportStep::Reading)
        progress += " (" + std::to_string(model().progress_percent()) + "%)";
    set_words(*m_progress, progress);
    show_progress();
    m_stop->Show(model().can_stop());
    m_check->Show(model().step() == ImportStep::Unchecked);
    m_choose->Enable(model().step() != ImportStep::Sending);
    auto const main = look().words(is_postal ? "変換して 書き出す" : "取り込む");
    if (m_send->GetLabel() != main) {
        m_send->SetLabel(main);
        ui::rename(*m_send, ui::from_wx(main));
    }
    m_send->Enable(model().can_send());
    m_notice->say(model().notice().tone, model().notice().text);
    show_tables();
    Layout();
    if (auto const* focus = FindFocus(); focus == nullptr || !focus->IsShownOnScreen())
        m_choose->SetFocus();
    if (auto const file = model().take_file())
        model().say_file_saved(file->path, write_privately(*file));
}

void ImportPage::show_tables()
{
    m_fault_card->Show(model().has_faults());
    bool has_rows = false;
    for (auto const kind : models::import_kinds) {
        auto* view = m_previews[static_cast<std::size_t>(kind)];
        bool const is_shown = kind == model().kind() && model().preview(kind).total_count() > 0;
        has_rows = has_rows || is_shown;
        view->Show(is_shown);
        view->show(model().revision(), "");
    }
    m_preview_card->Show(has_rows);
    m_faults->show(model().revision(), "");
    m_fault_card->GetParent()->Layout();
    m_preview_card->Layout();
}

} // namespace meguri::desk::views
