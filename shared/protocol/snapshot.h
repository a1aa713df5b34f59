// All classes of one scope as a file, for a kiosk whose cursor says nothing to the hub any more (3-sync, 4).
// gzip of JSON; its address is the hash of these very bytes, which the hub's signed answer names, so that it
// may come from any cache, in pieces, and still be believed. Holds nothing about people.
#pragma once

#include "shared/protocol/sync.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace meguri::protocol {

inline constexpr std::string_view snapshot_path = "/v1/snapshots/";
inline constexpr std::size_t max_snapshot_bytes = std::size_t(64) << 20U; ///< Packed or unpacked.

struct Snapshot {
    std::string epoch;
    std::string scope; ///< Code of the municipality.
    std::int64_t seq = 0; ///< The cursor of whoever has it.
    std::vector<Change> changes; ///< Only what is shown: what is not here is not there.
};

/// Before it is packed.
std::string to_text(Snapshot const& snapshot);
base::Result<Snapshot> snapshot_from_text(std::string_view text);

} // namespace meguri::protocol
