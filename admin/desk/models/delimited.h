// Rows as text for other programs: CSV as RFC 4180 (CRLF, quotes doubled) with a byte order mark so that
// spreadsheets read Japanese right, and TSV for the clipboard, where tabs and line ends inside a cell become
// spaces. Pure. A cell that a spreadsheet would run as a formula gets an apostrophe before it in CSV.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace meguri::desk::models {

using TextRow = std::vector<std::string>;

std::string to_csv(std::span<TextRow const> rows);
std::string to_tsv(std::span<TextRow const> rows);

} // namespace meguri::desk::models
