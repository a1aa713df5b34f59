#include "admin/desk/views/pictures.h"

#include <algorithm>

namespace meguri::desk::views {

namespace {

constexpr double square = 20;
constexpr double square_gap = 4;
constexpr int squares_in_row = 20;

} // namespace

SeatSquares::SeatSquares(wxWindow* parent, Look& look)
    : Painted(parent, look, ui::Role::Surface)
{
}

void SeatSquares::show(std::vector<models::Seat> const& seats, std::string const& words)
{
    if (words == m_words && seats == m_seats)
        return;
    m_seats = seats;
    m_words = words;
    ui::expose(*this, words.empty() ? " " : words, ui::A11yRole::Image);
    auto const rows = (static_cast<int>(seats.size()) + squares_in_row - 1) / squares_in_row;
    auto const wanted = std::min(static_cast<int>(seats.size()), squares_in_row);
    auto const height = std::max(1, rows) * (square + square_gap) + look().sizes.text + 8;
    auto const line = look().typesetter().set(words, {static_cast<double>(look().sizes.head), false, 1.3}, 0);
    auto const width = std::max(line.width + 4, wanted * (square + square_gap));
    SetMinSize(wxSize(static_cast<int>(width), static_cast<int>(height)));
    GetParent()->Layout();
    Refresh();
}

void SeatSquares::paint(ui::Canvas& canvas, ui::Box const& all)
{
    double bottom = 0;
    for (std::size_t i = 0; i < m_seats.size(); ++i) {
        std::size_t const row = i / squares_in_row;
        ui::Box const box{static_cast<double>(i % squares_in_row) * (square + square_gap),
            static_cast<double>(row) * (square + square_gap), square, square};
        bottom = box.bottom();
        switch (m_seats[i]) {
        case models::Seat::Taken:
            canvas.rounded(box, 4, ui::Role::Ai);
            break;
        case models::Seat::Leased:
            canvas.rounded(box, 4, ui::Role::MikanTint, ui::Outline{ui::Role::MikanInk, 1.5});
            break;
        case models::Seat::Free:
            canvas.rounded(box, 4, ui::Role::Surface, ui::Outline{ui::Role::Edge, 1.5});
            break;
        }
    }
    text(canvas, m_words, {0, bottom + 4, all.width, static_cast<double>(look().sizes.text + 4)},
        look().sizes.head, ui::Role::Ink2, false, ui::Align::Left);
}

SubsidyCard::SubsidyCard(wxWindow* parent, Look& look, models::BoardCard card, std::string const& step,
    bool is_chosen, std::function<void()> press)
    : Painted(parent, look, ui::Role::Band)
    , m_card(std::move(card))
    , m_is_chosen(is_chosen)
{
    int const lines = m_card.remark.empty() ? 2 : 3;
    SetMinSize(wxSize(100, lines * (look.sizes.text + 6) + 14));
    auto name = m_card.title + " " + step;
    for (auto const* part : {&m_card.amount, &m_card.remark})
        name += part->empty() ? "" : " " + *part;
    make_pressable(name, std::move(press));
}

void SubsidyCard::paint(ui::Canvas& canvas, ui::Box const& all)
{
    auto const box = all.inside(1);
    canvas.rounded(box, 6, m_is_chosen ? ui::Role::AiTint : ui::Role::Surface,
        ui::Outline{m_is_chosen ? ui::Role::Ai : ui::Role::Edge, m_is_chosen ? 2.0 : 1.0});
    double const line = look().sizes.text + 6;
    double const width = box.width - 18;
    text(canvas, m_card.title, {10, 7, width, line}, look().sizes.text, ui::Role::Ink, true);
    auto const second = m_card.amount.empty() ? m_card.programme : m_card.amount;
    text(canvas, second, {10, 7 + line, width, line}, look().sizes.head, ui::Role::Ink2);
    if (!m_card.remark.empty()) {
        auto const [front, ground] = colours_of(m_card.remark_tone);
        auto const lines
            = look().typesetter().set(m_card.remark, {static_cast<double>(look().sizes.head), true, 1.3}, 0);
        ui::Box const chip{8, 7 + 2 * line, std::min(lines.width + 12, box.width - 14), line};
        canvas.tinted(chip, 4, ground == ui::Role::Surface ? ui::Role::Band : ground, front, 1);
        text(canvas, m_card.remark, {chip.x + 5, chip.y, chip.width - 8, chip.height}, look().sizes.head,
            front, true);
    }
    draw_focus_ring(canvas, all, 7);
}

History::History(wxWindow* parent, Look& look)
    : Painted(parent, look, ui::Role::Surface)
{
}

void History::show(std::vector<models::HistoryLine> const& lines)
{
    m_lines = lines;
    std::string words;
    for (auto const& line : lines)
        words += line.title + " " + line.when + " " + line.amount + " " + line.note
            + (line.is_over ? look().say("(訂正ずみ)") : "") + "。";
    ui::expose(*this, look().say("これまで") + " " + words, ui::A11yRole::Image);
    SetMinSize(wxSize(200, static_cast<int>(lines.size()) * (2 * look().sizes.text + 14) + 8));
    Refresh();
}

void History::paint(ui::Canvas& canvas, ui::Box const& all)
{
    double const step = 2 * look().sizes.text + 14;
    double const line = look().sizes.text + 5;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        double const y = static_cast<double>(i) * step;
        bool const is_last = i + 1 == m_lines.size();
        if (!is_last)
            canvas.line(12, y + 12, 12, y + step + 12, {ui::Role::Ai, 3});
        auto const& entry = m_lines[i];
        bool const is_here = entry.is_ahead || (is_last && !entry.is_over);
        auto const ring = entry.is_over ? ui::Role::Edge : ui::Role::Ai;
        canvas.disc(12, y + 12, 10, is_here || entry.is_over ? ui::Role::Surface : ui::Role::Ai,
            ui::Outline{ring, 2});
        if (is_here)
            canvas.disc(12, y + 12, 5, ui::Role::Mikan);
        else if (!entry.is_over)
            canvas.icon("check", {5, y + 5, 14, 14}, ui::Role::OnAi, ui::Role::Ai);
        // What was corrected stays readable, quieter and with the word for it.
        auto const ink = entry.is_over ? ui::Role::Ink2 : ui::Role::Ink;
        auto const number = entry.is_ahead ? std::string() : std::to_string(i + 1) + " ";
        text(canvas, number + entry.title, {32, y, 132, line + 3}, look().sizes.text, ink, !entry.is_over);
        auto const what = entry.when + (entry.amount.empty() ? "" : " ・ " + entry.amount);
        text(canvas, what, {168, y, all.width - 172, line + 3}, look().sizes.text, ink);
        auto const note = entry.is_over ? look().say("(訂正ずみ)") + " " + entry.note : entry.note;
        text(canvas, note, {168, y + line, all.width - 172, line}, look().sizes.head, ui::Role::Ink2);
    }
}

} // namespace meguri::desk::views
