// The hub on limits of a programme: how many classes one person may take. Without the people's key file
// nobody is recognised, and then no limit is kept.
#include "admin/hub/core/hub.h"
#include "admin/hub/core/need.h"
#include "admin/hub/core/refusals.h"

#include <algorithm>

namespace meguri::hub::core {

std::optional<domain::RegistrationRefusal> Hub::limit_broken_by(
    store::RegistrationRow const& row, domain::Session const& session)
{
    if (!session.programme || !row.marks)
        return std::nullopt;
    auto const limits = need(m_store.limits(*session.programme));
    if (limits == domain::RegistrationLimits())
        return std::nullopt;
    auto taken = need(m_store.taken_by_person(row.marks->person));
    std::erase_if(taken, [&](auto const& one) { return one.registration == row.id; });
    return domain::broken_limit(limits, session, taken);
}

Outcome Hub::run(SaveLimits const& command)
{
    auto const programmes = need(m_store.programmes(std::nullopt));
    bool const is_known = std::any_of(
        programmes.begin(), programmes.end(), [&](auto const& one) { return one.id == command.programme; });
    if (!is_known)
        return not_found("programme");
    need(m_store.put_limits(command.programme, command.limits));
    auto const words = [](std::optional<int> const& limit) {
        return limit ? std::to_string(*limit) : std::string("none");
    };
    audit(command.by, "programme.limits", command.programme.value,
        "per_course " + words(command.limits.per_course) + ", per_year " + words(command.limits.per_year));
    return Done();
}

} // namespace meguri::hub::core
