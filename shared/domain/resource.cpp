#include "shared/domain/resource.h"

#include "shared/domain/era_date.h"

#include <algorithm>

namespace meguri::domain {

namespace {

int minutes_between(Time from, Time to)
{
    return static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(to - from).count());
}

int minute_of_day(TokyoTime const& local)
{
    return local.hour * 60 + local.minute;
}

unsigned weekday_of(Date date)
{
    return std::chrono::weekday(std::chrono::sys_days(date)).c_encoding();
}

Holiday const* holiday_on(Date day, std::vector<Holiday> const& holidays)
{
    auto const found
        = std::find_if(holidays.begin(), holidays.end(), [&](Holiday const& one) { return one.day == day; });
    return found == holidays.end() ? nullptr : &*found;
}

bool is_overlapping(Use const& one, Use const& other)
{
    return one.starts_at < other.ends_at && other.starts_at < one.ends_at;
}

Clash clash(Resource const& resource, ClashKind kind)
{
    Clash made;
    made.kind = kind;
    made.resource = resource.id.value;
    made.name = resource.name;
    return made;
}

Clash clash_with(Resource const& resource, ClashKind kind, Use const& other)
{
    auto made = clash(resource, kind);
    made.with = other.session;
    made.with_title = other.title;
    made.with_starts_at = other.starts_at;
    return made;
}

bool is_within_hours(Resource const& resource, Use const& use)
{
    if (resource.hours.empty())
        return true;
    auto const from = to_tokyo(use.starts_at);
    auto const to = to_tokyo(use.ends_at);
    return from.date == to.date
        && std::any_of(resource.hours.begin(), resource.hours.end(), [&](WorkHours const& hours) {
               return hours.weekday == weekday_of(from.date) && hours.from_minute <= minute_of_day(from)
                   && minute_of_day(to) <= hours.to_minute;
           });
}

bool serves(Resource const& resource, Place const& place)
{
    auto const& areas = resource.areas;
    return areas.empty() || std::find(areas.begin(), areas.end(), place.municipality) != areas.end()
        || (!place.area.empty() && std::find(areas.begin(), areas.end(), place.area) != areas.end());
}

/// What does not depend on other uses: its calendar and where it may go.
void check_alone(
    Resource const& resource, Use const& use, Circumstances const& around, std::vector<Clash>& found)
{
    for (auto const& absence : resource.absences)
        if (use.starts_at < absence.to && absence.from < use.ends_at) {
            found.push_back(clash(resource, ClashKind::Away));
            found.back().why = absence.reason;
        }
    if (!is_within_hours(resource, use))
        found.push_back(clash(resource, ClashKind::OutsideHours));
    auto const* holiday
        = resource.rests_on_holidays ? holiday_on(tokyo_date(use.starts_at), around.holidays) : nullptr;
    if (holiday) {
        found.push_back(clash(resource, ClashKind::Holiday));
        found.back().why = holiday->name;
    }
    if (!serves(resource, use.place))
        found.push_back(clash(resource, ClashKind::OutsideArea));
    bool const is_elsewhere
        = resource.kind == ResourceKind::Room && resource.home_base && *resource.home_base != use.place.venue;
    if (is_elsewhere)
        found.push_back(clash(resource, ClashKind::NotItsHouse));
}

/// Loan phones: at no moment more of them out than there are; they are on their way before and after.
void check_units(
    Resource const& resource, Use const& use, std::vector<Use> const& others, std::vector<Clash>& found)
{
    auto const margin = std::chrono::minutes(resource.setup_minutes);
    int most = use.units;
    Use const* in_the_way = nullptr;
    for (auto const& at : others) {
        auto const moment = std::max(at.starts_at - margin, use.starts_at);
        int out = use.units;
        for (auto const& other : others)
            if (other.starts_at - margin <= moment && moment < other.ends_at + margin)
                out += other.units;
        if (moment < use.ends_at && out > most) {
            most = out;
            in_the_way = &at;
        }
    }
    if (most <= resource.units)
        return;
    found.push_back(in_the_way ? clash_with(resource, ClashKind::TooFewUnits, *in_the_way)
                               : clash(resource, ClashKind::TooFewUnits));
    found.back().needed = most;
    found.back().available = resource.units;
}

/// Two uses one after the other: the way, and packing up here and setting up there.
std::optional<Clash> too_short(Resource const& resource, Use const& first, Use const& second,
    Use const& other, Circumstances const& around)
{
    int const available = minutes_between(first.ends_at, second.starts_at);
    bool const is_room = resource.kind == ResourceKind::Room;
    bool const is_same_place = first.place.venue == second.place.venue;
    int const travel = is_room ? 0 : travel_minutes(first.place, second.place, around.travel);
    int const setup = is_room ? resource.setup_minutes : is_same_place ? 0 : 2 * resource.setup_minutes;
    if (available >= travel + setup)
        return std::nullopt;
    auto made = clash_with(resource, available < travel ? ClashKind::Travel : ClashKind::Setup, other);
    made.needed = travel + setup;
    made.available = available;
    return made;
}

void check_neighbours(Resource const& resource, std::vector<Use> const& wanted,
    std::vector<Use> const& others, Circumstances const& around, std::vector<Clash>& found)
{
    struct Stay {
        Use const* use = nullptr;
        bool is_wanted = false;
    };
    std::vector<Stay> day;
    day.reserve(wanted.size() + others.size());
    for (auto const& use : wanted)
        day.push_back({&use, true});
    for (auto const& use : others)
        day.push_back({&use, false});
    std::stable_sort(day.begin(), day.end(),
        [](Stay const& a, Stay const& b) { return a.use->starts_at < b.use->starts_at; });
    for (std::size_t i = 0; i < day.size(); ++i)
        for (std::size_t k = i + 1; k < day.size(); ++k) {
            if (!day[i].is_wanted && !day[k].is_wanted)
                continue;
            auto const& other = day[k].is_wanted ? *day[i].use : *day[k].use;
            if (is_overlapping(*day[i].use, *day[k].use)) {
                found.push_back(clash_with(resource, ClashKind::DoubleBooked, other));
            } else if (k == i + 1) {
                if (auto made = too_short(resource, *day[i].use, *day[k].use, other, around))
                    found.push_back(std::move(*made));
            }
        }
}

bool are_good_hours(std::vector<WorkHours> const& hours)
{
    return std::all_of(hours.begin(), hours.end(), [](WorkHours const& one) {
        return one.weekday <= 6 && one.from_minute >= 0 && one.from_minute < one.to_minute
            && one.to_minute <= 24 * 60;
    });
}

} // namespace

