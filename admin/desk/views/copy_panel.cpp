#include "admin/desk/views/copy_panel.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

CopyPanel::CopyPanel(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    SetBackgroundColour(look.colour(ui::Role::Surface));
    auto* box = new wxBoxSizer(wxVERTICAL);
    auto* title = new wxStaticText(this, wxID_ANY, look.words("事業を ほかの市町に写す"));
    title->SetFont(look.font(look.sizes.text + 2, true));
    box->Add(title, 0);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    m_form = new Form(this, look);
    m_form->begin_line();
    m_form->add_choice("programme", "写す事業", {});
    m_form->add_choice("municipality", "写す先の市町", {});
    m_form->end_line();
    line->Add(m_form, 1);
    m_preview = new_button(this, "下見する",
        [this] { copy().preview(m_form->value("programme"), m_form->value("municipality")); });
    line->Add(m_preview, 0, wxALIGN_BOTTOM);
    box->Add(line, 0, wxEXPAND | wxBOTTOM, look.sizes.gap);
    m_table = new TableView(this, look, "写す開催回", copy().table(),
        {[this](std::string const& id) { copy().choose(id); },
            [](std::size_t /*column*/, bool /*is_descending*/) {}});
    box->Add(m_table, 1, wxEXPAND);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    buttons->Add(new_button(this, "やめる", [this] { this->desk().sessions().close_panel(); }), 0);
    buttons->AddStretchSpacer();
    m_write = new_button(this, "下書きとして写す", [this] { copy().write(); });
    ui::wear(*m_write, ui::NativeLook::MainButton);
    buttons->Add(m_write, 0);
    box->Add(buttons, 0, wxEXPAND | wxTOP, look.sizes.gap);
    SetSizer(box);
}

void CopyPanel::show()
{
    std::vector<models::Choice> programmes;
    for (auto const& programme : desk().sessions().editor().programmes())
        programmes.emplace_back(programme.id, programme.name);
    m_form->set_choices("programme", programmes);
    std::vector<models::Choice> towns;
    for (auto const& town : desk().municipality_list())
        towns.emplace_back(town.code, town.name);
    m_form->set_choices("municipality", towns);
    m_form->show_remarks(copy().remarks());
    m_table->show(copy().revision(), copy().chosen());
    m_preview->Enable(!copy().is_sending());
    m_write->Enable(!copy().is_sending());
    Layout();
}

} // namespace meguri::desk::views
