// Eligibility: every rule passed, failed and not yet known, and where exactly each of them turns.
//
// Break: eligibility.cpp: let a venue without area pass; use `>` for the share or `>=` for the majority; add
// up the rests of two parts to one コマ; let the first place without area hide a shop beside the second.
#include "shared/domain/eligibility.h"

#include <catch2/catch.hpp>

#include <string>
#include <tuple>

using namespace meguri::domain;

namespace {

Area area(bool has_shop)
{
    return {AreaId("a"), MunicipalityCode::parse("352152").value(), "みほん地区", has_shop};
}
PlaceFacts place(std::optional<bool> has_shop, int minutes = 60)
{
    return {"みほん公民館", VenueKind::CommunityCentre,
        has_shop ? std::optional(area(*has_shop)) : std::nullopt, minutes};
}
EligibilityCase plan()
{
    EligibilityCase facts;
    facts.places = {place(false)};
    return facts;
}
/// So many of each came.
EligibilityCase held(AttendanceFacts came)
{
    auto facts = plan();
    facts.attendance = came;
    return facts;
}
Finding asked(RuleTerms terms, EligibilityCase const& facts)
{
    auto const findings = judge({{"the-rule", std::move(terms)}}, facts);
    REQUIRE(findings.size() == 1);
    CHECK(findings.front().rule == "the-rule");
    return findings.front();
}

constexpr auto passed = Verdict::Passed;
constexpr auto failed = Verdict::Failed;
constexpr auto unknown = Verdict::NotYetKnown;
using R = EligibilityReason;

TEST_CASE("No shop in the area is asked of the area of every place", "[domain][eligibility]")
{
    using Row = std::tuple<std::vector<PlaceFacts>, Verdict, R, std::string>;
    auto const [places, verdict, reason, why]
        = GENERATE(table<std::vector<PlaceFacts>, Verdict, R, std::string>({
            Row{{place(false)}, passed, R::NoShopThere, "one place, no shop"},
            Row{{place(true)}, failed, R::ShopThere, "one place, a shop"},
            Row{{place({})}, unknown, R::AreaMissing, "the venue names no area"},
            Row{{place(false), place(false)}, passed, R::NoShopThere, "two places"},
            Row{{place(false), place(true)}, failed, R::ShopThere, "a shop at the second"},
            Row{{place({}), place(true)}, failed, R::ShopThere, "a shop, and one that is not known"},
            Row{{place(false), place({})}, unknown, R::AreaMissing, "the second is not known"},
            Row{{}, unknown, R::AreaMissing, "no place at all"},
        }));
    INFO(why);
    EligibilityCase facts;
    facts.places = places;
    auto const finding = asked(NoShopInArea{}, facts);
    CHECK(finding.verdict == verdict);
    CHECK(finding.reason == reason);
}

TEST_CASE("Where the municipality runs its own, only advanced courses count", "[domain][eligibility]")
{
    auto const [level, own, verdict, reason] = GENERATE(table<CourseLevel, bool, Verdict, R>({
        {CourseLevel::Basic, false, passed, R::NoOwnProgramme},
        {CourseLevel::Advanced, false, passed, R::IsAdvanced},
        {CourseLevel::Basic, true, failed, R::BasicBesideOwnProgramme},
        {CourseLevel::Advanced, true, passed, R::IsAdvanced},
    }));
    auto facts = plan();
    facts.level = level;
    facts.runs_own_programme = own;
    auto const finding = asked(AdvancedWhereOwnProgramme{}, facts);
    CHECK(finding.verdict == verdict);
    CHECK(finding.reason == reason);
}

/// participants, 65+, age unknown, residents, home unknown, unmarked
using Came = AttendanceFacts;

TEST_CASE(
    "People are counted exactly at the limits, and what is not known is not guessed", "[domain][eligibility]")
{
    RuleTerms const five = MinimumParticipants{5};
    RuleTerms const half = Share65Plus{1, 2};
    RuleTerms const two_thirds = Share65Plus{2, 3};
    RuleTerms const majority = ResidentMajority{};
    using Row = std::tuple<RuleTerms, Came, Verdict, R, std::string>;
    auto const [terms, came, verdict, reason, why]
        = GENERATE_COPY(table<RuleTerms, Came, Verdict, R, std::string>({
            Row{five, {4, 4, 0, 4, 0, 0}, failed, R::Participants, "four of five"},
            Row{five, {5, 0, 0, 0, 0, 0}, passed, R::Participants, "five of five"},
            Row{five, {0, 0, 0, 0, 0, 0}, failed, R::Participants, "nobody"},
            Row{five, {4, 0, 0, 0, 0, 1}, unknown, R::NotAllMarked, "one mark is missing and decides"},
            Row{five, {3, 0, 0, 0, 0, 1}, failed, R::Participants, "a missing mark cannot help"},
            Row{five, {5, 0, 0, 0, 0, 9}, passed, R::Participants, "marks are missing, five are there"},
            Row{half, {10, 5, 0, 0, 0, 0}, passed, R::Share65, "exactly half"},
            Row{half, {10, 4, 0, 0, 0, 0}, failed, R::Share65, "one less than half"},
            Row{half, {9, 5, 0, 0, 0, 0}, passed, R::Share65, "half of an odd number, rounded up"},
            Row{half, {9, 4, 0, 0, 0, 0}, failed, R::Share65, "4 of 9 are less than half"},
            Row{half, {10, 4, 1, 0, 0, 0}, unknown, R::AgesUnknown, "one age decides"},
            Row{half, {10, 5, 5, 0, 0, 0}, passed, R::Share65, "the other ages do not matter"},
            Row{half, {10, 2, 2, 0, 0, 0}, failed, R::Share65, "the unknown ages cannot help"},
            Row{half, {0, 0, 0, 0, 0, 0}, failed, R::NobodyCame, "no share of nobody"},
            Row{half, {10, 10, 0, 0, 0, 1}, unknown, R::NotAllMarked, "the whole is not known"},
            Row{two_thirds, {9, 6, 0, 0, 0, 0}, passed, R::Share65, "exactly two thirds"},
            Row{two_thirds, {10, 6, 0, 0, 0, 0}, failed, R::Share65, "6 of 10 are less than two thirds"},
            Row{majority, {10, 0, 0, 5, 0, 0}, failed, R::Residents, "half is no majority"},
            Row{majority, {10, 0, 0, 6, 0, 0}, passed, R::Residents, "one more than half"},
            Row{majority, {9, 0, 0, 5, 0, 0}, passed, R::Residents, "5 of 9"},
            Row{majority, {9, 0, 0, 4, 0, 0}, failed, R::Residents, "4 of 9"},
            Row{majority, {10, 0, 0, 5, 1, 0}, unknown, R::HomesUnknown, "one home decides"},
            Row{majority, {10, 0, 0, 4, 1, 0}, failed, R::Residents, "one home cannot help"},
            Row{majority, {0, 0, 0, 0, 0, 0}, failed, R::NobodyCame, "no majority of nobody"},
            Row{majority, {10, 0, 0, 6, 0, 2}, unknown, R::NotAllMarked, "the whole is not known"},
        }));
    INFO(why);
    auto const finding = asked(terms, held(came));
    CHECK(finding.verdict == verdict);
    CHECK(finding.reason == reason);
    auto const before = asked(terms, plan());
    CHECK(before.verdict == unknown);
    CHECK(before.reason == R::NotHeldYet);
}

TEST_CASE("A finding carries the numbers that its sentence needs", "[domain][eligibility]")
{
    auto const share = asked(Share65Plus{1, 2}, held({9, 4, 0, 0, 0, 0}));
    CHECK(share.have == 4);
    CHECK(share.need == 5);
    CHECK(share.all == 9);
    auto const shop = plan();
    CHECK(asked(NoShopInArea{}, shop).text == "みほん地区");
    CHECK(asked(MinimumKoma{2, 60}, shop).have == 1);
    CHECK(asked(MinimumKoma{2, 60}, shop).need == 2);
    CHECK(asked(MinimumKoma{2, 60}, shop).all == 60);
}

TEST_CASE("Hours count in whole koma, part by part", "[domain][eligibility]")
{
    auto const [minutes, count, verdict] = GENERATE(table<std::vector<int>, int, Verdict>({
        {{59}, 1, failed},
        {{60}, 1, passed},
        {{119}, 2, failed},
        {{120}, 2, passed},
        {{90, 90}, 3, failed}, // Two rests of half an hour are no third one.
        {{90, 90}, 2, passed},
    }));
    EligibilityCase facts;
    for (auto const length : minutes)
        facts.places.push_back(place(false, length));
    CHECK(asked(MinimumKoma{count, 60}, facts).verdict == verdict);
}

TEST_CASE("Format, delivery, place and holder are asked of lists", "[domain][eligibility]")
{
    auto shop = plan();
    shop.format = SessionFormat::ShopClass;
    shop.places.front().kind = VenueKind::Shop;
    auto online = plan();
    online.delivery = Delivery::Online;
    auto at_home = online;
    at_home.places.front().kind = VenueKind::Home;
    auto own = plan();
    own.holder = OrganisationKind::Municipality;
    auto two_places = shop;
    two_places.places.push_back(place(false));

    FormatAmong const formats{{SessionFormat::ShopClass, SessionFormat::VenueClass}};
    CHECK(asked(formats, shop).verdict == passed);
    shop.format = SessionFormat::HomeVisit;
    CHECK(asked(formats, shop).verdict == failed);

    CHECK(asked(DeliveryAmong{{Delivery::InPerson}}, shop).verdict == passed);
    CHECK(asked(DeliveryAmong{{Delivery::InPerson}}, online).verdict == failed);

    CHECK(asked(VenueAmong{{VenueKind::Shop}}, shop).verdict == passed);
    CHECK(asked(VenueAmong{{VenueKind::Shop}}, online).verdict == failed);
    CHECK(asked(VenueAmong{{VenueKind::Shop}}, two_places).verdict == failed);
    VenueAmong const public_place{{VenueKind::TownHall, VenueKind::CommunityCentre}, true};
    CHECK(asked(public_place, online).verdict == passed);
    CHECK(asked(public_place, at_home).verdict == failed);
    CHECK(asked(public_place, shop).reason == R::NotOnline);
    CHECK(asked(public_place, shop).verdict == passed);

    CHECK(asked(HolderAmong{{OrganisationKind::Provider}}, shop).verdict == passed);
    CHECK(asked(HolderAmong{{OrganisationKind::Provider}}, own).verdict == failed);
}

TEST_CASE(
    "Together the rules say failed before not yet known, and that before passed", "[domain][eligibility]")
{
    std::vector<EligibilityRule> const rules{
        {"area", NoShopInArea{}}, {"own", AdvancedWhereOwnProgramme{}}, {"five", MinimumParticipants{5}}};
    auto facts = plan();
    CHECK(together(judge(rules, facts)) == unknown);
    facts.runs_own_programme = true;
    CHECK(together(judge(rules, facts)) == failed);
    facts.level = CourseLevel::Advanced;
    facts.attendance = AttendanceFacts{5, 5, 0, 5, 0, 0};
    CHECK(together(judge(rules, facts)) == passed);
    CHECK(together({}) == passed);
    CHECK(judge(rules, facts).at(2).rule == "five");
}

} // namespace
