// 年度: 1 April to 31 March, named by the calendar year in which it begins. Pure.
#pragma once

#include "shared/domain/tokyo_time.h"

namespace meguri::domain {

struct FiscalYear {
    int year = 0;
    auto operator<=>(FiscalYear const&) const = default;
};

FiscalYear fiscal_year_of(Date date);
Date first_day(FiscalYear year);
Date last_day(FiscalYear year);
/// 令和6年度
std::string fiscal_year_words(FiscalYear year);

} // namespace meguri::domain
