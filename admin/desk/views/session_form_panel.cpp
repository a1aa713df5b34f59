#include "admin/desk/views/session_form_panel.h"

#include "admin/desk/models/session_words.h"

#include <wx/button.h>
#include <wx/scrolwin.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

#include <algorithm>
#include <array>

namespace meguri::desk::views {

using domain::ResourceKind;
using models::SessionEditor;

namespace {

constexpr std::array kinds{ResourceKind::Van, ResourceKind::Visitor, ResourceKind::Lecturer,
    ResourceKind::Room, ResourceKind::Phones};

std::string part_field(std::size_t part, char const* name)
{
    return "parts[" + std::to_string(part) + "]." + name;
}

std::string priority_field(std::size_t place)
{
    return place == 0 ? "draw.priorities" : "draw.priority_" + std::to_string(place + 1);
}

} // namespace

SessionFormPanel::SessionFormPanel(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    SetBackgroundColour(look.colour(ui::Role::Surface));
    auto* box = new wxBoxSizer(wxVERTICAL);
    m_title = new wxStaticText(this, wxID_ANY, {});
    m_title->SetFont(look.font(look.sizes.text + 2, true));
    box->Add(m_title, 0);
    m_people = new Prose(this, look, ui::Role::Surface);
    box->Add(m_people, 0, wxEXPAND | wxTOP, look.sizes.gap / 2);
    add_others(*box);
    add_override(*box);
    // On a low window the fields scroll and the buttons stay.
    m_room = new wxScrolledWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL);
    m_room->SetBackgroundColour(look.colour(ui::Role::Surface));
    m_room->SetScrollRate(0, scroll_step);
    auto* fields = new wxBoxSizer(wxVERTICAL);
    m_form = new Form(m_room, look);
    add_first_fields();
    fields->Add(m_form, 0, wxEXPAND);
    m_parts = new Form(m_room, look);
    fields->Add(m_parts, 0, wxEXPAND);
    add_part_buttons(*fields);
    m_more = new Form(m_room, look);
    add_more_fields();
    fields->Add(m_more, 0, wxEXPAND);
    m_room->SetSizer(fields);
    box->Add(m_room, 1, wxEXPAND);
    add_buttons(*box);
    SetSizer(box);
    for (auto* form : {m_form, m_parts, m_more}) {
        form->on_enter([this] { editor().submit(read()); });
        form->on_choice([this] { changed(); });
    }
}

wxPanel* SessionFormPanel::new_group(wxWindow* parent)
{
    auto* panel = new wxPanel(parent);
    panel->SetBackgroundColour(look().colour(ui::Role::Surface));
    return panel;
}

