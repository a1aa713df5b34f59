#include "shared/domain/registration_limit.h"

#include <algorithm>

namespace meguri::domain {

namespace {

bool is_same_course(TakenClass const& one, Session const& session)
{
    return one.title == session.title && one.level == session.level && one.topics == session.topics;
}

} // namespace

std::optional<RegistrationRefusal> broken_limit(
    RegistrationLimits const& limits, Session const& session, std::span<TakenClass const> taken)
{
    auto const year = fiscal_year_of(tokyo_date(session.starts_at));
    int of_course = 0;
    int of_year = 0;
    for (auto const& one : taken) {
        bool const is_counted = is_active(one.state) && one.programme == session.programme
            && fiscal_year_of(tokyo_date(one.starts_at)) == year;
        if (!is_counted)
            continue;
        ++of_year;
        of_course += is_same_course(one, session) ? 1 : 0;
    }
    if (limits.per_course && of_course >= *limits.per_course)
        return RegistrationRefusal::LimitPerCourse;
    if (limits.per_year && of_year >= *limits.per_year)
        return RegistrationRefusal::LimitPerYear;
    return std::nullopt;
}

bool is_first_time(std::span<TakenClass const> taken)
{
    return std::none_of(taken.begin(), taken.end(),
        [](TakenClass const& one) { return one.state == RegistrationState::Attended; });
}

} // namespace meguri::domain
