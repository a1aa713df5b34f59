// What the hub says of a file that was sent to it, row by row. Plain structs and their reading; a reader
// answers Broken when something it cannot do without is missing.
#pragma once

#include "shared/base/result.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace meguri::desk::models {

struct ImportedRow {
    int line = 0;
    bool is_changed = false; ///< False: it stood already.
    std::string state; ///< Of a registration; empty for a session.
    std::string code;
    int position = 0; ///< In the waiting list.
};

struct ImportedRows {
    int created = 0; ///< Sessions only.
    int changed = 0;
    int unchanged = 0;
    std::vector<ImportedRow> rows;
};

base::Result<ImportedRows> imported_rows_from_json(nlohmann::json const& json);
base::Result<ImportedRows> imported_sessions_from_json(nlohmann::json const& json);

} // namespace meguri::desk::models
