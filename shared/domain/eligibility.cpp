#include "shared/domain/eligibility.h"

#include <algorithm>

namespace meguri::domain {

namespace {

using Reason = EligibilityReason;

Verdict passed_if(bool is_good)
{
    return is_good ? Verdict::Passed : Verdict::Failed;
}

Finding found(Verdict verdict, Reason reason, std::int64_t have = 0, std::int64_t need = 0,
    std::int64_t all = 0, std::string text = {})
{
    return {{}, verdict, reason, have, need, all, std::move(text)};
}

template <class E> bool is_among(std::vector<E> const& allowed, E value)
{
    return std::find(allowed.begin(), allowed.end(), value) != allowed.end();
}

/// What is asked of people that came: none while that cannot be said.
std::optional<Finding> not_countable(EligibilityCase const& facts)
{
    if (!facts.attendance)
        return found(Verdict::NotYetKnown, Reason::NotHeldYet);
    if (facts.attendance->unmarked > 0)
        return found(Verdict::NotYetKnown, Reason::NotAllMarked, facts.attendance->unmarked);
    if (facts.attendance->participants == 0)
        return found(Verdict::Failed, Reason::NobodyCame);
    return std::nullopt;
}

/// At least `need` of all those who came must be known to be something that `unknown` of them may be or not.
Finding counted(std::int64_t have, std::int64_t unknown, std::int64_t need, std::int64_t all, Reason reason,
    Reason when_unknown)
{
    if (have < need && have + unknown >= need)
        return found(Verdict::NotYetKnown, when_unknown, unknown, need, all);
    return found(passed_if(have >= need), reason, have, need, all);
}

struct Judge {
    EligibilityCase const& facts;

    Finding operator()(NoShopInArea const&) const
    {
        // A shop beside one of the places is enough to fail, whatever is not known of the others.
        for (auto const& place : facts.places)
            if (place.area && place.area->has_shop)
                return found(Verdict::Failed, Reason::ShopThere, 0, 0, 0, place.area->name);
        for (auto const& place : facts.places)
            if (!place.area)
                return found(Verdict::NotYetKnown, Reason::AreaMissing, 0, 0, 0, place.venue);
        if (facts.places.empty())
            return found(Verdict::NotYetKnown, Reason::AreaMissing);
        return found(Verdict::Passed, Reason::NoShopThere, 0, 0, 0, facts.places.front().area->name);
    }
    Finding operator()(AdvancedWhereOwnProgramme const&) const
    {
        if (facts.level == CourseLevel::Advanced)
            return found(Verdict::Passed, Reason::IsAdvanced);
        return facts.runs_own_programme ? found(Verdict::Failed, Reason::BasicBesideOwnProgramme)
                                        : found(Verdict::Passed, Reason::NoOwnProgramme);
    }
    Finding operator()(MinimumParticipants const& rule) const
    {
        if (!facts.attendance)
            return found(Verdict::NotYetKnown, Reason::NotHeldYet);
        auto const& came = *facts.attendance;
        return counted(
            came.participants, came.unmarked, rule.count, 0, Reason::Participants, Reason::NotAllMarked);
    }
    Finding operator()(Share65Plus const& rule) const
    {
        if (auto const finding = not_countable(facts))
            return *finding;
        auto const& came = *facts.attendance;
        // The least whole number of people that makes the share.
        std::int64_t const parts = std::int64_t{came.participants} * rule.numerator;
        auto const need = (parts + rule.denominator - 1) / rule.denominator;
        return counted(
            came.from_65, came.age_unknown, need, came.participants, Reason::Share65, Reason::AgesUnknown);
    }
    Finding operator()(ResidentMajority const&) const
    {
        if (auto const finding = not_countable(facts))
            return *finding;
        auto const& came = *facts.attendance;
        return counted(came.residents, came.home_unknown, came.participants / 2 + 1, came.participants,
            Reason::Residents, Reason::HomesUnknown);
    }
    Finding operator()(MinimumKoma const& rule) const
    {
        std::int64_t koma = 0;
        for (auto const& place : facts.places)
            koma += place.minutes / rule.minutes;
        return found(passed_if(koma >= rule.count), Reason::Koma, koma, rule.count, rule.minutes);
    }
    Finding operator()(FormatAmong const& rule) const
    {
        return found(passed_if(is_among(rule.allowed, facts.format)), Reason::FormatIs);
    }
    Finding operator()(DeliveryAmong const& rule) const
    {
        return found(passed_if(is_among(rule.allowed, facts.delivery)), Reason::DeliveryIs);
    }
    Finding operator()(VenueAmong const& rule) const
    {
        if (rule.only_online && facts.delivery != Delivery::Online)
            return found(Verdict::Passed, Reason::NotOnline);
        for (auto const& place : facts.places)
            if (!is_among(rule.allowed, place.kind))
                return found(Verdict::Failed, Reason::VenueIs, 0, 0, 0, place.venue);
        return found(passed_if(!facts.places.empty()), Reason::VenueIs, 0, 0, 0,
            facts.places.empty() ? "" : facts.places.front().venue);
    }
    Finding operator()(HolderAmong const& rule) const
    {
        return found(passed_if(is_among(rule.allowed, facts.holder)), Reason::HolderIs);
    }
};

} // namespace

RuleKind kind_of(RuleTerms const& terms)
{
    return Names<RuleKind>::entries.at(terms.index()).first;
}

std::vector<Finding> judge(std::vector<EligibilityRule> const& rules, EligibilityCase const& facts)
{
    std::vector<Finding> findings;
    for (auto const& rule : rules) {
        auto finding = std::visit(Judge{facts}, rule.terms);
        finding.rule = rule.id;
        findings.push_back(std::move(finding));
    }
    return findings;
}

Verdict together(std::vector<Finding> const& findings)
{
    auto const has = [&](Verdict verdict) {
        return std::any_of(
            findings.begin(), findings.end(), [&](auto const& one) { return one.verdict == verdict; });
    };
    if (has(Verdict::Failed))
        return Verdict::Failed;
    return has(Verdict::NotYetKnown) ? Verdict::NotYetKnown : Verdict::Passed;
}

} // namespace meguri::domain
