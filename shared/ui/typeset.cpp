#include "shared/ui/typeset.h"

#include "shared/base/verify.h"
#include "shared/ui/theme.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace meguri::ui {

namespace {

constexpr std::string_view bold_open = "<b>";
constexpr std::string_view bold_close = "</b>";
constexpr std::string_view zero_space = "\u200B";

/// After these a line may end, unless a closing bracket follows: it never begins a line.
constexpr std::array<std::string_view, 2> ending_marks{"、", "。"};
constexpr std::array<std::string_view, 3> closing_brackets{"」", "）", ")"};

template <class Marks> bool starts_with_any(std::string_view text, Marks const& marks)
{
    return std::any_of(
        marks.begin(), marks.end(), [text](std::string_view mark) { return text.starts_with(mark); });
}

std::size_t letter_length(std::string_view text)
{
    auto const first = static_cast<unsigned char>(text.front());
    std::size_t const length = first < 0x80U ? 1 : first < 0xE0U ? 2 : first < 0xF0U ? 3 : 4;
    return std::min(length, text.size());
}

/// A space between a digit group and a slash is no place to break: 1 / 2.
bool is_inside_fraction(std::string_view before, std::string_view after)
{
    return before.ends_with("/") || after.starts_with("/");
}

bool is_hiragana(std::string_view letter)
{
    return letter >= "\u3041" && letter <= "\u309F";
}

/// Kanji and the iteration mark.
bool is_kanji(std::string_view letter)
{
    return letter.size() == 3 && letter >= "\u3005" && !(letter >= "\u3007" && letter < "\u4E00")
        && letter <= "\u9FFF";
}

/// Kanji, katakana, Latin or a digit: what a new word begins with when the particle before it is hiragana.
bool begins_word(std::string_view letter)
{
    return is_kanji(letter) || (letter >= "\u30A1" && letter <= "\u30FA")
        || (letter.size() == 1 && std::isalnum(static_cast<unsigned char>(letter.front())) != 0);
}

/// Whether `before` ends with a particle, judged by the letters around it. A guess, for texts that carry no
/// half spaces.
bool ends_with_particle(std::string_view before, std::string_view after)
{
    constexpr std::size_t kana_length = 3;
    if (after.empty() || before.size() < 2 * kana_length)
        return false;
    auto const last = before.substr(before.size() - kana_length);
    auto const earlier = before.substr(before.size() - 2 * kana_length, kana_length);
    auto const next = after.substr(0, letter_length(after));
    if (last == "・" || last == "を" || next == "「")
        return true;
    constexpr std::array<std::string_view, 8> particles{"は", "が", "に", "で", "と", "の", "へ", "も"};
    if (std::find(particles.begin(), particles.end(), last) == particles.end())
        return false;
    return begins_word(next) || (is_kanji(earlier) && is_hiragana(next) && (last == "に" || last == "で"));
}

struct Marked {
    std::string text;
    std::vector<std::pair<std::size_t, std::size_t>> bold; ///< Byte ranges.
    bool is_open = false; ///< Ends inside bold.
};

Marked without_marks(std::string_view text, bool is_open)
{
    Marked marked;
    std::size_t start = 0;
    auto const close = [&] {
        if (is_open && marked.text.size() > start)
            marked.bold.emplace_back(start, marked.text.size());
    };
    while (!text.empty()) {
        if (text.starts_with(bold_open)) {
            start = marked.text.size();
            is_open = true;
            text.remove_prefix(bold_open.size());
        } else if (text.starts_with(bold_close)) {
            close();
            is_open = false;
            text.remove_prefix(bold_close.size());
        } else if (text.starts_with(zero_space)) {
            text.remove_prefix(zero_space.size());
        } else {
            marked.text += text.front();
            text.remove_prefix(1);
        }
    }
    close();
    marked.is_open = is_open;
    return marked;
}

/// Bold that is open at the end of a line must be opened again on the next one.
bool is_open_after(std::string_view text, bool was_open)
{
    return without_marks(text, was_open).is_open;
}

} // namespace

std::vector<Phrase> phrases_of(std::string_view text, Breaks breaks)
{
    std::vector<Phrase> phrases(1);
    auto const end = [&phrases](BreakAfter after) {
        phrases.back().after = after;
        phrases.emplace_back();
    };
    while (!text.empty()) {
        auto const length = letter_length(text);
        auto const letter = text.substr(0, length);
        text.remove_prefix(length);
        auto& phrase = phrases.back();
        if (letter == "\n")
            end(BreakAfter::Line);
        else if (letter == zero_space)
            end(BreakAfter::Mark);
        else if (letter == " " && !is_inside_fraction(phrase.text, text))
            end(BreakAfter::Space);
        else {
            phrase.text += letter;
            bool const ends = starts_with_any(letter, ending_marks)
                || (starts_with_any(letter, closing_brackets) && phrase.text.size() > length
                    && phrase.text.ends_with(std::string("。").append(letter)));
            if (ends && !text.empty() && !starts_with_any(text, closing_brackets) && text.front() != ' '
                && text.front() != '\n' && !text.starts_with(bold_close))
                end(BreakAfter::Mark);
            else if (breaks == Breaks::Particles && ends_with_particle(phrase.text, text))
                end(BreakAfter::Mark);
        }
    }
    return phrases;
}

