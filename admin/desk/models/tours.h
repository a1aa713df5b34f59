// The section 出張・訪問: four faces of the same vans, people and rooms. Holds which one is open, and gives
// each what it needs of the others. One thread.
#pragma once

#include "admin/desk/models/resources.h"
#include "admin/desk/models/tour_planner.h"
#include "admin/desk/models/van_days.h"
#include "admin/desk/models/visits.h"

#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

class Tours {
public:
    enum class Face { Visits, Days, Planner, Resources };

    Tours(Jobs& jobs, base::Clock const& clock, Told told);
    Tours(Tours const&) = delete;
    Tours& operator=(Tours const&) = delete;

    void show_scope(Scope const& scope);
    /// Asks again for what the open face shows, except for names.
    void refresh_quietly();
    /// Those as well: only when a person asked for it.
    void refresh_names();
    void forget();
    void take_towns(std::vector<Municipality> towns) { m_places.towns = std::move(towns); }
    void take_venues(std::vector<Venue> venues) { m_places.venues = std::move(venues); }

    Face face() const { return m_face; }
    void turn_to(Face face);
    /// Where a day of the proposed tour stands now.
    void show_written_day(std::string const& iso_day);

    Gazetteer const& places() const { return m_places; }
    Visits& visits() { return m_visits; }
    VanDays& days() { return m_days; }
    TourPlanner& planner() { return m_planner; }
    Resources& resources() { return m_resources; }

    std::string csv();
    std::string csv_title() const;
    std::optional<base::Time> as_of() const;

private:
    void load();
    bool is_named() const;

    Told m_told;
    Scope m_scope;
    Face m_face = Face::Visits;
    Gazetteer m_places;
    Resources m_resources;
    Visits m_visits;
    VanDays m_days;
    TourPlanner m_planner;
};

} // namespace meguri::desk::models
