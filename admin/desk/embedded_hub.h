// A hub inside the desk's process, for one office with one machine: serves a data folder on a loopback port
// of its own until it is destroyed. The desk talks to it by its URL, over the routes, as to any other hub.
#pragma once

#include "shared/base/result.h"

#include <filesystem>
#include <memory>
#include <string>

namespace meguri::desk {

class EmbeddedHub {
public:
    virtual ~EmbeddedHub() = default;
    /// Busy when another process owns the folder. Answers requests when it returns.
    static base::Result<std::unique_ptr<EmbeddedHub>> start(std::filesystem::path data);

    virtual std::string url() const = 0;
};

} // namespace meguri::desk
