// Attendance of a class that goes on over several days: which of them a key marks, what stands there, and
// what follows for the whole. Pure; days as in class_days.h.
#pragma once

#include "admin/desk/models/answers.h"
#include "admin/desk/models/class_days.h"

#include <string>

namespace meguri::desk::models {

/// Who comes early is marked before the class begins.
inline constexpr std::chrono::hours marks_before{1};

/// The day that begins within the hour or began last; before the first one that.
int day_to_mark(Session const& session, base::Time now);
/// A name of domain::AttendanceMark, or empty. A whole that was marked without its days counts for each.
std::string mark_on(RosterEntry const& entry, int day);
/// As the hub will, so that the row is right without reading all names anew; empty takes the mark back.
void put_mark(RosterEntry& entry, std::string const& mark, int day);
/// 1日目 出席、3日目 遅刻; empty: none.
std::string day_marks_words(RosterEntry const& entry);

} // namespace meguri::desk::models
