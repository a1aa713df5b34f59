// The demonstration's vans, visitors and lecturers, the calendar of a house, a van's day and wishes for
// visits: what stands in the weeks to come. Plain data and the commands made of it; pure.
#pragma once

#include "admin/hub/core/resource_commands.h"
#include "shared/protocol/reader.h"

#include <string>
#include <vector>

namespace meguri::hub::facts {

struct DemoStop {
    std::string venue;
    int classes = 1;
};
struct DemoVanDay {
    std::string van; ///< Its name.
    std::string title;
    std::string topic;
    std::vector<DemoStop> stops;
};
struct DemoWish {
    std::string municipality;
    std::string area;
};
struct DemoResources {
    std::vector<domain::Resource> resources;
    std::vector<std::string> houses_closed_on_holidays; ///< Venue ids.
    DemoVanDay van_day;
    std::vector<DemoWish> wishes;
};

/// Notes in `reader` what is wrong with its sections `resources`, `closed_on_holidays`, `van_day`, `wishes`.
DemoResources read_demo_resources(protocol::Reader& reader);

/// The first working day at least so many days after `today`.
domain::Date working_day_after(domain::Date today, int days);

/// The day's classes, published, for the van that got that id.
core::PlanVanDay van_day_command(
    DemoVanDay const& plan, domain::Resource const& van, domain::Date day, std::string const& by);
/// Two half-days within the fortnight after next week.
std::vector<domain::VisitWish> wishes_after(domain::Date today, int which);

} // namespace meguri::hub::facts
