#include "admin/hub/routes/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace meguri::hub::routes {

std::optional<std::chrono::seconds> RateLimit::wait(std::string const& who, base::Time now)
{
    std::lock_guard const lock(m_mutex);
    double const most = m_requests_a_minute;
    auto const [found, is_new] = m_buckets.emplace(who, Bucket{most, now});
    auto& bucket = found->second;
    // A clock that was put back gives nothing and takes nothing.
    auto const passed = std::max(std::chrono::duration<double>(now - bucket.at).count(), 0.0);
    bucket.left = std::min(most, bucket.left + passed * most / 60);
    bucket.at = now;
    if (bucket.left < 1)
        return std::chrono::seconds(std::max<long>(1, std::lround(std::ceil((1 - bucket.left) * 60 / most))));
    bucket.left -= 1;
    return std::nullopt;
}

} // namespace meguri::hub::routes
