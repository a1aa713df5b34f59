// What one run of the simulation saw: violations, the faults that struck, the sums, and the hash of its
// trace.
#pragma once

#include "tests/sim/virtual_time.h"

#include <cstdint>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

namespace meguri::sim {

struct Violation {
    std::string invariant; ///< I1 to I20.
    std::string what;
    double at_hours = 0;
};

struct Sums {
    double kiosk_hours = 0;
    std::uint64_t transactions = 0; ///< Commits that reached a disk.
    std::uint64_t commands = 0; ///< Signed commands the kiosks made durable.
    std::uint64_t requests = 0;
    std::map<std::string, std::uint64_t> faults;
    std::map<std::string, std::uint64_t> sometimes; ///< Rare states that were reached.
};

class Findings {
public:
    Findings(EventQueue const& queue, bool is_verbose)
        : m_queue(queue)
        , m_is_verbose(is_verbose)
    {
    }
    /// The first of each invariant is kept; what follows from it would only bury it.
    void violate(std::string const& invariant, std::string const& what)
    {
        trace("VIOLATION " + invariant + ": " + what);
        for (auto const& known : m_violations)
            if (known.invariant == invariant)
                return;
        m_violations.push_back({invariant, what, hours()});
    }
    void trace(std::string const& line)
    {
        m_hash = mixed(m_hash, mixed(hash_of(line), static_cast<std::uint64_t>(m_queue.now().count())));
        if (m_is_verbose)
            std::printf("%10.4f h  %s\n", hours(), line.c_str());
    }
    void fault(std::string const& name, std::string const& where)
    {
        ++sums.faults[name];
        trace("fault " + name + " at " + where);
    }
    void reached(std::string const& name) { ++sums.sometimes[name]; }
    double hours() const { return std::chrono::duration<double, std::ratio<3600>>(m_queue.now()).count(); }
    std::uint64_t trace_hash() const { return m_hash; }
    std::vector<Violation> const& violations() const { return m_violations; }

    Sums sums;

private:
    EventQueue const& m_queue;
    bool m_is_verbose;
    std::uint64_t m_hash = 0;
    std::vector<Violation> m_violations;
};

} // namespace meguri::sim
