#include "admin/desk/views/tours_page_planner.h"

#include <wx/button.h>
#include <wx/checkbox.h>
#include <wx/scrolwin.h>
#include <wx/sizer.h>
#include <wx/stattext.h>

#include <algorithm>

namespace meguri::desk::views {

namespace {

constexpr int order_width = 476;
constexpr int venues_height = 60;

/// 08:15 拠点を出る, then a line for each stop.
std::string day_lines(Look const& look, models::TourDay const& day)
{
    auto lines = look.say("{0} ・ {1}に拠点を出て {2}にもどる ・ {3}",
        {models::iso_day_words(day.day), models::clock_words(day.leaves_base_at),
            models::clock_words(day.back_at), models::km_words(day.kilometres)});
    for (auto const& stop : day.stops)
        lines += "\n" + models::span_words(stop.arrives_at, stop.leaves_at) + " " + stop.venue_name
            + look.say(" ・ 教室 {0}回", {std::to_string(stop.classes)});
    return lines;
}

std::string joined_lines(std::vector<std::string> const& lines)
{
    std::string all;
    for (auto const& line : lines)
        all += "\n" + line;
    return all;
}

} // namespace

PlannerFace::PlannerFace(wxWindow* parent, Look& look, models::Desk& desk)
    : Page(parent, look, desk)
{
    auto* all = new wxBoxSizer(wxHORIZONTAL);
    all->Add(new_order(), 0, wxEXPAND | wxRIGHT, look.sizes.gap);
    all->Add(new_proposal(), 1, wxEXPAND);
    SetSizer(all);
}

wxWindow* PlannerFace::new_order()
{
    auto [card, inside] = new_card(this);
    card->SetMinSize(wxSize(order_width, -1));
    m_frame = new Form(card, look());
    m_frame->add_choice("van", "車", {});
    m_frame->begin_line();
    m_frame->add_text("from", "いつから", "10/1");
    m_frame->add_text("to", "いつまで", "10/31");
    m_frame->end_line();
    m_frame->on_enter([this] { plan(); });
    m_frame->on_choice([this] { show_choices(); });
    inside->Add(m_frame, 0, wxEXPAND);
    add_wish_form(*card, *inside);
    m_wishes = new TableView(card, look(), "市町の希望", model().wishes(),
        {[this](std::string const& id) { model().choose_wish(id); },
            [this](std::size_t column, bool is_descending) {
                model().sort_by(model().wishes(), column, is_descending);
            }});
    inside->Add(m_wishes, 1, wxEXPAND | wxTOP, look().sizes.gap / 2);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    m_remove = new_button(card, "希望から はずす", [this] { model().remove_wish(); });
    buttons->Add(m_remove, 0);
    buttons->AddStretchSpacer();
    m_plan = new_button(card, "案を作る", [this] { plan(); });
    ui::wear(*m_plan, ui::NativeLook::MainButton);
    buttons->Add(m_plan, 0);
    inside->Add(buttons, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    return card;
}

void PlannerFace::add_wish_form(wxWindow& parent, wxSizer& into)
{
    m_wish = new Form(&parent, look());
    m_wish->begin_line();
    m_wish->add_choice("municipality", "行ってほしい市町", {});
    m_wish->add_text("days", "何日", "2");
    m_wish->add_text("classes", "1日に何回", "空でも よい");
    m_wish->end_line();
    m_wish->add_text("dates", "日にちの希望(空でも よい)", "10/8、10/9");
    m_wish->on_enter([this] { add_wish(); });
    m_wish->on_choice([this] { show_venues(); });
    into.Add(m_wish, 0, wxEXPAND);
    m_venues_label = new_quiet(&parent, "会場(えらばなければ どこでも)");
    into.Add(m_venues_label, 0, wxTOP, 6);
    m_venues = new wxScrolledWindow(&parent, wxID_ANY, wxDefaultPosition, wxDefaultSize, wxVSCROLL);
    m_venues->SetBackgroundColour(look().colour(ui::Role::Surface));
    m_venues->SetMinSize(wxSize(-1, venues_height));
    m_venues->SetScrollRate(0, look().sizes.row);
    m_venues->SetSizer(new wxFlexGridSizer(2, look().sizes.gap / 2, look().sizes.gap));
    into.Add(m_venues, 0, wxEXPAND | wxTOP, 2);
    m_add = new_button(&parent, "希望に入れる", [this] { add_wish(); });
    into.Add(m_add, 0, wxALIGN_RIGHT | wxTOP, look().sizes.gap / 2);
}

wxWindow* PlannerFace::new_proposal()
{
    auto [card, inside] = new_card(this);
    m_card = card;
    m_notice = new Prose(card, look(), ui::Role::Surface);
    inside->Add(m_notice, 0, wxEXPAND | wxBOTTOM, look().sizes.gap / 2);
    m_summary = new wxStaticText(card, wxID_ANY, {}, wxDefaultPosition, wxDefaultSize, wxST_ELLIPSIZE_END);
    m_summary->SetFont(look().font(look().sizes.text + 2, true));
    inside->Add(m_summary, 0, wxEXPAND);
    m_days = new TableView(card, look(), "巡回の案の日", model().days(),
        {[this](std::string const& id) { model().choose_day(id); },
            [this](std::size_t column, bool is_descending) {
                model().sort_by(model().days(), column, is_descending);
            }});
    inside->Add(m_days, 1, wxEXPAND | wxTOP, look().sizes.gap / 2);
    m_day = new Prose(card, look(), ui::Role::Surface);
    inside->Add(m_day, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    m_unmet = new Prose(card, look(), ui::Role::Surface);
    inside->Add(m_unmet, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    m_write_panel = new wxPanel(card);
    m_write_panel->SetBackgroundColour(look().colour(ui::Role::Surface));
    auto* box = new wxBoxSizer(wxVERTICAL);
    m_title = new Form(m_write_panel, look());
    m_title->begin_line();
    m_title->add_text("title", "講座の名前", "サポート号 LINE");
    m_title->add_choice("publish", "受付", {{"", "下書きにする"}, {"yes", "すぐに始める"}});
    m_title->end_line();
    m_title->set("publish", "");
    m_title->on_enter([this] { write(); });
    box->Add(m_title, 0, wxEXPAND);
    auto* buttons = new wxBoxSizer(wxHORIZONTAL);
    m_open_day = new_button(m_write_panel, "「車の一日」で見る",
        [this] { desk().tours().show_written_day(model().chosen_day()); });
    buttons->Add(m_open_day, 0);
    buttons->AddStretchSpacer();
    m_write = new_button(m_write_panel, "案を登録する", [this] { write(); });
    ui::wear(*m_write, ui::NativeLook::MainButton);
    buttons->Add(m_write, 0);
    box->Add(buttons, 0, wxEXPAND | wxTOP, look().sizes.gap / 2);
    m_write_panel->SetSizer(box);
    inside->Add(m_write_panel, 0, wxEXPAND);
    return card;
}

void PlannerFace::add_wish()
{
    models::WishForm form{m_wish->value("municipality"), m_wish->value("days"), m_wish->value("classes"),
        m_wish->value("dates"), {}};
    for (auto const& [id, box] : m_houses)
        if (box->IsChecked())
            form.venues.push_back(id);
    if (!model().add_wish(form))
        return;
    for (auto const* field : {"municipality", "days", "classes", "dates"})
        m_wish->set(field, "");
    show_venues();
    m_wish->focus_first();
}

void PlannerFace::plan()
{
    model().plan({m_frame->value("van"), m_frame->value("from"), m_frame->value("to")});
}

void PlannerFace::write()
{
    model().write(m_title->value("title"), m_title->value("publish") == "yes");
}

void PlannerFace::show()
{
    show_choices();
    m_frame->show_remarks(model().remarks());
    m_wish->show_remarks(model().wish_remarks());
    m_title->show_remarks(model().write_remarks());
    m_wishes->show(model().revision(), model().chosen_wish());
    m_remove->Enable(!model().chosen_wish().empty());
    m_plan->Enable(!model().is_planning() && !model().is_writing());
    show_proposal();
    m_card->Layout();
    Layout();
}

void PlannerFace::show_choices()
{
    std::vector<models::Choice> vans;
    for (auto const& van : model().vans())
        vans.emplace_back(van.id, van.name);
    m_frame->set_choices("van", vans);
    if (m_frame->value("van").empty() && !vans.empty())
        m_frame->set("van", vans.front().first);
    std::vector<models::Choice> towns;
    for (auto const& town : model().towns_of(m_frame->value("van")))
        towns.emplace_back(town.code, town.name);
    m_wish->set_choices("municipality", towns);
    show_venues();
}

void PlannerFace::show_venues()
{
    auto const town = m_wish->value("municipality");
    if (town == m_venues_of)
        return;
    m_venues_of = town;
    m_houses.clear();
    m_venues->DestroyChildren();
    m_venues->GetSizer()->Clear();
    for (auto const& venue : desk().all_venues()) {
        if (town.empty() || venue.municipality != town)
            continue;
        auto* box = new wxCheckBox(m_venues, wxID_ANY, ui::to_wx(venue.name));
        m_houses.emplace_back(venue.id, box);
        m_venues->GetSizer()->Add(box, 0);
    }
    if (m_houses.empty())
        m_venues->GetSizer()->Add(new_quiet(m_venues, "市町をえらぶと 会場が出ます。"), 0);
    m_venues->FitInside();
    m_venues->Layout();
}

void PlannerFace::show_proposal()
{
    m_notice->say(model().notice().tone, model().notice().text);
    bool const has_van = !model().vans().empty();
    auto const waiting = model().is_planning() ? look().say("案を 作っています…")
        : !has_van && desk().tours().resources().has_loaded()
        ? look().say("この利用者が 計画できる車は ありません。車の持ち主が 計画します。")
        : look().say("左に 希望を入れて「案を作る」を押すと、ここに案が出ます。");
    auto const& proposal = model().proposal();
    set_words(
        *m_summary, proposal && !model().is_planning() ? look().say("案: ") + model().summary() : waiting);
    bool const has_days = proposal && !proposal->days.empty();
    m_days->show(model().revision(), model().chosen_day());
    m_days->Show(has_days);
    auto const* row = model().days().find(model().chosen_day());
    m_day->say(models::Tone::Plain, row ? day_lines(look(), row->day) : std::string());
    m_unmet->say(models::Tone::Stop,
        proposal && !proposal->unmet.empty()
            ? look().say("かなえられない希望があります。") + joined_lines(proposal->unmet)
            : std::string());
    m_write_panel->Show(has_days);
    m_write->Enable(model().can_write());
    m_open_day->Enable(row && row->state == models::DayState::Written);
}

} // namespace meguri::desk::views
