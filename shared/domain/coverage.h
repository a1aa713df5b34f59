// カバー: which places had no class in a quarter of a fiscal year. A place is covered by a class that was
// held, or that is published and still to come; what is only being arranged, or was never said to be held,
// does not count and is told apart. Pure.
#pragma once

#include "shared/domain/fiscal_year.h"
#include "shared/domain/session.h"
#include "shared/domain/venue.h"

#include <string>
#include <utility>

namespace meguri::domain {

/// From least to most: what stands for a place is the best of its classes.
enum class Coverage {
    None,
    Arranging, ///< Only classes that are being arranged.
    Unsettled, ///< Only classes that are over and of which nobody said that they were held.
    Planned,
    Held
};
template <> struct Names<Coverage> {
    static constexpr std::array entries{
        std::pair{Coverage::None, "none"},
        std::pair{Coverage::Arranging, "arranging"},
        std::pair{Coverage::Unsettled, "unsettled"},
        std::pair{Coverage::Planned, "planned"},
        std::pair{Coverage::Held, "held"},
    };
};

/// 四半期: 1 is April to June, 4 January to March.
struct Quarter {
    FiscalYear year;
    int number = 1;
    bool operator==(Quarter const&) const = default;
};
Quarter quarter_of(Date date);
/// Its first day, and the first day after it.
std::pair<Date, Date> days_of(Quarter quarter);
/// The one of that year that today is in, else its nearest.
int usual_quarter(FiscalYear year, Date today);
/// 4〜6月
std::string quarter_words(int number);

Coverage coverage_of(SessionState state, Time ends_at, Time now);
bool is_covered(Coverage coverage);
/// Somewhere people go to; homes and the line are nowhere that could be left out.
bool can_be_left_out(VenueKind kind);

/// What a place had in a quarter.
struct PlaceCover {
    int held = 0;
    int planned = 0;
    Coverage best = Coverage::None;

    void add(Coverage one);
};

} // namespace meguri::domain
