// Draws faces into boxes. Lengths given in mm become pixels here; texts are set in the tokens of the theme
// and shrunk a token at a time where they do not fit. Lives for one paint event.
#pragma once

#include "kiosk/screens/faces.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace meguri::kiosk::screens {

/// How a part is being touched.
struct Touch {
    bool is_pressed = false;
    bool is_focused = false;
    bool operator==(Touch const&) const = default;
};

struct TextStyle {
    ui::Type type = ui::Type::Body;
    bool is_bold = false;
    ui::Role role = ui::Role::Ink;
    ui::Align align = ui::Align::Left;
    ui::Stand stand = ui::Stand::Middle;
    double line_height = 0; ///< 0: that of the type.
};

/// The sizes to try for a text of this type, largest first.
std::vector<ui::Font> fonts_for(ui::Type type, bool is_bold, ui::TextSize size, ui::Scale scale);

class Painter {
public:
    /// `unfit` takes the texts that did not fit their place; tests look at it.
    Painter(ui::Canvas& canvas, ui::Scale scale, ui::TextSize size, std::set<std::string>& unfit)
        : m_canvas(canvas)
        , m_scale(scale)
        , m_size(size)
        , m_unfit(unfit)
    {
    }

    void draw(Face const& face, ui::Box const& box, Touch touch);

private:
    double mm(double length) const { return m_scale.exact_px(length); }
    /// Borders and rules: whole pixels, at least one.
    double stroke(double length) const { return std::max(1.0, std::round(mm(length))); }
    ui::Lines lines(std::string_view text, TextStyle const& style, double width, double height);
    ui::Box write(std::string_view text, ui::Box const& box, TextStyle const& style);
    void pressable(ui::Box const& box, double radius_mm, ui::Role ground, ui::Role border, Touch touch);
    double chip_width(ChipFace const& chip);
    void chip(ChipFace const& chip, ui::Box const& box);
    void plate(TileFace const& tile, ui::Box const& box, bool is_dark);
    void wide_card(CardFace const& card, ui::Box const& box);
    void tall_card(CardFace const& card, ui::Box const& box);
    void low_card(CardFace const& card, ui::Box const& box);
    void date_at_left(CardFace const& card, ui::Box const& box, double width);
    void card_foot(CardFace const& card, ui::Box const& chip_row, ui::Box const& last_row);
    void narrow_status(StatusFace const& status, ui::Box const& box);
    void low_date(DatePlateFace const& date, ui::Box const& box);
    void slip_picture(ui::Box const& box, bool is_out_of_paper);
    void stop(ui::Box const& box, double centre_x, bool is_passed, bool is_here);

    void face(FillFace const& fill, ui::Box const& box, Touch touch);
    void face(PanelFace const& panel, ui::Box const& box, Touch touch);
    void face(RuleFace const& rule, ui::Box const& box, Touch touch);
    void face(SceneryFace const& scenery, ui::Box const& box, Touch touch);
    void face(TextFace const& text, ui::Box const& box, Touch touch);
    void face(IconTextFace const& text, ui::Box const& box, Touch touch);
    void face(HeadFace const& head, ui::Box const& box, Touch touch);
    void face(RouteFace const& route, ui::Box const& box, Touch touch);
    void face(StatusFace const& status, ui::Box const& box, Touch touch);
    void face(TodayFace const& today, ui::Box const& box, Touch touch);
    void face(ChipLineFace const& line, ui::Box const& box, Touch touch);
    void face(DatePlateFace const& date, ui::Box const& box, Touch touch);
    void face(FactFace const& fact, ui::Box const& box, Touch touch);
    void face(CheckRowFace const& row, ui::Box const& box, Touch touch);
    void face(EchoFace const& echo, ui::Box const& box, Touch touch);
    void face(DigitsFace const& digits, ui::Box const& box, Touch touch);
    void face(AnswerFace const& answer, ui::Box const& box, Touch touch);
    void face(ReasonFace const& reason, ui::Box const& box, Touch touch);
    void face(NumberPlateFace const& plate, ui::Box const& box, Touch touch);
    void face(SlipFace const& slip, ui::Box const& box, Touch touch);
    void face(RingFace const& ring, ui::Box const& box, Touch touch);
    void face(PageFace const& page, ui::Box const& box, Touch touch);
    void face(ButtonFace const& button, ui::Box const& box, Touch touch);
    void face(TileFace const& tile, ui::Box const& box, Touch touch);
    void face(CardFace const& card, ui::Box const& box, Touch touch);
    void face(YearFace const& year, ui::Box const& box, Touch touch);

    ui::Canvas& m_canvas;
    ui::Scale m_scale;
    ui::TextSize m_size;
    std::set<std::string>& m_unfit;
};

} // namespace meguri::kiosk::screens
