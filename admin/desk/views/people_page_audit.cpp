#include "admin/desk/views/people_page_audit.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

AuditFace::AuditFace(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    auto [head, filter] = new_card(this);
    m_form = new Form(head, look);
    m_form->begin_line();
    m_form->add_text("from", "いつから", "10/1");
    m_form->add_text("to", "いつまで", "10/31");
    m_form->add_text("login", "利用者名");
    m_form->add_choice("action", "したこと", models::audit_action_choices());
    m_form->add_choice("purpose", "名前を開いた目的", models::audit_purpose_choices());
    m_form->end_line();
    m_form->set("action", "");
    m_form->set("purpose", "");
    m_form->on_enter([this] { look_for(); });
    filter->Add(m_form, 0, wxEXPAND);
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    m_count = new_quiet(head);
    line->Add(m_count, 1, wxALIGN_CENTRE_VERTICAL);
    m_more = new_button(head, "前の記録も 読む", [this] { model().load_more(); });
    line->Add(m_more, 0, wxRIGHT, look.sizes.gap / 2);
    m_look = new_button(head, "しぼりこむ", [this] { look_for(); });
    ui::wear(*m_look, ui::NativeLook::MainButton);
    line->Add(m_look, 0);
    filter->Add(line, 0, wxEXPAND | wxTOP, look.sizes.gap / 2);
    all->Add(head, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    m_notice = new Prose(this, look, ui::Role::DeskPage);
    all->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    auto [card, inside] = new_table_card(this);
    m_table = new TableView(card, look, "監査記録の一覧", model().table(),
        {[this](std::string const& id) { m_entry = id; },
            [this](std::size_t column, bool is_descending) { model().sort_by(column, is_descending); }});
    inside->Add(m_table, 1, wxEXPAND);
    all->Add(card, 1, wxEXPAND);
    SetSizer(all);
}

void AuditFace::look_for()
{
    model().look_for({m_form->value("from"), m_form->value("to"), m_form->value("login"),
        m_form->value("action"), m_form->value("purpose")});
}

void AuditFace::show()
{
    m_table->show(model().revision(), m_entry);
    m_form->show_remarks(model().remarks());
    m_notice->say(model().notice().tone,
        model().may_see() ? model().notice().text
                          : "監査記録は 運用と県の担当者、市町の担当者が 見られます。");
    set_words(*m_count, model().count_words());
    m_look->Enable(model().may_see() && !model().is_loading());
    m_more->Enable(model().has_more() && !model().is_loading());
    Layout();
    auto const* focus = FindFocus();
    if (focus == nullptr || !focus->IsShownOnScreen())
        m_table->SetFocus();
}

} // namespace meguri::desk::views
