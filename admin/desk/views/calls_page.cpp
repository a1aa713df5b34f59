#include "admin/desk/views/calls_page.h"

#include "admin/desk/views/saving.h"
#include "shared/domain/call_words.h"
#include "shared/domain/phone.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

using models::CallFile;

namespace {

constexpr int call_wider = 20;
/// Read from where the telephone stands.
constexpr int phone_px = 28;

std::string tried_words(Look const& look, models::CallTask const& task)
{
    if (task.tried == 0)
        return look.say("まだ かけていません");
    return look.say("不在 {0}回", {std::to_string(task.tried)})
        + (task.note.empty() ? std::string() : " ・ " + task.note);
}

std::vector<std::pair<std::string, std::string>> facts_of(Look const& look, models::CallTask const& task)
{
    return {{"用件", domain::call_reason_words(task.reason)},
        {"開催回", models::moment_words(task.starts_at) + " ・ " + task.title}, {"会場", task.venue_name},
        {"受付番号", models::code_words(task.person.code)},
        {"いつまでに", models::moment_words(models::due_of(task))}, {"これまで", tried_words(look, task)}};
}

} // namespace

CallsPage::CallsPage(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    add_head(*all);
    m_notice = new Prose(this, look, ui::Role::DeskPage);
    all->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    auto* body = new wxBoxSizer(wxHORIZONTAL);
    body->Add(new_list(), 1, wxEXPAND);
    body->Add(new_side(), 0, wxEXPAND | wxLEFT, look.sizes.gap);
    all->Add(body, 1, wxEXPAND);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(all, 1, wxEXPAND | wxALL, look.sizes.margin - 6);
    SetSizer(around);
}

void CallsPage::add_head(wxSizer& into)
{
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(new_title(this, "電話連絡"), 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look().sizes.gap);
    m_count = new_quiet(this);
    head->Add(m_count, 1, wxALIGN_CENTRE_VERTICAL);
    for (auto const file : models::call_files) {
        // Whoever pressed it, assistive technology as well, must not wait for the dialog.
        auto* button = new_button(
            this, models::call_file_words(file), [this, file] { CallAfter([this, file] { save(file); }); });
        m_files.push_back(button);
        head->Add(button, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, look().sizes.gap / 2);
    }
    into.Add(head, 0, wxEXPAND | wxBOTTOM, look().sizes.gap / 2);
}

wxWindow* CallsPage::new_list()
{
    auto [card, inside] = new_table_card(this);
    m_kinds = new Form(card, look());
    m_kinds->add_choice("kind", "見る用件", {});
    m_kinds->SetMinSize(wxSize(look().sizes.side - look().sizes.margin, -1));
    m_kinds->on_choice([this] { model().show_kind(m_kinds->value("kind")); });
    inside->Add(m_kinds, 0, wxLEFT | wxBOTTOM, look().sizes.gap / 2);
    m_table = new TableView(card, look(), "電話連絡の一覧", model().table(),
        {[this](std::string const& id) { model().choose(id); },
            [this](std::size_t column, bool is_descending) { model().sort_by(column, is_descending); }});
    inside->Add(m_table, 1, wxEXPAND);
    return card;
}

