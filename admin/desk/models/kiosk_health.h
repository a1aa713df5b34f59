// How a kiosk does, from what the hub last heard of it: the rule that says which one is stuck, before a
// senior stands in front of it. Pure; `now` is the hub's own clock, as the last contact is, so that a desk
// whose clock is wrong still judges right.
#pragma once

#include "admin/desk/models/answers.h"

#include <chrono>
#include <string>

namespace meguri::desk::models {

/// In the order in which they want a person: the first four are stuck.
enum class KioskHealth {
    Copied, ///< Two chains under one number: somebody runs a copy, or put an old disk back.
    Silent, ///< In use, and no contact for longer than `silent_after`.
    NotSending, ///< It holds what people did, and no contact for longer than `not_sending_after`.
    ClockOff, ///< Its clock is off by more than `clock_off_max`, either way: it is lent no seats.
    NotYetHeard, ///< Enrolled a moment ago.
    Fine,
    Stopped, ///< A person ended its use.
};

/// A kiosk syncs about every minute; half an hour is a pulled plug, not a slow line.
constexpr std::chrono::minutes silent_after{30};
/// With something in its queue it tries harder, so ten minutes say enough.
constexpr std::chrono::minutes not_sending_after{10};
constexpr std::chrono::minutes clock_off_max{10};
/// So long before a class a person is asked to take back seats that a kiosk has not settled.
constexpr std::chrono::hours reclaim_asked_before{48};

KioskHealth health_of(Kiosk const& kiosk, base::Time now);
bool is_stuck(KioskHealth health);

/// 通じている, 止まっている … : one word for a table.
std::string health_words(KioskHealth health);
/// What it means and what to do next; empty when there is nothing to do.
std::string health_advice(Kiosk const& kiosk, base::Time now);
/// たった今, 12分前, 3時間前, 2日前
std::string ago_words(base::Time then, base::Time now);

} // namespace meguri::desk::models
