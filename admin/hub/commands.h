// The hub's command line apart from `init` and `serve`: each command runs on an open hub, whether this
// process opened it or the one that serves it was asked through its control socket.
#pragma once

#include "shared/net/control_socket.h"

#include <string>
#include <vector>

namespace meguri::hub {

class HubProgram;

/// `arguments` begin with the command; `input` is standard input, or for `load` the file's content.
net::ControlAnswer run_command(
    HubProgram& hub, std::vector<std::string> const& arguments, std::string const& input);

} // namespace meguri::hub
