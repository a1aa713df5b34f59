// The figures of each municipality as rows, with their sum, and the share of seats that somebody sat on. A
// municipality whose figures this user may not see keeps its row, with dashes. One thread.
#pragma once

#include "admin/desk/models/answers.h"
#include "admin/desk/models/coverage_table.h"
#include "admin/desk/models/table.h"

#include <optional>

namespace meguri::desk::models {

struct MunicipalityRow {
    Municipality municipality;
    std::optional<Summary> summary;
    std::optional<CoveredVenues> venues = {}; ///< Of the quarter that is looked at.
};

class MunicipalityTable final : public RowTable<MunicipalityRow> {
public:
    MunicipalityTable();
};

/// Participants of seats in percent; none without seats.
std::optional<int> use_percent(Summary const& summary);
/// Share of those aged 65 and more among those whose age is known, in percent.
std::optional<int> percent_from_65(Summary const& summary);
Summary sum_of(std::vector<MunicipalityRow> const& rows);

/// What the map is coloured by; the step of a subsidy is no number.
std::optional<int> value_of(MunicipalityRow const& row, domain::MapFigure figure);
/// As a tile and a screen reader say it: 83%, 交付決定, —.
std::string value_words(MunicipalityRow const& row, domain::MapFigure figure);

} // namespace meguri::desk::models
