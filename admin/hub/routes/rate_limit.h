// How often one key may ask: so many requests a minute, saved up to a minute's worth. Thread-safe; the time
// is handed in.
#pragma once

#include "shared/base/clock.h"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace meguri::hub::routes {

class RateLimit {
public:
    explicit RateLimit(int requests_a_minute)
        : m_requests_a_minute(requests_a_minute)
    {
    }

    /// Takes one request off what `who` may ask; gives how long to wait when nothing is left.
    std::optional<std::chrono::seconds> wait(std::string const& who, base::Time now);

private:
    struct Bucket {
        double left = 0;
        base::Time at;
    };
    int m_requests_a_minute;
    std::mutex m_mutex;
    std::map<std::string, Bucket> m_buckets; ///< As many as there are keys that asked.
};

} // namespace meguri::hub::routes
