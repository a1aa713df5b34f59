#include "shared/domain/age_band.h"

namespace meguri::domain {

AgeBand age_band(std::optional<int> birth_year, FiscalYear year)
{
    if (!birth_year)
        return AgeBand::Unknown;
    int const age = year.year - *birth_year;
    if (age < 65)
        return AgeBand::Under65;
    if (age < 70)
        return AgeBand::From65;
    if (age < 75)
        return AgeBand::From70;
    if (age < 80)
        return AgeBand::From75;
    if (age < 85)
        return AgeBand::From80;
    return AgeBand::From85;
}

bool is_possible_birth_year(int birth_year, Date today)
{
    int const this_year = static_cast<int>(today.year());
    return birth_year >= this_year - 120 && birth_year <= this_year;
}

} // namespace meguri::domain
