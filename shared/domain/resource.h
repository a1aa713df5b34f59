// 車・講師: what a class needs besides people, where and when each can be used, and what stands in the way
// of one more use (2-domain, rule 5): never in two places, with the way and the setting up in between, within
// its hours and its area, never in a closed house. Pure.
#pragma once

#include "shared/domain/ids.h"
#include "shared/domain/names.h"
#include "shared/domain/session.h"
#include "shared/domain/tokyo_time.h"
#include "shared/domain/travel.h"

#include <set>
#include <string>
#include <vector>

namespace meguri::domain {

enum class ResourceKind { Van, Visitor, Lecturer, Room, Phones };
template <> struct Names<ResourceKind> {
    static constexpr std::array entries{
        std::pair{ResourceKind::Van, "van"},
        std::pair{ResourceKind::Visitor, "visitor"},
        std::pair{ResourceKind::Lecturer, "lecturer"},
        std::pair{ResourceKind::Room, "room"},
        std::pair{ResourceKind::Phones, "phones"},
    };
};

/// Hours of one weekday, in minutes after midnight in Japan.
struct WorkHours {
    unsigned weekday = 0; ///< 0 Sunday … 6 Saturday, as std::chrono::weekday::c_encoding.
    int from_minute = 0;
    int to_minute = 0;
    bool operator==(WorkHours const&) const = default;
};

struct Absence {
    Time from;
    Time to;
    std::string reason;
};

struct Resource {
    ResourceId id;
    ResourceKind kind = ResourceKind::Van;
    std::string name;
    OrganisationId owner;
    std::optional<VenueId> home_base; ///< Where a van stands at night; for a room the house it is in.
    std::vector<std::string> areas; ///< Municipality codes and area ids it serves; empty: everywhere.
    int setup_minutes = 0; ///< To set up at a new place, and as long again to pack up.
    int units = 1; ///< Of loan phones: how many there are.
    bool rests_on_holidays = false;
    std::vector<WorkHours> hours; ///< Empty: always.
    std::vector<Absence> absences;
};

/// What is wrong with a resource as written; empty when it may be stored.
std::vector<FieldProblem> problems_of(Resource const& resource);

/// One part of a session that uses a resource.
struct Use {
    SessionId session;
    std::string title;
    Place place;
    Time starts_at;
    Time ends_at;
    int units = 1;
};

struct Holiday {
    Date day;
    std::string name;
};

/// 休館: when a house is closed.
struct Closure {
    Date first_day;
    Date last_day;
    std::string reason;
};
struct VenueCalendar {
    std::set<unsigned> closed_weekdays; ///< 0 Sunday … 6 Saturday.
    bool is_closed_on_holidays = false;
    std::vector<Closure> closures;
};

enum class ClashKind {
    DoubleBooked,
    Travel,
    Setup,
    TooFewUnits,
    Away,
    OutsideHours,
    Holiday,
    OutsideArea,
    NotItsHouse,
    VenueClosed
};
template <> struct Names<ClashKind> {
    static constexpr std::array entries{
        std::pair{ClashKind::DoubleBooked, "double_booked"},
        std::pair{ClashKind::Travel, "travel_too_short"},
        std::pair{ClashKind::Setup, "setup_too_short"},
        std::pair{ClashKind::TooFewUnits, "too_few_units"},
        std::pair{ClashKind::Away, "away"},
        std::pair{ClashKind::OutsideHours, "outside_hours"},
        std::pair{ClashKind::Holiday, "holiday"},
        std::pair{ClashKind::OutsideArea, "outside_area"},
        std::pair{ClashKind::NotItsHouse, "not_its_house"},
        std::pair{ClashKind::VenueClosed, "venue_closed"},
    };
};

/// Why a session cannot be as it is written.
struct Clash {
    ClashKind kind = ClashKind::DoubleBooked;
    std::string resource; ///< Its id; for a closed house the venue's.
    std::string name;
    SessionId with; ///< The session in the way, if it is one.
    std::string with_title;
    std::optional<Time> with_starts_at;
    int needed = 0; ///< Minutes, or units of loan phones.
    int available = 0;
    std::string why; ///< A holiday's name, the reason of an absence or of a closure.
    bool operator==(Clash const&) const = default;
};
/// The same for the same reason, whatever minutes are missing: what an override is given for.
std::string key_of(Clash const& clash);
/// A sentence for the clerk, in Japanese.
std::string words_of(Clash const& clash);

/// What every resource has around it.
struct Circumstances {
    std::vector<Holiday> holidays;
    TravelTable travel;
};

/// What stands in the way of `wanted` (the parts of one session), given the resource's `others`: uses by
/// other sessions from the day before the first part to the day after the last. Each reason once.
std::vector<Clash> clashes_of(Resource const& resource, std::vector<Use> const& wanted,
    std::vector<Use> const& others, Circumstances const& around);
/// Whether the house is open on the day of that part.
std::optional<Clash> closed_at(
    Venue const& venue, VenueCalendar const& calendar, Time starts_at, std::vector<Holiday> const& holidays);

} // namespace meguri::domain
