#include "shared/domain/series.h"

#include <algorithm>

namespace meguri::domain {

namespace {

using base::fail;
using std::chrono::days;
using std::chrono::sys_days;

constexpr int most_days = 60;

/// The nth such weekday of `months` later; none in a month that has four of them when the fifth is meant.
std::optional<Date> month_later(Date first, int months)
{
    auto const weekday = std::chrono::weekday(sys_days(first));
    auto const nth = (static_cast<unsigned>(first.day()) - 1) / 7 + 1;
    auto const month = first.year() / first.month() + std::chrono::months(months);
    auto const wanted = std::chrono::year_month_weekday(month.year(), month.month(), weekday[nth]);
    return wanted.ok() ? std::optional(Date(sys_days(wanted))) : std::nullopt;
}

std::vector<Date> regular_days(SeriesRule const& rule)
{
    std::vector<Date> found;
    for (int i = 0; i < rule.count; ++i) {
        if (rule.every == Every::MonthByWeekday) {
            if (auto const day = month_later(rule.first, i))
                found.push_back(*day);
        } else {
            int const step = rule.every == Every::Week ? 7 : 14;
            found.emplace_back(sys_days(rule.first) + days(i * step));
        }
    }
    return found;
}

} // namespace

base::Result<std::vector<Date>, FieldProblem> days_of(
    SeriesRule const& rule, std::vector<Holiday> const& holidays)
{
    if (!rule.first.ok())
        return fail(FieldProblem{"first", "初回の日を入れてください。"});
    if (rule.count < 1 || rule.count > most_days)
        return fail(FieldProblem{"count", "回数は1から60までです。"});
    auto found = regular_days(rule);
    auto const position = [&](Date day) { return std::find(found.begin(), found.end(), day); };
    if (rule.skips_holidays)
        std::erase_if(found, [&](Date day) {
            return std::any_of(
                holidays.begin(), holidays.end(), [&](Holiday const& one) { return one.day == day; });
        });
    for (std::size_t i = 0; i < rule.skip.size(); ++i) {
        auto const at = position(rule.skip[i]);
        if (at == found.end())
            return fail(
                FieldProblem{"skip[" + std::to_string(i) + "]", "この日は、連続の開催の日ではありません。"});
        found.erase(at);
    }
    for (std::size_t i = 0; i < rule.move.size(); ++i) {
        auto const field = "move[" + std::to_string(i) + "]";
        auto const at = position(rule.move[i].first);
        if (at == found.end())
            return fail(FieldProblem{field, "この日は、連続の開催の日ではありません。"});
        if (position(rule.move[i].second) != found.end())
            return fail(FieldProblem{field, "動かした先の日には、もう開催があります。"});
        *at = rule.move[i].second;
    }
    std::sort(found.begin(), found.end());
    return found;
}

Session moved_by(Session session, std::chrono::days distance)
{
    session.starts_at += distance;
    session.ends_at += distance;
    for (auto& part : session.parts) {
        part.starts_at += distance;
        part.ends_at += distance;
    }
    for (auto* moment : {&session.registration_opens_at, &session.registration_closes_at})
        if (*moment)
            **moment += distance;
    return session;
}

std::chrono::days put_off_for(Time first, Time now)
{
    auto const least = now + days(14);
    int weeks = 0;
    while (first + days(7 * weeks) < least)
        ++weeks;
    return days(7 * weeks);
}

} // namespace meguri::domain
