#include "admin/desk/views/tours_page.h"

#include "admin/desk/views/tours_page_days.h"
#include "admin/desk/views/tours_page_planner.h"
#include "admin/desk/views/tours_page_resources.h"
#include "admin/desk/views/tours_page_visits.h"

#include <wx/sizer.h>
#include <wx/stattext.h>

#include <array>

namespace meguri::desk::views {

using Face = models::Tours::Face;

namespace {

constexpr int tab_height = 40;
constexpr int tab_width = 132;
constexpr double bar_height = 4;

struct FaceEntry {
    Face face;
    char const* word; ///< Japanese source text.
};
constexpr std::array face_entries{
    FaceEntry{Face::Visits, "訪問の希望"},
    FaceEntry{Face::Days, "車の一日"},
    FaceEntry{Face::Planner, "巡回の案"},
    FaceEntry{Face::Resources, "車・人・部屋"},
};

} // namespace

FaceTab::FaceTab(wxWindow* parent, Look& look, std::string const& word, std::function<void()> press)
    : Painted(parent, look, ui::Role::DeskPage)
    , m_word(look.say(word))
{
    SetMinSize(wxSize(tab_width, tab_height));
    make_pressable(m_word, std::move(press));
}

void FaceTab::show(bool is_here)
{
    if (m_is_here == is_here)
        return;
    m_is_here = is_here;
    Refresh();
}

void FaceTab::paint(ui::Canvas& canvas, ui::Box const& all)
{
    text(canvas, m_word, all, look().sizes.text, m_is_here ? ui::Role::Ink : ui::Role::Ink2, m_is_here,
        ui::Align::Centre);
    if (m_is_here)
        canvas.fill({8, all.height - bar_height, all.width - 16, bar_height}, ui::Role::Mikan);
    draw_focus_ring(canvas, all.inside(2), 4);
}

ToursPage::ToursPage(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(new_title(this, "出張・訪問"), 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look.sizes.margin);
    for (auto const& entry : face_entries) {
        m_tabs.push_back(
            new FaceTab(this, look, entry.word, [this, face = entry.face] { model().turn_to(face); }));
        head->Add(m_tabs.back(), 0, wxALIGN_CENTRE_VERTICAL);
    }
    head->AddStretchSpacer();
    head->Add(new_quiet(this, "Alt+1〜4 切りかえ"), 0, wxALIGN_CENTRE_VERTICAL);
    all->Add(head, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    m_faces[Face::Visits] = new VisitsFace(this, look, desk);
    m_faces[Face::Days] = new VanDaysFace(this, look, desk);
    m_faces[Face::Planner] = new PlannerFace(this, look, desk);
    m_faces[Face::Resources] = new ResourcesFace(this, look, desk);
    for (auto const& [face, page] : m_faces) {
        page->Hide();
        all->Add(page, 1, wxEXPAND);
    }
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(all, 1, wxEXPAND | wxLEFT | wxRIGHT | wxBOTTOM, look.sizes.margin - 6);
    SetSizer(around);
}

void ToursPage::show()
{
    bool is_other = false;
    for (std::size_t i = 0; i < face_entries.size(); ++i)
        m_tabs[i]->show(face_entries[i].face == model().face());
    for (auto const& [face, page] : m_faces) {
        bool const is_open = face == model().face();
        is_other = is_other || page->IsShown() != is_open;
        page->Show(is_open);
    }
    open_face().show();
    if (!is_other)
        return;
    Layout();
    auto const* focus = FindFocus();
    if (focus == nullptr || !focus->IsShownOnScreen())
        open_face().SetFocus();
}

void ToursPage::begin_new()
{
    open_face().begin_new();
}

void ToursPage::leave_panel()
{
    open_face().leave_panel();
}

void ToursPage::turn(std::size_t face)
{
    if (face < face_entries.size())
        model().turn_to(face_entries[face].face);
}

} // namespace meguri::desk::views
