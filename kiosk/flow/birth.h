// The decades a visitor chooses from, and their years: ten groups of about ten years that follow the era
// years people remember (昭和20年代 is 1945 to 1954). Pure.
#pragma once

#include "kiosk/flow/words.h"

#include <array>
#include <string_view>
#include <vector>

namespace meguri::kiosk::flow {

struct Decade {
    int first_year;
    int last_year;
    std::string_view name; ///< 昭和20年代
    std::string_view question; ///< 昭和20年代の 何年ですか
};

/// Oldest first. Somebody older than the first is helped by staff.
extern std::array<Decade, 10> const decades;

/// The years of a decade that have begun by `this_year`.
std::vector<int> years_of(Decade const& decade, int this_year);

} // namespace meguri::kiosk::flow
