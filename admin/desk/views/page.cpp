#include "admin/desk/views/page.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

Page::Page(wxWindow* parent, Look& look, models::Desk& desk)
    : wxPanel(parent)
    , m_look(look)
    , m_desk(desk)
{
    SetBackgroundColour(look.colour(ui::Role::DeskPage));
}

wxStaticText* Page::new_title(wxWindow* parent, std::string const& words)
{
    auto* title = new wxStaticText(parent, wxID_ANY, m_look.words(words));
    title->SetFont(m_look.font(m_look.sizes.title, true));
    return title;
}

wxStaticText* Page::new_quiet(wxWindow* parent, std::string const& words)
{
    auto* text = new wxStaticText(parent, wxID_ANY, m_look.words(words));
    ui::wear(*text, ui::NativeLook::QuietText);
    return text;
}

wxButton* Page::new_button(wxWindow* parent, std::string const& words, std::function<void()> press)
{
    auto* button = new wxButton(parent, wxID_ANY, m_look.words(words));
    button->Bind(wxEVT_BUTTON, [press = std::move(press)](wxCommandEvent&) { press(); });
    return button;
}

std::pair<Card*, wxSizer*> Page::new_card(wxWindow* parent)
{
    return card_with(parent, m_look.sizes.inside);
}

std::pair<Card*, wxSizer*> Page::new_table_card(wxWindow* parent)
{
    return card_with(parent, m_look.sizes.radius / 2);
}

std::pair<Card*, wxSizer*> Page::card_with(wxWindow* parent, int room)
{
    auto* card = new Card(parent, m_look);
    auto* inside = new wxBoxSizer(wxVERTICAL);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(inside, 1, wxEXPAND | wxALL, room);
    card->SetSizer(around);
    return {card, inside};
}

Facts::Facts(wxWindow* parent, Look& look)
    : wxPanel(parent)
    , m_look(look)
{
    // An empty panel would take the keys, and lose them with its first words.
    m_container.DisableSelfFocus();
    SetBackgroundColour(look.colour(ui::Role::Surface));
    auto* grid = new wxFlexGridSizer(2, look.sizes.gap / 2, look.sizes.gap);
    grid->AddGrowableCol(1, 1);
    SetSizer(grid);
}

void Facts::show(std::vector<std::pair<std::string, std::string>> const& labels_and_values)
{
    if (labels_and_values == m_shown)
        return;
    m_shown = labels_and_values;
    while (m_lines.size() < m_shown.size())
        add_line();
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        bool const is_used = i < m_shown.size();
        auto const& [name, text] = m_lines[i];
        name->Show(is_used);
        text->Show(is_used);
        if (!is_used)
            continue;
        auto const& [label, value] = m_shown[i];
        set_words(*name, m_look.say(label));
        text->say(models::Tone::Plain, value.empty() ? "—" : value);
    }
    Layout();
}

void Facts::add_line()
{
    auto* name = new wxStaticText(this, wxID_ANY, {});
    ui::wear(*name, ui::NativeLook::QuietText);
    GetSizer()->Add(name, 0, wxALIGN_TOP | wxTOP, 3);
    auto* text = new Prose(this, m_look, ui::Role::Surface);
    GetSizer()->Add(text, 1, wxEXPAND);
    m_lines.emplace_back(name, text);
}

void set_words(wxStaticText& text, std::string const& words)
{
    auto const wanted = ui::to_wx(words);
    if (text.GetLabel() != wanted)
        text.SetLabel(wanted);
}

} // namespace meguri::desk::views
