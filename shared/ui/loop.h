// Starts the toolkit and runs its loop: what a program's main hands its composition to. The one place with a
// last catch for what a window's handler throws.
#pragma once

#include <functional>

namespace meguri::ui {

/// Starts the toolkit, calls `start` on the window's thread, and runs until the last window is closed or
/// `stop_loop` is called. `finish` is called before the toolkit goes away. Returns the exit code: 0, or 1
/// when there is no display, `start` said no, or a handler threw.
int run_loop(int argc, char** argv, std::function<bool()> start, std::function<void()> finish = {});

/// Leaves the loop of `run_loop`; from the window's thread.
void stop_loop();

} // namespace meguri::ui
