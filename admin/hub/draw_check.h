// `meguri-hub draw-check FILE`: anybody repeats a published draw, without a hub and without its data. Pure
// but for SHA-256; the file is read by the caller.
#pragma once

#include "shared/net/control_socket.h"

#include <string>

namespace meguri::hub {

/// {"ok":true,…} with exit 0, or {"ok":false,"why":…} with exit 1. `noted_hash`: the hash somebody wrote down
/// while registration was open; empty: only the one in the file is checked.
net::ControlAnswer check_draw(std::string const& content, std::string const& noted_hash);

} // namespace meguri::hub
