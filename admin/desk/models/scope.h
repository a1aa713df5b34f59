// What every section of the desk shares: what the clerk looks at (year, municipality, words searched for) and
// what is said after something was done or went wrong. Plain data.
#pragma once

#include "admin/desk/models/table.h"
#include "shared/domain/access.h"

#include <functional>
#include <string>

namespace meguri::desk::models {

struct Scope {
    int fiscal_year = 0;
    std::string municipality; ///< Code; empty: all.
    std::string query;
    domain::Actor actor = {}; ///< Who looks: what he may not do is not offered.
};

struct Notice {
    Tone tone = Tone::Plain;
    std::string text; ///< Empty: nothing to say.
};

/// Tells whoever shows this that something changed.
using Told = std::function<void()>;

} // namespace meguri::desk::models
