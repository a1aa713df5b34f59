// The desk's composition: clock, line to the hub, models and window, wired together once. Nothing else knows
// them all.
#pragma once

#include <string>

namespace meguri::desk {

struct AppSettings {
    std::string hub_url; ///< Of the hub to talk to.
    std::string hub_words; ///< How the log-in page calls that hub.
    int width_px = 1366;
    int height_px = 768;
    bool is_test = false; ///< Prints READY once the window stands.
    std::string pulse_file; ///< For measurements, see views/pulse.h; empty: none.
};

/// Runs the window until it is closed. The program's exit code.
int run_app(int argc, char** argv, AppSettings const& settings);

} // namespace meguri::desk
