// One sync by USB stick: the kiosk's signed request file in, the hub's signed answer out.
#pragma once

#include "shared/net/control_socket.h"

#include <string>

namespace meguri::hub {

class HubProgram;

/// The answer's text stands in `output`; exit code 1 when the file is no kiosk's request.
net::ControlAnswer exchange(HubProgram& hub, std::string const& request_file);

} // namespace meguri::hub
