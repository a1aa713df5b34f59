// What one part of a screen looks like, as plain values: the words in the visitor's language and the manner
// of drawing. Two equal faces draw the same pixels, so that only parts that changed are drawn again.
#pragma once

#include "shared/ui/canvas.h"
#include "shared/ui/theme.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace meguri::kiosk::screens {

/// A meaning that has a colour pair: its text role and its tint.
struct Tint {
    ui::Role front = ui::Role::Ink;
    ui::Role ground = ui::Role::Surface;
    bool operator==(Tint const&) const = default;
};

// Grounds and pictures: nothing in them is pressed or read aloud.

struct FillFace {
    ui::Role role = ui::Role::Paper;
    bool operator==(FillFace const&) const = default;
};
struct PanelFace {
    double radius_mm = ui::space::card_radius;
    ui::Role ground = ui::Role::Surface;
    ui::Role border = ui::Role::Line;
    double border_mm = ui::space::line_border;
    bool operator==(PanelFace const&) const = default;
};
/// A horizontal or vertical rule along the longer side of its box.
struct RuleFace {
    ui::Role role = ui::Role::Line;
    bool operator==(RuleFace const&) const = default;
};
/// The bridge of the start page.
struct SceneryFace {
    bool operator==(SceneryFace const&) const = default;
};

// What is read.

struct TextFace {
    std::string text;
    ui::Type type = ui::Type::Body;
    bool is_bold = false;
    ui::Role role = ui::Role::Ink;
    ui::Align align = ui::Align::Left;
    ui::Stand stand = ui::Stand::Middle;
    bool operator==(TextFace const&) const = default;
};
struct IconTextFace {
    std::string icon;
    std::string text;
    ui::Type type = ui::Type::Body;
    bool is_bold = false;
    ui::Role role = ui::Role::Ink;
    ui::Role icon_role = ui::Role::Ai;
    double icon_mm = 14;
    bool operator==(IconTextFace const&) const = default;
};
struct HeadFace {
    std::string product;
    std::string town_and_hall;
    std::string date;
    std::string clock;
    bool is_narrow = false; ///< On the rail: no clock.
    bool is_stacked = false; ///< On the narrow rail: the logo alone.
    bool operator==(HeadFace const&) const = default;
};
struct RouteFace {
    std::vector<std::string> stops;
    int here = 0;
    bool operator==(RouteFace const&) const = default;
};
struct StatusFace {
    std::string icon;
    std::string line;
    std::string age;
    bool is_up = false;
    bool is_stacked = false; ///< On the rail: one below the other.
    bool is_narrow = false; ///< On the narrow rail: in as many lines as it takes.
    bool operator==(StatusFace const&) const = default;
};
struct TodayFace {
    std::string title;
    std::vector<std::string> lines;
    bool operator==(TodayFace const&) const = default;
};
struct ChipFace {
    std::string icon;
    std::string text;
    Tint tint;
    bool operator==(ChipFace const&) const = default;
};
/// A chip and words beside it, or below it.
struct ChipLineFace {
    ChipFace chip;
    std::string beside;
    bool is_stacked = false;
    bool operator==(ChipLineFace const&) const = default;
};
struct DatePlateFace {
    std::string day;
    std::string time;
    std::string until_label;
    std::string until;
    bool is_stacked = false;
    bool operator==(DatePlateFace const&) const = default;
};
struct FactFace {
    std::string icon;
    std::string label;
    std::string value;
    std::string note;
    bool is_narrow = false; ///< The value begins nearer to the edge.
    bool operator==(FactFace const&) const = default;
};
struct CheckRowFace {
    std::string label;
    std::string value;
    bool operator==(CheckRowFace const&) const = default;
};
/// What has been typed, in a field with a caret.
struct EchoFace {
    std::string letters;
    bool operator==(EchoFace const&) const = default;
};
/// Digits in groups; `_` is a place still empty.
struct DigitsFace {
    std::vector<std::string> groups;
    bool operator==(DigitsFace const&) const = default;
};
struct AnswerFace {
    Tint tint;
    std::string icon;
    std::string title;
    std::string sentence;
    bool operator==(AnswerFace const&) const = default;
};
/// A bordered card with an icon and a sentence.
struct ReasonFace {
    std::string icon;
    std::string text;
    ui::Role border = ui::Role::Ok;
    ui::Role icon_role = ui::Role::Ok;
    double border_mm = ui::space::pressable_border;
    bool operator==(ReasonFace const&) const = default;
};
struct NumberPlateFace {
    std::string label;
    std::string number;
    std::string when;
    std::string what_and_where;
    bool operator==(NumberPlateFace const&) const = default;
};
struct SlipFace {
    std::string title;
    std::string note;
    bool is_out_of_paper = false;
    bool is_stacked = false;
    bool operator==(SlipFace const&) const = default;
};
struct RingFace {
    int seconds_left = 0;
    int seconds_all = 20;
    bool operator==(RingFace const&) const = default;
};
/// 1 / 2 ページ between the page keys.
struct PageFace {
    std::string page;
    std::string unit;
    bool operator==(PageFace const&) const = default;
};

// What is pressed.

enum class Weight {
    Plain,
    Main, ///< The one dark button.
    Second, ///< Bordered and lettered in indigo: page keys, erasing.
    Function, ///< The same on the tint: function keys of the kana pad.
    Missing ///< Not enabled: a dashed outline; pressing it speaks.
};
struct ButtonFace {
    std::string text;
    std::string icon; ///< "next" stands behind the words, every other icon before them.
    Weight weight = Weight::Plain;
    ui::Type type = ui::Type::Button;
    bool is_bold = true;
    double icon_mm = 13;
    double radius_mm = ui::space::button_radius;
    bool is_on = false;
    bool is_one_line = false; ///< Line breaks in its words become spaces.
    ui::Role ground = ui::Role::Paper; ///< Under a Missing one.
    bool operator==(ButtonFace const&) const = default;
};
enum class Plate { None, Square, Round };
struct TileFace {
    std::string icon;
    std::string title;
    std::string note;
    std::string count;
    std::string unit;
    Plate plate = Plate::Square;
    double plate_mm = 38;
    ui::Type title_type = ui::Type::Title;
    ui::Type note_type = ui::Type::Note;
    bool is_main = false;
    bool is_missing = false; ///< Nothing behind it now: a dashed outline; pressing it speaks.
    bool operator==(TileFace const&) const = default;
};
enum class CardShape {
    Wide, ///< The date at the left.
    Tall, ///< The date above.
    Low ///< The date at the left and the chip at the right: a card of three lines.
};
struct CardFace {
    std::string month;
    std::string day;
    std::string weekday;
    std::string title;
    std::string time;
    std::string place;
    ChipFace chip;
    std::string beside;
    std::string action;
    CardShape shape = CardShape::Wide;
    bool operator==(CardFace const&) const = default;
};
struct YearFace {
    std::string title;
    std::string western;
    std::string age;
    bool is_on = false;
    bool operator==(YearFace const&) const = default;
};

using Face = std::variant<FillFace, PanelFace, RuleFace, SceneryFace, TextFace, IconTextFace, HeadFace,
    RouteFace, StatusFace, TodayFace, ChipLineFace, DatePlateFace, FactFace, CheckRowFace, EchoFace,
    DigitsFace, AnswerFace, ReasonFace, NumberPlateFace, SlipFace, RingFace, PageFace, ButtonFace, TileFace,
    CardFace, YearFace>;

} // namespace meguri::kiosk::screens
