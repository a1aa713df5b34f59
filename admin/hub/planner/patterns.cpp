#include "admin/hub/planner/patterns.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace meguri::hub::planner {

namespace {

using std::chrono::minutes;

/// How many venues and orders of one set of wishes are tried on a date; the rest would be longer ways still.
constexpr std::size_t most_tries = 40;

Time midnight(Date day)
{
    return domain::from_tokyo({day, 0, 0, 0});
}

unsigned weekday_of(Date day)
{
    return std::chrono::weekday(std::chrono::sys_days(day)).c_encoding();
}

UnmetReason reason_of(std::vector<domain::Clash> const& clashes)
{
    auto reason = UnmetReason::VanBooked;
    for (auto const& clash : clashes) {
        using Kind = domain::ClashKind;
        if (clash.kind == Kind::OutsideArea)
            return UnmetReason::OutsideArea;
        bool const is_booked = clash.kind == Kind::DoubleBooked || clash.kind == Kind::Travel
            || clash.kind == Kind::Setup || clash.kind == Kind::TooFewUnits;
        if (!is_booked)
            reason = UnmetReason::VanAway;
    }
    return reason;
}

bool touches(domain::Absence const& absence, Date day)
{
    return absence.from < midnight(day) + minutes(24 * 60) && midnight(day) < absence.to;
}

bool is_better(Pattern const& one, Pattern const& other)
{
    return std::pair(one.rank, one.hectometres) < std::pair(other.rank, other.hectometres);
}

} // namespace

Patterns::Patterns(TourOrder const& order, TourLimits const& limits)
    : m_order(order)
    , m_limits(limits)
{
    measure();
}

void Patterns::measure()
{
    std::vector<domain::Place> places;
    std::map<std::string, std::size_t> known;
    for (auto const& wish : m_order.wishes) {
        m_place.emplace_back();
        for (auto const& one : wish.venues) {
            auto const [at, is_new] = known.try_emplace(one.venue.id.value, places.size());
            if (is_new)
                places.push_back(domain::place_of(one.venue));
            m_place.back().push_back(at->second);
        }
    }
    if (m_order.base)
        places.push_back(*m_order.base);
    m_count = places.size();
    auto const& travel = m_order.around.travel;
    for (auto const& from : places)
        for (auto const& to : places) {
            Way way;
            way.minutes = domain::travel_minutes(from, to, travel);
            auto const km = domain::travel_km(from, to, travel.rule)
                                .value_or(way.minutes * travel.rule.km_per_hour / 60);
            way.hectometres = static_cast<int>(std::lround(km * 10));
            m_ways.push_back(way);
        }
}

bool Patterns::is_wished(TourWish const& wish, Date day) const
{
    return (wish.dates.empty() || wish.dates.contains(day))
        && (wish.weekdays.empty() || wish.weekdays.contains(weekday_of(day)));
}

bool Patterns::is_open(Stop const& stop, Date day) const
{
    auto const& one = m_order.wishes[stop.wish].venues[stop.venue];
    return !domain::closed_at(one.venue, one.calendar, midnight(day), m_order.around.holidays);
}

/// Six hours around the day are more than any way of a day takes.
std::vector<domain::Use> Patterns::uses_near(Date day) const
{
    std::vector<domain::Use> near;
    for (auto const& use : m_order.uses)
        if (use.starts_at < midnight(day) + minutes(30 * 60) && midnight(day) - minutes(6 * 60) < use.ends_at)
            near.push_back(use);
    return near;
}

/// Equal for dates on which the same is possible at the same hours.
std::string Patterns::key_of(Date day) const
{
    auto const& absences = m_order.van.absences;
    bool const is_special = !uses_near(day).empty()
        || std::any_of(absences.begin(), absences.end(),
            [&](domain::Absence const& absence) { return touches(absence, day); });
    std::string key = is_special ? domain::to_iso(day) : "";
    for (auto const& hours : m_order.van.hours)
        if (hours.weekday == weekday_of(day))
            key += " " + std::to_string(hours.from_minute) + "-" + std::to_string(hours.to_minute);
    auto const& holidays = m_order.around.holidays;
    bool const is_rest = m_order.van.rests_on_holidays
        && std::any_of(holidays.begin(), holidays.end(),
            [&](domain::Holiday const& holiday) { return holiday.day == day; });
    key += is_rest ? " rest" : "";
    for (std::size_t i = 0; i < m_order.wishes.size(); ++i) {
        key += is_wished(m_order.wishes[i], day) ? "|" : "-";
        for (std::size_t k = 0; k < m_order.wishes[i].venues.size(); ++k)
            key += is_open({i, k}, day) ? '1' : '0';
    }
    return key;
}

std::vector<DateGroup> Patterns::groups() const
{
    std::vector<DateGroup> groups;
    std::map<std::string, std::size_t> known;
    auto const last = std::chrono::sys_days(m_order.last_day);
    for (auto at = std::chrono::sys_days(m_order.first_day); at <= last; at += std::chrono::days(1)) {
        Date const day(at);
        auto const [group, is_new] = known.try_emplace(key_of(day), groups.size());
        if (is_new)
            groups.push_back(look_at(day));
        groups[group->second].dates.push_back(day);
    }
    return groups;
}