std::string plain_of(std::string_view text)
{
    return without_marks(text, false).text;
}

Typesetter::Typesetter()
    : m_context(pango_font_map_create_context(pango_cairo_font_map_get_default()),
        [](PangoContext* context) { g_object_unref(context); })
{
    auto* const options = cairo_font_options_create();
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(m_context.get(), options);
    cairo_font_options_destroy(options);
    pango_context_set_language(m_context.get(), pango_language_from_string("ja"));
}

Line Typesetter::line(std::string_view text, Font font) const
{
    auto const marked = without_marks(text, false);
    std::shared_ptr<PangoLayout> const layout(
        pango_layout_new(m_context.get()), [](PangoLayout* made) { g_object_unref(made); });
    auto* const description = pango_font_description_new();
    pango_font_description_set_family(description, font_family);
    pango_font_description_set_weight(description, font.is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(description, font.px * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), description);
    pango_font_description_free(description);
    pango_layout_set_single_paragraph_mode(layout.get(), TRUE);
    pango_layout_set_text(layout.get(), marked.text.c_str(), static_cast<int>(marked.text.size()));
    if (!marked.bold.empty()) {
        auto* const attributes = pango_attr_list_new();
        for (auto const& [begin, end] : marked.bold) {
            auto* const bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
            bold->start_index = static_cast<guint>(begin);
            bold->end_index = static_cast<guint>(end);
            pango_attr_list_insert(attributes, bold);
        }
        pango_layout_set_attributes(layout.get(), attributes);
        pango_attr_list_unref(attributes);
    }
    int width = 0;
    pango_layout_get_size(layout.get(), &width, nullptr);
    return {layout, static_cast<double>(width) / PANGO_SCALE};
}

std::vector<Line> Typesetter::broken(Phrase const& phrase, Font font, double width) const
{
    std::vector<Line> lines;
    std::string taken;
    std::string_view rest = phrase.text;
    while (!rest.empty()) {
        auto const letter = rest.substr(0, letter_length(rest));
        if (!taken.empty() && line(taken + std::string(letter), font).width > width) {
            lines.push_back(line(taken, font));
            taken.clear();
        }
        taken += letter;
        rest.remove_prefix(letter.size());
    }
    if (!taken.empty())
        lines.push_back(line(taken, font));
    return lines;
}

Lines Typesetter::filled(std::vector<Phrase> const& phrases, Font font, double width) const
{
    Lines result;
    result.font = font;
    std::string taken;
    bool is_bold_open = false;
    auto const end_line = [&] {
        result.lines.push_back(line(taken, font));
        is_bold_open = is_open_after(taken, false);
        taken = is_bold_open ? bold_open : "";
    };
    auto before = BreakAfter::Line;
    for (auto const& phrase : phrases) {
        auto const joined
            = taken + (before == BreakAfter::Space && !plain_of(taken).empty() ? " " : "") + phrase.text;
        if (width <= 0 || plain_of(taken).empty() || line(joined, font).width <= width) {
            taken = joined;
        } else {
            end_line();
            taken += phrase.text;
        }
        if (width > 0 && line(taken, font).width > width) {
            result.is_whole = false;
            auto pieces = broken({plain_of(taken), phrase.after}, font, width);
            std::move(pieces.begin(), pieces.end(), std::back_inserter(result.lines));
            taken.clear();
        }
        before = phrase.after;
        if (phrase.after == BreakAfter::Line)
            end_line();
    }
    if (!plain_of(taken).empty() || result.lines.empty())
        result.lines.push_back(line(taken, font));
    for (auto const& one : result.lines)
        result.width = std::max(result.width, one.width);
    result.height = static_cast<double>(result.lines.size()) * font.px * font.line_height;
    return result;
}

Lines Typesetter::set(std::string_view text, Font font, double width, Breaks breaks) const
{
    auto phrases = phrases_of(text, breaks);
    auto lines = filled(phrases, font, width);
    if (lines.lines.size() < 2)
        return lines;
    // A sentence that begins on a line of its own reads better, where that costs no line.
    for (auto& phrase : phrases)
        if (phrase.after != BreakAfter::None && phrase.text.ends_with("。"))
            phrase.after = BreakAfter::Line;
    auto sentences = filled(phrases, font, width);
    return sentences.lines.size() <= lines.lines.size() ? sentences : lines;
}

Lines Typesetter::fit(std::string_view text, std::span<Font const> fonts, double width, double height) const
{
    base::verify(!fonts.empty(), "text without a font");
    // One size smaller is better than a broken phrase, and a broken phrase is better than small print.
    auto const first = std::min<std::size_t>(2, fonts.size());
    for (auto const sizes : {fonts.first(first), fonts.subspan(first)}) {
        for (auto const breaks : {Breaks::Phrases, Breaks::Particles}) {
            for (auto const& font : sizes) {
                auto lines = set(text, font, width, breaks);
                if (lines.is_whole && lines.height <= height + 0.5)
                    return lines;
            }
        }
    }
    auto lines = set(text, fonts.back(), width, Breaks::Particles);
    lines.is_whole = false;
    return lines;
}

} // namespace meguri::ui