void SessionFormPanel::add_others(wxSizer& into)
{
    m_others = new_group(this);
    auto* box = new wxBoxSizer(wxVERTICAL);
    m_others_words = new Prose(m_others, look(), ui::Role::Surface);
    box->Add(m_others_words, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    box->Add(
        new_button(m_others, "いまの内容にする(書いたものは消えます)", [this] { editor().take_others(); }), 0,
        wxTOP, look().sizes.gap / 2);
    m_others->SetSizer(box);
    into.Add(m_others, 0, wxEXPAND);
}

void SessionFormPanel::show_others()
{
    std::string words;
    for (auto const& [label, change] : editor().others())
        words += (words.empty() ? "" : "\n") + look().say(label) + ": " + change;
    m_others_words->say(models::Tone::Few, words);
    m_others->Show(!words.empty());
    m_others->Layout();
}

void SessionFormPanel::add_override(wxSizer& into)
{
    m_clash = new_group(this);
    auto* box = new wxBoxSizer(wxVERTICAL);
    m_clash_words = new Prose(m_clash, look(), ui::Role::Surface);
    box->Add(m_clash_words, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    m_override = new Form(m_clash, look());
    m_override->add_text("override.reason", "それでも重ねる理由", "運転手が2人いるため");
    auto const press = [this] { editor().submit(read(), SessionEditor::Clashes::WrittenOver); };
    m_override->on_enter(press);
    line->Add(m_override, 1);
    m_override_button = new_button(m_clash, "理由を書いて重ねる", press);
    ui::wear(*m_override_button, ui::NativeLook::StopButton);
    line->Add(m_override_button, 0, wxALIGN_BOTTOM);
    box->Add(line, 0, wxEXPAND);
    m_clash->SetSizer(box);
    into.Add(m_clash, 0, wxEXPAND);
}

void SessionFormPanel::add_first_fields()
{
    m_form->begin_line();
    m_form->add_text("title", "名前", "はじめてのスマホ");
    m_form->add_choice("format", "実施形態", models::format_choices());
    m_form->add_choice("template", "ひな形から始める", {});
    m_form->end_line();
    m_form->begin_line();
    m_form->add_choice("venue", "会場", {});
    m_form->add_choice("provider", "講師・団体", {});
    m_form->add_choice("programme", "事業", {});
    m_form->end_line();
    m_form->begin_line();
    m_form->add_text("date", "日にち", "10/5");
    m_form->add_text("starts_at", "開始", "10:00");
    m_form->add_text("ends_at", "終了", "11:00");
    m_form->add_text("capacity", "定員", "10");
    m_form->end_line();
}

void SessionFormPanel::add_part_buttons(wxSizer& into)
{
    m_part_buttons = new_group(m_room);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    line->Add(new_button(m_part_buttons, "日を足す", [this] { editor().add_part(read()); }), 0);
    m_remove_part = new_button(m_part_buttons, "最後の日を消す", [this] { editor().remove_part(read()); });
    line->Add(m_remove_part, 0, wxLEFT, look().sizes.gap / 2);
    m_part_buttons->SetSizer(line);
    into.Add(m_part_buttons, 0, wxTOP, look().sizes.gap / 2);
}

void SessionFormPanel::add_more_fields()
{
    m_more->begin_line();
    m_more->add_choice("course.level", "内容", models::level_choices());
    m_more->add_choice("course.topics", "習うこと", models::topic_choices());
    m_more->end_line();
    m_more->begin_line();
    m_more->add_choice("admission", "申込の方法", models::admission_choices());
    m_more->add_text("registration_closes_at", "申込の締切(抽選はこの日)", "10/1 17:00");
    m_more->add_text("minimum_participants", "最少の人数", "3");
    m_more->end_line();
    m_more->begin_line();
    for (std::size_t i = 0; i < models::priorities_max; ++i)
        m_more->add_choice(
            priority_field(i), "優先 " + std::to_string(i + 1), models::draw_priority_choices());
    m_more->add_choice("draw.not_drawn", "外れた方", models::not_drawn_choices());
    m_more->end_line();
    m_more->begin_line();
    for (auto const kind : kinds)
        m_more->add_choice(models::resource_field(kind), models::resource_kind_words(kind), {});
    m_more->add_text("phones", "台数", "5");
    m_more->end_line();
    m_more->add_text("waiting_for", "返事を待つ相手(調整中のとき)", "バス会社、市の交通課");
    m_more->begin_line();
    m_more->add_choice("every", "くり返す", models::repeat_choices());
    m_more->add_text("count", "いつまで(回数か最後の日)", "8 や 12/21");
    m_more->add_choice("holidays", "祝日", models::holiday_choices());
    m_more->end_line();
}

void SessionFormPanel::add_buttons(wxSizer& into)
{
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->Add(new_button(this, "やめる", [this] { desk().sessions().close_panel(); }), 0);
    m_template = new_button(this, "ひな形に残す", [this] { editor().save_template(read()); });
    buttons->Add(m_template, 0, wxLEFT, look().sizes.gap / 2);
    buttons->AddStretchSpacer();
    m_submit = new_button(this, "下書きを作る", [this] { editor().submit(read()); });
    ui::wear(*m_submit, ui::NativeLook::MainButton);
    buttons->Add(m_submit, 0);
    into.Add(buttons, 0, wxEXPAND | wxTOP, look().sizes.gap);
}

models::SessionForm SessionFormPanel::read() const
{
    models::SessionForm form;
    form.title = m_form->value("title");
    form.format = m_form->value("format");
    form.venue = m_form->value("venue");
    form.provider = m_form->value("provider");
    form.programme = m_form->value("programme");
    form.date = m_form->value("date");
    form.starts = m_form->value("starts_at");
    form.ends = m_form->value("ends_at");
    form.capacity = m_form->value("capacity");
    for (std::size_t part = 1; part <= editor().form().more_parts.size() && part <= m_part_rows; ++part)
        form.more_parts.push_back(
            {m_parts->value(part_field(part, "date")), m_parts->value(part_field(part, "starts_at")),
                m_parts->value(part_field(part, "ends_at")), m_parts->value(part_field(part, "venue"))});
    form.level = m_more->value("course.level");
    form.topics = models::with_first_topic(editor().form().topics, m_more->value("course.topics"));
    form.admission = m_more->value("admission");
    form.closes = m_more->value("registration_closes_at");
    form.minimum = m_more->value("minimum_participants");
    for (std::size_t i = 0; i < models::priorities_max; ++i)
        form.priorities.at(i) = m_more->value(priority_field(i));
    form.not_drawn = m_more->value("draw.not_drawn");
    for (auto const kind : kinds)
        form.resource(kind) = m_more->value(models::resource_field(kind));
    form.phones = m_more->value("phones");
    form.waiting_for = m_more->value("waiting_for");
    form.repeat.every = m_more->value("every");
    form.repeat.until = m_more->value("count");
    form.repeat.holidays = m_more->value("holidays");
    form.override_reason = m_override->value("override.reason");
    return form;
}

void SessionFormPanel::changed()
{
    auto const name = m_form->value("template");
    if (name.empty())
        return editor().keep(read());
    m_form->set("template", "");
    editor().keep(read());
    editor().begin_from(name);
}

void SessionFormPanel::show()
{
    auto const& form = editor().form();
    set_words(*m_title, look().say(editor().is_change() ? "開催回を書きかえる" : "新しい開催回"));
    bool const tells_people = editor().is_change() && editor().people() > 0;
    m_people->say(models::Tone::Few,
        tells_people ? look().say("申込の方が {0}人います。日時や会場を変えると、電話連絡が できます。",
            {std::to_string(editor().people())})
                     : std::string());
    need_part_rows(form.more_parts.size());
    show_choices();
    if (m_fillings_seen != editor().fillings()) {
        m_fillings_seen = editor().fillings();
        fill();
    }
    show_fields();
    show_others();
    show_clash();
    for (auto* part : {m_form, m_parts, m_more, m_override})
        part->show_remarks(editor().remarks());
    m_template->Show(!editor().is_change());
    m_submit->SetLabel(look().words(!editor().others().empty() ? "書いたとおりに 書きかえる"
            : editor().is_change()                             ? "書きかえる"
            : form.repeat.every.empty()                        ? "下書きを作る"
                                                               : "日にちを見る"));
    m_submit->Enable(!editor().is_sending());
    m_override_button->Enable(!editor().is_sending());
    m_room->FitInside();
    Layout();
}

void SessionFormPanel::need_part_rows(std::size_t count)
{
    for (; m_part_rows < count; ++m_part_rows) {
        auto const part = m_part_rows + 1;
        auto const day = std::to_string(part + 1) + "日目";
        m_parts->begin_line();
        m_parts->add_text(part_field(part, "date"), day + "の日にち");
        m_parts->add_text(part_field(part, "starts_at"), day + "の開始");
        m_parts->add_text(part_field(part, "ends_at"), day + "の終了");
        m_parts->add_choice(part_field(part, "venue"), day + "の会場", {});
        m_parts->end_line();
        m_choices_seen = -1;
    }
}

void SessionFormPanel::show_choices()
{
    if (m_choices_seen != desk().choices_revision()) {
        m_choices_seen = desk().choices_revision();
        std::vector<models::Choice> venues;
        for (auto const& venue : desk().venues())
            venues.emplace_back(venue.id, venue.name);
        m_form->set_choices("venue", venues);
        venues.insert(venues.begin(), {"", "1日目と同じ"});
        for (std::size_t part = 1; part <= m_part_rows; ++part)
            m_parts->set_choices(part_field(part, "venue"), venues);
        std::vector<models::Choice> providers{{"", "自分の団体"}};
        for (auto const& provider : desk().providers())
            providers.emplace_back(provider.id, provider.name);
        m_form->set_choices("provider", providers);
        // A list that came late did not know yet what was chosen.
        if (m_form->value("venue").empty())
            m_form->set("venue", editor().form().venue);
        if (m_form->value("provider").empty())
            m_form->set("provider", editor().form().provider);
    }
    m_form->set_choices("programme", editor().programme_choices());
    m_form->set_choices("template", editor().template_choices());
    for (auto const kind : kinds)
        m_more->set_choices(models::resource_field(kind), editor().resource_choices(kind));
    // A choice that has nothing chosen shows that none is.
    for (auto const* field : {"programme", "provider", "template"})
        if (m_form->value(field).empty())
            m_form->set(field, "");
    for (auto const kind : kinds)
        if (m_more->value(models::resource_field(kind)).empty())
            m_more->set(models::resource_field(kind), "");
}

void SessionFormPanel::fill()
{
    auto const& form = editor().form();
    m_form->set("title", form.title);
    m_form->set("format", form.format);
    m_form->set("venue", form.venue);
    m_form->set("provider", form.provider);
    m_form->set("programme", form.programme);
    m_form->set("date", form.date);
    m_form->set("starts_at", form.starts);
    m_form->set("ends_at", form.ends);
    m_form->set("capacity", form.capacity);
    fill_parts(form);
    m_more->set("course.level", form.level);
    m_more->set("course.topics", models::first_topic(form.topics));
    m_more->set("admission", form.admission);
    m_more->set("registration_closes_at", form.closes);
    m_more->set("minimum_participants", form.minimum);
    for (std::size_t i = 0; i < models::priorities_max; ++i)
        m_more->set(priority_field(i), form.priorities.at(i));
    m_more->set("draw.not_drawn", form.not_drawn);
    for (auto const kind : kinds)
        m_more->set(models::resource_field(kind), form.resource(kind));
    m_more->set("phones", form.phones);
    m_more->set("waiting_for", form.waiting_for);
    m_more->set("every", form.repeat.every);
    m_more->set("count", form.repeat.until);
    m_more->set("holidays", form.repeat.holidays);
    m_override->set("override.reason", form.override_reason);
}

void SessionFormPanel::fill_parts(models::SessionForm const& form)
{
    for (std::size_t i = 0; i < form.more_parts.size() && i < m_part_rows; ++i) {
        auto const& part = form.more_parts[i];
        m_parts->set(part_field(i + 1, "date"), part.date);
        m_parts->set(part_field(i + 1, "starts_at"), part.starts);
        m_parts->set(part_field(i + 1, "ends_at"), part.ends);
        m_parts->set(part_field(i + 1, "venue"), part.venue);
    }
}

void SessionFormPanel::show_fields()
{
    auto const& form = editor().form();
    auto const& needs = models::needs_of(form.format);
    m_form->show_field("template", !editor().is_change());
    auto const parts = needs.has_parts ? form.more_parts.size() : 0;
    for (std::size_t part = 1; part <= m_part_rows; ++part)
        for (auto const* name : {"date", "starts_at", "ends_at", "venue"})
            m_parts->show_field(part_field(part, name), part <= parts);
    m_part_buttons->Show(needs.has_parts);
    m_remove_part->Show(parts > 0);
    m_more->show_field("course.level", needs.has_level);
    auto const admission = needs.has_admission ? form.admission : "first_come";
    bool const has_people = admission != "drop_in";
    m_more->show_field("admission", needs.has_admission);
    m_more->show_field("registration_closes_at", has_people);
    m_more->show_field("minimum_participants", has_people && needs.has_admission);
    for (std::size_t i = 0; i < models::priorities_max; ++i)
        m_more->show_field(priority_field(i), admission == "lottery");
    m_more->show_field("draw.not_drawn", admission == "lottery");
    for (auto const kind : kinds)
        m_more->show_field(
            models::resource_field(kind), std::ranges::find(needs.resources, kind) != needs.resources.end());
    auto const sent = form.sent_resources();
    m_more->show_field("phones", std::ranges::find(sent, ResourceKind::Phones) != sent.end());
    m_more->show_field("waiting_for", needs.waits_for_reply);
    bool const is_new = !editor().is_change();
    m_more->show_field("every", is_new);
    m_more->show_field("count", is_new && !form.repeat.every.empty());
    m_more->show_field("holidays", is_new && !form.repeat.every.empty());
}

void SessionFormPanel::show_clash()
{
    std::string words;
    for (auto const& clash : editor().clashes())
        words += (words.empty() ? "" : "\n") + look().say(clash);
    m_clash_words->say(models::Tone::Stop, words);
    m_clash->Show(!words.empty());
    bool const can = editor().can_override();
    m_override->Show(can);
    m_override_button->Show(can);
    m_clash->Layout();
}

} // namespace meguri::desk::views
