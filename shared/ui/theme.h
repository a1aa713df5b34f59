// What the programs look like, as tokens: colour roles in two themes, type sizes, spaces and shapes in
// millimetres on the panel. The programs name roles and tokens only; a colour or a size stands nowhere else.
// Plain values, no window needed.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <string>

namespace meguri::ui {

struct Rgba {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    std::uint8_t alpha = 255;
    bool operator==(Rgba const&) const = default;
};

/// "#173B66": how SVG and GTK CSS write it; the alpha is left out.
std::string hex_of(Rgba colour);

/// The contrast ratio of WCAG 2, 1 to 21. The alpha is not looked at.
double contrast_ratio(Rgba one, Rgba other);

enum class Palette {
    Normal,
    Contrast, ///< Light on black; every tint becomes black with a border in its text colour.
};

enum class Role {
    Paper, ///< Page of the kiosk.
    Surface, ///< Cards, keys, buttons.
    Band, ///< Foot of the kiosk, its rail in landscape.
    Ink,
    Ink2, ///< Second text, units.
    Ai, ///< The one main button, selection, icons.
    OnAi,
    AiPress, ///< The main button while touched.
    AiTint, ///< Date plate, icon plate, function keys.
    Edge, ///< Border of everything that can be pressed.
    Line, ///< Rules, border of what can not be pressed.
    Mikan, ///< Decoration only: never text, never the sole sign.
    Focus, ///< Keyboard focus ring, caret.
    Ok,
    OkTint,
    MikanInk,
    MikanTint,
    Full,
    FullTint,
    Stop, ///< Desk only: conflict, sent back, late.
    StopTint,
    Scrim, ///< Half clear, behind the idle question.
    DeskPage,
    DeskTableHead,
    DeskRail,
    OnDeskRail,
    Map1, ///< Map ramp, low to high; 1-3 carry Ink, 4-5 carry OnMapDark.
    Map2,
    Map3,
    Map4,
    Map5,
    OnMapDark,
    Series1, ///< Chart series, in this order always.
    Series2,
    Series3,
    Series4,
};

Rgba colour_of(Role role, Palette palette);

/// Text (or sign) that is drawn on a ground, and the ratio it must reach in both palettes.
struct Pair {
    Role front;
    Role ground;
    double ratio_min;
};

/// Every pair the programs draw. A pair that is drawn belongs here; a test checks the ratios.
std::span<Pair const> declared_pairs();

/// Type tokens of the kiosk, largest first, so that the next one is the next smaller one.
enum class Type {
    Number, ///< Receipt number on the done page.
    Day, ///< Day of the month on a card.
    Digit, ///< Keys of the number pad.
    Echo, ///< What has been typed.
    Answer,
    Question,
    Kana, ///< Keys of the kana pad.
    TitleLarge, ///< Title of a wide tile.
    Title,
    Button,
    ButtonSmall, ///< A button whose words take two lines.
    Body,
    NoteLarge,
    Note,
    Least, ///< Status line. Nothing smaller exists.
};

/// `type` itself when nothing smaller exists.
Type one_smaller(Type type);

enum class TextSize { Normal, Larger };

/// Em height in mm on the panel.
double mm_of(Type type, TextSize size);
/// Line height as a multiple of the em height.
double line_height_of(Type type);

/// How millimetres become pixels on this panel.
struct Scale {
    double mm_per_px = 0.277;

    int px(double mm) const { return static_cast<int>(std::lround(mm / mm_per_px)); }
    double exact_px(double mm) const { return mm / mm_per_px; }
    double mm(double px) const { return px * mm_per_px; }
};

/// Spaces and shapes, in mm.
namespace space {
inline constexpr double page_margin = 12.0;
inline constexpr double target_gap_min = 3.0;
inline constexpr double target_side_min = 20.0;
inline constexpr double card_gap = 5.5;
inline constexpr double card_inside = 8.0;
inline constexpr double card_radius = 7.8;
inline constexpr double button_radius = 6.6;
inline constexpr double key_radius = 5.0;
inline constexpr double pressable_border = 0.8;
inline constexpr double line_border = 0.6;
inline constexpr double filled_field_border = 1.4;
inline constexpr double focus_ring = 1.5;
inline constexpr double chip_height = 19.0;
} // namespace space

/// The face everything is set in; Regular and Bold only.
inline constexpr char const* font_family = "BIZ UDGothic";

} // namespace meguri::ui
