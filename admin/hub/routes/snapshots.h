// The snapshots that kiosks take whose cursor says nothing any more: one a scope and hour, kept in memory and
// shared by all who ask, addressed by its hash, so that any cache in front may answer instead. Thread-safe.
#pragma once

#include "admin/hub/store/store.h"
#include "shared/base/clock.h"
#include "shared/crypto/crypto.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace meguri::hub::routes {

struct SnapshotFile {
    std::string hash; ///< BLAKE2b of `bytes` in hexadecimal.
    std::int64_t seq = 0;
    std::chrono::milliseconds made_at{0}; ///< Of the monotonic clock.
    std::shared_ptr<std::string const> bytes; ///< gzip
};
using SnapshotPtr = std::shared_ptr<SnapshotFile const>;

class Snapshots {
public:
    Snapshots(crypto::Crypto const& crypto, base::Clock const& clock, std::string epoch)
        : m_crypto(crypto)
        , m_clock(clock)
        , m_epoch(std::move(epoch))
    {
    }
    /// The newest of a municipality; made now when it is older than an hour, or when tombstones that it
    /// cannot know of were purged. Throws core::StorageTrouble.
    SnapshotPtr of_scope(store::Reader& reader, std::string const& municipality);
    /// Also the one before the newest, for whoever is still taking it; nothing when it is no more.
    SnapshotPtr with_hash(std::string_view hash) const;

private:
    SnapshotPtr make(store::Reader& reader, std::string const& municipality) const;

    struct Kept {
        SnapshotPtr newest;
        SnapshotPtr before;
    };
    crypto::Crypto const& m_crypto;
    base::Clock const& m_clock;
    std::string m_epoch;
    mutable std::mutex m_mutex;
    std::map<std::string, Kept> m_by_scope;
};

} // namespace meguri::hub::routes
