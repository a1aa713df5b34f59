// The public holidays that come with the program, read from a file like assets/data/holidays.json. Pure.
#pragma once

#include "admin/hub/facts/facts_file.h"
#include "shared/domain/resource.h"

namespace meguri::hub::facts {

base::Result<std::vector<domain::Holiday>, Problems> parse_holidays(std::string_view text);

} // namespace meguri::hub::facts
