// A workbook's cells as another program reads them, and as LibreOffice calculates them anew: the values that
// were written beside the formulas are thrown away before, so that nothing can be taken over unseen.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace meguri::tests {

struct BookCell {
    std::string formula; ///< Without its =; empty: none.
    std::string value; ///< Of a number as it stands in the file: 10, 0.5
    bool is_number = false;
};

/// By sheet and cell: 補助金!C21. Without empty cells.
using BookCells = std::map<std::string, BookCell>;

BookCells cells_of(std::filesystem::path const& workbook);
/// Every value as LibreOffice finds it; works in the folder of `workbook`. Throws without LibreOffice.
BookCells recalculated(std::filesystem::path const& workbook);

/// Where a report's figure of that name has its value on the sheet of rows, 数字の根拠!C12; empty: nowhere.
std::string place_of_figure(BookCells const& cells, std::string const& name);

} // namespace meguri::tests
