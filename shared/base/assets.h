// Where the files beside the program stand: icons, texts, sounds. One search, so that a build tree, an
// installed prefix and a test find the same files: MEGURI_ASSETS if set, else share/meguri beside or one
// above the folder of the executable.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace meguri::base {

/// The folder that holds icons/ and locale/. An empty path when there is none; then the program cannot show
/// itself.
inline std::filesystem::path find_assets()
{
    namespace fs = std::filesystem;
    if (auto const* const given = std::getenv("MEGURI_ASSETS"); given != nullptr && *given != '\0')
        return given;
    std::error_code ignored;
    auto const executable = fs::read_symlink("/proc/self/exe", ignored);
    for (auto folder = executable.parent_path(); folder != folder.parent_path();
         folder = folder.parent_path()) {
        auto candidate = folder / "share" / "meguri";
        if (fs::exists(candidate / "icons", ignored))
            return candidate;
    }
    return {};
}

} // namespace meguri::base
