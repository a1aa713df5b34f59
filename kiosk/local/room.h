// Whether the disk leaves room for registrations (3-sync, 5): asked before the first question, never after. A
// ballast file keeps some back, which is given up when the disk is full all the same, so that what was
// promised can still be sent and acknowledged. One thread.
#pragma once

#include "shared/base/files.h"

#include <cstdint>
#include <filesystem>

namespace meguri::kiosk::local {

struct RoomLimits {
    std::uint64_t ballast_bytes = std::uint64_t(64) << 20U;
    std::uint64_t least_free_bytes = std::uint64_t(256) << 20U; ///< Below it nothing is taken any more.
};

class Room {
public:
    Room(base::Files& files, std::filesystem::path folder, RoomLimits limits = {});

    /// False also when the disk does not answer.
    bool is_enough() const;
    /// Takes the ballast where there is room for it besides what registrations need. A full disk is no
    /// failure.
    void take_ballast();
    void drop_ballast();

private:
    std::filesystem::path ballast() const { return m_folder / "ballast"; }

    base::Files& m_files;
    std::filesystem::path m_folder;
    RoomLimits m_limits;
};

} // namespace meguri::kiosk::local
