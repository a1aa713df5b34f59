// Figures on the wire: each with its value and the rows that come to it. Pure.
#pragma once

#include "shared/domain/figure.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace meguri::hub::routes {

nlohmann::json wire_figures(std::vector<domain::Figure> const& figures);

} // namespace meguri::hub::routes
