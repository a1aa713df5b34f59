// A copy of a database file that can be trusted: made while others write, read back whole, durable before it
// gets its name. Blocks the calling thread.
#pragma once

#include "shared/storage/database.h"

#include <filesystem>

namespace meguri::storage {

/// `to` holds what `from` held at one moment, as one file without a log beside it; an older file of that name
/// is replaced at the end, never before. Storage when either disk fails or the copy does not read back whole.
Result<void> copy_database(std::filesystem::path const& from, std::filesystem::path const& to);

/// Waits until a file or folder is on the disk.
Result<void> sync_path(std::filesystem::path const& path);

/// Reads all of a database file; Storage when it is no whole database.
Result<void> check_whole(std::filesystem::path const& path);

/// As `migrate`; a file that holds anything and is about to change is first copied to PATH.before-N, N being
/// the schema it gets, so that the program before this one can go on with it. When the copy cannot be made,
/// nothing is changed. `path` is the file of `database`.
Result<void> migrate_with_copy(
    std::filesystem::path const& path, Database& database, std::span<Migration const> migrations);

} // namespace meguri::storage
