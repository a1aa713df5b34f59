// キャンセル待ちの順番: moving somebody in the line without touching when anybody arrived (2-domain, rule 2).
// Pure. The order stays (priority descending, arrival ascending); a move only raises priorities, as few as
// needed.
#pragma once

#include "shared/domain/registration.h"

#include <optional>
#include <span>
#include <vector>

namespace meguri::domain {

/// The line in order.
std::vector<Waiter> in_line(std::span<Waiter const> waiters);

/// Those whose priority changes when `moved` goes right in front of `before`, with their new priority; empty
/// when nothing changes. Whoever comes later still stands behind all of them. Nothing when either does not
/// wait.
std::optional<std::vector<Waiter>> moved_before(
    std::span<Waiter const> waiters, RegistrationId const& moved, RegistrationId const& before);

} // namespace meguri::domain
