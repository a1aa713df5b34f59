#include "admin/desk/views/series_panel.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

SeriesPanel::SeriesPanel(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    SetBackgroundColour(look.colour(ui::Role::Surface));
    auto* box = new wxBoxSizer(wxVERTICAL);
    m_title = new wxStaticText(this, wxID_ANY, {});
    m_title->SetFont(look.font(look.sizes.text + 2, true));
    box->Add(m_title, 0, wxBOTTOM, look.sizes.gap / 2);
    m_table = new TableView(this, look, "くり返しの日にち", editor().preview(),
        {[this](std::string const& id) { editor().choose_day(id); },
            [](std::size_t /*column*/, bool /*is_descending*/) {}});
    box->Add(m_table, 1, wxEXPAND);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    m_skip = new_button(this, "この日を とばす・もどす", [this] { editor().skip_or_keep(); });
    line->Add(m_skip, 0, wxALIGN_BOTTOM | wxRIGHT, look.sizes.gap);
    auto const move = [this] { editor().move_to(m_move->value("to")); };
    m_move = new Form(this, look);
    m_move->add_text("to", "この日を 動かす先の日にち", "10/27");
    m_move->on_enter(move);
    line->Add(m_move, 1);
    m_move_button = new_button(this, "動かす", move);
    line->Add(m_move_button, 0, wxALIGN_BOTTOM);
    box->Add(line, 0, wxEXPAND | wxTOP, look.sizes.gap / 2);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->Add(new_button(this, "もどる", [this] { editor().back_to_form(); }), 0);
    buttons->AddStretchSpacer();
    m_make = new_button(this, "まとめて作る", [this] { editor().make_series(); });
    ui::wear(*m_make, ui::NativeLook::MainButton);
    buttons->Add(m_make, 0);
    box->Add(buttons, 0, wxEXPAND | wxTOP, look.sizes.gap);
    SetSizer(box);
}

void SeriesPanel::show()
{
    set_words(*m_title,
        look().say(
            "{0} を {1}回 開きます", {editor().form().title, std::to_string(editor().preview().count())}));
    m_table->show(editor().revision(), editor().chosen_day());
    m_move->show_remarks(editor().remarks());
    for (auto* button : {m_skip, m_move_button, m_make})
        button->Enable(!editor().is_sending());
    Layout();
}

} // namespace meguri::desk::views
