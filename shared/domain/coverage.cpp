#include "shared/domain/coverage.h"

#include <algorithm>

namespace meguri::domain {

Quarter quarter_of(Date date)
{
    auto const month = static_cast<int>(static_cast<unsigned>(date.month()));
    return {fiscal_year_of(date), (month + 8) % 12 / 3 + 1};
}

std::pair<Date, Date> days_of(Quarter quarter)
{
    auto const begin = first_day(quarter.year);
    auto const from = begin + std::chrono::months(3 * (quarter.number - 1));
    return {from, from + std::chrono::months(3)};
}

int usual_quarter(FiscalYear year, Date today)
{
    auto const now = quarter_of(today);
    return now.year == year ? now.number : now.year < year ? 1 : 4;
}

std::string quarter_words(int number)
{
    auto const first = (3 + 3 * (number - 1)) % 12 + 1;
    return std::to_string(first) + "〜" + std::to_string(first + 2) + "月";
}

Coverage coverage_of(SessionState state, Time ends_at, Time now)
{
    switch (state) {
    case SessionState::Held:
        return Coverage::Held;
    case SessionState::Published:
    case SessionState::Closed:
        return ends_at > now ? Coverage::Planned : Coverage::Unsettled;
    case SessionState::Arranging:
        return Coverage::Arranging;
    case SessionState::Draft:
    case SessionState::Cancelled:
        return Coverage::None;
    }
    return Coverage::None;
}

bool is_covered(Coverage coverage)
{
    return coverage >= Coverage::Planned;
}

bool can_be_left_out(VenueKind kind)
{
    return kind != VenueKind::Home && kind != VenueKind::Online;
}

void PlaceCover::add(Coverage one)
{
    held += one == Coverage::Held ? 1 : 0;
    planned += one == Coverage::Planned ? 1 : 0;
    best = std::max(best, one);
}

} // namespace meguri::domain
