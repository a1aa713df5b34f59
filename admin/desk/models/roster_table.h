// The roster of one session as rows: confirmed first, then the waiting list, each numbered in its own order;
// and its seats as squares. One thread.
#pragma once

#include "admin/desk/models/answers.h"
#include "admin/desk/models/table.h"

#include <memory>

namespace meguri::desk::models {

struct RosterRow {
    RosterEntry entry;
    std::string number; ///< 1, 2 … or 待1, 待2 …
    bool is_waiting = false;
    bool shares_phone = false; ///< Another row of this roster has the same number: a couple, not a duplicate.
    std::string mark
        = {}; ///< What stands on the day that is marked: a name of domain::AttendanceMark, or empty.
};

class RosterTable final : public RowTable<RosterRow> {
public:
    RosterTable()
        : RosterTable(std::make_shared<std::string>())
    {
    }
    /// `day`: which of several is marked (attendance_days.h), 0 with one.
    void set_roster(Roster const& roster, int fiscal_year, int day = 0);
    /// The row where the next key goes; it says so.
    void set_here(std::string const& id) { *m_here = id; }

private:
    /// The columns read it, so they have it together.
    explicit RosterTable(std::shared_ptr<std::string> here);
    std::shared_ptr<std::string> m_here;
};

/// One square per seat: taken, leased to a kiosk, free. A session above its capacity has more than capacity
/// squares.
enum class Seat { Taken, Leased, Free };
std::vector<Seat> seats_of(Roster const& roster);
/// 定員 10 ・ 確定 8 ・ 預かり 1 ・ 空き 1
std::string seat_words(Roster const& roster);

} // namespace meguri::desk::models
