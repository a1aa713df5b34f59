// A list on A4: a title, some lines under it and a ruled table, on as many pages as it takes, with the head
// on each; every part begins on a page of its own. Sign-in sheets, rosters and lists of calls are such. They
// bear names: whoever makes one has proved that he may. Every text is worded by the caller. list_sheet_pdf is
// pure but for the fonts it loads, and may be called on any thread.
#pragma once

#include "shared/base/result.h"

#include <string>
#include <vector>

namespace meguri::paper {

struct ListColumn {
    std::string title;
    double share = 1; ///< Of the width, against the other columns' shares.
    bool is_bold = false;
};

struct ListPart {
    std::string title; ///< Large, on each of its pages.
    std::vector<std::string> lines; ///< When and where.
    std::vector<std::vector<std::string>>
        rows; ///< A cell for each column; an empty one is there to be written in.
};

enum class Orientation { Portrait, Landscape };

struct ListSheet {
    std::string title; ///< Of the document; needed.
    Orientation orientation = Orientation::Portrait;
    double row_mm = 8; ///< The least height of a row: 14 and more to be signed in.
    std::vector<ListColumn> columns;
    std::vector<ListPart> parts;
    std::string note; ///< At the foot of each page: what to do with the sheet afterwards.
};

/// The PDF's bytes; a row is never torn over two pages. NotFound when BIZ UDGothic is not installed; BadInput
/// without a title, columns or parts.
base::Result<std::string> list_sheet_pdf(ListSheet const& sheet);

} // namespace meguri::paper
