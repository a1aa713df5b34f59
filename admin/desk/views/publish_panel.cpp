#include "admin/desk/views/publish_panel.h"

#include <wx/button.h>
#include <wx/gauge.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

namespace {

constexpr int gauge_height = 10;

} // namespace

PublishPanel::PublishPanel(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    SetBackgroundColour(look.colour(ui::Role::Surface));
    auto* box = new wxBoxSizer(wxVERTICAL);
    auto* title = new wxStaticText(this, wxID_ANY, look.words("まとめて公開"));
    title->SetFont(look.font(look.sizes.text + 4, true));
    box->Add(title, 0, wxBOTTOM, look.sizes.gap / 2);
    m_words = new Prose(this, look, ui::Role::Surface);
    box->Add(m_words, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    m_table = new TableView(this, look, "公開の下見", bulk().table(),
        {[this](std::string const& id) { m_chosen = id; },
            [](std::size_t /*column*/, bool /*is_descending*/) {}});
    box->Add(m_table, 1, wxEXPAND);
    m_gauge = new wxGauge(this, wxID_ANY, 1, wxDefaultPosition, wxSize(-1, gauge_height));
    ui::rename(*m_gauge, look.say("公開の進みぐあい"));
    box->Add(m_gauge, 0, wxEXPAND | wxTOP, look.sizes.gap / 2);
    m_hint = new Prose(this, look, ui::Role::Surface);
    box->Add(m_hint, 0, wxEXPAND | wxTOP, look.sizes.gap / 2);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    m_leave = new_button(this, "とじる", [this] { this->desk().sessions().close_panel(); });
    buttons->Add(m_leave, 0);
    m_stop = new_button(this, "止める", [this] { bulk().stop(); });
    ui::wear(*m_stop, ui::NativeLook::StopButton);
    buttons->Add(m_stop, 0);
    buttons->AddStretchSpacer();
    m_publish = new_button(this, "まとめて公開する", [this] { bulk().publish(); });
    ui::wear(*m_publish, ui::NativeLook::MainButton);
    buttons->Add(m_publish, 0);
    box->Add(buttons, 0, wxEXPAND | wxTOP, look.sizes.gap);
    SetSizer(box);
}

void PublishPanel::focus()
{
    m_table->SetFocus();
}

void PublishPanel::show()
{
    bool const is_running = bulk().is_running();
    m_words->say(models::Tone::Strong, bulk().words(), true);
    m_table->show(bulk().revision(), m_chosen);
    m_gauge->Show(is_running);
    m_gauge->SetRange(static_cast<int>(std::max<std::size_t>(1, bulk().all())));
    m_gauge->SetValue(static_cast<int>(bulk().done()));
    m_hint->say(models::Tone::Quiet,
        "一覧で Space(つづけては Shift+矢印)を押すと "
        "えらべます。えらばなければ、見ている月の下書き全部です。");
    // Whoever stands on a key that goes away stands on the one that comes.
    bool const had_keys = m_publish->HasFocus() || m_stop->HasFocus();
    m_leave->Show(!is_running);
    m_stop->Show(is_running);
    m_stop->Enable(!bulk().is_stopping());
    m_publish->Enable(!is_running && bulk().count(models::PublishLine::State::Ready) > 0);
    if (had_keys && is_running)
        m_stop->SetFocus();
    else if (had_keys && !m_publish->IsEnabled())
        m_leave->SetFocus();
    Layout();
}

} // namespace meguri::desk::views
