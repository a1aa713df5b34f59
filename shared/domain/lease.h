// 席の預かり: the rights a kiosk holds to promise a seat without asking (3-sync, 7). Which a hub lends, and
// until when a kiosk may use one. Pure. A lease is open → recalled → closed; frozen when its kiosk is revoked
// or copied; revoked when a person took it back by force. Open, recalled and frozen ones count as L until
// they are settled.
#pragma once

#include "shared/domain/ids.h"
#include "shared/domain/names.h"
#include "shared/domain/registration.h"
#include "shared/domain/session.h"

#include <cstdint>

namespace meguri::domain {

enum class LeaseState { Open, Recalled, Frozen, Closed, Revoked };
template <> struct Names<LeaseState> {
    static constexpr std::array entries{
        std::pair{LeaseState::Open, "open"},
        std::pair{LeaseState::Recalled, "recalled"},
        std::pair{LeaseState::Frozen, "frozen"},
        std::pair{LeaseState::Closed, "closed"},
        std::pair{LeaseState::Revoked, "revoked"},
    };
};

/// Whether its unused rights still count as L.
bool is_unsettled(LeaseState state);

/// Whether one more right may be lent to a kiosk of the session's own hall that holds none unused. Half of
/// the seats stay at the hub, and nothing is lent once two or fewer are free or anybody waits; of sessions
/// with up to four seats one right may be out at a time even then, unless somebody waits.
bool may_lend(Session const& session, SeatAccount const& seats, Time now);

/// Until when a right lent at `now` may be used: the close of registration, and at most seven days.
Time use_until(Session const& session, Time now);

} // namespace meguri::domain
