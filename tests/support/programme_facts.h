// The facts of the programme's documents for whoever tests what becomes of them: the file as it is shipped,
// the copy in which something is changed, and a hub that has loaded one of them. One thread.
#pragma once

#include "admin/hub/core/command.h"
#include "tests/support/hub_in_memory.h"

#include <nlohmann/json.hpp>

#include <string>

namespace meguri::tests {

std::string file_text();
nlohmann::json file();
/// A decision less, a shop here for one there, another month: every number of the page moves with it.
nlohmann::json changed_copy();
/// Throws what is wrong with the file.
hub::core::LoadedAnswer load(HubInMemory& hub, std::string const& text);
/// GET /v1/reports/status; the test fails when it is not answered.
nlohmann::json status(HubInMemory& hub, int year = 2024);

} // namespace meguri::tests
