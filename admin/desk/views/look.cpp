#include "admin/desk/views/look.h"

namespace meguri::desk::views {

namespace {

constexpr int wide_window_px = 1600;

} // namespace

Sizes sizes_for(int window_width_px)
{
    Sizes sizes;
    if (window_width_px < wide_window_px)
        return sizes;
    sizes.text = 16;
    sizes.head = 14;
    sizes.title = 25;
    sizes.row = 38;
    sizes.rail = 200;
    sizes.side = 440;
    sizes.picks = 440;
    sizes.tile_width = 112;
    sizes.tile_height = 86;
    return sizes;
}

Look::Look(std::filesystem::path const& assets, int window_width_px)
    : sizes(sizes_for(window_width_px))
    , m_icons(assets / "icons")
    , m_sentences(ui::Sentences::load(assets, "ja", "desk"))
{
    ui::dress_native_controls({sizes.text, sizes.row}, palette);
}

wxColour Look::colour(ui::Role role) const
{
    auto const rgba = ui::colour_of(role, palette);
    return {rgba.red, rgba.green, rgba.blue, rgba.alpha};
}

wxFont Look::font(int px, bool is_bold) const
{
    return wxFont(wxFontInfo(wxSize(0, px)).FaceName(ui::font_family).Bold(is_bold));
}

std::string Look::say(std::string_view japanese, std::initializer_list<std::string> blanks) const
{
    std::vector<std::string> const filled_in(blanks);
    return ui::filled(say(japanese), filled_in);
}

TonePair colours_of(models::Tone tone)
{
    using ui::Role;
    switch (tone) {
    case models::Tone::Plain:
    case models::Tone::Strong:
        return {Role::Ink, Role::Surface};
    case models::Tone::Quiet:
        return {Role::Ink2, Role::Surface};
    case models::Tone::Ok:
        return {Role::Ok, Role::OkTint};
    case models::Tone::Few:
        return {Role::MikanInk, Role::MikanTint};
    case models::Tone::Full:
        return {Role::Full, Role::FullTint};
    case models::Tone::Stop:
        return {Role::Stop, Role::StopTint};
    }
    return {Role::Ink, Role::Surface};
}

} // namespace meguri::desk::views
