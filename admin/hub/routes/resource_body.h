// A resource and a house's calendar as JSON, read with every check and written; times of day are `09:00`,
// days of the week `mon` … `sun`.
#pragma once

#include "shared/domain/van_day.h"
#include "shared/protocol/reader.h"

#include <nlohmann/json.hpp>

namespace meguri::hub::routes {

base::Result<domain::Resource, std::vector<protocol::FieldReason>> resource_from_body(
    nlohmann::json const& body, std::string const& own_organisation);
/// `shows_absences`: why somebody is away is the owner's business only.
nlohmann::json wire_resource(domain::Resource const& resource, bool shows_absences);

base::Result<domain::VenueCalendar, std::vector<protocol::FieldReason>> calendar_from_body(
    nlohmann::json const& body);
nlohmann::json wire_calendar(domain::VenueCalendar const& calendar);

/// Minutes after midnight from `09:30`; 24:00 is the end of the day.
std::optional<int> minute_from(std::string_view text);
std::string minute_text(int minute);
domain::Date date_in(protocol::Reader& reader, std::string_view field);
/// 0 Sunday … 6 Saturday, from a list like ["mon", "thu"].
std::set<unsigned> weekdays_in(protocol::Reader& reader, std::string_view field);
/// seats, class_minutes, break_minutes, most_classes, day_begins and day_ends; each may be left out.
domain::VanDayRule van_rule_from(protocol::Reader& reader);

} // namespace meguri::hub::routes
