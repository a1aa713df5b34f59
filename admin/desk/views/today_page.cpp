#include "admin/desk/views/today_page.h"

#include <wx/button.h>
#include <wx/scrolwin.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

namespace meguri::desk::views {

using models::TodayKind;

namespace {

constexpr int line_height = 56;
constexpr int title_share = 3; ///< Of ten parts of the width.
constexpr double chip_height = 22;
constexpr double chip_inside = 8;
constexpr std::size_t lines_max = 6;

bool is_on_the_right(TodayKind kind)
{
    return kind == TodayKind::Classes || kind == TodayKind::Deadlines || kind == TodayKind::NextYear
        || kind == TodayKind::Kiosks;
}

/// What a line says, for who listens.
std::string spoken(models::TodayLine const& line)
{
    return line.title + " ・ " + line.under + " ・ " + line.chip + " ・ " + line.why;
}

} // namespace

TodayLineView::TodayLineView(wxWindow* parent, Look& look, models::TodayLine line, bool is_narrow)
    : Painted(parent, look, ui::Role::Surface)
    , m_line(std::move(line))
    , m_is_narrow(is_narrow)
{
    SetMinSize(wxSize(80, is_narrow ? line_height + line_height / 3 : line_height));
    ui::expose(*this, spoken(m_line), ui::A11yRole::Label);
}

double TodayLineView::chip(ui::Canvas& canvas, double x, double y, double room)
{
    auto const [front, ground] = colours_of(m_line.tone);
    auto const lines
        = look().typesetter().set(m_line.chip, {static_cast<double>(look().sizes.head), true, 1.3}, 0);
    double const width = std::min(lines.width + 2 * chip_inside, room);
    ui::Box const box{x, y, width, chip_height};
    canvas.rounded(box, 4, ground == ui::Role::Surface ? ui::Role::DeskTableHead : ground);
    text(canvas, m_line.chip, box.inside(0), look().sizes.head, front, true, ui::Align::Centre);
    return width;
}

void TodayLineView::paint(ui::Canvas& canvas, ui::Box const& all)
{
    canvas.line(0, 0, all.width, 0, {ui::Role::Line, 1});
    auto const& sizes = look().sizes;
    double const half = line_height / 2.0 - 4;
    double const title_width = m_is_narrow ? all.width : all.width * title_share / 10 - 12;
    text(canvas, m_line.title, {0, 5, title_width, half}, sizes.text, ui::Role::Ink, true);
    if (m_is_narrow) {
        double const wide = m_line.chip.empty() ? 0 : chip(canvas, 0, 5 + half, all.width / 2) + 8;
        text(canvas, m_line.under, {wide, 5 + half, all.width - wide, half}, sizes.head, ui::Role::Ink2);
        text(canvas, m_line.why, {0, 5 + 2 * half, all.width, half}, sizes.head, ui::Role::Ink2);
        return;
    }
    text(canvas, m_line.under, {0, 3 + half, title_width, half}, sizes.text, ui::Role::Ink2);
    double const x = all.width * title_share / 10;
    double const room = all.width - x - 12;
    if (!m_line.chip.empty())
        chip(canvas, x, 6, room);
    text(canvas, m_line.why, {x, 3 + half, room, half}, sizes.text, ui::Role::Ink2);
}

TodayPage::TodayPage(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    m_headline = new_title(this, "今日");
    head->Add(m_headline, 1, wxALIGN_CENTRE_VERTICAL);
    m_broken = new Prose(this, look, ui::Role::DeskPage);
    head->Add(m_broken, 0, wxALIGN_CENTRE_VERTICAL);
    all->Add(head, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    m_notice = new Prose(this, look, ui::Role::DeskPage);
    all->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    auto const new_column = [&] {
        auto* column = new wxScrolledWindow(this, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL);
        column->SetBackgroundColour(look.colour(ui::Role::DeskPage));
        column->SetScrollRate(0, scroll_step);
        column->SetSizer(new wxBoxSizer(wxVERTICAL));
        return column;
    };
    auto* body = new wxBoxSizer(wxHORIZONTAL);
    m_left = new_column();
    body->Add(m_left, 13, wxEXPAND | wxRIGHT, look.sizes.gap);
    m_right = new_column();
    body->Add(m_right, 7, wxEXPAND);
    all->Add(body, 1, wxEXPAND);
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(all, 1, wxEXPAND | wxALL, look.sizes.margin - 6);
    SetSizer(around);
}

void TodayPage::act(models::TodayLine const& line)
{
    // The button goes away with what it does; it must have come back from its press by then.
    CallAfter([this, line] { desk().act_on(line); });
}

void TodayPage::show()
{
    set_words(*m_headline, look().say(model().headline()));
    auto const broken = model().broken();
    m_broken->SetMinSize(wxSize(240, m_broken->GetMinSize().y));
    m_broken->say(broken > 0 ? models::Tone::Stop : models::Tone::Ok,
        look().say("守れなかった約束 {0}件", {std::to_string(broken)}), true);
    m_notice->say(model().notice().tone, model().notice().text);
    std::vector<models::TodayLine> lines;
    for (auto const& group : model().groups())
        lines.insert(lines.end(), group.lines.begin(), group.lines.end());
    if (!m_has_shown || lines != m_shown) {
        m_has_shown = true;
        m_shown = std::move(lines);
        rebuild();
    }
    Layout();
}

void TodayPage::rebuild()
{
    auto* focus = FindFocus();
    bool const had_focus = focus != nullptr && IsDescendant(focus);
    auto const focused = std::ranges::find(m_buttons, focus, &Named::second);
    auto const name = focused != m_buttons.end() ? focused->first : wxString();
    m_buttons.clear();
    m_calm = nullptr;
    for (auto* column : {m_left, m_right}) {
        column->Freeze();
        column->DestroyChildren();
        column->GetSizer()->Clear();
    }
    for (auto const& group : model().groups())
        add_group(group, *(is_on_the_right(group.kind) ? m_right : m_left)->GetSizer());
    if (m_left->GetChildren().empty()) {
        m_calm = new Prose(m_left, look(), ui::Role::DeskPage);
        m_left->GetSizer()->Add(m_calm, 0, wxEXPAND);
        m_calm->say(models::Tone::Ok, "いま 人の手が要ることは ありません。");
    }
    for (auto* column : {m_left, m_right}) {
        column->FitInside();
        column->Layout();
        column->Thaw();
    }
    if (had_focus)
        focus_again(name);
}

void TodayPage::focus_again(wxString const& name)
{
    if (m_buttons.empty())
        return m_calm->SetFocus();
    auto const same = std::ranges::find(m_buttons, name, &Named::first);
    (same != m_buttons.end() ? *same : m_buttons.front()).second->SetFocus();
}

void TodayPage::add_group(models::TodayGroup const& group, wxSizer& into)
{
    bool const is_narrow = is_on_the_right(group.kind);
    auto [card, inside] = new_card(is_narrow ? m_right : m_left);
    auto* title = new wxStaticText(card, wxID_ANY,
        ui::to_wx(look().say("{0} {1}件",
            {look().say(models::today_group_words(group.kind)), std::to_string(group.lines.size())})));
    title->SetFont(look().font(look().sizes.text, true));
    inside->Add(title, 0, wxBOTTOM, look().sizes.gap / 2);
    for (std::size_t i = 0; i < std::min(group.lines.size(), lines_max); ++i)
        add_line(*card, *inside, group.lines[i], is_narrow);
    if (group.lines.size() > lines_max)
        inside->Add(
            new_quiet(card, look().say("ほか {0}件", {std::to_string(group.lines.size() - lines_max)})), 0,
            wxTOP, look().sizes.gap / 2);
    into.Add(card, 0, wxEXPAND | wxBOTTOM, look().sizes.gap);
}

void TodayPage::add_line(wxWindow& parent, wxSizer& into, models::TodayLine const& line, bool is_narrow)
{
    auto* row = new wxBoxSizer(wxHORIZONTAL);
    row->Add(new TodayLineView(&parent, look(), line, is_narrow), 1, wxEXPAND);
    auto* button = new_button(&parent, line.button, [this, line] { act(line); });
    // Buttons that say the same are told apart by whom they are about.
    auto const name = look().say(line.button) + " " + line.title;
    ui::rename(*button, name);
    m_buttons.emplace_back(ui::to_wx(name), button);
    row->Add(button, 0, wxALIGN_CENTRE_VERTICAL | wxLEFT, look().sizes.gap / 2);
    into.Add(row, 0, wxEXPAND);
}

} // namespace meguri::desk::views
