// Runs another program for a bounded time: input from memory, what it says into memory, ended by force when
// it does not end by itself. Blocks the calling thread until then.
#pragma once

#include "shared/base/result.h"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace meguri::kiosk::devices {

struct ChildEnd {
    int exit_code = 0; ///< 128 + the signal's number when a signal ended it.
    std::string said; ///< Standard output and error, at most 1,000 bytes.
};

/// `command` is the program, looked up in PATH, and its arguments; no shell sees them. NotFound: no such
/// program. Unreachable: still running after `time_limit`; then it and all it started in its process group
/// are killed; so they are when `is_unwanted`, asked every few milliseconds, says yes.
base::Result<ChildEnd> run_child(std::vector<std::string> command, std::string_view input,
    std::chrono::milliseconds time_limit, std::function<bool()> const& is_unwanted = {});

} // namespace meguri::kiosk::devices
