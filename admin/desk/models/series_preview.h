// The days of a series before they are written: each regular day, what becomes of it, and what stands in its
// way, as the hub's own preview says. One thread.
#pragma once

#include "admin/desk/models/session_form.h"
#include "admin/desk/models/table.h"

#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

struct SeriesDay {
    domain::Date day; ///< As the rule gives it.
    std::optional<domain::Date> moved_to;
    bool is_skipped = false;
    bool is_holiday = false; ///< Left out by the hub.
    std::string problem; ///< Empty: it can be.
};

class SeriesPreview final : public RowTable<SeriesDay> {
public:
    SeriesPreview();
    void set_days(std::vector<SeriesDay> days) { set_rows(std::move(days)); }
    int count() const; ///< Of sessions that would be made.
    int trouble_count() const;
};

/// The rule's days with the form's exceptions and the hub's answer; nothing while the rule cannot be read.
std::vector<SeriesDay> series_days(SessionForm const& form, SeriesAnswer const& answer, base::Time now);

} // namespace meguri::desk::models
