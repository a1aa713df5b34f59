// Sets Japanese text into lines with Pango. Lines break only between phrases: at a half space, after 、 or
// 。, or at \n; where a phrase does not fit, the smaller sizes are tried before the phrase itself is broken,
// and then after a particle (LINEで|写真を|おくる) before anywhere. <b>…</b> sets bold; a zero-width space
// (U+200B) is a place to break that shows nothing. Belongs to the window's thread.
#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace meguri::ui {

struct Font {
    double px = 0; ///< Em height.
    bool is_bold = false;
    double line_height = 1.45; ///< As a multiple of the em height.
};

enum class BreakAfter { None, Space, Mark, Line };

/// A piece of text that stays on one line.
struct Phrase {
    std::string text;
    BreakAfter after = BreakAfter::None;
    bool operator==(Phrase const&) const = default;
};

enum class Breaks {
    Phrases, ///< Where the text itself says so.
    Particles ///< Also after a particle or a middle dot: for titles that carry no half spaces.
};

/// Where `text` may be broken. Marks of bold stay inside the pieces.
std::vector<Phrase> phrases_of(std::string_view text, Breaks breaks = Breaks::Phrases);

/// The text without its marks of bold and without zero-width spaces: what is spoken, and what stands in an
/// accessible name.
std::string plain_of(std::string_view text);

struct Line {
    std::shared_ptr<PangoLayout> layout;
    double width = 0;
};

struct Lines {
    std::vector<Line> lines;
    Font font;
    double width = 0; ///< Of the widest line.
    double height = 0;
    bool is_whole = true; ///< Nothing was broken at a place where one does not break, and it fits the height.
};

class Typesetter {
public:
    Typesetter();

    /// One size. A width of 0 breaks at \n only.
    Lines set(std::string_view text, Font font, double width, Breaks breaks = Breaks::Phrases) const;
    /// The first of `fonts` that fits with its phrases whole, trying the first two; else broken after
    /// particles; else the smaller ones in the same way; else the last one, and the answer is not whole.
    Lines fit(std::string_view text, std::span<Font const> fonts, double width, double height) const;

private:
    Line line(std::string_view text, Font font) const;
    Lines filled(std::vector<Phrase> const& phrases, Font font, double width) const;
    std::vector<Line> broken(Phrase const& phrase, Font font, double width) const;

    std::shared_ptr<PangoContext> m_context;
};

} // namespace meguri::ui
