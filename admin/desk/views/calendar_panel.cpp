#include "admin/desk/views/calendar_panel.h"

#include "admin/desk/models/words.h"

#include <wx/button.h>
#include <wx/choice.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

#include <array>

namespace meguri::desk::views {

namespace {

constexpr std::array lane_words{"まとめて", "車ごと", "講師ごと", "会場ごと"};

struct LegendEntry {
    char const* word; ///< Japanese source text.
    ui::Role front;
    ui::Role ground;
    bool is_dashed;
};
constexpr std::array legend_entries{
    LegendEntry{"教室", ui::Role::Ai, ui::Role::AiTint, false},
    LegendEntry{"車", ui::Role::Ok, ui::Role::OkTint, false},
    LegendEntry{"訪問・実践", ui::Role::MikanInk, ui::Role::MikanTint, false},
    LegendEntry{"相談", ui::Role::Full, ui::Role::FullTint, false},
    LegendEntry{"◇ 下書き", ui::Role::Ink2, ui::Role::Surface, true},
    LegendEntry{"× 重なり", ui::Role::Stop, ui::Role::Surface, false},
};
constexpr double legend_swatch = 13;
constexpr double legend_gap = 12;

} // namespace

CalendarLegend::CalendarLegend(wxWindow* parent, Look& look)
    : Painted(parent, look, ui::Role::DeskPage)
{
    double width = 0;
    for (auto const& entry : legend_entries)
        width += look.typesetter().set(look.say(entry.word), {look.sizes.head - 1.0, false, 1.3}, 0).width
            + legend_swatch + 5 + legend_gap;
    SetMinSize(wxSize(static_cast<int>(width), look.sizes.row - 6));
    ui::expose(*this, look.say("色の意味"), ui::A11yRole::Image);
}

void CalendarLegend::paint(ui::Canvas& canvas, ui::Box const& all)
{
    double x = 0;
    for (auto const& entry : legend_entries) {
        ui::Box const box{x, (all.height - legend_swatch) / 2, legend_swatch, legend_swatch};
        bool const has_edge = entry.ground == ui::Role::Surface;
        canvas.rounded(box, 3, entry.ground,
            has_edge ? std::optional(ui::Outline{entry.front, 1.5, entry.is_dashed}) : std::nullopt);
        if (!has_edge)
            canvas.fill({box.x, box.y, 4, box.height}, entry.front);
        auto const lines
            = look().typesetter().set(look().say(entry.word), {look().sizes.head - 1.0, false, 1.3}, 0);
        x += legend_swatch + 5;
        canvas.text(
            lines, {x, 0, lines.width + 1, all.height}, ui::Role::Ink, ui::Align::Left, ui::Stand::Middle);
        x += lines.width + legend_gap;
    }
}

CalendarPanel::CalendarPanel(wxWindow* parent, Look& look, models::Desk& desk, std::function<void()> ask_move)
    : Page(parent, look, desk)
{
    auto* box = new wxBoxSizer(wxVERTICAL);
    add_head(*box);
    auto [card, inside] = new_table_card(this);
    m_view = new CalendarView(card, look, told(ask_move));
    inside->Add(m_view, 1, wxEXPAND);
    box->Add(card, 1, wxEXPAND);
    SetSizer(box);
}

void CalendarPanel::add_head(wxSizer& into)
{
    auto* line = new wxBoxSizer(wxHORIZONTAL);
    m_title = new wxStaticText(this, wxID_ANY, {});
    m_title->SetFont(look().font(look().sizes.text + 2, true));
    line->Add(m_title, 0, wxALIGN_CENTRE_VERTICAL | wxRIGHT, look().sizes.gap);
    line->Add(new_button(this, "◂ 前", [this] { calendar().turn(-1); }), 0, wxRIGHT, 4);
    line->Add(new_button(this, "今日へ", [this] { calendar().go_to_today(); }), 0, wxRIGHT, 4);
    line->Add(new_button(this, "次 ▸", [this] { calendar().turn(1); }), 0, wxRIGHT, look().sizes.gap);
    m_lanes = new wxChoice(this, wxID_ANY);
    for (auto const* words : lane_words)
        m_lanes->Append(look().words(words));
    ui::rename(*m_lanes, look().say("並べ方"));
    m_lanes->Bind(wxEVT_CHOICE, [this](wxCommandEvent&) {
        calendar().set_lanes(static_cast<models::CalendarLanes>(m_lanes->GetSelection()));
    });
    line->Add(m_lanes, 0, wxALIGN_CENTRE_VERTICAL);
    line->AddStretchSpacer();
    m_legend = new CalendarLegend(this, look());
    line->Add(m_legend, 0, wxALIGN_CENTRE_VERTICAL);
    into.Add(line, 0, wxEXPAND | wxBOTTOM, look().sizes.gap / 2);
}

CalendarView::Told CalendarPanel::told(std::function<void()> const& ask_move)
{
    CalendarView::Told told;
    told.stood = [this](std::size_t block) { calendar().stand_on(block); };
    told.opened = [this] { model().choose_block(); };
    told.stepped = [this](models::CalendarStep step) {
        calendar().step(step);
        // Beside an open panel the chosen one goes along.
        if (model().panel() == models::Sessions::Panel::Details)
            model().choose_block();
    };
    told.turned = [this](int spans) { calendar().turn(spans); };
    told.today = [this] { calendar().go_to_today(); };
    told.taken = [this] { model().begin_move(); };
    told.shifted = [this](int days, int minutes) { model().move_by(days, minutes); };
    told.dropped = [this, ask_move](std::size_t block, int days, int minutes) {
        model().drop_block(block, days, minutes);
        ask_move();
    };
    told.confirmed = ask_move;
    return told;
}

std::optional<CalendarGhost> CalendarPanel::ghost() const
{
    auto const& move = model().move();
    if (model().panel() != models::Sessions::Panel::Move || !move.is_open())
        return std::nullopt;
    auto const* block = calendar().block();
    CalendarGhost ghost;
    ghost.starts_at = move.after().starts_at;
    ghost.ends_at = move.after().ends_at;
    ghost.row = block != nullptr ? block->row : 0;
    ghost.words = models::short_moment_words(ghost.starts_at);
    ghost.is_refused = !move.clashes().empty();
    return ghost;
}

void CalendarPanel::show()
{
    set_words(*m_title, models::calendar_title(calendar().question()));
    // Beside a panel there is no room for it.
    m_legend->Show(model().panel() == models::Sessions::Panel::None);
    m_lanes->SetSelection(static_cast<int>(calendar().question().lanes));
    // Before the layout: what it is laid out with may have come meanwhile.
    auto const& layout = calendar().layout();
    m_view->show(layout, calendar().layout_number(), calendar().at(), calendar().today(), ghost());
    Layout();
}

} // namespace meguri::desk::views
