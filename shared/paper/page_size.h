// How large the pages of a PDF are, read from its bytes: what a printer queue must be told. Pure.
#pragma once

#include "shared/base/result.h"

#include <string_view>

namespace meguri::paper {

struct PageSize {
    double width_mm = 0;
    double height_mm = 0;
};

/// The first page's, as this folder writes it. Broken when the bytes are not such a PDF.
base::Result<PageSize> page_size(std::string_view pdf);

} // namespace meguri::paper
