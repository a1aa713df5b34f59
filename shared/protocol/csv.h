// Rows from a file that a spreadsheet saved: CSV as RFC 4180 in UTF-8, with or without a byte order mark,
// with CRLF or LF. Pure; BadInput names the line.
#pragma once

#include "shared/base/result.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace meguri::protocol {

struct CsvRow {
    int line = 1; ///< On which it begins, as an editor counts.
    std::vector<std::string> cells; ///< Without blanks around them.
};

enum class CsvProblem { NotUtf8, QuoteInBareCell, TextAfterQuote, QuoteNotClosed };
/// What is wrong with a file, for whoever has words of its own.
struct CsvFault {
    CsvProblem problem = CsvProblem::NotUtf8;
    int line = 1;
};

/// As parse_csv; `is_wanted` is asked now and then whether anybody still waits: what was read so far comes
/// back when nobody does.
base::Result<std::vector<CsvRow>, CsvFault> read_csv(
    std::string_view text, std::function<bool()> const& is_wanted = nullptr);

/// Rows of which every cell is empty are left out. Refused: text that is not UTF-8, a quote that is not
/// closed or stands inside a bare cell, a zero byte.
base::Result<std::vector<CsvRow>> parse_csv(std::string_view text);

} // namespace meguri::protocol
