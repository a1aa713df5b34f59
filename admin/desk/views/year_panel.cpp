#include "admin/desk/views/year_panel.h"

#include "shared/domain/fiscal_year.h"

#include <wx/button.h>
#include <wx/checkbox.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

YearPanel::YearPanel(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    SetBackgroundColour(look.colour(ui::Role::Surface));
    auto* box = new wxBoxSizer(wxVERTICAL);
    box->Add(new_head(), 0, wxEXPAND);
    auto* words = new Prose(this, look, ui::Role::Surface);
    words->say(models::Tone::Quiet,
        "事業を 条件・回数の上限・ひな形と いっしょに 次の年度へ写します。もうあるものには 触りません。"
        "補助金は、しるしをつけたものだけ 申請予定にします。会場・休みの日・係の番号は そのまま使えます。");
    box->Add(words, 0, wxEXPAND | wxTOP, look.sizes.gap / 2);
    m_notice = new Prose(this, look, ui::Role::Surface);
    box->Add(m_notice, 0, wxEXPAND | wxTOP, look.sizes.gap / 2);
    m_table = new TableView(this, look, "次の年度に写すもの", model().table(),
        {[this](std::string const& id) { model().choose(id); },
            [this](std::size_t column, bool is_descending) { model().sort_by(column, is_descending); },
            [this](std::string const& id) { model().pick(id); }});
    box->Add(m_table, 1, wxEXPAND | wxTOP, look.sizes.gap / 2);
    box->Add(new_foot(), 0, wxEXPAND | wxTOP, look.sizes.gap / 2);
    SetSizer(box);
}

wxSizer* YearPanel::new_head()
{
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    m_title = new wxStaticText(this, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_title->SetFont(look().font(look().sizes.text + 2, true));
    head->Add(m_title, 1, wxALIGN_CENTRE_VERTICAL);
    m_preview = new_button(this, "下見する", [this] { model().preview(); });
    head->Add(m_preview, 0, wxALIGN_CENTRE_VERTICAL);
    return head;
}

wxSizer* YearPanel::new_foot()
{
    auto* foot = new wxBoxSizer(wxHORIZONTAL);
    m_all = new wxCheckBox(this, wxID_ANY, look().words("補助金ぜんぶに しるし"));
    m_all->Bind(wxEVT_CHECKBOX, [this](wxCommandEvent&) { model().pick_all(m_all->GetValue()); });
    foot->Add(m_all, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look().sizes.gap);
    foot->Add(new_quiet(this, "1つずつは 表で Space"), 1, wxALIGN_CENTRE_VERTICAL);
    m_write = new_button(this, "次の年度に写す", [this] { model().write(); });
    ui::wear(*m_write, ui::NativeLook::MainButton);
    foot->Add(m_write, 0, wxALIGN_CENTRE_VERTICAL);
    return foot;
}

void YearPanel::show()
{
    set_words(*m_title, look().say("次の年度の準備") + "  " + model().title());
    m_notice->say(model().notice().tone, model().notice().text);
    m_preview->Enable(!model().is_sending());
    m_all->Enable(model().has_subsidies() && !model().is_sending());
    m_all->SetValue(model().has_all_picked());
    m_table->show(model().revision(), model().chosen());
    // Whoever pressed the key that cannot be pressed any more stands on the one beside the table.
    bool const had_keys = m_write->HasFocus();
    m_write->Enable(model().can_write());
    if (had_keys && !m_write->IsEnabled() && !model().is_sending())
        m_preview->SetFocus();
    Layout();
}

} // namespace meguri::desk::views
