// What every answer to a kiosk's command begins with, and a text of its body; shared by the files that carry
// commands out.
#pragma once

#include "shared/protocol/sync.h"

#include <string>
#include <utility>

namespace meguri::hub::core {

inline protocol::CommandResult result_for(
    protocol::SignedCommand const& command, std::string state, std::string reason = "")
{
    protocol::CommandResult result;
    result.cmd_no = command.cmd_no;
    result.cmd_id = command.cmd_id;
    result.state = std::move(state);
    result.reason = std::move(reason);
    return result;
}

/// Empty when there is none, or `object` is no object.
inline std::string text_in(nlohmann::json const& object, char const* name)
{
    auto const found = object.is_object() ? object.find(name) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

} // namespace meguri::hub::core
