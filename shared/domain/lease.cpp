#include "shared/domain/lease.h"

#include <algorithm>

namespace meguri::domain {

namespace {

constexpr std::chrono::days longest_use{7};
constexpr int free_seats_kept = 2;
constexpr int few_seats = 4;

Time close_of(Session const& session)
{
    return session.registration_closes_at.value_or(session.starts_at);
}

} // namespace

bool is_unsettled(LeaseState state)
{
    return state == LeaseState::Open || state == LeaseState::Recalled || state == LeaseState::Frozen;
}

bool may_lend(Session const& session, SeatAccount const& seats, Time now)
{
    bool const is_open = session.state == SessionState::Published && session.admission == Admission::FirstCome
        && now >= session.registration_opens_at.value_or(now) && now < close_of(session);
    if (!is_open || seats.waiting > 0 || seats.free() < 1)
        return false;
    if (session.capacity <= few_seats)
        return seats.leased == 0;
    return seats.free() > free_seats_kept && 2 * (seats.leased + 1) <= session.capacity;
}

Time use_until(Session const& session, Time now)
{
    return std::min(close_of(session), now + longest_use);
}

} // namespace meguri::domain
