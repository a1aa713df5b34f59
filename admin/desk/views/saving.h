// Writing what arrived to where the clerk says: the dialog that asks where, and the file itself, which only
// its owner may read. Window's thread.
#pragma once

#include "admin/desk/models/written_file.h"
#include "admin/desk/views/look.h"

#include <string>

class wxWindow;

namespace meguri::desk::views {

/// The path, or empty when nobody chose one. `kind` is PDF, CSV or xlsx.
std::string asked_path(wxWindow& over, Look const& look, std::string const& title, std::string const& name,
    std::string const& kind);
/// Names and numbers may stand in it.
bool write_privately(models::WrittenFile const& file);

} // namespace meguri::desk::views
