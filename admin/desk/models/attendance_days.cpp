#include "admin/desk/models/attendance_days.h"

#include "admin/desk/models/words.h"
#include "shared/domain/registration.h"

namespace meguri::desk::models {

namespace {

std::string whole_of(std::map<int, std::string> const& parts)
{
    std::vector<domain::AttendanceMark> marks;
    for (auto const& [day, name] : parts)
        if (auto const mark = domain::from_name<domain::AttendanceMark>(name))
            marks.push_back(*mark);
    auto const whole = domain::mark_of_parts(marks);
    return whole ? std::string(domain::name_of(*whole)) : std::string();
}

} // namespace

int day_to_mark(Session const& session, base::Time now)
{
    int day = days_of(session);
    while (day > 1 && now < begin_of(session, day) - marks_before)
        --day;
    return day;
}

std::string mark_on(RosterEntry const& entry, int day)
{
    if (day == 0 || entry.attendance_parts.empty())
        return entry.attendance;
    auto const found = entry.attendance_parts.find(day);
    return found == entry.attendance_parts.end() ? std::string() : found->second;
}

void put_mark(RosterEntry& entry, std::string const& mark, int day)
{
    if (day == 0)
        entry.attendance = mark;
    else {
        if (mark.empty())
            entry.attendance_parts.erase(day);
        else
            entry.attendance_parts[day] = mark;
        entry.attendance = whole_of(entry.attendance_parts);
    }
    auto const whole = domain::from_name<domain::AttendanceMark>(entry.attendance);
    entry.state = whole ? domain::name_of(domain::state_of(*whole)) : "confirmed";
}

std::string day_marks_words(RosterEntry const& entry)
{
    std::string words;
    for (auto const& [day, mark] : entry.attendance_parts)
        words += (words.empty() ? "" : "、") + std::to_string(day) + "日目" + " " + attendance_words(mark);
    return words;
}

} // namespace meguri::desk::models
