// For measurements only, off unless a file for it is named: writes down when what the window shows is
// complete and painted, and every time in which its loop took no turn. tests/bench/desk.py reads it. Window's
// thread.
#pragma once

#include "admin/desk/models/desk.h"

#include <wx/timer.h>

#include <fstream>
#include <string>

namespace meguri::desk::views {

class Pulse {
public:
    /// All outlive it. Lines, times in milliseconds of the monotonic clock: `gap BEGIN LENGTH WORKED`, where
    /// WORKED is how long the thread had the processor in it; `settled KEY TIME`, KEY being the open
    /// section's key on the rail or `-` on the log-in page.
    Pulse(models::Desk const& desk, base::Clock const& clock, std::string const& path);

    /// The window drew what the desk knows.
    void note_shown();

private:
    void tick();
    void settle(std::int64_t now);

    models::Desk const& m_desk;
    base::Clock const& m_clock;
    std::ofstream m_file;
    wxTimer m_timer;
    std::int64_t m_last_tick_ms = 0;
    double m_worked_ms = 0;
    std::int64_t m_last_work_ms = 0; ///< When the loop last came back from something that took a while.
    bool m_has_settled = false;
};

} // namespace meguri::desk::views
