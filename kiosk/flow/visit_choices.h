// What a visitor may choose from for a visit at home: parts of the town, days and half-days. Pure.
#pragma once

#include "kiosk/flow/state.h"

#include <string>
#include <vector>

namespace meguri::kiosk::flow {

/// More would make a person plan their month; the hub takes up to ten.
inline constexpr std::size_t most_wishes = 3;
/// Staff call by the end of the next day, and a visitor needs a day more (an assumption of this version).
inline constexpr int first_visit_day = 3;
/// As far as most people's calendars reach (an assumption of this version).
inline constexpr int visit_day_count = 28;

/// What `Choice` carries as its index on the area page, besides the place of an area in the hall's list.
inline constexpr int whole_town_choice = -1;
inline constexpr int other_town_choice = -2;

/// The days on offer, soonest first.
std::vector<domain::Date> visit_days(domain::Date today);
int visit_days_a_page(State const& state);
/// The name of a municipality, for the wish in clear; empty for one this machine does not know.
std::string municipality_named(State const& state, std::string const& code);

bool is_wished(HomeVisit const& home, domain::VisitWish const& wish);
/// Puts it in, or takes it out again; a fourth is left out. Keeps the order of the calendar.
void toggle_wish(HomeVisit& home, domain::VisitWish const& wish);

} // namespace meguri::kiosk::flow
