// The visitor's path through the kiosk: a pure machine. The same state, event and time give the same step;
// nothing is read, written or waited for here.
#pragma once

#include "kiosk/flow/effect.h"
#include "kiosk/flow/event.h"
#include "kiosk/flow/state.h"

#include <vector>

namespace meguri::kiosk::flow {

struct Step {
    State state;
    std::vector<Effect> effects;
};

Step step(State const& state, Event const& event, domain::Time now);

} // namespace meguri::kiosk::flow
