// The pages for people that the addresses in the feeds lead to: plain HTML in Japanese, without scripts,
// readable on an old phone and by a screen reader. Every text from the database is escaped. Pure.
#pragma once

#include "admin/hub/feeds/addresses.h"
#include "admin/hub/feeds/items.h"

#include <string>
#include <vector>

namespace meguri::hub::feeds {

std::string session_html(Addresses const& addresses, store::SessionView const& view, base::Time now);
/// `sessions`: those of the series that may be shown.
std::string series_html(Addresses const& addresses, store::SeriesRow const& series,
    Surroundings const& surroundings, std::vector<store::SessionView> const& sessions, base::Time now);
std::string place_html(domain::Venue const& venue, Surroundings const& surroundings);
std::string organisation_html(std::string const& name);
/// With the JSON-LD that machines look for.
std::string dataset_html(Addresses const& addresses, std::string const& prefecture);
std::string missing_html();

/// The mark on the dataset page, as SVG.
std::string_view logo_svg();

} // namespace meguri::hub::feeds
