// Pages of the plain list as everybody may see it: made once for each narrowing while nothing public changes,
// and shared by all who ask. All that are kept are of one number of the hub; at a newer one they go together.
// Thread-safe.
#pragma once

#include "admin/hub/store/rows.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace meguri::hub::routes {

class SessionPages {
public:
    using Body = std::shared_ptr<std::string const>;
    struct Limits {
        std::size_t pages = 64;
        std::size_t bytes = 16 * 1024 * 1024;
        std::chrono::milliseconds longest_use = std::chrono::minutes(1); ///< So old its `as_of` becomes.
    };
    SessionPages() = default;
    explicit SessionPages(Limits limits)
        : m_limits(limits)
    {
    }

    /// The tag of every page at that number of the hub: weak, as only `as_of` may differ. Known without a
    /// page.
    static std::string tag(std::int64_t head);

    /// `head` was read before the rows that `make` reads: what commits in between is newer than the page is
    /// kept for, so it is made again for whoever asks next. `now` is of the monotonic clock.
    Body page(store::SessionFilter const& filter, std::int64_t head, std::chrono::milliseconds now,
        std::function<std::string()> const& make);

    std::size_t kept() const;
    std::size_t bytes() const;
    /// How many were made since the beginning.
    std::int64_t built() const;

private:
    struct Kept {
        Body body;
        std::chrono::milliseconds made_at{0};
        std::uint64_t last_use = 0;
    };
    struct Differs {
        bool operator()(store::SessionFilter const& a, store::SessionFilter const& b) const;
    };
    using Pages = std::map<store::SessionFilter, Kept, Differs>;
    void keep(store::SessionFilter const& filter, std::int64_t head, Kept page);
    void forget(Pages::iterator page);

    Limits const m_limits = {};
    mutable std::mutex m_mutex;
    std::int64_t m_head = 0;
    Pages m_kept;
    std::size_t m_bytes = 0; ///< Of the bodies and of the texts they were asked for with.
    std::uint64_t m_uses = 0;
    std::int64_t m_built = 0;
};

} // namespace meguri::hub::routes
