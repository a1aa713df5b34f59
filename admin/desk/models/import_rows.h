// One row of a file of the section 取込, by its kind: typed values for the hub, or what is wrong in which
// column. Pure.
#pragma once

#include "admin/desk/models/import_sheet.h"

#include <map>
#include <string>

namespace meguri::desk::models {

/// The cells of one row by the names of their columns, and the place where its faults go.
class ImportCells {
public:
    ImportCells(
        protocol::CsvRow const& row, ImportKind kind, ImportHeading const& heading, ImportSheet& sheet);

    bool has_column(std::string_view field) const;
    /// Without blanks of any width around it; empty where there is none.
    std::string at(std::string_view field) const;
    /// The same in half width.
    std::string plain(std::string_view field) const;
    /// The same; noted when it is empty.
    std::string needed(std::string_view field);
    void refuse(std::string_view field, std::string words);
    bool is_good() const { return m_is_good; }
    int line() const { return m_row.line; }
    std::vector<std::string> all() const;

private:
    std::size_t place(std::string_view field) const;

    protocol::CsvRow const& m_row;
    ImportKind m_kind;
    ImportHeading const& m_heading;
    ImportSheet& m_sheet;
    bool m_is_good = true;
};

/// Adds a fault, or only counts it.
void add_fault(ImportSheet& sheet, ImportFault fault);

/// The row as POST /v1/imports takes it; null when something was noted.
nlohmann::json paper_row(ImportCells& cells, ImportContext const& context);
nlohmann::json attendance_row(ImportCells& cells);
/// The row as a line of POST /v1/sessions/import: an array of its cells.
nlohmann::json shop_session_row(ImportCells& cells, ImportContext const& context);
/// The columns of that line.
std::vector<std::string> const& shop_session_columns();

/// The same person for the same class, the same number, the same class; empty for what cannot be told.
std::string import_identity(ImportKind kind, nlohmann::json const& wire);

} // namespace meguri::desk::models
