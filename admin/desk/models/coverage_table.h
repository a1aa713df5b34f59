// 会場のカバー: each municipality and each of its venues with what it had in a quarter, as rows; those that
// had nothing alone, when that is asked. One thread.
#pragma once

#include "admin/desk/models/answers.h"
#include "admin/desk/models/table.h"
#include "shared/domain/coverage.h"

#include <string>
#include <vector>

namespace meguri::desk::models {

struct CoveredPlace {
    std::string municipality; ///< Code.
    std::string municipality_name;
    std::string venue; ///< Id; empty: the municipality as a whole.
    std::string venue_name;
    std::string kind; ///< A name of domain::VenueKind.
    std::string coverage; ///< A name of domain::Coverage.
    bool is_covered = false;
    int held = 0;
    int planned = 0;

    std::string id() const { return municipality + "/" + venue; }
};

struct QuarterCoverage {
    int quarter = 1;
    std::vector<CoveredPlace> places; ///< Each municipality, then its venues.
};
base::Result<QuarterCoverage> coverage_from_json(nlohmann::json const& json);

/// How many of a municipality's venues had a class, and how many there are.
struct CoveredVenues {
    int covered = 0;
    int all = 0;
};
CoveredVenues covered_venues(QuarterCoverage const& coverage, std::string const& municipality);

class CoverageTable final : public RowTable<CoveredPlace> {
public:
    CoverageTable();
};

/// Which rows are shown.
std::vector<CoveredPlace> places_shown(QuarterCoverage const& coverage, bool is_left_out_only);
/// 教室がない市町 2、会場 5 / 12
std::string coverage_words(QuarterCoverage const& coverage);

} // namespace meguri::desk::models
