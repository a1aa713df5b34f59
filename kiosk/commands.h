// The kiosk's command line: each command runs on an open kiosk, whether this process opened it or the one
// that shows the window was asked through its control socket. Prints one JSON document.
#pragma once

#include "kiosk/local/kiosk.h"
#include "shared/net/control_socket.h"

namespace meguri::kiosk {

net::ControlAnswer run_command(
    local::Kiosk& kiosk, base::Clock const& clock, std::vector<std::string> const& arguments);

} // namespace meguri::kiosk
