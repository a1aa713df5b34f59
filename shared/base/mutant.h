// Deliberate breaks, so that the simulation can prove it would see them. Off, and gone from the code, in
// every program that is shipped; with MEGURI_SIM one may be switched on by name before a run. The names stand
// in tests/sim/mutants.cpp beside the invariant that must catch each.
#pragma once

#include <string>
#include <string_view>

namespace meguri::base {

#ifdef MEGURI_SIM
inline constexpr bool in_simulation = true; ///< Where a limit is small there, so that it is met at all.
inline std::string& active_mutant()
{
    static std::string name;
    return name;
}
inline unsigned count_that_outlives_runs()
{
    static unsigned count = 0;
    return ++count;
}
inline bool is_mutant(std::string_view name)
{
    return active_mutant() == name;
}
#else
inline constexpr bool in_simulation = false;
constexpr unsigned count_that_outlives_runs()
{
    return 0;
}
constexpr bool is_mutant(std::string_view)
{
    return false;
}
#endif

} // namespace meguri::base
