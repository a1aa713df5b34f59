// A consumer of an RPDE feed as a carrier would write one: follows `next`, keeps what is updated, forgets
// what is deleted, and can stop and go on anywhere. Checks what the standard promises of every page.
#pragma once

#include "shared/net/http_client.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace meguri::tests {

class Harvester {
public:
    /// The body of an address, or nothing when there was no answer this time.
    using Get = std::function<std::optional<std::string>(std::string const& url)>;
    Harvester(std::string feed, Get get)
        : m_next(std::move(feed))
        , m_get(std::move(get))
    {
    }

    enum class Page { Middle, Last, Unread };
    Page read_one();

    /// The items that stand, by id.
    std::map<std::string, nlohmann::json> const& items() const { return m_items; }
    /// What no feed may do, in sentences.
    std::vector<std::string> const& complaints() const { return m_complaints; }
    int pages() const { return m_pages; }
    int items_read() const { return m_items_read; }
    /// How many different ids it read of, gone ones too.
    std::size_t ids_read() const { return m_ids.size(); }

private:
    void take(nlohmann::json const& item);

    std::string m_next;
    Get m_get;
    std::map<std::string, nlohmann::json> m_items;
    std::set<std::string> m_ids;
    std::vector<std::string> m_complaints;
    std::int64_t m_last = 0;
    int m_pages = 0;
    int m_items_read = 0;
};

} // namespace meguri::tests
