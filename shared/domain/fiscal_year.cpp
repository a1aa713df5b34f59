#include "shared/domain/fiscal_year.h"

#include "shared/domain/era_date.h"

namespace meguri::domain {

using std::chrono::April;
using std::chrono::day;
using std::chrono::December;
using std::chrono::March;
using std::chrono::year;

FiscalYear fiscal_year_of(Date date)
{
    return {static_cast<int>(date.year()) - (date.month() < April ? 1 : 0)};
}

Date first_day(FiscalYear fiscal_year)
{
    return Date(year(fiscal_year.year), April, day(1));
}

Date last_day(FiscalYear fiscal_year)
{
    return Date(year(fiscal_year.year + 1), March, day(31));
}

std::string fiscal_year_words(FiscalYear fiscal_year)
{
    // Named by the era its calendar year ends in: the fiscal year begun in 平成31年4月 is 令和元年度 as a
    // whole, and the one during which 平成 began stays 昭和63年度.
    auto const name = era_year(Date(year(fiscal_year.year), December, day(31)));
    return name.era + (name.year == 1 ? "元" : std::to_string(name.year)) + "年度";
}

} // namespace meguri::domain
