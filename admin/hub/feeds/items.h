// The rows of the schedule as Modelling Opportunity Data 2.0: a SessionSeries for a course at one place, a
// ScheduledSession for one date. A session's item is made of its own row alone, a series' item of its row,
// its venue and the names around it; whoever changes one of these numbers the row anew (core/hub_feed.cpp).
// Pure but for `read`.
#pragma once

#include "admin/hub/feeds/addresses.h"
#include "admin/hub/store/store.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>

namespace meguri::hub::feeds {

/// Venues and the names that a series' item names.
class Surroundings {
public:
    static base::Result<Surroundings> read(store::Reader& reader);

    /// Null when there is none.
    domain::Venue const* venue(domain::VenueId const& id) const;
    std::string organisation_name(std::string const& id) const;
    std::string municipality_name(std::string const& code) const;
    /// Of the prefecture whose hub this is; empty before facts were loaded.
    std::string const& prefecture_name() const { return m_prefecture_name; }

private:
    std::map<std::string, domain::Venue> m_venues;
    std::map<std::string, std::string> m_organisations;
    std::map<std::string, std::string> m_municipalities;
    std::string m_prefecture_name;
};

nlohmann::json session_item(Addresses const& addresses, store::SessionView const& view);
nlohmann::json series_item(
    Addresses const& addresses, store::SeriesRow const& series, Surroundings const& surroundings);

/// P7DT1H30M; `to` is after `from`.
std::string iso_duration(base::Time from, base::Time to);
/// Somebody's home is never given more precisely than its town.
bool is_private(domain::Venue const& venue);
/// Of a home only that it is one, since its own name may be a person's.
std::string public_name(domain::Venue const& venue);

} // namespace meguri::hub::feeds
