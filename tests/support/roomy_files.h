// A disk with as much room as a test says, whose ballast weighs nothing. The files themselves are the
// system's.
#pragma once

#include "shared/base/files.h"

namespace meguri::tests {

class RoomyFiles final : public base::SystemFiles {
public:
    std::uint64_t free = std::uint64_t(1) << 40U;
    bool has_ballast = false;

    bool exists(std::filesystem::path const& path) const override
    {
        return path.filename() == "ballast" ? has_ballast : base::SystemFiles::exists(path);
    }
    base::Result<std::uint64_t> free_bytes(std::filesystem::path const&) const override { return free; }
    base::Result<void> reserve(std::filesystem::path const&, std::uint64_t bytes) override
    {
        has_ballast = true;
        free -= bytes;
        return {};
    }
    base::Result<void> remove(std::filesystem::path const&) override
    {
        free += has_ballast ? std::uint64_t(64) << 20U : 0;
        has_ballast = false;
        return {};
    }
};

} // namespace meguri::tests
