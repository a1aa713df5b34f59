// Bytes that arrived from the hub and are to be written where the clerk said. Plain data.
#pragma once

#include <string>

namespace meguri::desk::models {

struct WrittenFile {
    std::string path;
    std::string bytes;
};

} // namespace meguri::desk::models
