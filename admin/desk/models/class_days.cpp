#include "admin/desk/models/class_days.h"

#include "admin/desk/models/words.h"
#include "shared/domain/era_date.h"

namespace meguri::desk::models {

namespace {

/// Null for a class of one day.
protocol::SessionPart const* part_of(Session const& session, int day)
{
    auto const place = static_cast<std::size_t>(day) - 1;
    return day > 0 && place < session.parts.size() ? &session.parts[place] : nullptr;
}

} // namespace

int days_of(Session const& session)
{
    return session.parts.size() > 1 ? static_cast<int>(session.parts.size()) : 0;
}

base::Time begin_of(Session const& session, int day)
{
    auto const* part = part_of(session, day);
    return part ? part->starts_at : session.starts_at;
}

base::Time end_of(Session const& session, int day)
{
    auto const* part = part_of(session, day);
    return part ? part->ends_at : session.ends_at;
}

std::vector<int> days_on(Session const& session, domain::Date date)
{
    std::vector<int> days;
    int const last = days_of(session);
    for (int day = last == 0 ? 0 : 1; day <= last; ++day)
        if (domain::tokyo_date(begin_of(session, day)) == date)
            days.push_back(day);
    return days;
}

std::vector<std::string> day_choice_words(Session const& session)
{
    std::vector<std::string> words;
    for (int day = 1; day <= days_of(session); ++day)
        words.push_back(std::to_string(day) + "日目" + " "
            + domain::day_words(domain::tokyo_date(begin_of(session, day))));
    return words;
}

std::string hours_words(Session const& session, int day)
{
    return clock_words(begin_of(session, day)) + "〜" + clock_words(end_of(session, day));
}

std::string when_words(Session const& session)
{
    int const days = days_of(session);
    int const first = days == 0 ? 0 : 1;
    return domain::day_words(domain::tokyo_date(begin_of(session, first))) + " " + hours_words(session, first)
        + (days == 0 ? std::string() : " ・ 全" + std::to_string(days) + "日");
}

} // namespace meguri::desk::models
