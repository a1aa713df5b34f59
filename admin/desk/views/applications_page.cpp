#include "admin/desk/views/applications_page.h"

#include "admin/desk/models/class_days.h"
#include "admin/desk/views/saving.h"

#include <wx/button.h>
#include <wx/choice.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

using models::Applications;

namespace {

std::string title_of(Applications::Panel panel)
{
    switch (panel) {
    case Applications::Panel::Form:
        return "電話の申込";
    case Applications::Panel::CancelReason:
        return "申込の取り消し";
    case Applications::Panel::Place:
        return "待つ順番";
    case Applications::Panel::NotCome:
        return "講師が来なかった";
    case Applications::Panel::Release:
        return "返事のない方の席";
    case Applications::Panel::Correct:
        return "名前・電話の訂正";
    case Applications::Panel::Merge:
        return "重複した申込";
    case Applications::Panel::None:
        return "";
    }
    return "";
}

} // namespace

ApplicationsPage::ApplicationsPage(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxHORIZONTAL);
    all->Add(new_picks(), 0, wxEXPAND | wxRIGHT, look.sizes.gap);
    auto* middle = new wxBoxSizer(wxVERTICAL);
    middle->Add(new_head(), 0, wxEXPAND | wxBOTTOM, look.sizes.gap);
    m_notice = new Prose(this, look, ui::Role::DeskPage);
    middle->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    auto* below = new wxBoxSizer(wxHORIZONTAL);
    auto* rows = new wxBoxSizer(wxVERTICAL);
    rows->Add(new_roster(), 1, wxEXPAND);
    rows->Add(new_keys(), 0, wxEXPAND | wxTOP, look.sizes.gap / 2);
    below->Add(rows, 1, wxEXPAND);
    below->Add(new_side(), 0, wxEXPAND | wxLEFT, look.sizes.gap);
    middle->Add(below, 1, wxEXPAND);
    all->Add(middle, 1, wxEXPAND);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(all, 1, wxEXPAND | wxALL, look.sizes.margin - 6);
    SetSizer(around);
}

wxWindow* ApplicationsPage::new_picks()
{
    auto [card, inside] = new_table_card(this);
    card->SetMinSize(wxSize(look().sizes.picks, -1));
    auto* title = new wxStaticText(card, wxID_ANY, look().words("開催回をえらぶ"));
    title->SetFont(look().font(look().sizes.text, true));
    inside->Add(title, 0, wxALL, look().sizes.gap / 2);
    m_picks = new TableView(card, look(), "開催回をえらぶ", model().picks(),
        {[this](std::string const& id) { model().choose_session(id); },
            [this](std::size_t column, bool is_descending) { model().sort_picks(column, is_descending); }});
    inside->Add(m_picks, 1, wxEXPAND);
    return card;
}

