// `meguri-hub restore`: a copy that `backup` made takes the place of the hub's database, while no hub owns
// the folder. What it replaces stays beside it. Blocks the calling thread.
#pragma once

#include "admin/hub/app.h"

namespace meguri::hub {

/// Prints {"file","restored_to","missing_from","missing_to","epoch","seq","told_again","taken_back","before",
/// "before_was_read"}. Exit 1 with a reason when FILE is no copy of a hub, 3 while somebody owns the folder,
/// or when a disk fails; then the hub is as it was.
net::ControlAnswer restore(HubPlaces const& places, std::filesystem::path const& file);

} // namespace meguri::hub
