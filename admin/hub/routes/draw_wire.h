// A draw as it is published: all that somebody needs to repeat it, and no name. The one place of its JSON,
// both ways; what the priorities do not ask is not told.
#pragma once

#include "admin/hub/store/rows.h"
#include "shared/base/result.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace meguri::hub::routes {

nlohmann::json wire_draw(store::DrawRow const& draw, std::vector<store::DrawEntryRow> const& entries);

/// The same back; an error says which field is missing or wrong.
base::Result<domain::PublishedDraw, std::string> draw_from_json(nlohmann::json const& json);

} // namespace meguri::hub::routes
