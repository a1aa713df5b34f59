#include "admin/desk/views/bars_around.h"

#include "admin/desk/models/words.h"
#include "admin/desk/views/rail.h"
#include "shared/domain/era_date.h"
#include "shared/domain/fiscal_year.h"

#include <wx/button.h>
#include <wx/choice.h>
#include <wx/dcclient.h>
#include <wx/file.h>
#include <wx/filedlg.h>
#include <wx/sizer.h>
#include <wx/stattext.h>
#include <wx/textctrl.h>

#include <algorithm>

namespace meguri::desk::views {

namespace {

constexpr int years_back = 3;
constexpr int years_ahead = 1;

} // namespace

TopBar::TopBar(wxWindow* parent, Look& look, models::Desk& desk)
    : wxPanel(parent)
    , m_look(look)
    , m_desk(desk)
{
    SetBackgroundColour(look.colour(ui::Role::Surface));
    SetMinSize(wxSize(-1, look.sizes.bar));
    auto* box = new wxBoxSizer(wxHORIZONTAL);
    auto const add_label = [&](char const* words) {
        auto* label = new wxStaticText(this, wxID_ANY, look.words(words));
        ui::wear(*label, ui::NativeLook::QuietText);
        box->Add(label, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look.sizes.gap);
    };
    box->AddSpacer(look.sizes.margin);
    add_label("年度");
    m_year = new wxChoice(this, wxID_ANY);
    ui::rename(*m_year, look.say("年度"));
    m_first_year = desk.scope().fiscal_year - years_back;
    for (int year = m_first_year; year <= desk.scope().fiscal_year + years_ahead; ++year)
        m_year->Append(ui::to_wx(domain::fiscal_year_words({year})));
    box->Add(m_year, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look.sizes.margin);
    add_label("市町");
    m_municipality = new wxChoice(this, wxID_ANY);
    m_municipality->SetMinSize(wxSize(170, -1));
    ui::rename(*m_municipality, look.say("市町"));
    box->Add(m_municipality, 0, wxALIGN_CENTRE_VERTICAL);
    box->AddStretchSpacer();
    m_search = new wxTextCtrl(this, wxID_ANY);
    m_search->SetHint(look.words("さがす(Ctrl+F)"));
    m_search->SetMinSize(wxSize(300, look.sizes.row - 2));
    ui::rename(*m_search, look.say("さがす"));
    box->Add(m_search, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look.sizes.gap);
    auto* csv = new wxButton(this, wxID_ANY, "CSV");
    ui::rename(*csv, look.say("CSVに書き出す"));
    box->Add(csv, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look.sizes.margin);
    SetSizer(box);
    m_year->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { scope_changed(); });
    m_municipality->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) { scope_changed(); });
    m_search->Bind(wxEVT_TEXT, [this](wxCommandEvent&) { scope_changed(); });
    csv->Bind(wxEVT_BUTTON, [this](wxCommandEvent&) { save_csv(); });
    Bind(wxEVT_PAINT, [this](wxPaintEvent&) {
        wxPaintDC dc(this);
        dc.SetPen(wxPen(m_look.colour(ui::Role::Line)));
        dc.DrawLine(0, GetClientSize().y - 1, GetClientSize().x, GetClientSize().y - 1);
    });
}

void TopBar::show()
{
    m_year->SetSelection(m_desk.scope().fiscal_year - m_first_year);
    if (m_choices_seen != m_desk.choices_revision()) {
        m_choices_seen = m_desk.choices_revision();
        m_codes = {""};
        wxArrayString names;
        names.Add(ui::to_wx(m_look.say("全{0}市町", {std::to_string(m_desk.municipality_list().size())})));
        for (auto const& municipality : m_desk.municipality_list()) {
            m_codes.push_back(municipality.code);
            names.Add(ui::to_wx(municipality.name));
        }
        m_municipality->Set(names);
    }
    auto const at = std::ranges::find(m_codes, m_desk.scope().municipality);
    m_municipality->SetSelection(at == m_codes.end() ? 0 : static_cast<int>(at - m_codes.begin()));
    if (ui::from_wx(m_search->GetValue()) != m_desk.scope().query)
        m_search->ChangeValue(ui::to_wx(m_desk.scope().query));
}

