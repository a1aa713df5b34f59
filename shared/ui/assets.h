// Where icons and texts stand, under the name the windows use.
#pragma once

#include "shared/base/assets.h"

namespace meguri::ui {

using base::find_assets;

} // namespace meguri::ui
