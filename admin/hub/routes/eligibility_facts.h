// The facts by which a session is judged, collected from what is stored: of one session, or of thousands of
// one municipality with a query for each kind of fact. On whatever thread asks, for one answer; throws
// core::StorageTrouble.
#pragma once

#include "admin/hub/store/store.h"
#include "shared/domain/eligibility.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace meguri::hub::routes {

class EligibilityFacts {
public:
    explicit EligibilityFacts(store::Reader& reader);

    /// Reads at once who came to this municipality's sessions that start within [from, to).
    void read_people(std::string const& municipality, base::Time from, base::Time to);

    domain::EligibilityCase case_of(store::SessionView const& view);

private:
    std::optional<domain::AttendanceFacts> attendance_of(store::SessionView const& view);
    std::vector<store::HeadCount> heads_of(store::SessionView const& view);
    bool runs_own_programme(domain::Session const& session);
    domain::Venue const* venue_with(domain::VenueId const& id);
    std::vector<domain::PlaceFacts> places_of(domain::Session const& session);

    /// What decides in one municipality and year whether it runs classes of its own.
    struct OwnClasses {
        bool is_stated = false;
        std::vector<domain::SessionId> sessions;
    };
    struct People {
        std::string municipality;
        base::Time from;
        base::Time to;
        std::map<std::string, std::vector<store::HeadCount>> by_session;
    };

    store::Reader& m_reader;
    std::map<std::string, domain::Area> m_areas;
    std::map<std::string, domain::OrganisationKind> m_organisations;
    std::set<std::string> m_known_towns; ///< Whose halls were read.
    std::map<std::string, domain::Venue> m_venues;
    std::map<std::pair<std::string, int>, OwnClasses> m_own;
    std::optional<People> m_people;
};

} // namespace meguri::hub::routes
