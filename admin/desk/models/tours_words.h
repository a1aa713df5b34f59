// Words of the section 出張・訪問: kinds, states, times of a day, and what the hub says when it refuses.
// Source texts; the views pass them through the catalogue. Pure.
#pragma once

#include "admin/desk/models/problem.h"
#include "admin/desk/models/tours_answers.h"

#include <string>
#include <string_view>

namespace meguri::desk::models {

/// Towns and houses by their ids; what is not known stands as its id.
struct Gazetteer {
    std::vector<Municipality> towns;
    std::vector<Venue> venues;

    std::string town_name(std::string const& code) const;
    std::string venue_name(std::string const& id) const;
};

std::string resource_kind_words(std::string_view name);
std::string visit_state_words(std::string_view name);
/// 月 火 …
std::string weekday_words(std::string_view name);
/// 11月27日(金)
std::string iso_day_words(std::string const& iso_date);
/// 10:00〜10:50
std::string span_words(base::Time from, base::Time to);
/// 42.5km
std::string km_words(double kilometres);
/// Joined by 、
std::string listed(std::vector<std::string> const& words);

/// As problem_words, but where the hub says in Japanese what stands in the way, that.
std::string tour_problem_words(Problem const& problem);
/// After a write that nobody answered.
std::string unsure_words();

/// Whether a resource may work in that town, as far as its areas say.
bool serves_town(Resource const& resource, std::string const& municipality);

} // namespace meguri::desk::models
