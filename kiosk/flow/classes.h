// Which classes a visitor is shown, in what order, and what can be said about a seat. Pure.
#pragma once

#include "kiosk/flow/state.h"
#include "kiosk/flow/words.h"

#include <array>
#include <string_view>
#include <vector>

namespace meguri::kiosk::flow {

/// A straight line stands in for 20 minutes by bus until there are timetables.
inline constexpr double nearby_km = 10.0;
/// This many seats or fewer are said as few.
inline constexpr int few_seats = 2;

struct Topic {
    std::string_view id; ///< Of the published topic list.
    std::string_view name; ///< On the tile.
    std::string_view heading; ///< Above the cards.
    std::string_view icon;
};
extern std::array<Topic, 8> const topics;
/// Null for an id that has no tile.
Topic const* topic_of(std::string_view id);

/// What somebody who presses 申し込む now would get, as far as this machine knows.
enum class Chance {
    Seat,
    FewSeats,
    HeldSeat, ///< No line, but this machine holds a seat.
    Line, ///< Full: the waiting list.
    Draw,
    JustCome
};

/// Published, and its window is open; a drop-in until it begins.
bool is_on_offer(Offer const& offer, domain::Time now);
/// Open ones here, near or in the whole town, about a topic (empty: any), by time.
std::vector<Offer const*> classes_found(
    State const& state, Near near, std::string_view topic, domain::Time now);
/// A class on one of its days.
struct ClassDay {
    Offer const* offer = nullptr;
    domain::Time starts_at;
};
/// Today's classes in this hall that are not over, by time; of several days each goes by its own.
std::vector<ClassDay> classes_today(State const& state, domain::Time now);
/// The same course on other days, within reach, nearest first and then by time; never the class itself.
std::vector<Offer const*> other_days_of(State const& state, Offer const& offer, domain::Time now);
/// Of these the days a slip can be put on: whoever holds a seat, only where there is one.
std::vector<Offer const*> days_to_move_to(State const& state, Offer const& offer, domain::Time now);
/// The days that may be asked for with a slip of which this machine knows nothing: of any class of the town
/// that gives seats. By time; whoever holds the slip knows its class.
std::vector<Offer const*> days_for_unknown_slip(State const& state, domain::Time now);
/// What the cards show now: what was searched for, or another class's other days.
std::vector<Offer const*> cards_shown(State const& state, domain::Time now);
Offer const* offer_with_id(State const& state, std::string_view session);

Chance chance_of(Offer const& offer, bool line_is_up);
/// Seats this machine may speak of: the free ones, or the one it holds.
int seats_to_name(Offer const& offer);
bool line_is_up(State const& state);

int cards_a_page(State const& state);
int topics_a_page(State const& state);
/// At least 1.
int page_count(std::size_t items, int a_page);

} // namespace meguri::kiosk::flow
