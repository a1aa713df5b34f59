// Age bands of the reports. Age = fiscal year − birth year: the age reached in the calendar year in which the
// fiscal year begins; only the year is ever asked. Pure.
#pragma once

#include "shared/domain/fiscal_year.h"
#include "shared/domain/names.h"

#include <optional>

namespace meguri::domain {

enum class AgeBand { Under65, From65, From70, From75, From80, From85, Unknown };
template <> struct Names<AgeBand> {
    static constexpr std::array entries{
        std::pair{AgeBand::Under65, "under_65"},
        std::pair{AgeBand::From65, "65_69"},
        std::pair{AgeBand::From70, "70_74"},
        std::pair{AgeBand::From75, "75_79"},
        std::pair{AgeBand::From80, "80_84"},
        std::pair{AgeBand::From85, "85_plus"},
        std::pair{AgeBand::Unknown, "unknown"},
    };
};

/// Unknown without a birth year.
AgeBand age_band(std::optional<int> birth_year, FiscalYear year);
/// A year of birth a visitor can have: between 120 years ago and this year.
bool is_possible_birth_year(int birth_year, Date today);

} // namespace meguri::domain
