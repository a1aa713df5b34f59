// gzip in memory, one member, as small as zlib makes it. Pure; unpacking never makes more than the caller
// allows.
#pragma once

#include "shared/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace meguri::net {

std::string gzip(std::string_view text);

/// Broken when `packed` is no whole gzip member; BadInput when it unpacks to more than `bytes_max`.
base::Result<std::string> gunzip(std::string_view packed, std::size_t bytes_max);

} // namespace meguri::net
