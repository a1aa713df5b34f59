// The figures of municipalities, counted in one reading each of a year's classes and of who came to them; and
// which of their places had no class in a quarter. Reads only; throws core::StorageTrouble.
#pragma once

#include "admin/hub/store/store.h"
#include "shared/domain/coverage.h"
#include "shared/domain/figures.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace meguri::hub::routes {

struct YearFigures {
    domain::Figures all;
    std::map<std::string, domain::Figures> by_month; ///< 2026-04
    std::map<domain::SessionFormat, domain::Figures> by_format;
    std::map<std::string, std::map<domain::SessionFormat, int>> formats_by_month; ///< Not the cancelled ones.
    std::map<domain::AgeBand, int>
        age_bands; ///< Of those who came to classes with registrations; every band.

    YearFigures& operator+=(YearFigures const& other);
    /// Those aged 65 and more of those who gave their year of birth; none where nobody did.
    std::optional<double> share_of_seniors() const;
    std::optional<int> senior_percent() const;
};

/// By code; of all municipalities when `code` is empty. Who had no class that year is not in it.
std::map<std::string, YearFigures> figures_of_year(
    store::Reader& reader, std::string const& code, domain::FiscalYear year);

struct VenueCover {
    domain::Venue venue;
    domain::PlaceCover cover;
};
struct TownCover {
    domain::Municipality town;
    domain::PlaceCover whole; ///< Also of what was held where nobody goes to: homes, online.
    std::vector<VenueCover> venues; ///< Those that can be left out.

    int covered_venues() const;
    /// Of 100 venues; none without venues.
    std::optional<int> covered_percent() const;
};
/// One for each of the municipalities: all of them, or that of `code`.
std::vector<TownCover> covers_of(
    store::Reader& reader, std::string const& code, domain::Quarter quarter, base::Time now);

/// Of the year's subsidies the last steps, that of the municipality's first programme in front.
std::optional<domain::SubsidyStep> last_step_of(std::vector<store::SubsidyRow> const& subsidies);

} // namespace meguri::hub::routes
