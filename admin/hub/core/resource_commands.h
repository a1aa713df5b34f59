// What changes resources, their calendars, a van's day and visits at home, as plain data for the one writer.
#pragma once

#include "admin/hub/core/facts.h"
#include "admin/hub/store/resource_rows.h"
#include "shared/domain/session.h"

#include <optional>
#include <string>
#include <vector>

namespace meguri::hub::core {

/// A new one when its id is empty; else the whole of one.
struct SaveResource {
    domain::Resource resource;
    std::string by;
};

struct SaveVenueCalendar {
    domain::VenueId venue;
    domain::VenueCalendar calendar;
    std::string by;
};

struct SaveTravel {
    domain::VenueId from;
    domain::VenueId to;
    int minutes = 0;
    std::string by;
};

struct SaveHolidays {
    std::vector<domain::Holiday> holidays;
    std::string by;
};

/// A day of stops with all their classes, or nothing. `course` gives title, level, topics, provider,
/// programme and further resources of each class; the rest follows from stop and rule.
struct PlanVanDay {
    domain::ResourceId van;
    domain::Date day;
    domain::VanDayRule rule;
    std::vector<std::pair<domain::VenueId, int>> stops; ///< With the number of classes at each.
    std::vector<std::optional<base::Time>> starts; ///< A fixed beginning for each stop, if it has one.
    domain::Session course;
    bool is_published = false;
    std::string by;
};

/// One stop to another time, or to another place in the order; the later ones follow, or all stays as it is.
struct MoveVanStop {
    domain::VanDayId day;
    std::size_t stop = 0; ///< From 0.
    std::optional<std::size_t> position;
    std::optional<base::Time> starts_at;
    std::string by;
};

/// Every class of the day that was not held is cancelled, and everybody is called.
struct BreakDownVan {
    domain::VanDayId day;
    std::string reason;
    std::string by;
};

/// Sealed and marked before the queue.
struct TakeVisit {
    store::VisitRow visit;
    std::string idempotency_scope;
    std::string idempotency_key;
    std::string body_hash;
};

/// A wish becomes a session of one seat with the person in it.
struct ScheduleVisit {
    domain::RegistrationId visit;
    domain::Session session; ///< Its end, capacity, format and state are set here.
    std::string override_reason; ///< Why at a time nobody wished for, or in spite of a clash.
    std::string by;
};

struct CancelVisit {
    domain::RegistrationId visit;
    std::string reason;
    std::string by;
};

struct ResourceAnswer {
    domain::ResourceId id;
};
struct VanDayAnswer {
    domain::VanDayId id;
};
struct VisitAnswer {
    domain::RegistrationId id;
    std::string code;
    domain::VisitState state = domain::VisitState::Open;
    domain::SessionId session;
    std::string existing; ///< Set when this person has an open wish in that town already.
};

} // namespace meguri::hub::core
