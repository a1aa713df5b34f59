// 訪問の希望: days and half-days on which a person would be at home, and when a visitor could come. Pure.
#pragma once

#include "shared/domain/names.h"
#include "shared/domain/resource.h"

#include <string>
#include <vector>

namespace meguri::domain {

enum class VisitState { Open, Scheduled, Cancelled };
template <> struct Names<VisitState> {
    static constexpr std::array entries{std::pair{VisitState::Open, "open"},
        std::pair{VisitState::Scheduled, "scheduled"}, std::pair{VisitState::Cancelled, "cancelled"}};
};

enum class HalfDay { Morning, Afternoon, AllDay };
template <> struct Names<HalfDay> {
    static constexpr std::array entries{std::pair{HalfDay::Morning, "am"},
        std::pair{HalfDay::Afternoon, "pm"}, std::pair{HalfDay::AllDay, "day"}};
};

struct VisitWish {
    Date day;
    HalfDay half = HalfDay::AllDay;
    bool operator==(VisitWish const&) const = default;
};
/// `2026-10-08:am`, the form of the command line and of the sync.
std::optional<VisitWish> wish_from(std::string_view text);
std::string text_of(VisitWish const& wish);
/// 10月8日(木) 午前
std::string words_of(VisitWish const& wish);

/// Wishes that cannot be: in the past, more than a year ahead, twice, none, or more than ten.
std::vector<FieldProblem> problems_of(std::vector<VisitWish> const& wishes, Date today);

/// When a visit may begin within a wish: mornings 9:00-12:00, afternoons 13:00-17:00, whole days both.
struct VisitSpan {
    Time from;
    Time to;
};
std::vector<VisitSpan> spans_of(VisitWish const& wish);
bool is_within(VisitWish const& wish, Time starts_at, Time ends_at);

/// Beginnings at which this visitor could come to `home`, every half hour within the wishes, soonest first,
/// at most `most`: free of every clash with the visitor's `others` (uses of all those days).
std::vector<Time> visit_slots(Resource const& visitor, Place const& home,
    std::vector<VisitWish> const& wishes, std::chrono::minutes length, std::vector<Use> const& others,
    Circumstances const& around, std::size_t most);

} // namespace meguri::domain
