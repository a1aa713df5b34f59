// The bar chart of a fiscal year: sessions per month, stacked by format, with a scale that ends on a round
// number; and the same numbers as a table. Pure.
#pragma once

#include "admin/desk/models/answers.h"
#include "admin/desk/models/delimited.h"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace meguri::desk::models {

inline constexpr std::size_t series_count = 4;

struct Bar {
    std::string label; ///< 4月
    std::array<int, series_count> parts{};
    int total() const;
};

struct Bars {
    std::array<std::string, series_count> series;
    std::vector<Bar> bars; ///< April to March.
    int scale_top = 0; ///< At least every total; a multiple of scale_step.
    int scale_step = 1;
    bool is_empty() const;
    /// The table twin, and what a screen reader reads.
    std::vector<TextRow> rows() const;
    std::string words() const;
};

/// Cancelled and unpublished sessions do not count. `municipality` empty: all.
Bars bars_by_month(std::span<Session const> sessions, int fiscal_year, std::string const& municipality);

/// A step of 1, 2 or 5 times a power of ten that gives at most five steps.
int round_step(int most);

} // namespace meguri::desk::models
