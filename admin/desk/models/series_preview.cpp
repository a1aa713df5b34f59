#include "admin/desk/models/series_preview.h"

#include "admin/desk/models/session_words.h"
#include "admin/desk/models/words.h"
#include "shared/domain/era_date.h"

#include <algorithm>

namespace meguri::desk::models {

namespace {

Cell what_becomes(SeriesDay const& day)
{
    if (day.is_skipped)
        return {"とばす", Tone::Quiet};
    if (day.is_holiday)
        return {"祝日なので とばす", Tone::Quiet};
    if (day.moved_to)
        return {domain::day_words(*day.moved_to) + "に動かす", Tone::Strong};
    return {"行う"};
}

std::vector<ColumnOf<SeriesDay>> series_columns()
{
    return {
        {{"日にち", 120},
            [](SeriesDay const& day) {
                return Cell{domain::day_words(day.day), Tone::Strong};
            },
            [](SeriesDay const& day) -> SortKey { return domain::to_iso(day.day); }},
        {{"どうするか", 170}, what_becomes},
        {{"さまたげ", 520},
            [](SeriesDay const& day) {
                return day.problem.empty() ? Cell{"なし", Tone::Quiet}
                                           : Cell{"重なり: " + day.problem, Tone::Stop};
            }},
    };
}

} // namespace

SeriesPreview::SeriesPreview()
    : RowTable(series_columns(), [](SeriesDay const& day) { return domain::to_iso(day.day); })
{
}

int SeriesPreview::count() const
{
    return static_cast<int>(std::ranges::count_if(
        rows(), [](SeriesDay const& day) { return !day.is_skipped && !day.is_holiday; }));
}

int SeriesPreview::trouble_count() const
{
    return static_cast<int>(
        std::ranges::count_if(rows(), [](SeriesDay const& day) { return !day.problem.empty(); }));
}

std::vector<SeriesDay> series_days(SessionForm const& form, SeriesAnswer const& answer, base::Time now)
{
    auto const rule = repeat_rule(form, now);
    if (!rule)
        return {};
    auto const regular = domain::days_of(*rule, {});
    if (!regular)
        return {};
    std::vector<SeriesDay> days;
    for (auto const& date : *regular) {
        SeriesDay day{date, std::nullopt, false, false, ""};
        day.is_skipped = std::ranges::find(form.repeat.skip, date) != form.repeat.skip.end();
        for (auto const& [from, to] : form.repeat.move)
            if (from == date)
                day.moved_to = to;
        auto const when = day.moved_to.value_or(date);
        auto const made = std::ranges::find_if(answer.sessions,
            [&](MadeSession const& one) { return domain::tokyo_date(one.starts_at) == when; });
        if (made != answer.sessions.end() && !day.is_skipped)
            day.problem = made_problem_words(*made);
        day.is_holiday = made == answer.sessions.end() && !day.is_skipped;
        days.push_back(std::move(day));
    }
    return days;
}

} // namespace meguri::desk::models