std::vector<FieldProblem> problems_of(Resource const& resource)
{
    std::vector<FieldProblem> problems;
    if (resource.name.empty())
        problems.push_back({"name", "名前を入れてください。"});
    if (resource.setup_minutes < 0 || resource.setup_minutes > 600)
        problems.push_back({"setup_minutes", "準備の時間は0分から600分までです。"});
    if (resource.units < 1 || resource.units > 1000)
        problems.push_back({"units", "台数は1から1000までです。"});
    if (resource.units > 1 && resource.kind != ResourceKind::Phones)
        problems.push_back({"units", "2台以上にできるのは、貸出スマホだけです。"});
    if (resource.kind == ResourceKind::Room && !resource.home_base)
        problems.push_back({"home_base", "部屋のある会場を入れてください。"});
    if (!are_good_hours(resource.hours))
        problems.push_back({"hours", "曜日と、始まりより後の終わりの時刻を入れてください。"});
    for (auto const& absence : resource.absences)
        if (absence.to <= absence.from)
            problems.push_back({"absences", "終わりは始まりより後にしてください。"});
    return problems;
}

std::vector<Clash> clashes_of(Resource const& resource, std::vector<Use> const& wanted,
    std::vector<Use> const& others, Circumstances const& around)
{
    std::vector<Clash> all;
    for (auto const& use : wanted)
        check_alone(resource, use, around, all);
    if (resource.kind == ResourceKind::Phones)
        for (auto const& use : wanted)
            check_units(resource, use, others, all);
    else
        check_neighbours(resource, wanted, others, around, all);
    std::vector<Clash> found;
    for (auto& one : all) {
        bool const is_known = std::any_of(
            found.begin(), found.end(), [&](Clash const& other) { return key_of(other) == key_of(one); });
        if (!is_known)
            found.push_back(std::move(one));
    }
    return found;
}

std::optional<Clash> closed_at(
    Venue const& venue, VenueCalendar const& calendar, Time starts_at, std::vector<Holiday> const& holidays)
{
    auto const day = tokyo_date(starts_at);
    Clash made;
    made.resource = venue.id.value;
    made.name = venue.name;
    made.kind = ClashKind::VenueClosed;
    for (auto const& closure : calendar.closures)
        if (closure.first_day <= day && day <= closure.last_day) {
            made.why = closure.reason;
            return made;
        }
    if (calendar.closed_weekdays.contains(weekday_of(day))) {
        made.why = weekday_word(day) + "曜日は休館";
        return made;
    }
    auto const* holiday = calendar.is_closed_on_holidays ? holiday_on(day, holidays) : nullptr;
    if (!holiday)
        return std::nullopt;
    made.kind = ClashKind::Holiday;
    made.why = holiday->name;
    return made;
}

std::string key_of(Clash const& clash)
{
    return std::string(name_of(clash.kind)) + " " + clash.resource + " " + clash.with.value;
}

std::string words_of(Clash const& clash)
{
    auto const other = clash.with_starts_at
        ? "「" + clash.with_title + "」(" + era_moment_words(*clash.with_starts_at) + ")"
        : std::string();
    auto const minutes
        = "(必要 " + std::to_string(clash.needed) + "分・空き " + std::to_string(clash.available) + "分)";
    switch (clash.kind) {
    case ClashKind::DoubleBooked:
        return clash.name + "は、" + other + "で使われています。";
    case ClashKind::Travel:
        return clash.name + "は、" + other + "との間の移動が間に合いません" + minutes + "。";
    case ClashKind::Setup:
        return clash.name + "は、" + other + "との間に片づけと準備の時間がありません" + minutes + "。";
    case ClashKind::TooFewUnits:
        return clash.name + "が足りません(必要 " + std::to_string(clash.needed) + "・あるのは "
            + std::to_string(clash.available) + ")" + (other.empty() ? "" : "。" + other + "でも使います")
            + "。";
    case ClashKind::Away:
        return clash.name + "は、この日時は使えません(" + clash.why + ")。";
    case ClashKind::OutsideHours:
        return clash.name + "は、この曜日・時間には動けません。";
    case ClashKind::Holiday:
        return clash.name + "は、祝日(" + clash.why + ")は休みです。";
    case ClashKind::OutsideArea:
        return clash.name + "の担当地域の外です。";
    case ClashKind::NotItsHouse:
        return clash.name + "は、別の会場の部屋です。";
    case ClashKind::VenueClosed:
        return clash.name + "は休館です(" + clash.why + ")。";
    }
    return "";
}

} // namespace meguri::domain
