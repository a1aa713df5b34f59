// The tables of the section 取込: the first rows of a file with what the hub says of each, and what is wrong
// in it. One thread.
#pragma once

#include "admin/desk/models/import_sheet.h"
#include "admin/desk/models/table.h"

namespace meguri::desk::models {

/// The rows of one kind; each kind has columns of its own.
class ImportPreview final : public RowTable<ImportRow> {
public:
    explicit ImportPreview(ImportKind kind);
};

class ImportFaultTable final : public RowTable<ImportFault> {
public:
    ImportFaultTable();
};

/// All rows of a sheet with their heads, for a file.
std::vector<TextRow> import_text_rows(ImportSheet const& sheet);

} // namespace meguri::desk::models