DateGroup Patterns::look_at(Date day) const
{
    DateGroup group;
    std::vector<std::size_t> able;
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t i = 0; i < m_order.wishes.size(); ++i) {
        if (!is_wished(m_order.wishes[i], day))
            continue;
        auto const reason = single(day, i, group.patterns);
        group.outlook[i] = reason;
        if (!reason)
            able.push_back(i);
    }
    auto const add = [&](std::vector<std::size_t> const& wishes) {
        auto best = best_of(day, wishes);
        if (best)
            group.patterns.push_back(std::move(*best));
        return best.has_value();
    };
    for (std::size_t a = 0; m_limits.stops >= 2 && a < able.size(); ++a)
        for (std::size_t b = a + 1; b < able.size(); ++b)
            if (add({able[a], able[b]}))
                pairs.emplace(a, b);
    // What does not fit with two does not fit with three.
    for (auto const& [a, b] : pairs)
        for (std::size_t c = b + 1; m_limits.stops >= 3 && c < able.size(); ++c)
            if (pairs.contains({a, c}) && pairs.contains({b, c}))
                add({able[a], able[b], able[c]});
    return group;
}

/// The reason why not, or the best venue of one wish alone.
std::optional<UnmetReason> Patterns::single(Date day, std::size_t wish, std::vector<Pattern>& found) const
{
    if (m_order.wishes[wish].venues.empty())
        return UnmetReason::NoVenue;
    auto all = candidates(day, {wish});
    if (all.empty())
        return UnmetReason::VenuesClosed;
    std::stable_sort(all.begin(), all.end(), is_better);
    std::optional<UnmetReason> reason;
    for (auto& one : all) {
        auto const fitted = fit(day, one.stops);
        if (fitted.plan) {
            found.push_back(std::move(one));
            return std::nullopt;
        }
        if (!reason)
            reason = fitted.reason;
    }
    return reason;
}

Pattern Patterns::measured(std::vector<Stop> stops) const
{
    Pattern made;
    auto const first = place_of(stops.front());
    auto const home = m_order.base ? m_count - 1 : first;
    auto here = home;
    for (auto const& stop : stops) {
        made.rank += m_order.wishes[stop.wish].is_ranked ? static_cast<int>(stop.venue) : 0;
        made.hectometres += way(here, place_of(stop)).hectometres;
        here = place_of(stop);
    }
    made.hectometres += way(here, home).hectometres;
    made.stops = std::move(stops);
    return made;
}

int Patterns::least_minutes(std::vector<Stop> const& stops) const
{
    auto const home = m_order.base ? m_count - 1 : place_of(stops.front());
    auto const& rule = m_order.rule;
    auto here = home;
    int sum = 0;
    for (auto const& stop : stops) {
        int const classes = m_order.wishes[stop.wish].classes;
        sum += way(here, place_of(stop)).minutes + 2 * m_order.van.setup_minutes
            + classes * (rule.class_minutes + rule.break_minutes) - rule.break_minutes;
        here = place_of(stop);
    }
    return sum + way(here, home).minutes;
}

/// Every open venue of each wish, in every order of the wishes; no house twice.
std::vector<Pattern> Patterns::candidates(Date day, std::vector<std::size_t> const& wishes) const
{
    std::vector<Pattern> found;
    auto sequence = wishes;
    int const room = m_order.rule.day_ends - m_order.rule.day_begins;
    do {
        std::vector<std::vector<Stop>> begun{{}};
        for (auto const wish : sequence) {
            std::vector<std::vector<Stop>> longer;
            for (auto const& stops : begun)
                for (std::size_t venue = 0; venue < m_order.wishes[wish].venues.size(); ++venue) {
                    Stop const next{wish, venue};
                    bool const is_there = std::any_of(stops.begin(), stops.end(),
                        [&](Stop const& stop) { return place_of(stop) == place_of(next); });
                    if (is_there || !is_open(next, day))
                        continue;
                    longer.push_back(stops);
                    longer.back().push_back(next);
                    // One alone is kept, so that plan_day can say what is wrong with it.
                    if (wishes.size() > 1 && least_minutes(longer.back()) > room)
                        longer.pop_back();
                }
            begun = std::move(longer);
        }
        for (auto& stops : begun)
            found.push_back(measured(std::move(stops)));
    } while (std::next_permutation(sequence.begin(), sequence.end()));
    return found;
}

std::optional<Pattern> Patterns::best_of(Date day, std::vector<std::size_t> const& wishes) const
{
    int const classes = std::accumulate(wishes.begin(), wishes.end(), 0,
        [&](int sum, std::size_t wish) { return sum + m_order.wishes[wish].classes; });
    if (classes > m_order.rule.most_classes)
        return std::nullopt;
    auto all = candidates(day, wishes);
    std::stable_sort(all.begin(), all.end(), is_better);
    for (std::size_t i = 0; i < all.size() && i < most_tries; ++i)
        if (fit(day, all[i].stops).plan)
            return std::move(all[i]);
    return std::nullopt;
}

