// The two RPDE 1.0 feeds, ordered by change number: pages made once, immutable, and shared by all who ask.
// Thread-safe.
//
//   page  = { "next": url, "items": [ item … ], "license": url }
//   item  = { "state": "updated", "kind", "id", "modified", "data" } | { "state": "deleted", "kind", "id",
//   "modified" } next  = own path "?afterChangeNumber=" modified of the last item; of a page without items:
//   its own address
#pragma once

#include "admin/hub/feeds/addresses.h"
#include "admin/hub/store/store.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace meguri::hub::feeds {

enum class Feed { SessionSeries, ScheduledSessions };

std::string_view path_of(Feed feed);

struct Page {
    std::shared_ptr<std::string const> body;
    std::string etag;
    bool is_last = false; ///< Nothing in it: the end, for now.
    std::int64_t after = 0; ///< The number it begins behind.
    std::int64_t last = 0; ///< Of its last item; of a page without items where it begins.
};

/// Empty unless it is a decimal number below 2^63 without sign, space or needless zeros.
std::optional<std::int64_t> cursor_from(std::string_view text);

class FeedPages {
public:
    FeedPages(Addresses addresses, int page_size);

    /// The page after that change number; from the beginning without one.
    base::Result<Page> page(Feed feed, std::optional<std::int64_t> after, store::Reader& reader);
    /// How many are kept now.
    std::size_t kept() const;
    /// How many were made from the database since the beginning.
    std::int64_t built(Feed feed) const;
    /// The highest number that any page of the feed has named.
    std::int64_t head(Feed feed) const;

private:
    using Key = std::pair<Feed, std::optional<std::int64_t>>;
    struct Kept {
        std::int64_t head = 0; ///< The hub's number when it was made: at another one it is made anew.
        std::uint64_t last_use = 0;
        Page page;
    };
    base::Result<Page> make(Feed feed, std::optional<std::int64_t> after, store::Reader& reader) const;
    void keep(Key const& key, std::int64_t head, Page const& page);

    struct Told {
        std::int64_t built = 0;
        std::int64_t head = 0;
    };

    Addresses m_addresses;
    int m_page_size;
    mutable std::mutex m_mutex;
    std::map<Key, Kept> m_kept;
    std::uint64_t m_uses = 0;
    std::map<Feed, Told> m_told;
};

} // namespace meguri::hub::feeds