wxWindow* ApplicationsPage::new_head()
{
    auto [card, inside] = new_card(this);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    auto* words = new wxBoxSizer(wxVERTICAL);
    m_title = new wxStaticText(card, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_title->SetFont(look().font(look().sizes.title - 1, true));
    words->Add(m_title, 0, wxEXPAND);
    m_when = new wxStaticText(card, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    words->Add(m_when, 0, wxEXPAND | wxTOP, 4);
    m_seats = new SeatSquares(card, look());
    words->Add(m_seats, 0, wxTOP, look().sizes.gap / 2);
    line->Add(words, 1, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look().sizes.gap);
    auto* buttons = new wxBoxSizer(wxVERTICAL);
    m_add = new_button(card, "電話の申込を入れる", [this] { model().open_form(); });
    ui::wear(*m_add, ui::NativeLook::MainButton);
    buttons->Add(m_add, 0, wxEXPAND | wxBOTTOM, 6);
    auto* papers = new wxBoxSizer(wxHORIZONTAL);
    // Whoever pressed it, assistive technology as well, must not wait for the dialog.
    m_sheet = new_button(
        card, "出席簿(PDF)", [this] { CallAfter([this] { save(models::SessionPaper::SignInSheet); }); });
    papers->Add(m_sheet, 1, wxRIGHT, 6);
    m_roster_paper = new_button(
        card, "名簿(PDF)", [this] { CallAfter([this] { save(models::SessionPaper::Roster); }); });
    papers->Add(m_roster_paper, 1);
    buttons->Add(papers, 0, wxEXPAND | wxBOTTOM, 6);
    auto* second = new wxBoxSizer(wxHORIZONTAL);
    m_place = new_button(card, "順番を変える", [this] { model().open_place(); });
    second->Add(m_place, 0, wxRIGHT, 6);
    m_release = new_button(card, "席を空ける", [this] { model().open_release(); });
    second->Add(m_release, 0, wxRIGHT, 6);
    m_cancel = new_button(card, "申込を取り消す", [this] { model().open_cancel(); });
    second->Add(m_cancel, 1);
    buttons->Add(second, 0, wxEXPAND | wxBOTTOM, 6);
    auto* third = new wxBoxSizer(wxHORIZONTAL);
    m_correct = new_button(card, "名前・電話を直す", [this] { model().open_correct(); });
    third->Add(m_correct, 1, wxRIGHT, 6);
    m_merge = new_button(card, "重複をまとめる", [this] { model().open_merge(); });
    third->Add(m_merge, 1);
    buttons->Add(third, 0, wxEXPAND);
    line->Add(buttons, 0, wxALIGN_CENTRE_VERTICAL);
    inside->Add(line, 1, wxEXPAND);
    return card;
}

wxWindow* ApplicationsPage::new_roster()
{
    auto [card, inside] = new_table_card(this);
    m_roster = new TableView(card, look(), "申込の名簿", model().table(),
        {[this](std::string const& id) { model().choose_entry(id); },
            [this](std::size_t column, bool is_descending) { model().sort_roster(column, is_descending); }});
    inside->Add(m_roster, 1, wxEXPAND);
    m_roster->Bind(wxEVT_CHAR_HOOK, [this](wxKeyEvent& event) {
        if (!take_key(event))
            event.Skip();
    });
    return card;
}

wxWindow* ApplicationsPage::new_keys()
{
    m_keys = new wxPanel(this);
    m_keys->SetBackgroundColour(look().colour(ui::Role::DeskPage));
    auto* lines = new wxBoxSizer(wxVERTICAL);
    lines->Add(new_days(), 0, wxBOTTOM, 4);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    for (auto const& [key, words] : models::attendance_key_words()) {
        auto* button = new_button(m_keys, look().say("{0} {1}", {std::to_string(key), look().say(words)}),
            [this, key = key] { model().mark(key); });
        line->Add(button, 0, wxRIGHT, 4);
    }
    m_not_come_key = new_button(m_keys, "6 講師不在", [this] { model().open_not_come(); });
    line->Add(m_not_come_key, 0, wxRIGHT, 4);
    line->AddStretchSpacer();
    m_marked = new wxStaticText(m_keys, wxID_ANY, {});
    line->Add(m_marked, 0, wxALIGN_CENTRE_VERTICAL);
    lines->Add(line, 0, wxEXPAND);
    m_keys->SetSizer(lines);
    return m_keys;
}

wxSizer* ApplicationsPage::new_days()
{
    m_days = new wxBoxSizer(wxHORIZONTAL);
    m_days->Add(new wxStaticText(m_keys, wxID_ANY, look().words("出欠をつける日")), 0,
        wxALIGN_CENTRE_VERTICAL | wxRIGHT, look().sizes.gap / 2);
    m_day = new wxChoice(m_keys, wxID_ANY);
    ui::rename(*m_day, look().say("出欠をつける日"));
    m_day->Bind(
        wxEVT_CHOICE, [this](wxCommandEvent const& event) { model().choose_day(event.GetInt() + 1); });
    m_days->Add(m_day, 0, wxALIGN_CENTRE_VERTICAL);
    return m_days;
}

void ApplicationsPage::show_days()
{
    auto const days = model().days();
    if (days != m_days_shown) {
        m_day->Clear();
        for (auto const& one : days)
            m_day->Append(ui::to_wx(one));
        m_days_shown = days;
    }
    if (!days.empty())
        m_day->SetSelection(model().day() - 1);
    m_keys->GetSizer()->Show(m_days, !days.empty());
}

bool ApplicationsPage::take_key(wxKeyEvent const& event)
{
    if (event.HasAnyModifiers())
        return false;
    int const key = event.GetKeyCode();
    if (key >= '1' && key <= '5')
        return model().mark(key - '0');
    if (key >= WXK_NUMPAD1 && key <= WXK_NUMPAD5)
        return model().mark(key - WXK_NUMPAD0);
    if ((key == '6' || key == WXK_NUMPAD6) && model().has_roster()) {
        model().open_not_come();
        return true;
    }
    return false;
}

bool ApplicationsPage::undo()
{
    return model().undo();
}

void ApplicationsPage::save(models::SessionPaper paper)
{
    auto const path
        = asked_path(*this, look(), paper == models::SessionPaper::SignInSheet ? "出席簿(PDF)" : "名簿(PDF)",
            model().paper_name(paper), "PDF");
    if (!path.empty())
        model().ask_paper(paper, path);
}

void ApplicationsPage::show_keys()
{
    bool const has_room = model().panel() == Applications::Panel::None;
    m_keys->Show(model().has_roster() && model().can_mark() && has_room);
    m_not_come_key->Show(model().can_say_not_come());
    set_words(*m_marked, model().marked_words());
    show_days();
    m_keys->Layout();
}

void ApplicationsPage::show_hint()
{
    bool const is_form = model().panel() == Applications::Panel::Form;
    m_hint->say(models::Tone::Few,
        is_form ? model().duplicate_hint(m_form->value("kana"), m_form->value("phone")) : std::string());
}

wxWindow* ApplicationsPage::new_side()
{
    auto [card, inside] = new_card(this);
    m_side = card;
    m_side->SetMinSize(wxSize(look().sizes.side - 40, -1));
    m_side_title = new wxStaticText(card, wxID_ANY, {});
    m_side_title->SetFont(look().font(look().sizes.text + 2, true));
    inside->Add(m_side_title, 0);
    m_form = new Form(card, look());
    m_form->add_text("kana", "よみがな", "みほん はな");
    m_form->add_text("phone", "電話", "0838-00-0012");
    m_form->add_text("birth_year", "生まれた年(1948 や 昭和23)");
    m_form->add_choice("municipality", "お住まいの市町", {});
    m_form->add_text("address", "住所(訪問先)");
    m_form->add_text("needs", "配慮(あれば)", "車いす、補聴器 など");
    m_form->on_enter([this] { read_form(); });
    m_form->on_typed([this] { show_hint(); });
    inside->Add(m_form, 0, wxEXPAND);
    m_hint = new Prose(card, look(), ui::Role::Surface);
    inside->Add(m_hint, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    m_reason = new Form(card, look());
    m_reason->add_text("reason", "取り消す理由", "ご本人から電話");
    m_reason->on_enter([this] { model().cancel(m_reason->value("reason")); });
    inside->Add(m_reason, 0, wxEXPAND);
    m_place_form = new Form(card, look());
    m_place_form->add_choice("before", "どこへ", {});
    m_place_form->add_text("reason", "順番を変える理由", "通院の日と重なるため");
    m_place_form->on_enter([this] { change_place(); });
    inside->Add(m_place_form, 0, wxEXPAND);
    m_asked = new Prose(card, look(), ui::Role::Surface);
    inside->Add(m_asked, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    add_corrections(*card, *inside);
    add_side_buttons(*card, *inside);
    return card;
}

void ApplicationsPage::add_side_buttons(wxWindow& parent, wxSizer& into)
{
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->Add(new_button(&parent, "やめる", [this] { model().close_panel(); }), 0);
    buttons->AddStretchSpacer();
    m_submit = new_button(&parent, "申し込む", [this] { read_form(); });
    ui::wear(*m_submit, ui::NativeLook::MainButton);
    buttons->Add(m_submit, 0);
    m_submit_cancel = new_button(&parent, "取り消す", [this] { model().cancel(m_reason->value("reason")); });
    ui::wear(*m_submit_cancel, ui::NativeLook::StopButton);
    buttons->Add(m_submit_cancel, 0);
    m_submit_place = new_button(&parent, "この順番にする", [this] { change_place(); });
    ui::wear(*m_submit_place, ui::NativeLook::MainButton);
    buttons->Add(m_submit_place, 0);
    m_submit_not_come = new_button(&parent, "中止にする", [this] { model().say_not_come(); });
    ui::wear(*m_submit_not_come, ui::NativeLook::StopButton);
    buttons->Add(m_submit_not_come, 0);
    m_submit_release = new_button(&parent, "席を次の方へ", [this] { model().release(); });
    ui::wear(*m_submit_release, ui::NativeLook::StopButton);
    buttons->Add(m_submit_release, 0);
    m_submit_correct = new_button(&parent, "直す", [this] { correct(); });
    ui::wear(*m_submit_correct, ui::NativeLook::MainButton);
    buttons->Add(m_submit_correct, 0);
    m_submit_merge = new_button(&parent, "まとめる", [this] { model().merge(m_merge_form->value("other")); });
    ui::wear(*m_submit_merge, ui::NativeLook::StopButton);
    buttons->Add(m_submit_merge, 0);
    into.Add(buttons, 0, wxEXPAND | wxTOP, look().sizes.gap);
}

void ApplicationsPage::change_place()
{
    model().change_place(m_place_form->value("before"), m_place_form->value("reason"));
}

void ApplicationsPage::read_form()
{
    models::PhoneRegistrationForm form;
    form.kana = m_form->value("kana");
    form.phone = m_form->value("phone");
    form.birth_year = m_form->value("birth_year");
    form.municipality = m_form->value("municipality");
    form.address = m_form->value("address");
    form.needs = m_form->value("needs");
    model().submit(std::move(form));
}

void ApplicationsPage::begin_new()
{
    if (model().can_add())
        model().open_form();
}

void ApplicationsPage::leave_panel()
{
    model().close_panel();
}

void ApplicationsPage::show()
{
    m_picks->show(model().revision(), model().session_id());
    m_roster->show(model().revision(), model().entry_id());
    m_notice->say(model().notice().tone, model().notice().text);
    show_head();
    show_keys();
    show_side();
    show_hint();
    Layout();
    // A form that closed had the keys; from now on they mark attendance.
    if (auto const* focus = FindFocus(); focus == nullptr || !focus->IsShownOnScreen())
        m_roster->SetFocus();
    if (auto const file = model().take_file())
        model().say_file_saved(file->path, write_privately(*file));
}

void ApplicationsPage::show_head()
{
    auto const* session = model().session();
    set_words(*m_title, session ? session->title : look().say("開催回を えらんでください"));
    set_words(*m_when, session ? models::when_words(*session) + " ・ " + session->venue.name : std::string());
    if (model().has_roster() && session && session->admission == "drop_in")
        m_seats->show({}, look().say("申込不要です。来た人の数だけを数えます。"));
    else if (model().has_roster())
        m_seats->show(models::seats_of(model().roster()), models::seat_words(model().roster()));
    else
        m_seats->show({}, "");
    m_add->Show(session && model().can_add());
    m_cancel->Show(session != nullptr);
    m_cancel->Enable(model().can_cancel());
    for (auto* paper : {m_sheet, m_roster_paper}) {
        paper->Show(session != nullptr && session->admission != "drop_in");
        paper->Enable(model().has_roster() && !model().is_sending());
    }
    m_correct->Show(session != nullptr);
    m_correct->Enable(model().can_correct());
    m_merge->Show(session != nullptr);
    m_merge->Enable(model().can_merge());
    m_place->Show(model().can_change_place());
    m_release->Show(model().can_release());
}

void ApplicationsPage::show_side()
{
    if (m_choices_seen != desk().choices_revision()) {
        m_choices_seen = desk().choices_revision();
        std::vector<models::Choice> municipalities{{"", "わからない・県外"}};
        for (auto const& municipality : desk().municipality_list())
            municipalities.emplace_back(municipality.code, municipality.name);
        m_form->set_choices("municipality", municipalities);
    }
    auto const panel = model().panel();
    bool const is_new_panel = panel != m_panel_shown;
    m_panel_shown = panel;
    bool const is_form = panel == Applications::Panel::Form;
    bool const is_cancel = panel == Applications::Panel::CancelReason;
    bool const is_place = panel == Applications::Panel::Place;
    m_side->Show(panel != Applications::Panel::None);
    m_form->Show(is_form);
    m_reason->Show(is_cancel);
    m_submit->Show(is_form);
    m_submit_cancel->Show(is_cancel);
    m_submit->Enable(!model().is_sending());
    m_submit_cancel->Enable(!model().is_sending());
    set_words(*m_side_title, look().say(title_of(panel)));
    show_place(is_place && is_new_panel);
    show_asked(is_new_panel);
    show_corrections(is_new_panel);
    auto const& form = model().form();
    // A form the model emptied, or one of another session, starts anew; else what is typed stays as it is.
    if (is_form && is_new_panel) {
        m_form->set("kana", form.kana);
        m_form->set("phone", form.phone);
        m_form->set("birth_year", form.birth_year);
        m_form->set("municipality", form.municipality);
        m_form->set("address", form.address);
        m_form->set("needs", form.needs);
        m_form->show_field("address", form.is_home_visit);
        m_form->focus_first();
    }
    if (is_cancel && is_new_panel) {
        m_reason->set("reason", "");
        m_reason->focus_first();
    }
    m_form->show_remarks(is_form ? model().remarks() : models::Remarks());
    m_reason->show_remarks(is_cancel ? model().remarks() : models::Remarks());
    m_side->Layout();
}

/// What cannot be taken back: said once more what follows.
void ApplicationsPage::show_asked(bool is_begun)
{
    bool const is_not_come = model().panel() == Applications::Panel::NotCome;
    bool const is_release = model().panel() == Applications::Panel::Release;
    m_asked->say(models::Tone::Few,
        is_not_come      ? model().not_come_words()
            : is_release ? model().release_words()
                         : std::string());
    m_submit_not_come->Show(is_not_come);
    m_submit_release->Show(is_release);
    for (auto* key : {m_submit_not_come, m_submit_release})
        key->Enable(!model().is_sending());
    if (is_begun && is_not_come)
        m_submit_not_come->SetFocus();
}

void ApplicationsPage::show_place(bool is_begun)
{
    bool const is_place = model().panel() == Applications::Panel::Place;
    m_place_form->Show(is_place);
    m_submit_place->Show(is_place);
    m_submit_place->Enable(!model().is_sending());
    m_place_form->set_choices("before", model().places());
    m_place_form->show_remarks(is_place ? model().remarks() : models::Remarks());
    if (!is_begun)
        return;
    m_place_form->set("before", "");
    m_place_form->set("reason", "");
    m_place_form->focus_first();
}

void ApplicationsPage::add_corrections(wxWindow& parent, wxSizer& into)
{
    m_correct_form = new Form(&parent, look());
    m_correct_form->add_text("kana", "よみがな", "みほん はな");
    m_correct_form->add_text("phone", "電話", "0838-00-0012");
    m_correct_form->add_text("birth_year", "生まれた年(1948 や 昭和23)");
    m_correct_form->add_choice("reason", "直す理由", models::correction_reason_choices());
    m_correct_form->on_enter([this] { correct(); });
    into.Add(m_correct_form, 0, wxEXPAND);
    m_merge_form = new Form(&parent, look());
    m_merge_form->add_choice("other", "同じ方の もう1つの申込", {});
    m_merge_form->on_choice([this] { show_twin(); });
    into.Add(m_merge_form, 0, wxEXPAND);
    m_merge_words = new Prose(&parent, look(), ui::Role::Surface);
    into.Add(m_merge_words, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
}

void ApplicationsPage::correct()
{
    model().correct({m_correct_form->value("kana"), m_correct_form->value("phone"),
        m_correct_form->value("birth_year"), m_correct_form->value("reason")});
}

void ApplicationsPage::show_twin()
{
    bool const is_merge = model().panel() == Applications::Panel::Merge;
    m_merge_words->say(
        models::Tone::Few, is_merge ? model().merge_words(m_merge_form->value("other")) : std::string());
    m_side->Layout();
}

void ApplicationsPage::show_corrections(bool is_begun)
{
    bool const is_correct = model().panel() == Applications::Panel::Correct;
    bool const is_merge = model().panel() == Applications::Panel::Merge;
    m_correct_form->Show(is_correct);
    m_submit_correct->Show(is_correct);
    m_submit_correct->Enable(!model().is_sending());
    m_merge_form->Show(is_merge);
    m_submit_merge->Show(is_merge);
    m_submit_merge->Enable(!model().is_sending());
    m_correct_form->show_remarks(is_correct ? model().remarks() : models::Remarks());
    m_merge_form->show_remarks(is_merge ? model().remarks() : models::Remarks());
    if (is_correct && is_begun) {
        auto const person = model().correction();
        m_correct_form->set("kana", person.kana);
        m_correct_form->set("phone", person.phone);
        m_correct_form->set("birth_year", person.birth_year);
        m_correct_form->set("reason", "");
        m_correct_form->focus_first();
    }
    if (is_merge && is_begun) {
        m_merge_form->set_choices("other", model().twins());
        m_merge_form->set("other", "");
        m_merge_form->focus_first();
    }
    show_twin();
}

} // namespace meguri::desk::views
