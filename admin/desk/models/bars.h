// The bar charts of a fiscal year: classes and people by month, format and age, with a scale that ends on a
// round number; and the same numbers as the table that stands behind each chart. Pure, but for the table,
// which one thread has.
#pragma once

#include "admin/desk/models/answers.h"
#include "admin/desk/models/table.h"

#include <array>
#include <string>
#include <vector>

namespace meguri::desk::models {

enum class BarsKind { MonthClasses, MonthPeople, FormatClasses, FormatPeople, AgePeople };
inline constexpr std::array bars_kinds{BarsKind::MonthClasses, BarsKind::MonthPeople, BarsKind::FormatClasses,
    BarsKind::FormatPeople, BarsKind::AgePeople};
/// 月ごとの開催回
std::string words_of(BarsKind kind);

struct Bar {
    std::string label; ///< 4月
    std::vector<int> parts; ///< One for each series.
    int total() const;
};

struct Bars {
    std::string title;
    std::string unit; ///< 回, 人
    std::vector<std::string> series; ///< Up to four.
    std::vector<Bar> bars;
    int scale_top = 0; ///< At least every total; a multiple of scale_step.
    int scale_step = 1;
    bool is_empty() const;
    /// What a screen reader reads: each bar with its parts.
    std::string words() const;
};
Bars bars_of(Summary const& summary, BarsKind kind, int fiscal_year);

/// What stands behind one bar: all that is known of that month, format or age.
struct BarsRow {
    std::string label;
    domain::Figures figures;
    std::array<int, 4> kinds{}; ///< Classes by domain::format_kinds.
    bool has_kinds = false; ///< Of months.
    bool has_people_only = false; ///< Of ages.
};
std::vector<BarsRow> bars_rows(Summary const& summary, BarsKind kind, int fiscal_year);

class BarsTable final : public RowTable<BarsRow> {
public:
    BarsTable();
};

} // namespace meguri::desk::models
