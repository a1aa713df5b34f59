// The sheet a screen is laid out on: millimetres in, pixels out, words in the visitor's language. Knows the
// ways the panel can stand - upright, lying, lying and low - and where head, question, content and foot are
// in each; a screen fills the content.
#pragma once

#include "kiosk/flow/view.h"
#include "kiosk/screens/scene.h"
#include "shared/ui/words.h"

#include <string>
#include <string_view>

namespace meguri::kiosk::screens {

enum class Standing { Portrait, Landscape };

/// The panel as the installation describes it.
struct Panel {
    int width_px = 1080;
    int height_px = 1920;
    ui::Scale scale;

    Standing standing() const { return width_px > height_px ? Standing::Landscape : Standing::Portrait; }
    double width_mm() const { return scale.mm(width_px); }
    double height_mm() const { return scale.mm(height_px); }
    /// Lying and low, as 15.6 in: the same mm find less room, so pages hold less.
    bool is_compact() const { return standing() == Standing::Landscape && height_mm() < 240; }
};

/// How much of a list a page of this panel holds; everything else in `settings` stays.
flow::Settings with_pages_for(Panel const& panel, flow::Settings settings);

/// The area of a screen that is its own, in mm, and how to cut it.
struct Area {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    double right() const { return x + width; }
    double bottom() const { return y + height; }
    /// Cuts a strip off and keeps the rest, less the gap.
    Area take_top(double strip, double gap = 0);
    Area take_bottom(double strip, double gap = 0);
    Area take_left(double strip, double gap = 0);
    Area take_right(double strip, double gap = 0);
    /// The cell of a grid filled row by row.
    Area cell(int columns, int rows, int index, double gap) const;
};

class Sheet {
public:
    Sheet(Panel const& panel, flow::Look const& look, ui::Sentences const& sentences,
        ui::Typesetter const& typesetter)
        : m_panel(panel)
        , m_look(look)
        , m_sentences(sentences)
        , m_typesetter(typesetter)
    {
    }

    Panel const& panel() const { return m_panel; }
    bool is_portrait() const { return m_panel.standing() == Standing::Portrait; }
    bool is_compact() const { return m_panel.is_compact(); }
    bool is_larger() const { return m_look.is_larger; }
    bool is_japanese() const { return m_look.language == flow::Language::Japanese; }

    /// In the visitor's language, as it is set: with half spaces, line breaks and marks of bold.
    std::string words(flow::Words const& words) const;
    /// As it is spoken and named.
    std::string plain(flow::Words const& words) const;
    /// The height in mm that these words take at this width in mm.
    double height_of(
        std::string const& text, ui::Type type, bool is_bold, double width_mm, double height_mm) const;

    /// The height in mm that they take in the smallest letters.
    double least_height_of(std::string const& text, double width_mm) const;
    /// The width in mm of these words in one line.
    double width_of(std::string const& text, ui::Type type, bool is_bold) const;

    /// Whether these words, bold, have room in one line at the least size.
    bool fits_one_line(std::string const& text, double width_mm) const;

    void ground(Area const& area, Face face);
    /// Something that is read; without a name nothing is said of it.
    void say(Area const& area, Face face, std::string name, ui::Role ground = ui::Role::Paper,
        ui::A11yRole role = ui::A11yRole::Label);
    void text(Area const& area, flow::Words const& words, TextFace face, ui::Role ground = ui::Role::Paper,
        ui::A11yRole role = ui::A11yRole::Label);
    /// Something that is pressed; named by the button's name, or its words.
    void press(Area const& area, Face face, flow::Button const& button, ui::Role ground = ui::Role::Paper,
        std::string_view also_named = {});
    /// A plain button with the words and icon of `button`.
    void key(
        Area const& area, flow::Button const& button, ButtonFace face, ui::Role ground = ui::Role::Paper);
    /// Everything so far becomes ground under the scrim: it is seen, but no longer read or pressed.
    void cover();

    Scene take() { return std::move(m_scene); }

private:
    ui::Box box(Area const& area) const;

    Panel m_panel;
    flow::Look m_look;
    ui::Sentences const& m_sentences;
    ui::Typesetter const& m_typesetter;
    Scene m_scene;
};

} // namespace meguri::kiosk::screens
