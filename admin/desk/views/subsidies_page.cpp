#include "admin/desk/views/subsidies_page.h"

#include "admin/desk/views/subsidies_page_board.h"
#include "admin/desk/views/subsidies_page_list.h"
#include "admin/desk/views/subsidies_page_money.h"

#include <wx/sizer.h>
#include <wx/stattext.h>

#include <array>

namespace meguri::desk::views {

using SubsidyFace = models::Subsidies::Face;

namespace {

struct SubsidyFaceEntry {
    SubsidyFace face;
    char const* word; ///< Japanese source text.
};
constexpr std::array subsidy_face_entries{
    SubsidyFaceEntry{SubsidyFace::Board, "段階"},
    SubsidyFaceEntry{SubsidyFace::Table, "表"},
    SubsidyFaceEntry{SubsidyFace::Money, "開催回と金額"},
};

std::string counted(int cities, int towns)
{
    models::BoardColumn column;
    column.cities = cities;
    column.towns = towns;
    return column.counts();
}

} // namespace

SubsidiesPage::SubsidiesPage(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxVERTICAL);
    auto* head = new wxBoxSizer(wxHORIZONTAL);
    head->Add(new_title(this, "補助金の進みぐあい"), 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look.sizes.margin);
    for (auto const& entry : subsidy_face_entries) {
        m_tabs.push_back(
            new FaceTab(this, look, entry.word, [this, face = entry.face] { model().turn_to(face); }));
        head->Add(m_tabs.back(), 0, wxALIGN_CENTRE_VERTICAL);
    }
    m_counts = new_quiet(this);
    head->Add(m_counts, 1, wxALIGN_CENTRE_VERTICAL | wxLEFT, look.sizes.gap);
    head->Add(new_quiet(this, "Alt+1〜3 切りかえ"), 0, wxALIGN_CENTRE_VERTICAL);
    all->Add(head, 0, wxEXPAND | wxBOTTOM, look.sizes.gap / 2);
    m_faces[SubsidyFace::Board] = new SubsidyBoardFace(this, look, desk);
    m_faces[SubsidyFace::Table] = new SubsidyListFace(this, look, desk);
    m_faces[SubsidyFace::Money] = new SubsidyMoneyFace(this, look, desk);
    for (auto const& [face, page] : m_faces) {
        page->Hide();
        all->Add(page, 1, wxEXPAND);
    }
    auto* around = new wxBoxSizer(wxVERTICAL);
    around->Add(all, 1, wxEXPAND | wxALL, look.sizes.margin - 6);
    SetSizer(around);
}

void SubsidiesPage::show()
{
    if (auto const& status = model().status())
        set_words(*m_counts,
            look().say("県全体: 交付決定 {0} ・ 申請予定 {1}",
                {counted(status->granted_cities, status->granted_towns),
                    counted(status->to_be_applied_cities, status->to_be_applied_towns)}));
    bool is_other = false;
    for (std::size_t i = 0; i < subsidy_face_entries.size(); ++i)
        m_tabs[i]->show(subsidy_face_entries[i].face == model().face());
    for (auto const& [face, page] : m_faces) {
        bool const is_open = face == model().face();
        is_other = is_other || page->IsShown() != is_open;
        page->Show(is_open);
    }
    open_face().show();
    Layout();
    auto const* focus = FindFocus();
    if (is_other && (focus == nullptr || !focus->IsShownOnScreen()))
        open_face().SetFocus();
}

void SubsidiesPage::begin_new()
{
    open_face().begin_new();
}

void SubsidiesPage::leave_panel()
{
    open_face().leave_panel();
}

void SubsidiesPage::turn(std::size_t face)
{
    if (face < subsidy_face_entries.size())
        model().turn_to(subsidy_face_entries[face].face);
}

} // namespace meguri::desk::views
