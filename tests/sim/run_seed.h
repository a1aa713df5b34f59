// One seed, from its plan to its findings, as text that crosses from the process that ran it to the one that
// counts.
#pragma once

#include "tests/sim/findings.h"
#include "tests/sim/plan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace meguri::sim {

struct SeedResult {
    std::uint64_t seed = 0;
    Plan plan;
    Sums sums;
    std::vector<Violation> violations;
    std::uint64_t trace_hash = 0;
};

SeedResult run_seed(std::uint64_t seed, bool is_verbose);
/// I17: the same seed gives the same trace. Runs it a second time.
void i17_same_seed_same_trace(SeedResult& result);

std::string to_text(SeedResult const& result);
SeedResult from_text(std::string const& text);

} // namespace meguri::sim
