// A bug of ours ends the program here, so that a supervisor restarts it clean; a `verify` stays in release
// builds.
#pragma once

namespace meguri::base {

[[noreturn]] void stop_for_bug(char const* what, char const* file, int line);

/// Stops the process when `claim` is false. For bugs only; what the world or a person did is a Result.
inline void verify(
    bool claim, char const* what, char const* file = __builtin_FILE(), int line = __builtin_LINE())
{
    if (!claim)
        stop_for_bug(what, file, line);
}

} // namespace meguri::base
