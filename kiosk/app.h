// The kiosk with its window: composes path, window, core and printer. Three threads: the window's, one that
// owns the core (disk and line), and one that prints; they speak only by tasks. The data folder's lock is
// held by the caller.
#pragma once

#include "kiosk/devices/printer.h"
#include "kiosk/flow/state.h"
#include "kiosk/local/kiosk.h"
#include "kiosk/screens/window.h"
#include "shared/paper/slip.h"

#include <filesystem>
#include <string>

namespace meguri::kiosk {

struct AppSettings {
    std::filesystem::path data;
    screens::WindowSettings window;
    flow::Language language = flow::Language::Japanese;
    std::string hub; ///< Where staff enrol this machine, if it was never enrolled; may be empty.
    std::filesystem::path stick; ///< Where a stick appears; empty: the staff corner offers none.
    bool has_scanner = true; ///< Whether a slip can be held to this machine.
    std::filesystem::path
        voice; ///< An .htsvoice file; empty: looked for where installer/install-voice puts it.
    std::string printer_queue; ///< CUPS queue; empty: slips are kept as files in DIR/slips.
    paper::SlipPaper slip_paper = paper::SlipPaper::Roll80;
    int sync_every_seconds = 30;
    bool is_restarted_after_disk_failure = false; ///< A second one puts the kiosk out of service.
};

/// The program must begin anew: its disk failed, and what the system holds of it in memory cannot be
/// believed.
constexpr int exit_restart = 75;
/// Staff asked for it.
constexpr int exit_begin_anew = 76;

/// Runs until the window is closed; the exit code, `exit_restart` or `exit_begin_anew`. `core` was opened by
/// the caller and must outlive this.
int run_window(
    int argc, char** argv, AppSettings const& settings, local::Kiosk& core, base::Clock const& clock);

} // namespace meguri::kiosk
