// 訪問日程: one visitor's day on A4, a block for each visit with when, how to get there, where and whom. It
// bears names and addresses: whoever makes it has proved that he may. Every text is worded by the caller.
// day_sheet_pdf is pure but for the fonts it loads, and may be called on any thread.
#pragma once

#include "shared/base/result.h"

#include <string>
#include <vector>

namespace meguri::paper {

struct DaySheetBlock {
    std::string when; ///< "午前10時から 1時間"
    std::vector<std::string> lines; ///< The way, the address, the person, the telephone.
};

struct DaySheet {
    std::string title; ///< "訪問日程 令和8年12月1日(火)"; needed.
    std::string visitor;
    std::vector<DaySheetBlock> blocks;
    std::string note; ///< At the foot of each page: what to do with the sheet afterwards.
};

/// The PDF's bytes, as many pages as it takes; a block is never torn over two. NotFound when BIZ UDGothic is
/// not installed; BadInput without a title.
base::Result<std::string> day_sheet_pdf(DaySheet const& sheet);

} // namespace meguri::paper
