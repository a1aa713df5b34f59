// The file system as a parameter: whole small files (keys, settings, locks), written so that a power cut
// leaves the old or the new content, never half. Databases do not come through here; they take a SQLite VFS
// name instead.
#pragma once

#include "shared/base/bytes.h"
#include "shared/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace meguri::base {

class Files {
public:
    virtual ~Files() = default;
    virtual bool exists(std::filesystem::path const& path) const = 0;
    /// NotFound when there is none.
    virtual Result<std::string> read(std::filesystem::path const& path) const = 0;
    /// Durable when it returns: written beside, synced, renamed, folder synced. Mode 0600.
    virtual Result<void> write(std::filesystem::path const& path, std::string_view content) = 0;
    virtual Result<void> make_folder(std::filesystem::path const& path) = 0;
    /// Bytes that a program without special rights may still write where `folder` is.
    virtual Result<std::uint64_t> free_bytes(std::filesystem::path const& folder) const = 0;
    /// A file of that many bytes whose blocks are really taken; none is left when there is no room for it.
    virtual Result<void> reserve(std::filesystem::path const& path, std::uint64_t bytes) = 0;
    /// Nothing to remove is no failure.
    virtual Result<void> remove(std::filesystem::path const& path) = 0;
};

class SystemFiles : public Files {
public:
    bool exists(std::filesystem::path const& path) const override;
    Result<std::string> read(std::filesystem::path const& path) const override;
    Result<void> write(std::filesystem::path const& path, std::string_view content) override;
    Result<void> make_folder(std::filesystem::path const& path) override;
    Result<std::uint64_t> free_bytes(std::filesystem::path const& folder) const override;
    Result<void> reserve(std::filesystem::path const& path, std::uint64_t bytes) override;
    Result<void> remove(std::filesystem::path const& path) override;
};

/// The right to be the one owner of a data folder, held until destroyed. Refuses (Busy) while another process
/// holds it, and says which.
class FolderLock {
public:
    static Result<FolderLock> take(std::filesystem::path const& folder);
    FolderLock(FolderLock&& other) noexcept;
    FolderLock& operator=(FolderLock&& other) noexcept;
    ~FolderLock();

private:
    explicit FolderLock(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    int m_descriptor;
};

} // namespace meguri::base
