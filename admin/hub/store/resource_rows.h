// The rows about resources: overrides of clashes, a van's day with its stops, and wishes for visits at home.
#pragma once

#include "admin/hub/store/rows.h"
#include "shared/domain/resource.h"
#include "shared/domain/van_day.h"
#include "shared/domain/visit.h"

namespace meguri::hub::store {

/// Somebody wrote a session although this stood in its way.
struct OverrideRow {
    domain::SessionId session;
    std::string clash; ///< domain::key_of.
    std::string words; ///< What it was, for people.
    std::string reason;
    std::string written_by;
    Time written_at;
};

struct VanStopRow {
    domain::VenueId venue;
    Time arrives_at;
    Time leaves_at;
    int travel_minutes = 0;
    std::vector<domain::SessionId> sessions; ///< In order of their start.
};

struct VanDayRow {
    domain::VanDayId id;
    domain::ResourceId van;
    domain::Date day;
    domain::VanDayRule rule;
    Time leaves_base_at;
    Time back_at;
    std::string broken_down; ///< Why the day was given up; empty: it was not.
    std::vector<VanStopRow> stops;
};

/// A wish for a visit at home. Once scheduled, the registration has its id, its number and its box.
struct VisitRow {
    domain::RegistrationId id;
    std::string code;
    domain::VisitState state = domain::VisitState::Open;
    std::string municipality;
    std::string area; ///< In the person's words.
    std::vector<domain::VisitWish> wishes;
    Bytes sealed;
    std::uint32_t key_id = 0;
    std::optional<PersonMarks> marks;
    domain::AgeBand age_band = domain::AgeBand::Unknown;
    std::string token;
    std::optional<std::uint32_t> kiosk;
    std::uint64_t cmd_no = 0;
    std::string taken_by;
    std::int64_t seq = 0;
    std::int64_t changed_seq = 0;
    Time created_at;
    domain::SessionId session; ///< Empty until it is scheduled.
    std::string reason;
};

} // namespace meguri::hub::store
