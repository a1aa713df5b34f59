// The plan of a demonstration year: every class with the days on which it is published, moved or called off
// and how many want to come. Nothing is written here. One thread.
#pragma once

#include "admin/hub/facts/demo_people.h"
#include "shared/domain/fiscal_year.h"

namespace meguri::hub::facts {

struct PlannedSession {
    domain::Session session; ///< Without id.
    domain::Date written; ///< Created, and published unless it is still being arranged.
    bool is_arranging = false;
    std::optional<domain::Date> cancelled;
    std::string cancel_reason;
    std::optional<domain::Date> moved; ///< The day on which it is put off by a week.
    int applicants = 0;
    int drop_in_participants = 0;
};

/// `today` lies in the year; classes stand until some weeks after it, and some further on are being arranged.
std::vector<PlannedSession> plan_year(DemoData const& data, DemoPeople& people, domain::Date today);

} // namespace meguri::hub::facts
