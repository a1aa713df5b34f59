// 市町の数: a year's figures of municipalities on A4 landscape: the tile map coloured by one of them, bars,
// and a table behind each picture with the same numbers. Every text and number is the caller's; what does not
// fit goes on on further pages. figures_page_pdf is pure but for the fonts it loads, and may be called on any
// thread.
#pragma once

#include "shared/base/result.h"

#include <array>
#include <string>
#include <vector>

namespace meguri::paper {

struct FiguresTile {
    std::string name;
    std::string value; ///< With its unit.
    int column = 0;
    int row = 0;
    int level = 0; ///< 0 to 4 on the colour ramp; below: not known, without a colour.
};

struct FiguresBar {
    std::string label;
    std::vector<int> parts; ///< One for each series.
};

struct FiguresChart {
    std::string title;
    std::vector<std::string> series; ///< Up to four.
    std::vector<FiguresBar> bars;
    int scale_step = 1;
};

struct FiguresTable {
    std::string title;
    /// The first is set from the left, the others from the right.
    std::vector<std::string> heads;
    std::vector<double> shares; ///< Of the width, one for each column.
    std::vector<std::vector<std::string>> rows;
    bool has_sum = false; ///< The last row is one.
};

/// A chart with its table.
struct FiguresPair {
    FiguresChart chart;
    FiguresTable table;
};

struct FiguresPage {
    std::string title; ///< Needed.
    std::string over; ///< 令和8年度
    std::string as_of; ///< 令和8年11月23日 現在
    std::string meaning; ///< What the map is coloured by.
    std::array<std::string, 5> legend;
    std::vector<FiguresTile> tiles;
    FiguresTable towns;
    /// The first one's chart stands beside the map.
    std::vector<FiguresPair> pairs;
    std::string foot;
};

/// The PDF's bytes. NotFound when BIZ UDGothic is not installed; BadInput without a title.
base::Result<std::string> figures_page_pdf(FiguresPage const& page);

} // namespace meguri::paper