wxWindow* CallsPage::new_side()
{
    auto [card, inside] = new_card(this);
    m_side = card;
    m_side->SetMinSize(wxSize(look().sizes.side + call_wider, -1));
    m_name = new wxStaticText(card, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_name->SetFont(look().font(look().sizes.title - 2, true));
    inside->Add(m_name, 0, wxEXPAND);
    m_phone = new wxStaticText(card, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_phone->SetFont(look().font(phone_px, true));
    inside->Add(m_phone, 0, wxEXPAND | wxTOP, 4);
    inside->Add(new_quiet(card, "このように 話します"), 0, wxTOP, look().sizes.gap);
    m_script = new Prose(card, look(), ui::Role::Surface);
    inside->Add(m_script, 0, wxEXPAND | wxTOP, 4);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    m_told = new_button(card, "伝えた", [this] { model().told(); });
    ui::wear(*m_told, ui::NativeLook::MainButton);
    buttons->Add(m_told, 1, wxRIGHT, look().sizes.gap / 2);
    m_tried = new_button(card, "不在", [this] { model().open_tried(); });
    buttons->Add(m_tried, 1);
    inside->Add(buttons, 0, wxEXPAND | wxTOP, look().sizes.gap);
    add_note(*card, *inside);
    m_facts = new Facts(card, look());
    inside->Add(m_facts, 0, wxEXPAND | wxTOP, look().sizes.gap);
    return card;
}

void CallsPage::add_note(wxWindow& parent, wxSizer& into)
{
    m_note_panel = new wxPanel(&parent);
    m_note_panel->SetBackgroundColour(look().colour(ui::Role::Surface));
    auto* box = new wxBoxSizer(wxVERTICAL);
    m_note = new Form(m_note_panel, look());
    m_note->add_text("note", "次に かけるときのメモ", "夕方に もう1度");
    m_note->on_enter([this] { model().tried(m_note->value("note")); });
    box->Add(m_note, 0, wxEXPAND);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    line->Add(new_button(m_note_panel, "やめる", [this] { model().close_panel(); }), 0);
    line->AddStretchSpacer();
    m_send_note
        = new_button(m_note_panel, "不在を記録する", [this] { model().tried(m_note->value("note")); });
    line->Add(m_send_note, 0);
    box->Add(line, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    m_note_panel->SetSizer(box);
    m_note_panel->Hide();
    into.Add(m_note_panel, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
}

void CallsPage::save(CallFile file)
{
    auto const* kind = file == CallFile::PrintedList ? "PDF" : "CSV";
    auto const path = asked_path(*this, look(), models::call_file_words(file), model().file_name(file), kind);
    if (!path.empty())
        model().ask_file(file, path);
}

void CallsPage::leave_panel()
{
    model().close_panel();
}

void CallsPage::show()
{
    auto const count = model().count();
    set_words(*m_count, count ? look().say("{0}件", {std::to_string(*count)}) : std::string());
    m_kinds->set_choices("kind", model().kinds());
    m_kinds->set("kind", model().kind());
    auto const& notice = model().notice();
    bool const is_empty = count == 0 && notice.text.empty();
    m_notice->say(
        is_empty ? models::Tone::Ok : notice.tone, is_empty ? "電話する方は いません。" : notice.text);
    for (auto* button : m_files)
        button->Enable(count.value_or(0) > 0 && !model().is_sending());
    m_table->show(model().revision(), model().chosen_id());
    show_side();
    Layout();
    // The last call's buttons went away with it, and keys go nowhere when what had them is hidden.
    if (auto const* focus = FindFocus(); focus == nullptr || !focus->IsShownOnScreen())
        m_table->SetFocus();
    if (auto const file = model().take_file())
        model().say_file_saved(file->path, write_privately(*file));
}

void CallsPage::show_side()
{
    auto const* task = model().chosen();
    m_side->Show(task != nullptr);
    if (!task)
        return;
    auto const& person = task->person;
    set_words(*m_name,
        person.kana.empty() ? look().say("受付番号 {0}", {models::code_words(person.code)})
                            : look().say("{0} さん", {person.kana}));
    set_words(*m_phone,
        person.phone.empty()
            ? look().say("(電話番号は 見られません)")
            : domain::whom_to_ring(person.phone, person.second_phone, person.is_contact_phone));
    m_script->say(models::Tone::Plain, models::script_of(*task));
    m_facts->show(facts_of(look(), *task));
    m_told->Enable(model().can_settle());
    m_tried->Enable(model().can_settle());
    m_send_note->Enable(model().can_settle());
    bool const is_open = model().is_tried_open();
    bool const is_new = is_open && !m_is_note_shown;
    m_is_note_shown = is_open;
    m_note_panel->Show(is_open);
    m_note->show_remarks(is_open ? model().remarks() : models::Remarks());
    if (is_new) {
        m_note->set("note", task->note);
        m_note->focus_first();
    }
    m_side->Layout();
}

} // namespace meguri::desk::views
