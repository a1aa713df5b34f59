#include "admin/hub/routes/amount_words.h"

namespace meguri::hub::routes {

using domain::AmountReason;

namespace {

std::string rate_words(domain::RateOfCost const& rate)
{
    return std::to_string(rate.numerator) + "/" + std::to_string(rate.denominator);
}

std::string amount_basis_words(domain::RateOfCost const& rate)
{
    if (rate.numerator == rate.denominator)
        return "経費の全額";
    return "経費の" + rate_words(rate);
}

std::string amount_basis_words(domain::TiersBySeniors const& by)
{
    std::string words = "65歳以上の人数により";
    for (auto const& tier : by.tiers)
        words += " " + std::to_string(tier.from) + "人から " + yen_words(tier.yen);
    return words;
}

/// What the amount was counted from: 経費 25,500円の1/2, 65歳以上 9人.
std::string counted_words(domain::AmountRule const& rule, domain::AmountFacts const& facts)
{
    if (auto const* rate = std::get_if<domain::RateOfCost>(&rule.basis)) {
        auto const cost = "経費 " + yen_words(facts.cost_yen.value_or(0));
        return rate->numerator == rate->denominator ? cost + "の全額" : cost + "の" + rate_words(*rate);
    }
    return "65歳以上 " + std::to_string(facts.from_65.value_or(0)) + "人";
}

std::string cut_words(domain::AmountRule const& rule)
{
    return rule.unit_yen > 1 ? "、" + yen_words(rule.unit_yen) + "未満は切捨て" : "";
}

} // namespace

std::string yen_words(std::int64_t yen)
{
    auto digits = std::to_string(yen);
    auto const first = digits.front() == '-' ? std::size_t{1} : std::size_t{0};
    for (auto place = digits.size(); place > first + 3;) {
        place -= 3;
        digits.insert(place, ",");
    }
    return digits + "円";
}

std::string rule_words(domain::AmountRule const& rule)
{
    auto words = std::visit([](auto const& one) { return amount_basis_words(one); }, rule.basis);
    if (rule.cap_yen)
        words += "、1回 " + yen_words(*rule.cap_yen) + "まで";
    words += cut_words(rule);
    if (rule.uses_per_year)
        words += "、年度に" + std::to_string(*rule.uses_per_year) + "回まで";
    return words;
}

std::string amount_words(std::optional<domain::AmountRule> const& rule, domain::Amount const& amount,
    domain::AmountFacts const& facts)
{
    if (!rule)
        return "この事業には、開催回ごとの補助額の定めがありません。";
    switch (amount.reason) {
    case AmountReason::Counted:
        return counted_words(*rule, facts) + cut_words(*rule) + "。";
    case AmountReason::Capped:
        return counted_words(*rule, facts) + "が 1回の上限 " + yen_words(rule->cap_yen.value_or(0))
            + "をこえるため、上限まで" + cut_words(*rule) + "。";
    case AmountReason::UsedUp:
        return "年度内の" + std::to_string(rule->uses_per_year.value_or(0)) + "回を もう使っています。";
    case AmountReason::NotEligible:
        return "条件を満たさないため、対象ではありません。";
    case AmountReason::NotYetKnown:
        return "条件をまだ判定できないため、確定できません。";
    case AmountReason::CostMissing:
        return "経費が入力されていません。";
    case AmountReason::SeniorsMissing:
        return "65歳以上の人数が分かりません。";
    case AmountReason::NotHeldYet:
        return "まだ実施されていません。";
    case AmountReason::Cancelled:
        return "中止になりました。";
    case AmountReason::NoRule:
        return "この事業には、開催回ごとの補助額の定めがありません。";
    }
    return "";
}

std::string twin_words(domain::TwinReason reason, std::string const& other_title)
{
    auto const other = "ほかの補助金で数えている「" + other_title + "」と、";
    auto const same = reason == domain::TwinReason::SameHall ? "会場と時間が重なっています。"
                                                             : "同じ団体が同じ時刻に始めています。";
    return other + same + "1つの教室を2度数えていないか 確かめてください。";
}

} // namespace meguri::hub::routes
