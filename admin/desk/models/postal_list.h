// The official list of postal codes (KEN_ALL.CSV in Shift_JIS with half-width kana, or utf_ken_all.csv) as a
// kiosk reads it: of one prefecture, readings in full width, neighbourhoods that were cut into several lines
// joined again. Pure.
#pragma once

#include "admin/desk/models/import_sheet.h"

namespace meguri::desk::models {

/// Fills rows, faults and `converted` of a sheet of postal codes.
void convert_postal_codes(std::vector<protocol::CsvRow> const& rows, ImportContext const& context,
    ImportProgress& progress, ImportSheet& sheet);

} // namespace meguri::desk::models
