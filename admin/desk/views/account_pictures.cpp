#include "admin/desk/views/account_pictures.h"

#include <wx/scrolwin.h>

#include <algorithm>

namespace meguri::desk::views {

namespace {

constexpr double sign_room = 28;

std::string condition_sign(models::Tone tone)
{
    return tone == models::Tone::Ok ? "○" : tone == models::Tone::Stop ? "×" : "－";
}

} // namespace

ConditionList::ConditionList(wxWindow* parent, Look& look)
    : Painted(parent, look, ui::Role::Surface)
{
    Bind(wxEVT_SIZE, [this](wxSizeEvent& event) {
        if (event.GetSize().x != m_width)
            CallAfter([this] { fit(); });
        event.Skip();
    });
}

void ConditionList::show(std::vector<models::ConditionLine> const& lines)
{
    m_lines = lines;
    auto words = lines.empty() ? std::string(" ") : look().say(models::condition_head(lines));
    for (auto const& line : lines)
        words += "。" + condition_sign(line.tone) + " " + line.title + " " + line.detail;
    ui::expose(*this, words, ui::A11yRole::Image);
    m_width = 0;
    fit();
    Refresh();
}

void ConditionList::fit()
{
    auto const width = std::max(160, GetSize().x);
    double height = 0;
    for (auto const& line : m_lines)
        height += look().sizes.text + 10
            + look()
                  .typesetter()
                  .set(line.detail, {static_cast<double>(look().sizes.head), false, 1.3},
                      width - sign_room - 4)
                  .height
            + 6;
    m_width = GetSize().x;
    auto const wanted = static_cast<int>(height) + 4;
    if (GetMinSize().y == wanted)
        return;
    SetMinSize(wxSize(160, wanted));
    if (auto* room = dynamic_cast<wxScrolledWindow*>(GetParent()))
        room->FitInside();
}

void ConditionList::paint(ui::Canvas& canvas, ui::Box const& all)
{
    double y = 2;
    double const line_height = look().sizes.text + 8;
    for (auto const& line : m_lines) {
        text(canvas, condition_sign(line.tone), {0, y, sign_room - 6, line_height}, look().sizes.text + 2,
            colours_of(line.tone).front, true);
        text(canvas, line.title, {sign_room, y, all.width - sign_room - 4, line_height}, look().sizes.text,
            ui::Role::Ink, true);
        y += line_height;
        auto const lines = look().typesetter().set(
            line.detail, {static_cast<double>(look().sizes.head), false, 1.3}, all.width - sign_room - 4);
        canvas.text(lines, {sign_room, y, all.width - sign_room - 4, lines.height + 4},
            line.tone == models::Tone::Stop ? ui::Role::Stop : ui::Role::Ink2);
        y += lines.height + 8;
        canvas.line(0, y - 3, all.width, y - 3, {ui::Role::Line, 1});
    }
}

SumSheet::SumSheet(wxWindow* parent, Look& look)
    : Painted(parent, look, ui::Role::Surface)
{
}

void SumSheet::show(std::vector<models::SumLine> const& lines, std::string const& rule)
{
    m_lines = lines;
    m_rule = rule;
    std::string words = look().say("出席から計算した金額") + " " + rule;
    for (auto const& line : lines)
        words += "。" + line.label + " " + line.value;
    ui::expose(*this, words, ui::A11yRole::Image);
    auto const height = static_cast<int>(lines.size()) * (look().sizes.text + 15) + 80;
    SetMinSize(wxSize(200, height));
    Refresh();
}

void SumSheet::paint(ui::Canvas& canvas, ui::Box const& all)
{
    double y = 2;
    double const step = look().sizes.text + 15;
    for (auto const& line : m_lines) {
        auto const role = line.is_result ? ui::Role::Ink : ui::Role::Ink2;
        double const value_room = 120;
        text(canvas, line.label, {0, y, all.width - value_room - 6, step - 3}, look().sizes.text, role,
            line.is_result);
        text(canvas, line.value, {all.width - value_room, y, value_room, step - 3}, look().sizes.text,
            ui::Role::Ink, true, ui::Align::Right);
        y += step;
        canvas.line(0, y - 2, all.width, y - 2, {ui::Role::Line, 1});
    }
    auto const lines
        = look().typesetter().set(m_rule, {static_cast<double>(look().sizes.head), false, 1.35}, all.width);
    canvas.text(lines, {0, y + 4, all.width, lines.height + 4}, ui::Role::Ink2);
}

} // namespace meguri::desk::views
