// What every engine behind `Store` must do; run once for each engine.
#pragma once

#include "admin/hub/store/store.h"

#include <functional>
#include <memory>

namespace meguri::tests {

/// Makes a fresh, empty store.
using MakeStore = std::function<std::unique_ptr<hub::store::Store>()>;
void check_store_contract(MakeStore const& make);

} // namespace meguri::tests
