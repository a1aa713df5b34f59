#include "shared/domain/registration.h"

#include <algorithm>
#include <tuple>

namespace meguri::domain {

namespace {

using base::fail;

bool is_before(Waiter const& one, Waiter const& other)
{
    return std::tuple(other.priority, one.seq) < std::tuple(one.priority, other.seq);
}

std::optional<RegistrationRefusal> refusal_by_state(SessionState state)
{
    switch (state) {
    case SessionState::Draft:
    case SessionState::Arranging:
        return RegistrationRefusal::NotOpen;
    case SessionState::Published:
        return std::nullopt;
    case SessionState::Closed:
    case SessionState::Held:
        return RegistrationRefusal::Closed;
    case SessionState::Cancelled:
        return RegistrationRefusal::Cancelled;
    }
    return RegistrationRefusal::NotOpen;
}

} // namespace

std::optional<AttendanceMark> mark_of_parts(std::span<AttendanceMark const> parts)
{
    if (parts.empty())
        return std::nullopt;
    auto const came = std::count_if(parts.begin(), parts.end(),
        [](AttendanceMark mark) { return state_of(mark) == RegistrationState::Attended; });
    bool const is_some = came > 0 && came < static_cast<std::ptrdiff_t>(parts.size());
    if (is_some)
        return AttendanceMark::Partial;
    auto const has
        = [&](AttendanceMark mark) { return std::find(parts.begin(), parts.end(), mark) != parts.end(); };
    for (auto const mark : {AttendanceMark::NoShow, AttendanceMark::AbsentWithNotice, AttendanceMark::Partial,
             AttendanceMark::Late})
        if (has(mark))
            return mark;
    return AttendanceMark::Present;
}

RegistrationState state_of(AttendanceMark mark)
{
    switch (mark) {
    case AttendanceMark::Present:
    case AttendanceMark::Late:
    case AttendanceMark::Partial:
        return RegistrationState::Attended;
    case AttendanceMark::AbsentWithNotice:
    case AttendanceMark::NoShow:
        return RegistrationState::NoShow;
    }
    return RegistrationState::NoShow;
}

bool is_active(RegistrationState state)
{
    // Who attended or did not come keeps the seat: a mark set by mistake can be taken back without
    // overbooking.
    return !is_final(state);
}

bool is_final(RegistrationState state)
{
    return state == RegistrationState::Refused || state == RegistrationState::Duplicate
        || state == RegistrationState::Cancelled || state == RegistrationState::Lapsed;
}

bool may_change(RegistrationState from, RegistrationState to)
{
    using enum RegistrationState;
    switch (from) {
    case Received:
        return to == Entered || to == Confirmed || to == Waiting || to == Refused || to == Duplicate
            || to == Cancelled;
    case Entered:
        return to == Confirmed || to == Waiting || to == Refused || to == Cancelled || to == Duplicate;
    case Waiting:
        return to == Confirmed || to == Lapsed || to == Cancelled || to == Duplicate;
    case Confirmed:
        return to == Cancelled || to == Duplicate || to == Attended || to == NoShow;
    case Attended:
        return to == NoShow || to == Confirmed;
    case NoShow:
        return to == Attended || to == Confirmed;
    case Refused:
    case Duplicate:
    case Cancelled:
    case Lapsed:
        return false;
    }
    return false;
}

base::Result<RegistrationState, RegistrationRefusal> decide(
    Session const& session, SeatAccount const& seats, Time now)
{
    if (auto const refusal = refusal_by_state(session.state))
        return fail(*refusal);
    if (session.admission == Admission::DropIn)
        return fail(RegistrationRefusal::DropIn);
    if (session.registration_opens_at && now < *session.registration_opens_at)
        return fail(RegistrationRefusal::NotYetOpen);
    if (now >= session.registration_closes_at.value_or(session.starts_at))
        return fail(RegistrationRefusal::Closed);
    if (session.admission == Admission::Lottery)
        return RegistrationState::Entered;
    return seats.free() > 0 && seats.waiting == 0 ? RegistrationState::Confirmed : RegistrationState::Waiting;
}

std::vector<RegistrationId> promoted(std::span<Waiter const> waiters, int free)
{
    std::vector<Waiter> line(waiters.begin(), waiters.end());
    std::sort(line.begin(), line.end(), is_before);
    auto const count = std::min(line.size(), static_cast<std::size_t>(std::max(free, 0)));
    std::vector<RegistrationId> ids;
    for (std::size_t i = 0; i < count; ++i)
        ids.push_back(line[i].id);
    return ids;
}

std::vector<RegistrationId> behind(std::span<Waiter const> waiters, Waiter const& one)
{
    std::vector<RegistrationId> ids;
    for (auto const& other : waiters)
        if (is_before(one, other))
            ids.push_back(other.id);
    return ids;
}

std::optional<int> place_in_line(std::span<Waiter const> waiters, RegistrationId const& id)
{
    auto const mine
        = std::find_if(waiters.begin(), waiters.end(), [&](auto const& waiter) { return waiter.id == id; });
    if (mine == waiters.end())
        return std::nullopt;
    auto const ahead = std::count_if(
        waiters.begin(), waiters.end(), [&](auto const& waiter) { return is_before(waiter, *mine); });
    return static_cast<int>(ahead) + 1;
}

} // namespace meguri::domain