UnmetReason Patterns::reason_of_trouble(
    domain::VanDayProblem const& problem, std::vector<Stop> const& stops) const
{
    if (problem.trouble != domain::VanDayTrouble::TooLate)
        return UnmetReason::TooManyClasses;
    auto const& rule = m_order.rule;
    int without_way = 0;
    for (auto const& stop : stops)
        without_way += 2 * m_order.van.setup_minutes - rule.break_minutes
            + m_order.wishes[stop.wish].classes * (rule.class_minutes + rule.break_minutes);
    return without_way > rule.day_ends - rule.day_begins ? UnmetReason::TooManyClasses : UnmetReason::TooFar;
}

/// The next moment after `after` at which something that stood in the way there may have ended.
std::optional<Time> Patterns::later_start(Date day, domain::Place const& place, Time after) const
{
    std::vector<Time> moments;
    for (auto const& hours : m_order.van.hours)
        if (hours.weekday == weekday_of(day))
            moments.push_back(midnight(day) + minutes(hours.from_minute));
    for (auto const& absence : m_order.van.absences)
        moments.push_back(absence.to);
    for (auto const& use : uses_near(day)) {
        bool const is_there = use.place.venue == place.venue;
        int const between = is_there
            ? 0
            : 2 * m_order.van.setup_minutes + domain::travel_minutes(use.place, place, m_order.around.travel);
        moments.push_back(use.ends_at + minutes(between));
    }
    std::optional<Time> next;
    for (auto const moment : moments)
        if (moment > after && (!next || moment < *next))
            next = moment;
    return next;
}

/// As early as the day allows; a stop in whose way something is waits for the end of it.
Patterns::Fit Patterns::fit(Date day, std::vector<Stop> const& stops) const
{
    std::vector<domain::StopWish> wishes;
    for (auto const& stop : stops) {
        auto const& venue = m_order.wishes[stop.wish].venues[stop.venue].venue;
        wishes.push_back(
            {domain::place_of(venue), venue.name, m_order.wishes[stop.wish].classes, std::nullopt, false});
    }
    auto const& van = m_order.van;
    auto const near = uses_near(day);
    std::optional<UnmetReason> waited;
    // Each round a stop waits for one more end.
    auto const rounds
        = stops.size() * (near.size() + van.hours.size() + van.absences.size()) + m_order.away.size() + 1;
    for (std::size_t round = 0; round < rounds; ++round) {
        auto plan = domain::plan_day(day, m_order.base, van, wishes, m_order.rule, m_order.around.travel);
        if (!plan)
            return {std::nullopt, waited ? *waited : reason_of_trouble(plan.error(), stops)};
        std::vector<domain::Use> before = near;
        bool is_good = true;
        for (std::size_t i = 0; is_good && i < stops.size(); ++i) {
            std::vector<domain::Use> classes;
            for (auto const starts_at : plan->stops[i].classes)
                classes.push_back({domain::SessionId("tour"), wishes[i].name, wishes[i].place, starts_at,
                    starts_at + minutes(m_order.rule.class_minutes), 1});
            auto const clashes = domain::clashes_of(van, classes, before, m_order.around);
            before.insert(before.end(), classes.begin(), classes.end());
            if (clashes.empty())
                continue;
            is_good = false;
            waited = reason_of(clashes);
            wishes[i].starts_at = later_start(day, wishes[i].place, plan->stops[i].classes.front());
            if (!wishes[i].starts_at)
                return {std::nullopt, *waited};
        }
        auto const in_the_way
            = std::find_if(m_order.away.begin(), m_order.away.end(), [&](auto const& other) {
                  return plan->leaves_base_at < other.second && other.first < plan->back_at;
              });
        if (is_good && in_the_way == m_order.away.end())
            return {std::move(*plan), UnmetReason::VanBooked};
        if (is_good) {
            waited = UnmetReason::VanBooked;
            wishes.front().starts_at
                = plan->stops.front().classes.front() + (in_the_way->second - plan->leaves_base_at);
        }
    }
    return {std::nullopt, waited.value_or(UnmetReason::VanBooked)};
}

std::optional<TourDay> Patterns::day_of(Date day, std::vector<Stop> const& stops) const
{
    auto const fitted = fit(day, stops);
    if (!fitted.plan)
        return std::nullopt;
    TourDay made{day, fitted.plan->leaves_base_at, fitted.plan->back_at, {}, 0};
    for (std::size_t i = 0; i < stops.size(); ++i)
        made.stops.push_back({stops[i].wish, stops[i].venue, fitted.plan->stops[i]});
    made.kilometres = measured(stops).hectometres / 10.0;
    return made;
}

} // namespace meguri::hub::planner
