// How many classes one person may take: limits of a programme, per course and per fiscal year (2-domain, rule
// 4). Pure. A course is what is taught (title, level, topics), wherever and by whom. Only registrations count
// that hold a seat, a place in a line or a lot; a year is that of the class, not of the registration.
#pragma once

#include "shared/domain/programme.h"
#include "shared/domain/registration.h"

#include <optional>
#include <span>

namespace meguri::domain {

/// None: no limit of that kind, which is the default.
struct RegistrationLimits {
    std::optional<int> per_course; ///< Of the same course, by one person, in a fiscal year.
    std::optional<int> per_year; ///< Of all classes of the programme, by one person, in a fiscal year.
    bool operator==(RegistrationLimits const&) const = default;
};

/// One registration of a person, with what the limits ask of its session.
struct TakenClass {
    RegistrationId registration;
    RegistrationState state = RegistrationState::Received;
    std::optional<ProgrammeId> programme;
    std::string title;
    CourseLevel level = CourseLevel::Basic;
    std::vector<std::string> topics;
    Time starts_at;
};

/// The limit that one more registration of this person for `session` would break. `taken`: all the others of
/// the same person.
std::optional<RegistrationRefusal> broken_limit(
    RegistrationLimits const& limits, Session const& session, std::span<TakenClass const> taken);

/// Whether somebody with these registrations comes for the first time: never attended.
bool is_first_time(std::span<TakenClass const> taken);

} // namespace meguri::domain
