#include "admin/desk/views/form.h"

#include "shared/ui/a11y.h"

#include <wx/choice.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

#include <algorithm>

namespace meguri::desk::views {

namespace {

constexpr int gap = 10;
constexpr int least_remark_width = 240;

} // namespace

Form::Form(wxWindow* parent, Look& look)
    : wxPanel(parent)
    , m_look(look)
{
    SetBackgroundColour(look.colour(ui::Role::Surface));
    SetSizer(new wxBoxSizer(wxVERTICAL));
}

wxTextCtrl* Form::new_text(std::string const& hint, long style)
{
    auto* text
        = new wxTextCtrl(this, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxTE_PROCESS_ENTER | style);
    text->SetHint(m_look.words(hint));
    text->SetMinSize(wxSize(60, m_look.sizes.row - 2));
    text->Bind(wxEVT_TEXT_ENTER, [this](wxCommandEvent&) {
        if (m_entered)
            m_entered();
    });
    text->Bind(wxEVT_TEXT, [this](wxCommandEvent&) {
        if (m_typed)
            m_typed();
    });
    return text;
}

void Form::add_field(std::string const& name, std::string const& label, Field field, wxWindow& control)
{
    field.label = new wxStaticText(this, wxID_ANY, m_look.words(label));
    ui::wear(*field.label, ui::NativeLook::QuietText);
    field.remark = new wxStaticText(this, wxID_ANY, {});
    ui::wear(*field.remark, ui::NativeLook::StopText);
    field.remark->Hide();
    ui::rename(control, m_look.say(label));
    auto* cell = new wxBoxSizer(wxVERTICAL);
    cell->Add(field.label, 0, wxTOP, 6);
    cell->Add(&control, 0, wxEXPAND | wxTOP, 2);
    if (m_line != nullptr) {
        field.name_before_remark = m_look.say(label) + ": ";
        m_line->Add(cell, 1, wxRIGHT, gap);
        m_below_line->Add(field.remark, 0, wxTOP, 1);
    } else {
        cell->Add(field.remark, 0, wxTOP, 1);
        GetSizer()->Add(cell, 0, wxEXPAND | wxRIGHT, gap);
    }
    // The label was made after its control; tabbing and reading go by the order on the screen.
    field.label->MoveBeforeInTabOrder(&control);
    m_order.push_back(name);
    m_fields[name] = std::move(field);
}

void Form::add_text(
    std::string const& field, std::string const& label, std::string const& hint, bool is_password)
{
    Field added;
    added.text = new_text(hint, is_password ? wxTE_PASSWORD : 0);
    add_field(field, label, added, *added.text);
}

void Form::begin_line()
{
    m_line = new wxBoxSizer(wxHORIZONTAL);
    m_below_line = new wxBoxSizer(wxVERTICAL);
    GetSizer()->Add(m_line, 0, wxEXPAND);
    GetSizer()->Add(m_below_line, 0, wxEXPAND);
}

void Form::end_line()
{
    m_line = nullptr;
    m_below_line = nullptr;
}

void Form::add_choice(
    std::string const& field, std::string const& label, std::vector<models::Choice> const& choices)
{
    Field added;
    added.choice = new wxChoice(this, wxID_ANY);
    added.choice->SetMinSize(wxSize(60, m_look.sizes.row));
    added.choice->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) {
        if (m_chose)
            m_chose();
    });
    add_field(field, label, added, *added.choice);
    set_choices(field, choices);
}

std::string Form::value(std::string const& field) const
{
    auto const& found = m_fields.at(field);
    if (found.text != nullptr)
        return ui::from_wx(found.text->GetValue());
    int const at = found.choice->GetSelection();
    return at < 0 ? std::string() : found.choices[static_cast<std::size_t>(at)].first;
}

void Form::set(std::string const& field, std::string const& value)
{
    auto& found = m_fields.at(field);
    if (found.text != nullptr) {
        if (ui::from_wx(found.text->GetValue()) != value)
            found.text->ChangeValue(ui::to_wx(value));
        return;
    }
    auto const at = std::ranges::find(found.choices, value, &models::Choice::first);
    found.choice->SetSelection(
        at == found.choices.end() ? wxNOT_FOUND : static_cast<int>(at - found.choices.begin()));
}

void Form::set_choices(std::string const& field, std::vector<models::Choice> const& choices)
{
    auto& found = m_fields.at(field);
    if (found.choices == choices)
        return;
    auto const before = value(field);
    found.choices = choices;
    wxArrayString words;
    for (auto const& choice : choices)
        words.Add(m_look.words(choice.second));
    found.choice->Set(words);
    set(field, before);
}

void Form::show_field(std::string const& field, bool is_shown)
{
    auto& found = m_fields.at(field);
    if (found.is_shown == is_shown)
        return;
    found.is_shown = is_shown;
    found.label->Show(is_shown);
    (found.text != nullptr ? static_cast<wxWindow*>(found.text) : found.choice)->Show(is_shown);
    if (!is_shown)
        found.remark->Hide();
}

void Form::show_remarks(models::Remarks const& remarks)
{
    for (auto& [name, field] : m_fields) {
        auto const reason = models::remark_on(remarks, name);
        auto const words = reason.empty() || !field.is_shown
            ? std::string()
            : m_look.say(field.name_before_remark) + m_look.say(models::reason_words(reason));
        field.remark->SetLabel(ui::to_wx(words));
        field.remark->Wrap(std::max(least_remark_width, GetClientSize().x - gap));
        field.remark->Show(!words.empty());
    }
    Layout();
}

void Form::focus_first()
{
    for (auto const& name : m_order) {
        if (m_fields.at(name).is_shown)
            return focus(name);
    }
}

void Form::focus(std::string const& name)
{
    auto const& field = m_fields.at(name);
    (field.text != nullptr ? static_cast<wxWindow*>(field.text) : field.choice)->SetFocus();
}

} // namespace meguri::desk::views
