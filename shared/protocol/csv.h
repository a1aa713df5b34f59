// Rows from a file that a spreadsheet saved: CSV as RFC 4180 in UTF-8, with or without a byte order mark,
// with CRLF or LF. Pure; BadInput names the line.
#pragma once

#include "shared/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace meguri::protocol {

struct CsvRow {
    int line = 1; ///< On which it begins, as an editor counts.
    std::vector<std::string> cells; ///< Without blanks around them.
};

/// Rows of which every cell is empty are left out. Refused: text that is not UTF-8, a quote that is not
/// closed or stands inside a bare cell, a zero byte.
base::Result<std::vector<CsvRow>> parse_csv(std::string_view text);

} // namespace meguri::protocol
