// Which day pattern is driven how often: the choice itself, as an integer programme. Home of the solver. Pure
// and deterministic: one thread, bounded by nodes and not by time.
#pragma once

#include "shared/base/result.h"

#include <cstddef>
#include <vector>

namespace meguri::hub::planner {

struct Option {
    std::vector<std::size_t> wishes; ///< That one such day serves.
    int rank = 0; ///< Places down the lists of preferred venues.
    int hectometres = 0;
};

/// Dates on which the same is possible; each takes one option at most.
struct OptionGroup {
    int dates = 1;
    std::vector<Option> options;
};

struct Choice {
    std::vector<std::vector<int>> times; ///< By group and option.
    bool is_proved_best = true;
};

/// `wanted`: how many days each wish wants at most. The goals in their order: days, wishes with at least one
/// day, rank, hectometres. World: the solver failed.
base::Result<Choice> choose(
    std::vector<OptionGroup> const& groups, std::vector<int> const& wanted, int most_nodes);

} // namespace meguri::hub::planner
