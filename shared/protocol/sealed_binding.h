// The part of every sealed text that ties it to the command it was made for, so that no box can be moved to
// another one. Pure.
#pragma once

#include "shared/protocol/registrant.h"

namespace meguri::protocol {

nlohmann::json binding_to_json(Binding const& binding);
/// From `binding` of the text; what is missing is noted in `outer`.
Binding binding_from(Reader& outer);

} // namespace meguri::protocol
