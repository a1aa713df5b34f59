// 補助金の額: what one session brings under the amount rule of its programme. Whole yen, whole numbers only:
// a rate of the cost or a sum by the number of people aged 65 and over, then the cap, then what is cut. Pure.
// Source: rules of municipal grants for smartphone classes (補助率、上限額、千円未満切捨て、年度内の回数).
#pragma once

#include "shared/domain/eligibility.h"

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace meguri::domain {

/// So much of what the session cost.
struct RateOfCost {
    int numerator = 1;
    int denominator = 2;
};

/// From this many people aged 65 and over on, up to the next tier, the session brings this sum.
struct SeniorTier {
    int from = 1;
    std::int64_t yen = 0;
};
/// In rising order of `from`; below the first tier there is nothing.
struct TiersBySeniors {
    std::vector<SeniorTier> tiers;
};

struct AmountRule {
    std::variant<RateOfCost, TiersBySeniors> basis;
    std::optional<std::int64_t> cap_yen;
    std::int64_t unit_yen = 1; ///< What is below it is cut: 1000 for 千円未満切捨て.
    std::optional<int> uses_per_year; ///< Of one applicant; none: as often as wanted.
};

/// The greatest cost that is taken, 10^12 yen: no product with a rate leaves 64 bits.
inline constexpr std::int64_t most_cost_yen = 1'000'000'000'000;

/// For a forecast as planned, for the final amount as it was.
struct AmountFacts {
    std::optional<std::int64_t> cost_yen; ///< 0..most_cost_yen
    std::optional<int> from_65;
    int uses_before = 0; ///< Sessions of the same year that count already.
};

enum class AmountReason {
    Counted,
    Capped,
    UsedUp, ///< The year's uses are spent: nothing.
    NotEligible, ///< A rule failed: nothing.
    NotYetKnown, ///< A final amount while a rule cannot be judged: nothing yet.
    CostMissing,
    SeniorsMissing,
    NotHeldYet, ///< A final amount of what is still to come.
    Cancelled, ///< It is not held: nothing.
    NoRule ///< The programme pays nothing by session.
};
template <> struct Names<AmountReason> {
    static constexpr std::array entries{
        std::pair{AmountReason::Counted, "counted"},
        std::pair{AmountReason::Capped, "capped"},
        std::pair{AmountReason::UsedUp, "used_up"},
        std::pair{AmountReason::NotEligible, "not_eligible"},
        std::pair{AmountReason::NotYetKnown, "not_yet_known"},
        std::pair{AmountReason::CostMissing, "cost_missing"},
        std::pair{AmountReason::SeniorsMissing, "seniors_missing"},
        std::pair{AmountReason::NotHeldYet, "not_held_yet"},
        std::pair{AmountReason::Cancelled, "cancelled"},
        std::pair{AmountReason::NoRule, "no_rule"},
    };
};

struct Amount {
    std::int64_t yen = 0;
    AmountReason reason = AmountReason::Counted;
    bool operator==(Amount const&) const = default;
};

/// What a plan may bring, while no rule has failed yet.
Amount forecast(AmountRule const& rule, Verdict verdict, AmountFacts const& planned);
/// What a session brings that was held: only when every rule passed.
Amount final_amount(AmountRule const& rule, Verdict verdict, AmountFacts const& happened);

} // namespace meguri::domain
