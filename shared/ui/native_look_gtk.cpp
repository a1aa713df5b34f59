// GTK's style sheets: wx sets fonts and colours per widget, which leaves shapes, states and headers to the
// desktop's theme; a sheet of the program reaches them all.
#include "shared/ui/native_look.h"

#include <gtk/gtk.h>
#include <wx/window.h>

#include <string>

namespace meguri::ui {

namespace {

char const* class_of(NativeLook look)
{
    switch (look) {
    case NativeLook::MainButton:
        return "meguri-main";
    case NativeLook::StopButton:
        return "meguri-stop";
    case NativeLook::OnSurface:
        return "meguri-surface";
    case NativeLook::QuietText:
        return "meguri-quiet";
    case NativeLook::StopText:
        return "meguri-stop-text";
    }
    return "";
}

/// A sheet in which @role stands for a colour, as GTK writes named colours.
std::string named_colours(Palette palette)
{
    struct Named {
        char const* name;
        Role role;
    };
    constexpr Named names[] = {{"surface", Role::Surface}, {"ink", Role::Ink}, {"ink2", Role::Ink2},
        {"ai", Role::Ai}, {"on_ai", Role::OnAi}, {"ai_press", Role::AiPress}, {"ai_tint", Role::AiTint},
        {"edge", Role::Edge}, {"rule", Role::Line}, {"focus", Role::Focus}, {"stop", Role::Stop},
        {"stop_tint", Role::StopTint}, {"head", Role::DeskTableHead}, {"page", Role::DeskPage}};
    std::string sheet;
    for (auto const& [name, role] : names)
        sheet += std::string("@define-color ") + name + " " + hex_of(colour_of(role, palette)) + ";\n";
    return sheet;
}

std::string sheet_of(NativeSizes const& sizes, Palette palette)
{
    auto const text = std::to_string(sizes.text_px) + "px";
    auto const head = std::to_string(sizes.text_px - 2) + "px";
    auto const height = std::to_string(sizes.row_px - 12) + "px";
    // What a row has beyond its line of text.
    auto const gap = std::to_string(sizes.row_px - sizes.text_px - 5);
    return named_colours(palette) + R"(
* { font-family: ")"
        + font_family + R"("; font-size: )" + text + R"(; transition: none; text-shadow: none; }
window, dialog { background: @page; color: @ink; }
label { color: @ink; }
tooltip, tooltip.background { background: @surface; border: 1px solid @edge; border-radius: 6px; }
tooltip * { background: transparent; color: @ink; }
button { background: @surface; color: @ink; border: 1px solid @edge; border-radius: 6px; box-shadow: none;
  padding: 4px 14px; min-height: )"
        + height + R"(; -gtk-icon-shadow: none; }
button:hover, button:active { background: @ai_tint; }
button:focus, entry:focus, combobox button:focus { outline: 2px solid @focus; outline-offset: -1px;
  -gtk-outline-radius: 6px; }
button:disabled { border-style: dashed; color: @ink2; background: @surface; }
button:disabled label { color: @ink2; }
button.meguri-main, button.meguri-main label { background: @ai; color: @on_ai; font-weight: bold; }
button.meguri-main { border-color: @ai; }
button.meguri-main:hover, button.meguri-main:active { background: @ai_press; }
button.meguri-main:hover label, button.meguri-main:active label { background: transparent; }
button.meguri-main:disabled, button.meguri-main:disabled label { background: @surface; color: @ink2; }
button.meguri-stop, button.meguri-stop label { color: @stop; font-weight: bold; }
button.meguri-stop { border-color: @stop; }
button.meguri-stop:disabled, button.meguri-stop:disabled label { border-color: @edge; color: @ink2; }
entry { background: @surface; color: @ink; border: 1px solid @edge; border-radius: 6px; box-shadow: none;
  padding: 2px 8px; min-height: )"
        + height + R"(; caret-color: @focus; }
entry selection { background: @ai; color: @on_ai; }
combobox button { padding: 2px 10px; }
checkbutton check { border-color: @edge; }
progressbar trough { background: @surface; border: 1px solid @edge; min-height: 6px; }
progressbar progress { background: @ai; border: none; min-height: 6px; }
treeview.view { background: @surface; color: @ink; border: none; -GtkTreeView-vertical-separator: )"
        + gap + R"(;
  -GtkTreeView-horizontal-separator: 12; }
treeview.view:selected { background: @ai_tint; color: @ink; }
treeview.view:selected:focus { background: @ai_tint; color: @ink; outline: 1px solid @focus; }
treeview.view header button { background: @head; color: @ink2; font-size: )"
        + head + R"(; font-weight: bold;
  border: none; border-bottom: 1px solid @rule; border-radius: 0; padding: 2px 8px; min-height: 30px; }
treeview.view header button label { color: @ink2; font-size: )"
        + head + R"(; font-weight: bold; }
treeview.view header button:focus { outline: 2px solid @focus; }
label.meguri-quiet { color: @ink2; font-size: )"
        + head + R"(; }
label.meguri-stop-text { color: @stop; font-size: )"
        + head + R"(; }
scrolledwindow, viewport { border: none; }
menu, .menu { background: @surface; color: @ink; }
menuitem:hover { background: @ai_tint; color: @ink; }
)";
}

} // namespace

void dress_native_controls(NativeSizes const& sizes, Palette palette)
{
    auto* const provider = gtk_css_provider_new();
    auto const sheet = sheet_of(sizes, palette);
    gtk_css_provider_load_from_data(provider, sheet.c_str(), -1, nullptr);
    gtk_style_context_add_provider_for_screen(
        gdk_screen_get_default(), GTK_STYLE_PROVIDER(provider), GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
    g_object_unref(provider);
}

void wear(wxWindow& window, NativeLook look)
{
    auto* const widget = static_cast<GtkWidget*>(window.GetHandle());
    gtk_style_context_add_class(gtk_widget_get_style_context(widget), class_of(look));
}

} // namespace meguri::ui
