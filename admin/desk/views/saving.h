// Files that the clerk names: the dialogs that ask where, what arrived written so that only its owner may
// read it, and what is there read. Window's thread, but for the reading.
#pragma once

#include "admin/desk/models/written_file.h"
#include "admin/desk/views/look.h"
#include "shared/base/result.h"

#include <string>

class wxWindow;

namespace meguri::desk::views {

/// The path, or empty when nobody chose one. `kind` is PDF, PNG, CSV or xlsx.
std::string asked_path(wxWindow& over, Look const& look, std::string const& title, std::string const& name,
    std::string const& kind);
/// Names and numbers may stand in it.
bool write_privately(models::WrittenFile const& file);

/// The path of a file that is there, or empty.
std::string asked_file(wxWindow& over, Look const& look, std::string const& title);
std::string file_name_of(std::string const& path);
/// Any thread. BadInput when it is larger than anything that is brought in.
base::Result<std::string> read_bytes(std::string const& path);

} // namespace meguri::desk::views
