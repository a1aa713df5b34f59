// Numbers for an operator, as Prometheus reads them: how often each route answered what, and how the feeds
// are read. Nothing personal and no address is in them. Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace meguri::hub::routes {

class Metrics {
public:
    using Labels = std::vector<std::pair<std::string, std::string>>;

    /// Counters only rise.
    void count(std::string_view name, Labels const& labels, std::int64_t more = 1);
    void set(std::string_view name, Labels const& labels, std::int64_t value);
    /// Remembers what a consumer of a feed asked for last; true when it asks for the same page again.
    bool is_asked_again(std::string const& consumer, std::string const& target);

    /// Text format 0.0.4, in order of names and labels.
    std::string text() const;

private:
    using Key = std::pair<std::string, std::string>; ///< Name, and its labels as they are written.
    mutable std::mutex m_mutex;
    std::map<Key, std::int64_t> m_values;
    std::map<std::string, std::string> m_last_asked;
};

} // namespace meguri::hub::routes
