#include "admin/desk/views/login_page.h"

#include <wx/button.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

namespace {

class Logo final : public Painted {
public:
    Logo(wxWindow* parent, Look& look)
        : Painted(parent, look, ui::Role::Surface)
    {
        SetMinSize(wxSize(-1, 64));
        ui::expose(*this, look.say("めぐり"), ui::A11yRole::Heading);
    }

private:
    void paint(ui::Canvas& canvas, ui::Box const& all) override
    {
        canvas.icon("logo", {0, 4, 56, 56}, ui::Role::Ai);
        text(canvas, look().say("めぐり"), {70, 0, all.width - 70, all.height}, look().sizes.title + 10,
            ui::Role::Ai, true);
    }
};

constexpr int card_width = 420;

} // namespace

LoginPage::LoginPage(wxWindow* parent, Look& look, models::Desk& desk, std::string const& hub_words)
    : Page(parent, look, desk)
{
    auto [card, inside] = new_card(this);
    card->SetMinSize(wxSize(card_width, -1));
    inside->Add(new Logo(card, look), 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    auto* title = new wxStaticText(card, wxID_ANY, look.words("スマホ教室の受付 ・ 職員用"));
    inside->Add(title, 0, wxBOTTOM, look.sizes.gap / 2);
    m_notice = new Prose(card, look, ui::Role::Surface);
    inside->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    m_form = new Form(card, look);
    m_form->add_text("login", "利用者名");
    m_form->add_text("password", "パスワード", "", true);
    m_form->on_enter([this] { log_in(); });
    inside->Add(m_form, 0, wxEXPAND | wxBOTTOM, look.sizes.gap);
    m_submit = new_button(card, "ログイン", [this] { log_in(); });
    ui::wear(*m_submit, ui::NativeLook::MainButton);
    inside->Add(m_submit, 0, wxEXPAND | wxBOTTOM, look.sizes.gap);
    inside->Add(new_quiet(card, hub_words), 0);
    auto* middle = new wxBoxSizer(wxVERTICAL);
    middle->AddStretchSpacer();
    middle->Add(card, 0, wxALIGN_CENTRE_HORIZONTAL);
    middle->AddStretchSpacer(2);
    SetSizer(middle);
}

void LoginPage::log_in()
{
    auto const password = m_form->value("password");
    m_form->set("password", "");
    desk().log_in(m_form->value("login"), password);
}

void LoginPage::show()
{
    auto const& notice = desk().login_notice();
    m_notice->say(desk().is_logging_in() ? models::Tone::Plain : notice.tone,
        desk().is_logging_in() ? look().say("確かめています…") : notice.text);
    m_submit->Enable(!desk().is_logging_in());
    Layout();
}

void LoginPage::focus()
{
    m_form->focus_first();
}

} // namespace meguri::desk::views
