// What may be written into the history of a subsidy: days on which a step can have been, amounts within what
// was decided and what the programme pays, reasons where one is owed, corrections of what is there. Whether
// the step itself may come next is the path's word (check_next). Pure.
#pragma once

#include "shared/domain/fiscal_year.h"
#include "shared/domain/session.h"
#include "shared/domain/subsidy.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace meguri::domain {

/// Whether each step that stands may follow the one before it, wherever the history begins: a document may
/// know where a subsidy stands and not how it came there.
bool is_continued(SubsidyPath const& path, std::span<SubsidyEntry const> history);

/// What a municipality does itself; every other step is the prefecture's.
bool is_municipal_step(SubsidyStep step);

struct EntryLimits {
    FiscalYear year; ///< Of the subsidy.
    Date today;
    std::optional<std::int64_t> year_cap_yen; ///< What the programme pays one municipality in the year.
};

/// By the field's JSON name; empty when `entry` may be written at the end of `history`. A correction is
/// looked at in the place of the entry it corrects, and what follows that must still hold.
std::vector<FieldProblem> problems_of(
    std::span<SubsidyEntry const> history, SubsidyEntry const& entry, EntryLimits const& limits);

/// The last day on which an application may be sent in, while it is still to be sent in; none once it was, or
/// where the path knows no application.
std::optional<Date> application_due(
    SubsidyPath const& path, std::span<SubsidyEntry const> history, std::optional<Date> apply_by);

} // namespace meguri::domain
