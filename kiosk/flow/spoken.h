// What the voice reads, as one line of Japanese: the voice has no other language. Pure.
#pragma once

#include "kiosk/flow/state.h"
#include "kiosk/flow/words.h"

#include <string>
#include <vector>

namespace meguri::kiosk::flow {

/// Without the marks of where a line may break.
std::string spoken(Words const& sentence);

/// The sentences of the pages that say the same to everybody: made into sound ahead of the first visitor.
/// Nothing that anybody typed is in them.
std::vector<std::string> fixed_sentences(State const& state, domain::Time now);

} // namespace meguri::kiosk::flow
