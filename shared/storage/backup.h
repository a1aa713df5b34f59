// A copy of a database file that can be trusted: made while others write, read back whole, durable before it
// gets its name. Blocks the calling thread; the source is only read.
#pragma once

#include "shared/storage/database.h"

#include <filesystem>

namespace meguri::storage {

/// `to` holds what `from` held at one moment, as one file without a log beside it; an older file of that name
/// is replaced at the end, never before. Storage when either disk fails or the copy does not read back whole.
Result<void> copy_database(std::filesystem::path const& from, std::filesystem::path const& to);

} // namespace meguri::storage
