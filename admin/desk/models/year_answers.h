// What the hub says of a year that is copied into the next one. Plain data; how it is read out of JSON.
#pragma once

#include "admin/desk/models/answers.h"

#include <string>
#include <vector>

namespace meguri::desk::models {

/// A programme or a subsidy of the year that is copied.
struct CarriedThing {
    enum class Kind { Programme, Subsidy };
    Kind kind = Kind::Programme;
    std::string from; ///< Its id in that year.
    std::string name; ///< Of the programme.
    std::string whose; ///< An organisation's or a municipality's name.
    std::string fate; ///< new, same, changed
    std::vector<std::string> differs; ///< Of changed.
    bool has_rules = false;
    bool has_limits = false;
    std::size_t templates = 0;
    bool is_made = false; ///< A subsidy that was opened.

    std::string id() const { return (kind == Kind::Programme ? "p/" : "g/") + from; }
};

struct YearPlan {
    int to = 0;
    std::vector<CarriedThing> things; ///< Programmes, then subsidies.
};
base::Result<YearPlan> year_plan_from_json(nlohmann::json const& json);

} // namespace meguri::desk::models
