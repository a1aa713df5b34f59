#include "shared/paper/typesetter.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

namespace meguri::paper {

namespace {

constexpr char const* font_family = "BIZ UDGothic";
constexpr double line_height = 1.25; // In em; the font's own is 1.0, which is too tight for old eyes.

Owned<PangoFontDescription> description(Type const& type)
{
    Owned<PangoFontDescription> font(pango_font_description_new());
    pango_font_description_set_family_static(font.get(), font_family);
    pango_font_description_set_weight(
        font.get(), type.weight == Weight::Bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font.get(), type.em * PANGO_SCALE);
    return font;
}

/// Bytes [begin, end) of a text.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// What stands between two places where a line may break: after a space, 、 or 。 and at a line's end.
std::vector<Span> phrases_of(std::string_view text)
{
    std::vector<Span> phrases;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto const rest = text.substr(at);
        bool const is_stop = rest.starts_with("、") || rest.starts_with("。");
        if (!is_stop && text[at] != ' ' && text[at] != '\n')
            continue;
        at += is_stop ? std::string_view("。").size() - 1 : 0;
        phrases.push_back({begin, at + 1});
        begin = at + 1;
    }
    if (begin < text.size())
        phrases.push_back({begin, text.size()});
    return phrases;
}

/// Every number in a phrase, with the character that counts it: 1234番.
std::vector<Span> numbers_of(std::string_view text, Span phrase)
{
    std::vector<Span> numbers;
    auto const is_digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    for (std::size_t at = phrase.begin; at < phrase.end; ++at) {
        if (!is_digit(at))
            continue;
        auto const begin = at;
        while (at < phrase.end && is_digit(at))
            ++at;
        if (at < phrase.end)
            at = static_cast<std::size_t>(g_utf8_next_char(text.data() + at) - text.data());
        numbers.push_back({begin, std::min(at, phrase.end)});
    }
    return numbers;
}

void keep_whole(PangoAttrList* list, Span span)
{
    auto* const attribute = pango_attr_allow_breaks_new(FALSE);
    attribute->start_index = static_cast<guint>(span.begin);
    attribute->end_index = static_cast<guint>(span.end);
    pango_attr_list_insert(list, attribute);
}

} // namespace

Owned<PangoFontMap> open_fonts()
{
    return Owned<PangoFontMap>(pango_cairo_font_map_new());
}

Typesetter::Typesetter(cairo_t* context, PangoFontMap* fonts)
    : m_cairo(context)
    , m_pango(pango_font_map_create_context(fonts))
{
    pango_cairo_update_context(context, m_pango.get());
    // Without hints a text is as wide on paper as it was measured, whatever the device.
    Owned<cairo_font_options_t> const options(cairo_font_options_create());
    cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(m_pango.get(), options.get());
    pango_context_set_language(m_pango.get(), pango_language_from_string("ja"));
    pango_context_set_base_dir(m_pango.get(), PANGO_DIRECTION_LTR);
    pango_context_set_round_glyph_positions(m_pango.get(), FALSE);
}

bool Typesetter::has_font() const
{
    auto const wanted = description({.em = 32});
    Owned<PangoFont> const font(pango_context_load_font(m_pango.get(), wanted.get()));
    if (!font)
        return false;
    Owned<PangoFontDescription> const found(pango_font_describe(font.get()));
    auto const* family = pango_font_description_get_family(found.get());
    return family != nullptr && std::string(family) == font_family;
}

Owned<PangoLayout> Typesetter::unwrapped(std::string const& text, Type const& type) const
{
    Owned<PangoLayout> layout(pango_layout_new(m_pango.get()));
    pango_layout_set_font_description(layout.get(), description(type).get());
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    pango_layout_set_auto_dir(layout.get(), FALSE);
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_alignment(
        layout.get(), type.align == Align::Centre ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT);
    pango_layout_set_spacing(
        layout.get(), static_cast<int>(std::lround(type.em * (line_height - 1) * PANGO_SCALE)));
    return layout;
}

bool Typesetter::fits(std::string const& text, Type const& type, double width) const
{
    int natural = 0;
    pango_layout_get_size(unwrapped(text, type).get(), &natural, nullptr);
    return natural <= width * PANGO_SCALE;
}

Owned<PangoLayout> Typesetter::layout(std::string const& text, Type const& type, double width) const
{
    auto layout = unwrapped(text, type);
    pango_layout_set_width(layout.get(), static_cast<int>(std::lround(width * PANGO_SCALE)));
    if (pango_layout_is_wrapped(layout.get()) == FALSE)
        return layout;
    Owned<PangoAttrList> const unbroken(pango_attr_list_new());
    for (auto const phrase : phrases_of(text)) {
        if (fits(text.substr(phrase.begin, phrase.end - phrase.begin), type, width))
            keep_whole(unbroken.get(), phrase);
        else
            for (auto const number : numbers_of(text, phrase))
                keep_whole(unbroken.get(), number);
    }
    pango_layout_set_attributes(layout.get(), unbroken.get());
    return layout;
}

Extent Typesetter::measure(std::string const& text, Type const& type, double width) const
{
    PangoRectangle logical{};
    pango_layout_get_extents(layout(text, type, width).get(), nullptr, &logical);
    return {
        static_cast<double>(logical.width) / PANGO_SCALE, static_cast<double>(logical.height) / PANGO_SCALE};
}

double Typesetter::write(std::string const& text, Type const& type, Column const& column) const
{
    auto const lines = layout(text, type, column.width);
    cairo_move_to(m_cairo, column.x, column.y);
    pango_cairo_show_layout(m_cairo, lines.get());
    PangoRectangle logical{};
    pango_layout_get_extents(lines.get(), nullptr, &logical);
    return static_cast<double>(logical.height) / PANGO_SCALE;
}

Type Typesetter::fitted(std::string const& text, Type type, double width, double least_share) const
{
    auto const own_lines = 1 + std::count(text.begin(), text.end(), '\n');
    auto const least = type.em * least_share;
    while (type.em > least && pango_layout_get_line_count(layout(text, type, width).get()) > own_lines)
        type.em = std::max(least, type.em - 1);
    return type;
}

} // namespace meguri::paper
