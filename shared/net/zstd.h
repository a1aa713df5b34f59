// zstd in memory, one frame. Pure; unpacking never makes more than the caller allows.
#pragma once

#include "shared/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace meguri::net {

std::string zstd(std::string_view text);

/// Broken when `packed` is no whole zstd frame; BadInput when it unpacks to more than `bytes_max`.
base::Result<std::string> unzstd(std::string_view packed, std::size_t bytes_max);

} // namespace meguri::net
