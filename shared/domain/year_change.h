// 年度の準備: what goes from one fiscal year into the next, and when. Pure.
#pragma once

#include "shared/domain/fiscal_year.h"

#include <optional>
#include <string>

namespace meguri::domain {

/// The year that should have its programmes by now: from the first of March the next one, in April the one
/// that has just begun.
std::optional<FiscalYear> year_to_prepare(Date today);
/// Whether the year after `from` may be made out of it: the one that runs now, and the next.
bool can_be_followed(FiscalYear from, Date today);

/// p2026-municipal-352047 → p2027-municipal-352047; an id without its year gets the next one at its end.
std::string id_a_year_later(std::string const& id, FiscalYear from);
/// 令和8年度 in a name becomes 令和9年度.
std::string name_a_year_later(std::string name, FiscalYear from);
/// 29 February becomes the 28th.
Date a_year_later(Date date);

} // namespace meguri::domain
