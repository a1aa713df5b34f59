// Deliberate breaks, so that the simulation can prove it would see them. Off, and gone from the code, in
// every program that is shipped; with MEGURI_SIM one may be switched on by name before a run. The names stand
// in tests/sim/mutants.cpp beside the invariant that must catch each.
#pragma once

#include <string>
#include <string_view>

namespace meguri::base {

#ifdef MEGURI_SIM
inline std::string& active_mutant()
{
    static std::string name;
    return name;
}
inline bool is_mutant(std::string_view name)
{
    return active_mutant() == name;
}
#else
constexpr bool is_mutant(std::string_view)
{
    return false;
}
#endif

} // namespace meguri::base
