#include "admin/desk/views/rail.h"

#include <wx/sizer.h>

#include <array>

namespace meguri::desk::views {

namespace {

constexpr int item_height = 46;
constexpr int logo_height = 60;
constexpr int icon_px = 24;
constexpr double mark_width = 34;
constexpr double mark_height = 22;
constexpr double mark_right = 14;

constexpr std::array rail_sections{
    RailEntry{models::Section::Today, "sun", "今日", '0'},
    RailEntry{models::Section::Sessions, "cal", "開催回", '1'},
    RailEntry{models::Section::Applications, "slip", "申込", '2'},
    RailEntry{models::Section::Calls, "tel", "電話連絡", '7'},
    RailEntry{models::Section::Tours, "van", "出張・訪問", '3'},
    RailEntry{models::Section::Municipalities, "pin", "市町", '4'},
    RailEntry{models::Section::Subsidies, "money", "補助金", '5'},
    RailEntry{models::Section::Reports, "report", "報告", '8'},
    RailEntry{models::Section::Import, "import", "取込", '9'},
    RailEntry{models::Section::Kiosks, "kiosk", "端末", '6'},
    RailEntry{models::Section::People, "people", "利用者", 'U'},
};

} // namespace

std::span<RailEntry const> rail_entries()
{
    return rail_sections;
}

RailItem::RailItem(wxWindow* parent, Look& look, RailEntry const& entry, std::function<void()> press)
    : Painted(parent, look, ui::Role::DeskRail)
    , m_entry(entry)
{
    SetMinSize(wxSize(look.sizes.rail, item_height));
    make_pressable(look.say(entry.word), std::move(press));
}

void RailItem::show(bool is_here, int urgent)
{
    if (m_is_here == is_here && m_urgent == urgent)
        return;
    if (m_urgent != urgent)
        ui::rename(*this,
            look().say(m_entry.word)
                + (urgent > 0 ? look().say(" 手当て {0}件", {std::to_string(urgent)}) : ""));
    m_is_here = is_here;
    m_urgent = urgent;
    Refresh();
}

void RailItem::paint(ui::Canvas& canvas, ui::Box const& all)
{
    if (m_is_here) {
        canvas.fill(all, ui::Role::AiPress);
        canvas.fill({0, 0, 4, all.height}, ui::Role::Mikan);
    }
    canvas.icon(m_entry.icon, {20, (all.height - icon_px) / 2, icon_px, icon_px}, ui::Role::OnDeskRail,
        m_is_here ? ui::Role::AiPress : ui::Role::DeskRail);
    text(canvas, look().say(m_entry.word), {56, 0, all.width - 60, all.height}, look().sizes.text,
        ui::Role::OnDeskRail, m_is_here);
    if (m_urgent > 0) {
        ui::Box const mark{
            all.width - mark_right - mark_width, (all.height - mark_height) / 2, mark_width, mark_height};
        canvas.rounded(mark, mark_height / 2, ui::Role::StopTint);
        text(canvas, std::to_string(m_urgent), mark, look().sizes.head, ui::Role::Stop, true,
            ui::Align::Centre);
    }
    draw_focus_ring(canvas, all.inside(2), 4);
}

RailText::RailText(wxWindow* parent, Look& look, Kind kind)
    : Painted(parent, look, ui::Role::DeskRail)
    , m_kind(kind)
{
    SetMinSize(wxSize(look.sizes.rail, kind == Kind::Logo ? logo_height : item_height));
    if (kind == Kind::Logo)
        show("めぐり");
}

void RailText::show(std::string const& words)
{
    if (words == m_words)
        return;
    m_words = words;
    ui::expose(*this, words.empty() ? " " : words, ui::A11yRole::Label);
    Refresh();
}

void RailText::paint(ui::Canvas& canvas, ui::Box const& all)
{
    if (m_kind == Kind::Person) {
        text(canvas, m_words, {16, 0, all.width - 20, all.height}, look().sizes.head, ui::Role::OnDeskRail);
        return;
    }
    canvas.icon("logo", {14, 13, 34, 34}, ui::Role::OnDeskRail, ui::Role::DeskRail);
    text(canvas, m_words, {57, 0, all.width - 60, all.height}, look().sizes.title - 2, ui::Role::OnDeskRail);
}

Rail::Rail(wxWindow* parent, Look& look, models::Desk& desk)
    : wxPanel(parent)
    , m_desk(desk)
{
    SetBackgroundColour(look.colour(ui::Role::DeskRail));
    auto* box = new wxBoxSizer(wxVERTICAL);
    box->Add(new RailText(this, look, RailText::Kind::Logo), 0, wxEXPAND);
    for (auto const& entry : rail_entries()) {
        m_items.push_back(
            new RailItem(this, look, entry, [this, section = entry.section] { m_desk.open(section); }));
        box->Add(m_items.back(), 0, wxEXPAND);
    }
    box->AddStretchSpacer();
    m_person = new RailText(this, look, RailText::Kind::Person);
    box->Add(m_person, 0, wxEXPAND | wxBOTTOM, 8);
    SetSizer(box);
    SetMinSize(wxSize(look.sizes.rail, -1));
}

void Rail::show()
{
    for (std::size_t i = 0; i < m_items.size(); ++i)
        m_items[i]->show(
            rail_entries()[i].section == m_desk.section(), m_desk.urgent_count(rail_entries()[i].section));
    m_person->show(m_desk.role_line());
}

} // namespace meguri::desk::views
