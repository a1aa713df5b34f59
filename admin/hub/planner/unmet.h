// Why a wish is not met: counted from what each date allowed and what the chosen days serve. Pure.
#pragma once

#include "admin/hub/planner/patterns.h"

namespace meguri::hub::planner {

std::vector<Unmet> unmet_of(
    TourOrder const& order, std::vector<DateGroup> const& groups, std::vector<TourDay> const& days);

} // namespace meguri::hub::planner
