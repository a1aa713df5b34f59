// A workbook (.xlsx) from plain cells: texts, real numbers, and formulas with the value they have now. Home
// of libxlsxwriter, which writes a file; it is a temporary one, gone when the bytes are given back. May be
// called on any thread.
#pragma once

#include "shared/base/result.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace meguri::paper {

struct Formula {
    std::string text; ///< =SUM(C2:C4)
    double value = 0; ///< For readers that do not calculate.
};
using WorkCell = std::variant<std::string, std::int64_t, Formula>;

struct WorkSheet {
    std::string name; ///< At most 31 letters, none of []:*?/\.
    std::vector<double> widths; ///< In letters.
    std::vector<std::vector<WorkCell>> rows; ///< The first is the head.
};

/// Broken when it could not be written.
base::Result<std::string> workbook_bytes(std::vector<WorkSheet> const& sheets);

} // namespace meguri::paper
