// 申込: one person, one session: states, what moves between them, and how a new one is decided. Pure.
// received → entered | confirmed | waiting | refused | duplicate | cancelled; entered → confirmed | waiting |
// refused | cancelled | duplicate; waiting → confirmed | lapsed | cancelled | duplicate; confirmed →
// cancelled | duplicate | attended | no_show; attended ↔ no_show, either → confirmed (a correction). The rest
// is final.
#pragma once

#include "shared/base/result.h"
#include "shared/domain/ids.h"
#include "shared/domain/names.h"
#include "shared/domain/session.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace meguri::domain {

enum class RegistrationState {
    Received,
    Entered,
    Confirmed,
    Waiting,
    Refused,
    Duplicate,
    Cancelled,
    Lapsed,
    Attended,
    NoShow
};
template <> struct Names<RegistrationState> {
    static constexpr std::array entries{
        std::pair{RegistrationState::Received, "received"},
        std::pair{RegistrationState::Entered, "entered"},
        std::pair{RegistrationState::Confirmed, "confirmed"},
        std::pair{RegistrationState::Waiting, "waiting"},
        std::pair{RegistrationState::Refused, "refused"},
        std::pair{RegistrationState::Duplicate, "duplicate"},
        std::pair{RegistrationState::Cancelled, "cancelled"},
        std::pair{RegistrationState::Lapsed, "lapsed"},
        std::pair{RegistrationState::Attended, "attended"},
        std::pair{RegistrationState::NoShow, "no_show"},
    };
};

enum class AttendanceMark { Present, Late, Partial, AbsentWithNotice, NoShow };
template <> struct Names<AttendanceMark> {
    static constexpr std::array entries{
        std::pair{AttendanceMark::Present, "present"},
        std::pair{AttendanceMark::Late, "late"},
        std::pair{AttendanceMark::Partial, "partial"},
        std::pair{AttendanceMark::AbsentWithNotice, "absent_with_notice"},
        std::pair{AttendanceMark::NoShow, "no_show"},
    };
};
/// present, late, partial = attended; absent_with_notice, no_show = no_show.
RegistrationState state_of(AttendanceMark mark);
/// The mark for a whole course from those of its parts: partial where somebody came to some of them only;
/// else the weakest of the marks. None where no part is marked.
std::optional<AttendanceMark> mark_of_parts(std::span<AttendanceMark const> parts);

enum class RegistrationRefusal {
    UnknownSession,
    NotOpen,
    NotYetOpen,
    Closed,
    Cancelled,
    DropIn,
    NotDrawn,
    LimitPerCourse,
    LimitPerYear
};
template <> struct Names<RegistrationRefusal> {
    static constexpr std::array entries{
        std::pair{RegistrationRefusal::UnknownSession, "unknown_session"},
        std::pair{RegistrationRefusal::NotOpen, "not_open"},
        std::pair{RegistrationRefusal::NotYetOpen, "not_yet_open"},
        std::pair{RegistrationRefusal::Closed, "closed"},
        std::pair{RegistrationRefusal::Cancelled, "session_cancelled"},
        std::pair{RegistrationRefusal::DropIn, "drop_in"},
        std::pair{RegistrationRefusal::NotDrawn, "not_drawn"},
        std::pair{RegistrationRefusal::LimitPerCourse, "limit_per_course"},
        std::pair{RegistrationRefusal::LimitPerYear, "limit_per_year"},
    };
};

/// Takes a seat (K) or a place on a list: another active one of the same person is a duplicate.
bool is_active(RegistrationState state);
bool is_final(RegistrationState state);
/// Whether the table above has an arrow from one to the other.
bool may_change(RegistrationState from, RegistrationState to);

/// The account of one first-come session: C, K, L and how many wait. F = C − K − L (2-domain, rule 1).
struct SeatAccount {
    int capacity = 0;
    int confirmed = 0;
    int leased = 0;
    int waiting = 0;
    int free() const { return capacity - confirmed - leased; }
};

/// How a new registration for `session` stands right now: Confirmed only if F > 0 and nobody waits, else
/// Waiting; Entered for a lottery before its draw. Refused by state, by window, or for a drop-in.
base::Result<RegistrationState, RegistrationRefusal> decide(
    Session const& session, SeatAccount const& seats, Time now);

/// Somebody on the waiting list. Order is (priority descending, seq ascending).
struct Waiter {
    RegistrationId id;
    int priority = 0;
    std::int64_t seq = 0;
};
/// Who gets `free` freed seats, in order.
std::vector<RegistrationId> promoted(std::span<Waiter const> waiters, int free);
/// 1 for the first. Empty when `id` does not wait.
std::optional<int> place_in_line(std::span<Waiter const> waiters, RegistrationId const& id);
/// Those who stand behind `one`, whose place changes when it leaves or comes.
std::vector<RegistrationId> behind(std::span<Waiter const> waiters, Waiter const& one);

} // namespace meguri::domain
