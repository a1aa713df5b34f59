// Inside the hub a failing store ends the command at once: `need` throws, and `Hub::apply` (or a route's one
// catch) turns it into an answer. Never leaves admin/hub.
#pragma once

#include "shared/base/result.h"

#include <utility>

namespace meguri::hub::core {

struct StorageTrouble {
    base::Error error;
};

template <class T> T need(base::Result<T> result)
{
    if (!result)
        throw StorageTrouble{std::move(result.error())};
    return std::move(*result);
}

inline void need(base::Result<void> const& result)
{
    if (!result)
        throw StorageTrouble{result.error()};
}

} // namespace meguri::hub::core
