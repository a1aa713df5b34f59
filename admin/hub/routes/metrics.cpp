#include "admin/hub/routes/metrics.h"

#include <algorithm>
#include <array>

namespace meguri::hub::routes {

namespace {

constexpr std::size_t consumers_max = 1000;

struct KnownMetric {
    std::string_view name;
    std::string_view type;
    std::string_view help;
};

constexpr std::array known_metrics{
    KnownMetric{"meguri_feed_cursor", "gauge", "Change number after which the feed was asked for last"},
    KnownMetric{"meguri_feed_head", "gauge", "Highest change number that a page of the feed has named"},
    KnownMetric{"meguri_feed_pages_built_total", "counter", "Pages made from the database"},
    KnownMetric{"meguri_feed_pages_total", "counter", "Pages handed out: middle ones, and the last one"},
    KnownMetric{"meguri_feed_repeats_total", "counter",
        "Middle pages that the same consumer asked for again; one that only repeats is stuck"},
    KnownMetric{"meguri_hub_seq", "gauge", "Number of the hub's last change"},
    KnownMetric{"meguri_key_limited_total", "counter", "Requests refused because a key asked too often"},
    KnownMetric{"meguri_list_pages_built_total", "counter", "Pages of the plain list made from the database"},
    KnownMetric{"meguri_list_pages_kept", "gauge", "Pages of the plain list kept for whoever asks next"},
    KnownMetric{"meguri_list_pages_kept_bytes", "gauge", "Their bytes, as made"},
    KnownMetric{"meguri_requests_total", "counter", "Requests by route and answer"},
};

std::string written(Metrics::Labels const& labels)
{
    std::string text;
    for (auto const& [name, value] : labels) {
        text += (text.empty() ? "" : ",") + name + "=\"";
        for (char const letter : value) {
            if (letter == '"' || letter == '\\')
                text += '\\';
            if (letter != '\n')
                text += letter;
        }
        text += "\"";
    }
    return text;
}

} // namespace

void Metrics::count(std::string_view name, Labels const& labels, std::int64_t more)
{
    std::lock_guard const lock(m_mutex);
    m_values[{std::string(name), written(labels)}] += more;
}

void Metrics::set(std::string_view name, Labels const& labels, std::int64_t value)
{
    std::lock_guard const lock(m_mutex);
    m_values[{std::string(name), written(labels)}] = value;
}

bool Metrics::is_asked_again(std::string const& consumer, std::string const& target)
{
    std::lock_guard const lock(m_mutex);
    if (m_last_asked.size() >= consumers_max && !m_last_asked.contains(consumer))
        m_last_asked.clear(); // Repeats are seen again from here on; better than growing without end.
    auto& last = m_last_asked[consumer];
    bool const is_same = last == target;
    last = target;
    return is_same;
}

std::string Metrics::text() const
{
    std::lock_guard const lock(m_mutex);
    std::string text;
    std::string_view last_name;
    for (auto const& [key, value] : m_values) {
        if (key.first != last_name) {
            last_name = key.first;
            auto const found = std::find_if(known_metrics.begin(), known_metrics.end(),
                [&](KnownMetric const& one) { return one.name == last_name; });
            if (found != known_metrics.end())
                text.append("# HELP ")
                    .append(found->name)
                    .append(" ")
                    .append(found->help)
                    .append("\n# TYPE ")
                    .append(found->name)
                    .append(" ")
                    .append(found->type)
                    .append("\n");
        }
        text += key.first + (key.second.empty() ? "" : "{" + key.second + "}") + " " + std::to_string(value)
            + "\n";
    }
    return text;
}

} // namespace meguri::hub::routes
