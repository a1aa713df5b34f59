// 今日: what needs a person now, worked out from what the other sections hold: each line says what, why, and
// what the button beside it does. Pure.
#pragma once

#include "admin/desk/models/call_answers.h"
#include "admin/desk/models/kiosk_table.h"
#include "admin/desk/models/session_table.h"
#include "admin/desk/models/subsidy_board.h"

#include <string>
#include <vector>

namespace meguri::desk::models {

enum class TodayKind {
    Help,
    Calls,
    Waiting,
    Lecturer,
    ShortOfPeople,
    Conflicts,
    Kiosks,
    Deadlines,
    NextYear,
    Classes
};

/// Where a line's button leads.
enum class TodayDeed {
    EndHelp,
    TellByPhone,
    TakeSeatsBack,
    OpenRoster,
    ChangeSession,
    OpenSession,
    OpenKiosk,
    OpenSubsidy,
    PrepareYear
};

struct TodayLine {
    TodayDeed deed = TodayDeed::OpenSession;
    std::string target; ///< Id of the call, session, kiosk or subsidy.
    std::string title;
    std::string under; ///< Second line: when, or which number.
    std::string chip; ///< あと3日, 待ち 2人 …
    Tone tone = Tone::Few;
    std::string why;
    std::string button;
    bool operator==(TodayLine const&) const = default;
};

struct TodayGroup {
    TodayKind kind = TodayKind::Calls;
    std::vector<TodayLine> lines;
};

/// What the sections know. All of it outlives the call only.
struct TodayFacts {
    base::Time now;
    std::vector<Session> const& sessions;
    SessionUses const& uses;
    SessionMarks const& marks;
    std::vector<Resource> const& resources;
    std::vector<KioskRow> const& kiosks;
    std::vector<CallTask> const& calls; ///< In the order in which they hurry.
    std::vector<HelpCall> const& help;
    std::vector<Subsidy> const& subsidies; ///< Of those this user may see.
    std::optional<int> year_without_programmes
        = {}; ///< That should have some by now, and whose business it is.
};

/// Only groups with lines, in the order in which they hurry; today's classes are last and always there.
std::vector<TodayGroup> today_groups(TodayFacts const& facts);
std::string today_group_words(TodayKind kind);
/// 10月5日(月) 人の手が要ることは 11件です
std::string today_headline(base::Time now, int count);
/// Of the lines that want something done.
int today_count(std::vector<TodayGroup> const& groups);
/// Confirmed slips whose seat was taken back, and whose holder nobody has told yet.
int broken_promises(std::vector<CallTask> const& calls);

} // namespace meguri::desk::models
