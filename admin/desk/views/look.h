// What every view draws and speaks with: sizes for this window, fonts, icons, and the one crossing into the
// catalogue. Made once by the program, after the toolkit started; views keep a reference. Window's thread.
#pragma once

#include "admin/desk/models/table.h"
#include "shared/ui/canvas.h"
#include "shared/ui/icons.h"
#include "shared/ui/native_look.h"
#include "shared/ui/text.h"
#include "shared/ui/theme.h"
#include "shared/ui/typeset.h"
#include "shared/ui/words.h"

#include <wx/colour.h>
#include <wx/font.h>

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>

namespace meguri::desk::views {

/// Pixels, by how wide the window is.
struct Sizes {
    int text = 15;
    int head = 13;
    int title = 22;
    int row = 34;
    int rail = 176;
    int bar = 60;
    int status = 30;
    int margin = 22;
    int gap = 14;
    int inside = 16;
    int side = 360;
    int picks = 352;
    int tile_width = 80;
    int tile_height = 62;
    int radius = 8;
};
Sizes sizes_for(int window_width_px);

class Look {
public:
    Look(std::filesystem::path const& assets, int window_width_px);

    Sizes const sizes;
    ui::Palette const palette = ui::Palette::Normal;

    ui::Icons& icons() { return m_icons; }
    ui::Typesetter const& typesetter() const { return m_typesetter; }
    wxColour colour(ui::Role role) const;
    wxFont font(int px, bool is_bold = false) const;

    /// The sentence of the catalogue, as our text.
    std::string say(std::string_view japanese) const { return m_sentences.of(japanese); }
    std::string say(std::string_view japanese, std::initializer_list<std::string> blanks) const;
    /// The same for the toolkit.
    wxString words(std::string_view japanese) const { return ui::to_wx(say(japanese)); }

private:
    ui::Icons m_icons;
    ui::Typesetter m_typesetter;
    ui::Sentences m_sentences;
};

/// What one turn of the wheel moves a room by, in pixels.
inline constexpr int scroll_step = 16;

struct TonePair {
    ui::Role front;
    ui::Role ground;
};
/// The colours a tone has; Plain and Strong stand on the surface.
TonePair colours_of(models::Tone tone);

} // namespace meguri::desk::views
