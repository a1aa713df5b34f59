// 市町の数: what the classes of a place or a month came to, in numbers without people, and how a picture is
// coloured by one of them: five steps, their bounds and their words, alike at the desk and on paper. Pure.
#pragma once

#include "shared/domain/names.h"
#include "shared/domain/session.h"
#include "shared/domain/subsidy.h"

#include <array>
#include <optional>
#include <string>

namespace meguri::domain {

struct Figures {
    int planned = 0;
    int held = 0;
    int cancelled = 0;
    int seats = 0;
    int registrations = 0;
    int participants = 0;
    int no_shows = 0;

    /// Classes that were not cancelled.
    int classes() const { return planned + held; }
    Figures& operator+=(Figures const& other);
    bool operator==(Figures const&) const = default;
};

/// What a map may be coloured by.
enum class MapFigure {
    SeatUse,
    Participants,
    SeniorShare,
    NoShows,
    Held,
    Planned,
    Cancelled,
    Seats,
    Coverage,
    SubsidyStep
};
template <> struct Names<MapFigure> {
    static constexpr std::array entries{
        std::pair{MapFigure::SeatUse, "seat_use"},
        std::pair{MapFigure::Participants, "participants"},
        std::pair{MapFigure::SeniorShare, "senior_share"},
        std::pair{MapFigure::NoShows, "no_shows"},
        std::pair{MapFigure::Held, "held"},
        std::pair{MapFigure::Planned, "planned"},
        std::pair{MapFigure::Cancelled, "cancelled"},
        std::pair{MapFigure::Seats, "seats"},
        std::pair{MapFigure::Coverage, "coverage"},
        std::pair{MapFigure::SubsidyStep, "subsidy_step"},
    };
};

/// 席の利用率
std::string map_figure_words(MapFigure figure);
/// 人, 回, %; empty for the step of a subsidy.
std::string map_figure_unit(MapFigure figure);

/// Bars are stacked by these four kinds of formats.
inline constexpr std::array<char const*, 4> format_kinds{"教室・講座", "車", "訪問", "相談"};
std::size_t format_kind_of(SessionFormat format);

/// A step of 1, 2 or 5 times a power of ten that gives at most five steps.
int round_step(int most);
/// Rounded to a whole percent; none of nothing.
std::optional<int> share_percent(int part, int whole);

/// Lower bounds of the steps 1 to 4 of the five. Shares have bounds of their own; counts are cut evenly up to
/// the largest.
using RampBounds = std::array<int, 4>;
RampBounds ramp_bounds(MapFigure figure, int most);
/// 0 to 4.
int ramp_level(int value, RampBounds const& bounds);
/// How far a subsidy came: 0 nothing stands or it ended, 1 to be applied, 2 applied, 3 decided, 4 reported
/// and later.
int ramp_level(std::optional<SubsidyStep> step);
std::array<std::string, 5> ramp_legend(MapFigure figure, RampBounds const& bounds);

} // namespace meguri::domain
