// The calendar of sessions, laid out: which part of which session stands in which cell, what it stands
// beside, and where an arrow key leads from it. Pure: sessions and a question in, blocks out; pixels are the
// view's.
#pragma once

#include "admin/desk/models/session_answers.h"
#include "shared/domain/tokyo_time.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace meguri::desk::models {

enum class CalendarSpan { Week, Month };
/// What has a line of its own: nothing, each van, each lecturer or visitor, each house.
enum class CalendarLanes { All, Vans, Lecturers, Venues };

struct CalendarQuestion {
    CalendarSpan span = CalendarSpan::Week;
    CalendarLanes lanes = CalendarLanes::All;
    domain::Date day{}; ///< Any day of the week or the month.
    std::string query = {}; ///< Words searched for.
    std::string own = {}; ///< An organisation whose vans and lecturers have a line also when they are free.
    bool operator==(CalendarQuestion const&) const = default;
};

struct CalendarDays {
    domain::Date first{};
    int count = 0;
    domain::Date day(std::size_t place) const;
    domain::Date end() const { return day(static_cast<std::size_t>(count)); } ///< The first day after.
};

/// What is drawn: weeks begin on Monday, and a month without lanes is whole weeks.
CalendarDays calendar_days(CalendarQuestion const& question);
/// The week or month before (-1) or after (1).
domain::Date turned_by(CalendarQuestion const& question, int spans);
/// 10月5日(月) 〜 11日(日), 令和8年10月
std::string calendar_title(CalendarQuestion const& question);

/// What the sessions are made of, as the hub said it.
struct CalendarSource {
    std::vector<Session> const& sessions;
    SessionUses const& uses;
    SessionMarks const& marks;
    std::vector<Resource> const& resources;
    std::vector<Venue> const& venues;
};

struct CalendarBlock {
    std::string session; ///< Id.
    std::size_t part = 0; ///< Which of its parts, from 0.
    std::size_t parts = 1;
    base::Time starts_at{};
    base::Time ends_at{};
    int from_minute = 0; ///< Of its day; what goes on after midnight ends at 24:00 here.
    int to_minute = 0;
    std::size_t row = 0; ///< The cell: week or lane, and day.
    std::size_t column = 0;
    std::size_t place = 0; ///< In its cell, by time.
    std::size_t track = 0; ///< Of those side by side that overlap.
    std::size_t tracks = 1;
    std::string title;
    std::string venue;
    std::string seats;
    std::string state; ///< A name of domain::SessionState.
    std::string format; ///< A name of domain::SessionFormat.
    std::string why; ///< What clashes, in the hub's words; empty: nothing.
};

struct CalendarLane {
    std::string id; ///< Of a resource or a venue; empty: none is set.
    std::string name;
};

struct CalendarLayout {
    CalendarQuestion question;
    CalendarDays days;
    bool has_hours = false; ///< Days as columns and hours from top to bottom; else cells of lines.
    int first_hour = 9;
    int last_hour = 17;
    std::vector<CalendarLane> lanes; ///< One a row; none without lanes.
    std::size_t rows = 1;
    std::size_t columns = 7;
    std::vector<CalendarBlock> blocks; ///< By row, column and time.
};

CalendarLayout lay_out(CalendarQuestion const& question, CalendarSource const& source);

/// What names a block for good, through every refresh.
std::string key_of(CalendarLayout const& layout, CalendarBlock const& block);
/// None when it is not on this calendar.
std::optional<std::size_t> block_with(CalendarLayout const& layout, std::string const& key);
/// The first block of a session.
std::optional<std::size_t> block_of(CalendarLayout const& layout, std::string const& session);

enum class CalendarStep { Left, Right, Up, Down };
/// The block an arrow leads to; the same one where there is no other.
std::size_t neighbour(CalendarLayout const& layout, std::size_t from, CalendarStep step);

/// All of a block in one sentence: for assistive technology and for who points at it.
std::string block_words(CalendarBlock const& block);
/// 10:00, or 10:00 2/3日目
std::string block_time_words(CalendarBlock const& block);

} // namespace meguri::desk::models
