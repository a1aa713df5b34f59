#include "admin/hub/planner/unmet.h"

#include "shared/domain/era_date.h"

#include <algorithm>

namespace meguri::hub::planner {

namespace {

/// How the period looks for one wish, in dates.
struct Count {
    int wished = 0;
    int possible = 0;
    std::map<UnmetReason, int> barriers;
    std::vector<Date> elsewhere; ///< Possible, but the van serves others then.
    std::vector<std::string> others; ///< Whom, each once.
};

bool serves(TourDay const& day, std::size_t wish)
{
    return std::any_of(
        day.stops.begin(), day.stops.end(), [&](TourStop const& stop) { return stop.wish == wish; });
}

Count count(TourOrder const& order, std::vector<DateGroup> const& groups, std::vector<TourDay> const& days,
    std::size_t wish)
{
    Count found;
    std::set<Date> possible;
    for (auto const& group : groups) {
        auto const outlook = group.outlook.find(wish);
        if (outlook == group.outlook.end())
            continue;
        auto const dates = static_cast<int>(group.dates.size());
        found.wished += dates;
        if (outlook->second) {
            found.barriers[*outlook->second] += dates;
            continue;
        }
        found.possible += dates;
        possible.insert(group.dates.begin(), group.dates.end());
    }
    for (auto const& day : days) {
        if (!possible.contains(day.day) || serves(day, wish))
            continue;
        found.elsewhere.push_back(day.day);
        for (auto const& stop : day.stops) {
            auto const& code = order.wishes[stop.wish].municipality;
            if (std::find(found.others.begin(), found.others.end(), code) == found.others.end())
                found.others.push_back(code);
        }
    }
    return found;
}

std::string barrier_words(UnmetReason reason)
{
    switch (reason) {
    case UnmetReason::NoDate:
        return "期間の中に、希望の日が足りません";
    case UnmetReason::NoVenue:
        return "会場がありません";
    case UnmetReason::OutsideArea:
        return "車の担当地域の外です";
    case UnmetReason::VenuesClosed:
        return "どの会場も休館です";
    case UnmetReason::TooManyClasses:
        return "教室の回数が、1日の時間や回数をこえます";
    case UnmetReason::TooFar:
        return "遠くて、1日で行って帰れません";
    case UnmetReason::VanAway:
        return "車が休みか、動けない時間です";
    case UnmetReason::VanBooked:
        return "車にはもう予定があります";
    case UnmetReason::DaysTaken:
        return "希望の日は、ほかの市町に行きます";
    case UnmetReason::VanFull:
        return "車の行ける日は、ほかの市町でいっぱいです";
    }
    return "";
}

std::string days_text(int days)
{
    return std::to_string(days) + "日";
}

/// Names of the municipalities, and on which dates when they are few.
std::string taken_words(TourOrder const& order, Count const& found)
{
    std::string names;
    for (auto const& code : found.others)
        for (auto const& wish : order.wishes)
            if (wish.municipality == code) {
                names += (names.empty() ? "" : "、") + wish.name;
                break;
            }
    std::string dates;
    for (std::size_t i = 0; i < found.elsewhere.size() && found.elsewhere.size() <= 5; ++i)
        dates += (i == 0 ? "" : "、") + domain::day_words(found.elsewhere[i]);
    return "(" + (dates.empty() ? days_text(static_cast<int>(found.elsewhere.size())) : dates) + ": " + names
        + ")";
}

Unmet make(TourOrder const& order, std::size_t wish, int missing, UnmetReason reason, Count const& found)
{
    Unmet made{wish, missing, reason, {}, ""};
    made.words = order.wishes[wish].name + "の" + days_text(missing) + "分: " + barrier_words(reason);
    if (reason == UnmetReason::NoDate) {
        made.words += "(" + days_text(found.wished) + ")";
    } else if (reason == UnmetReason::DaysTaken || reason == UnmetReason::VanFull) {
        made.others = found.others;
        if (!found.others.empty())
            made.words += taken_words(order, found);
    } else {
        made.words += "(" + days_text(found.wished) + "のうち" + days_text(found.barriers.at(reason)) + ")";
    }
    made.words += "。";
    for (auto const& [barrier, dates] : found.barriers)
        if (barrier != reason && found.barriers.contains(reason))
            made.words += "ほかに" + days_text(dates) + "は、" + barrier_words(barrier) + "。";
    return made;
}

} // namespace

std::vector<Unmet> unmet_of(
    TourOrder const& order, std::vector<DateGroup> const& groups, std::vector<TourDay> const& days)
{
    std::vector<Unmet> unmet;
    for (std::size_t i = 0; i < order.wishes.size(); ++i) {
        auto const& wish = order.wishes[i];
        auto const met = static_cast<int>(
            std::count_if(days.begin(), days.end(), [&](TourDay const& day) { return serves(day, i); }));
        if (met >= wish.days)
            continue;
        auto const found = count(order, groups, days, i);
        int const without_date = std::max(0, wish.days - found.wished);
        int const barred = std::max(0, std::min(wish.days, found.wished) - found.possible);
        int const crowded_out = wish.days - met - without_date - barred;
        if (without_date > 0)
            unmet.push_back(make(order, i, without_date, UnmetReason::NoDate, found));
        if (barred > 0) {
            auto const most = std::max_element(found.barriers.begin(), found.barriers.end(),
                [](auto const& one, auto const& other) { return one.second < other.second; });
            unmet.push_back(make(order, i, barred, most->first, found));
        }
        bool const is_choosy = !wish.dates.empty() || !wish.weekdays.empty();
        if (crowded_out > 0)
            unmet.push_back(make(
                order, i, crowded_out, is_choosy ? UnmetReason::DaysTaken : UnmetReason::VanFull, found));
    }
    return unmet;
}

} // namespace meguri::hub::planner
