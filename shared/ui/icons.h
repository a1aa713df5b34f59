// The icons of assets/icons as pictures in any size and colour, read from SVG once and kept. Belongs to the
// window's thread.
#pragma once

#include "shared/ui/theme.h"

#include <wx/bitmap.h>

#include <filesystem>
#include <map>
#include <string>
#include <tuple>

namespace meguri::ui {

/// What an SVG's three colours become: its lines, its one flat orange part, and the ground it stands on.
struct IconColours {
    Rgba line;
    Rgba accent;
    Rgba ground;
    bool operator==(IconColours const&) const = default;
};

class Icons {
public:
    explicit Icons(std::filesystem::path folder)
        : m_folder(std::move(folder))
    {
    }

    /// A clear picture when there is no such icon; the word beside it still says what is meant.
    wxBitmap const& picture(std::string const& name, int width_px, int height_px, IconColours const& colours);

private:
    std::string const& source(std::string const& name);

    std::filesystem::path m_folder;
    std::map<std::string, std::string> m_sources;
    std::map<std::tuple<std::string, int, int, std::string>, wxBitmap> m_pictures;
};

} // namespace meguri::ui
