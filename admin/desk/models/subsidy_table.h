// The subsidies as a table: the face 表 beside the board. Pure.
#pragma once

#include "admin/desk/models/answers.h"
#include "admin/desk/models/table.h"

namespace meguri::desk::models {

/// A subsidy with what a table says of it today.
struct SubsidyRowOfTable {
    Subsidy subsidy;
    std::string amount;
    std::string last_day; ///< Of the last step that stands.
    std::string deadline;
    Tone deadline_tone = Tone::Quiet;
};

class SubsidyTable final : public RowTable<SubsidyRowOfTable> {
public:
    SubsidyTable();
    /// A municipality's code shows only its own; empty shows all.
    void set_subsidies(
        std::vector<Subsidy> const& subsidies, std::string const& municipality, domain::Date today);
};

} // namespace meguri::desk::models
