// The refusals that every part of the core gives in the same words. Pure, any thread.
#pragma once

#include "admin/hub/core/command.h"

#include <string>
#include <string_view>

namespace meguri::hub::core {

/// "There is no such <what>"; `what` is English, for the log and the problem's detail.
Refusal not_found(std::string_view what);

/// The state of things stands against it; `reason` is a name of the wire, `detail` an English sentence.
Refusal conflict(std::string reason, std::string detail);

} // namespace meguri::hub::core
