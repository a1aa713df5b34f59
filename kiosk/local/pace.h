// When a kiosk syncs next: steadily while the hub answers, with full jitter while it does not, so that many
// kiosks that come back together do not come at once (3-sync, 3 and row 33). Pure but for the dice.
#pragma once

#include "shared/base/random.h"

#include <algorithm>
#include <chrono>

namespace meguri::kiosk::local {

/// `failures` in a row so far. Without any: `steady` and up to a sixth of it more. With them: anything from
/// one second to 2, 4, 8 ... seconds, five minutes at most.
inline std::chrono::seconds next_sync_after(int failures, std::chrono::seconds steady, base::Random& random)
{
    using std::chrono::seconds;
    if (failures <= 0)
        return steady + seconds(random.below(static_cast<std::uint64_t>(steady.count() / 6 + 1)));
    auto const most = std::min<std::int64_t>(300, std::int64_t(1) << std::min(failures, 20));
    return seconds(1 + static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(most))));
}

} // namespace meguri::kiosk::local
