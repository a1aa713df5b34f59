#include "shared/domain/amount.h"

#include <algorithm>

namespace meguri::domain {

namespace {

std::optional<std::int64_t> basis_yen(RateOfCost const& rate, AmountFacts const& facts)
{
    if (!facts.cost_yen)
        return std::nullopt;
    auto const cost = std::clamp<std::int64_t>(*facts.cost_yen, 0, most_cost_yen);
    return cost * rate.numerator / rate.denominator;
}

std::optional<std::int64_t> basis_yen(TiersBySeniors const& by, AmountFacts const& facts)
{
    if (!facts.from_65)
        return std::nullopt;
    std::int64_t yen = 0;
    for (auto const& tier : by.tiers)
        if (*facts.from_65 >= tier.from)
            yen = tier.yen;
    return yen;
}

Amount counted(AmountRule const& rule, AmountFacts const& facts)
{
    if (rule.uses_per_year && facts.uses_before >= *rule.uses_per_year)
        return {0, AmountReason::UsedUp};
    auto const basis = std::visit([&](auto const& one) { return basis_yen(one, facts); }, rule.basis);
    if (!basis)
        return {0,
            std::holds_alternative<RateOfCost>(rule.basis) ? AmountReason::CostMissing
                                                           : AmountReason::SeniorsMissing};
    bool const is_capped = rule.cap_yen && *basis > *rule.cap_yen;
    auto const yen = is_capped ? *rule.cap_yen : *basis;
    return {yen - yen % rule.unit_yen, is_capped ? AmountReason::Capped : AmountReason::Counted};
}

} // namespace

Amount forecast(AmountRule const& rule, Verdict verdict, AmountFacts const& planned)
{
    return verdict == Verdict::Failed ? Amount{0, AmountReason::NotEligible} : counted(rule, planned);
}

Amount final_amount(AmountRule const& rule, Verdict verdict, AmountFacts const& happened)
{
    if (verdict == Verdict::NotYetKnown)
        return {0, AmountReason::NotYetKnown};
    return forecast(rule, verdict, happened);
}

} // namespace meguri::domain
