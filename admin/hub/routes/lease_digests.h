// What each kiosk's digest of its leases must be, kept from one idle sync to the next: reading hundreds of
// rows to find that nothing changed is what such a sync would cost. Thread-safe.
#pragma once

#include "admin/hub/store/rows.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace meguri::hub::routes {

class LeaseDigests {
public:
    /// `kiosk` as it was read before its leases: a version that was read later would be kept beside older
    /// leases.
    std::optional<std::string> find(store::KioskRow const& kiosk) const
    {
        std::lock_guard const lock(m_mutex);
        auto const found = m_kept.find(kiosk.install);
        bool const is_good = found != m_kept.end() && found->second.version == kiosk.leases_version;
        return is_good ? std::optional(found->second.digest) : std::nullopt;
    }
    void keep(store::KioskRow const& kiosk, std::string const& digest)
    {
        std::lock_guard const lock(m_mutex);
        m_kept[kiosk.install] = {kiosk.leases_version, digest};
    }

private:
    struct Kept {
        std::int64_t version = 0;
        std::string digest;
    };
    mutable std::mutex m_mutex;
    std::map<std::string, Kept> m_kept;
};

} // namespace meguri::hub::routes
