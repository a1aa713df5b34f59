// `meguri-hub backup` and `doctor`: a copy of the database that covers what kiosks keep, and what of this hub
// wants a person. Any thread; waits for the writer.
#pragma once

#include "shared/net/control_socket.h"

#include <string>

namespace meguri::hub {

class HubProgram;

/// Writes the copy, reads it back, and tells the kiosks from the next sync on that they need not keep what it
/// holds. Prints {"file","seq","bytes"}.
net::ControlAnswer make_backup(HubProgram& hub, std::string const& file);

/// {"ok","problems":[{"what","detail"}]}; exit 1 when there are any.
net::ControlAnswer examine(HubProgram& hub);

} // namespace meguri::hub