void TopBar::focus_search()
{
    m_search->SetFocus();
    m_search->SelectAll();
}

void TopBar::scope_changed()
{
    auto scope = m_desk.scope();
    scope.fiscal_year = m_first_year + std::max(0, m_year->GetSelection());
    auto const at = static_cast<std::size_t>(std::max(0, m_municipality->GetSelection()));
    scope.municipality = at < m_codes.size() ? m_codes[at] : "";
    scope.query = ui::from_wx(m_search->GetValue());
    m_desk.set_scope(scope);
}

void TopBar::save_csv()
{
    auto const csv = m_desk.csv();
    wxFileDialog dialog(this, m_look.words("CSVに書き出す"), {}, ui::to_wx(m_desk.csv_name()), "CSV|*.csv",
        wxFD_SAVE | wxFD_OVERWRITE_PROMPT);
    if (dialog.ShowModal() != wxID_OK)
        return;
    wxFile file;
    bool const is_written
        = file.Create(dialog.GetPath(), true) && file.Write(csv.data(), csv.size()) == csv.size();
    m_desk.say_saved(ui::from_wx(dialog.GetPath()), is_written);
}

StatusLine::StatusLine(wxWindow* parent, Look& look, models::Desk& desk)
    : Painted(parent, look, ui::Role::Surface)
    , m_desk(desk)
{
    SetMinSize(wxSize(-1, look.sizes.status));
}

void StatusLine::show()
{
    auto const words = line_words() + " " + age_words() + " " + kiosk_words();
    if (words != m_words)
        ui::expose(*this, words, ui::A11yRole::Label);
    m_words = words;
    Refresh();
}

std::string StatusLine::line_words() const
{
    auto const& line = m_desk.line();
    if (line.is_up)
        return look().say("ハブとつながっています");
    return look().say("ハブにつながりません({0}から)",
        {line.lost_since ? models::moment_words(*line.lost_since) : std::string("?")});
}

std::string StatusLine::age_words() const
{
    auto const as_of = m_desk.as_of();
    return as_of ? look().say("{0}の情報です",
               {domain::day_words(domain::tokyo_date(*as_of)) + " " + domain::time_words(*as_of)})
                 : std::string();
}

std::string StatusLine::kiosk_words() const
{
    auto const count = m_desk.kiosk_count();
    return count ? look().say("端末 {0}台", {std::to_string(*count)}) : std::string();
}

void StatusLine::paint(ui::Canvas& canvas, ui::Box const& all)
{
    canvas.line(0, 0.5, all.width, 0.5, {ui::Role::Line, 1});
    bool const is_up = m_desk.line().is_up;
    auto const role = is_up ? ui::Role::Ok : ui::Role::MikanInk;
    int const px = look().sizes.head;
    double x = look().sizes.margin;
    canvas.icon(is_up ? "line-up" : "line-down", {x, (all.height - 18) / 2, 18, 18}, role);
    x += 24;
    auto const put = [&](std::string const& words, ui::Role ink, bool is_bold) {
        if (words.empty())
            return;
        auto const lines = look().typesetter().set(words, {static_cast<double>(px), is_bold, 1.3}, 0);
        canvas.text(lines, {x, 0, lines.width + 1, all.height}, ink, ui::Align::Left, ui::Stand::Middle);
        x += lines.width + 24;
    };
    put(line_words(), role, true);
    put(age_words(), ui::Role::Ink2, false);
    put(kiosk_words(), ui::Role::Ink2, false);
    if (m_desk.is_busy())
        put(look().say("ハブに聞いています…"), ui::Role::Ink2, false);
    // The sections that have a digit; the others go by a letter, which stands there too.
    auto const digits = std::ranges::count_if(
        rail_entries(), [](RailEntry const& entry) { return entry.key >= '0' && entry.key <= '9'; });
    text(canvas,
        look().say("F5 新しくする ・ Ctrl+0〜{0}・U 切りかえ ・ Ctrl+F さがす", {std::to_string(digits - 1)}),
        {all.width - 520, 0, 520.0 - look().sizes.margin, all.height}, px, ui::Role::Ink2, false,
        ui::Align::Right);
}

} // namespace meguri::desk::views
