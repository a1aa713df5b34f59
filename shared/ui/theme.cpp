#include "shared/ui/theme.h"

#include "shared/base/verify.h"

#include <algorithm>
#include <array>
#include <utility>

namespace meguri::ui {

namespace {

struct Colours {
    Role role;
    std::uint32_t normal; ///< 0xRRGGBB
    std::uint32_t contrast;
};

constexpr std::array colours{
    Colours{Role::Paper, 0xFAF6EC, 0x000000},
    Colours{Role::Surface, 0xFFFFFF, 0x000000},
    Colours{Role::Band, 0xF0E9DA, 0x000000},
    Colours{Role::Ink, 0x1C2530, 0xFFFFFF},
    Colours{Role::Ink2, 0x434B56, 0xFFFFFF},
    Colours{Role::Ai, 0x173B66, 0xFFE35A},
    Colours{Role::OnAi, 0xFFFFFF, 0x000000},
    Colours{Role::AiPress, 0x0C2545, 0xFFFFFF},
    Colours{Role::AiTint, 0xE4ECF4, 0x262626},
    Colours{Role::Edge, 0x6F6857, 0xFFFFFF},
    Colours{Role::Line, 0xD8CFBC, 0x8C8C8C},
    Colours{Role::Mikan, 0xE88A1A, 0xFFB347},
    Colours{Role::Focus, 0xC45A00, 0x00E5FF},
    Colours{Role::Ok, 0x0A5336, 0x8DF0B6},
    Colours{Role::OkTint, 0xE0F0E6, 0x000000},
    Colours{Role::MikanInk, 0x6A3900, 0xFFC873},
    Colours{Role::MikanTint, 0xFDEFD6, 0x000000},
    Colours{Role::Full, 0x5B2A5E, 0xE6BDFF},
    Colours{Role::FullTint, 0xF2E6F1, 0x000000},
    Colours{Role::Stop, 0x8C1D18, 0xFFB3A8},
    Colours{Role::StopTint, 0xFBE7E3, 0x000000},
    Colours{Role::Scrim, 0x1C2530, 0x000000},
    Colours{Role::DeskPage, 0xF6F3EB, 0x000000},
    Colours{Role::DeskTableHead, 0xF3EFE4, 0x262626},
    Colours{Role::DeskRail, 0x173B66, 0x000000},
    Colours{Role::OnDeskRail, 0xFFFFFF, 0xFFFFFF},
    Colours{Role::Map1, 0xE7EEF5, 0xE7EEF5},
    Colours{Role::Map2, 0xC3D5E7, 0xC3D5E7},
    Colours{Role::Map3, 0x94B5D3, 0x94B5D3},
    Colours{Role::Map4, 0x2A5688, 0x2A5688},
    Colours{Role::Map5, 0x173B66, 0x173B66},
    Colours{Role::OnMapDark, 0xFFFFFF, 0xFFFFFF},
    Colours{Role::Series1, 0x173B66, 0x8DB8E6},
    Colours{Role::Series2, 0x5B8DBB, 0x5B8DBB},
    Colours{Role::Series3, 0xC96A00, 0xFFB347},
    Colours{Role::Series4, 0x7D7360, 0xB9AF9A},
};

// 62 % and 80 % of 255.
constexpr std::uint8_t scrim_alpha_normal = 158;
constexpr std::uint8_t scrim_alpha_contrast = 204;

constexpr double text = 7.0;
constexpr double shape = 3.0;

constexpr std::array pairs{
    Pair{Role::Ink, Role::Paper, text},
    Pair{Role::Ink, Role::Surface, text},
    Pair{Role::Ink, Role::Band, text},
    Pair{Role::Ink, Role::AiTint, text},
    Pair{Role::Ink2, Role::Paper, text},
    Pair{Role::Ink2, Role::Surface, text},
    Pair{Role::Ink2, Role::Band, text},
    Pair{Role::Ink2, Role::AiTint, text},
    Pair{Role::Ai, Role::Paper, text},
    Pair{Role::Ai, Role::Surface, text},
    Pair{Role::Ai, Role::AiTint, text},
    Pair{Role::OnAi, Role::Ai, text},
    Pair{Role::OnAi, Role::AiPress, text},
    Pair{Role::Ok, Role::OkTint, text},
    Pair{Role::Ok, Role::Surface, text},
    Pair{Role::Ok, Role::Band, text},
    Pair{Role::MikanInk, Role::MikanTint, text},
    Pair{Role::MikanInk, Role::Surface, text},
    Pair{Role::MikanInk, Role::Band, text},
    Pair{Role::Full, Role::FullTint, text},
    Pair{Role::Full, Role::Surface, text},
    Pair{Role::Stop, Role::StopTint, text},
    Pair{Role::Stop, Role::Surface, text},
    Pair{Role::Ink, Role::DeskPage, text},
    Pair{Role::Ink2, Role::DeskPage, text},
    Pair{Role::Ink2, Role::DeskTableHead, text},
    Pair{Role::OnDeskRail, Role::DeskRail, text},
    Pair{Role::OnMapDark, Role::Map4, text},
    Pair{Role::OnMapDark, Role::Map5, text},
    Pair{Role::Edge, Role::Paper, shape},
    Pair{Role::Edge, Role::Surface, shape},
    Pair{Role::Edge, Role::Band, shape},
    Pair{Role::Focus, Role::Paper, shape},
    Pair{Role::Focus, Role::Surface, shape},
    Pair{Role::Focus, Role::Band, shape},
    Pair{Role::Series1, Role::Surface, shape},
    Pair{Role::Series2, Role::Surface, shape},
    Pair{Role::Series3, Role::Surface, shape},
    Pair{Role::Series4, Role::Surface, shape},
};

Rgba unpacked(std::uint32_t rgb)
{
    return {static_cast<std::uint8_t>(rgb >> 16U), static_cast<std::uint8_t>((rgb >> 8U) & 0xFFU),
        static_cast<std::uint8_t>(rgb & 0xFFU)};
}

double luminance(Rgba colour)
{
    auto const linear = [](std::uint8_t channel) {
        double const value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

} // namespace

std::string hex_of(Rgba colour)
{
    constexpr char digits[] = "0123456789ABCDEF";
    std::string hex = "#";
    for (unsigned const channel : {unsigned{colour.red}, unsigned{colour.green}, unsigned{colour.blue}}) {
        hex += digits[channel / 16];
        hex += digits[channel % 16];
    }
    return hex;
}

double contrast_ratio(Rgba one, Rgba other)
{
    auto const [dark, light] = std::minmax({luminance(one), luminance(other)});
    return (light + 0.05) / (dark + 0.05);
}

Rgba colour_of(Role role, Palette palette)
{
    auto const* const found = std::find_if(
        colours.begin(), colours.end(), [role](Colours const& row) { return row.role == role; });
    base::verify(found != colours.end(), "a colour role without colours");
    auto colour = unpacked(palette == Palette::Normal ? found->normal : found->contrast);
    if (role == Role::Scrim)
        colour.alpha = palette == Palette::Normal ? scrim_alpha_normal : scrim_alpha_contrast;
    return colour;
}

std::span<Pair const> declared_pairs()
{
    return pairs;
}

Type one_smaller(Type type)
{
    return type == Type::Least ? type : static_cast<Type>(static_cast<int>(type) + 1);
}

double mm_of(Type type, TextSize size)
{
    bool const is_larger = size == TextSize::Larger;
    switch (type) {
    case Type::Number:
        return 36.6;
    case Type::Day:
        return 28.8;
    case Type::Digit:
        return 26.6;
    case Type::Echo:
        return 23.3;
    case Type::Answer:
        return 20.0;
    case Type::Question:
        return 17.7;
    case Type::Kana:
        return 16.6;
    case Type::TitleLarge:
        return is_larger ? 17.8 : 15.5;
    case Type::Title:
        return is_larger ? 15.3 : 13.3;
    case Type::Button:
        return 13.3;
    case Type::ButtonSmall:
        return 11.6;
    case Type::Body:
        return is_larger ? 13.7 : 10.5;
    case Type::NoteLarge:
        return is_larger ? 12.2 : 9.4;
    case Type::Note:
        return is_larger ? 11.6 : 8.9;
    case Type::Least:
        return is_larger ? 10.1 : 7.8;
    }
    return mm_of(Type::Body, size);
}

double line_height_of(Type type)
{
    switch (type) {
    case Type::Body:
    case Type::NoteLarge:
    case Type::Note:
        return 1.45;
    case Type::Number:
    case Type::Day:
    case Type::Digit:
    case Type::Echo:
    case Type::Kana:
        return 1.1;
    case Type::Answer:
    case Type::Question:
    case Type::TitleLarge:
    case Type::Title:
    case Type::Button:
    case Type::ButtonSmall:
    case Type::Least:
        return 1.25;
    }
    return 1.45;
}

} // namespace meguri::ui
