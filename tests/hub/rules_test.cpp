// The rules of a programme as JSON: read whole, or refused with every wrong thing named by its path.
#include "admin/hub/core/programme_rules.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

using namespace meguri;
using nlohmann::json;

// Break: drop refuse_others, or the path of a nested reader.
TEST_CASE("Each bad field of a programme's rules is named by its path", "[hub][rules]")
{
    using Row = std::tuple<std::string, std::string>;
    auto const [text, field] = GENERATE(table<std::string, std::string>({
        Row{R"({})", "at.rules"},
        Row{R"({"rules":5})", "at.rules"},
        Row{R"({"rules":[],"amounts":{}})", "at.amounts"},
        Row{R"({"rules":["no_shop_in_area"]})", "at.rules[0]"},
        Row{R"({"rules":[{}]})", "at.rules[0].kind"},
        Row{R"({"rules":[{"kind":"no_shop"}]})", "at.rules[0].kind"},
        Row{R"({"rules":[{"kind":"no_shop_in_area"},{"kind":"no_shop_in_area"}]})", "at.rules[1].id"},
        Row{R"({"rules":[{"kind":"no_shop_in_area","count":3}]})", "at.rules[0].count"},
        Row{R"({"rules":[{"kind":"minimum_participants"}]})", "at.rules[0].count"},
        Row{R"({"rules":[{"kind":"minimum_participants","count":0}]})", "at.rules[0].count"},
        Row{R"({"rules":[{"kind":"minimum_participants","count":2.5}]})", "at.rules[0].count"},
        Row{R"({"rules":[{"kind":"share_65_plus","numerator":1}]})", "at.rules[0].denominator"},
        Row{R"({"rules":[{"kind":"share_65_plus","numerator":1,"denominator":0}]})",
            "at.rules[0].denominator"},
        Row{R"({"rules":[{"kind":"share_65_plus","numerator":3,"denominator":2}]})", "at.rules[0].numerator"},
        Row{R"({"rules":[{"kind":"minimum_koma","count":2,"minutes":0}]})", "at.rules[0].minutes"},
        Row{R"({"rules":[{"kind":"format"}]})", "at.rules[0].allowed"},
        Row{R"({"rules":[{"kind":"format","allowed":[]}]})", "at.rules[0].allowed"},
        Row{R"({"rules":[{"kind":"venue","allowed":["shop","pub"]}]})", "at.rules[0].allowed[1]"},
        Row{R"({"rules":[{"kind":"venue","allowed":["shop"],"only_online":1}]})", "at.rules[0].only_online"},
        Row{R"({"rules":[],"amount":{}})", "at.amount.rate_of_cost"},
        Row{R"({"rules":[],"amount":{"rate_of_cost":{"numerator":1,"denominator":2},"by_65_plus":[]}})",
            "at.amount.rate_of_cost"},
        Row{R"({"rules":[],"amount":{"rate_of_cost":{"numerator":2,"denominator":1}}})",
            "at.amount.rate_of_cost.numerator"},
        Row{R"({"rules":[],"amount":{"by_65_plus":[]}})", "at.amount.by_65_plus"},
        Row{R"({"rules":[],"amount":{"by_65_plus":[{"from":1,"yen":500},{"from":1,"yen":900}]}})",
            "at.amount.by_65_plus[1].from"},
        Row{R"({"rules":[],"amount":{"by_65_plus":[{"from":1,"yen":-1}]}})", "at.amount.by_65_plus[0].yen"},
        Row{R"({"rules":[],"amount":{"by_65_plus":[{"from":1,"yen":5}],"cap":5}})", "at.amount.cap"},
        Row{R"({"rules":[],"amount":{"by_65_plus":[{"from":1,"yen":5}],"cap_yen":"5"}})",
            "at.amount.cap_yen"},
        Row{R"({"rules":[],"amount":{"by_65_plus":[{"from":1,"yen":5}],"uses_per_year":0}})",
            "at.amount.uses_per_year"},
    }));
    INFO(text);
    auto const rules = hub::core::rules_from(json::parse(text), "at");
    REQUIRE_FALSE(rules);
    std::string named;
    for (auto const& problem : rules.error())
        named += problem.field + ": " + problem.reason + "\n";
    INFO(named);
    CHECK(std::any_of(rules.error().begin(), rules.error().end(),
        [&](auto const& problem) { return problem.field == field || problem.field == field + "."; }));
}

TEST_CASE("Three municipal grants are read as they are written", "[hub][rules]")
{
    auto const half = hub::core::rules_from(json::parse(R"({
        "rules":[{"kind":"share_65_plus","numerator":1,"denominator":2}],
        "amount":{"rate_of_cost":{"numerator":1,"denominator":2},"cap_yen":20000,"cut_below_yen":1000,"uses_per_year":2}})"));
    REQUIRE(half);
    REQUIRE(half->amount);
    CHECK(domain::final_amount(*half->amount, domain::Verdict::Passed, {39'998, 5, 1}).yen == 19'000);
    CHECK(domain::final_amount(*half->amount, domain::Verdict::Passed, {39'998, 5, 2}).yen == 0);
    auto const tiers = hub::core::rules_from(json::parse(R"({"rules":[],
        "amount":{"by_65_plus":[{"from":1,"yen":500},{"from":10,"yen":1000},{"from":20,"yen":1500}]}})"));
    REQUIRE(tiers);
    CHECK(domain::final_amount(*tiers->amount, domain::Verdict::Passed, {{}, 19, 9}).yen == 1'000);
    auto const five = hub::core::rules_from(json::parse(
        R"({"rules":[{"kind":"minimum_participants","count":5},{"id":"majority","kind":"resident_majority"}]})"));
    REQUIRE(five);
    CHECK_FALSE(five->amount);
    REQUIRE(five->rules.size() == 2);
    CHECK(five->rules[0].id == "minimum_participants");
    CHECK(five->rules[1].id == "majority");
    CHECK(std::get<domain::MinimumParticipants>(five->rules[0].terms).count == 5);
}

TEST_CASE("A file of default rules is refused whole and says where", "[hub][rules]")
{
    auto const bad = hub::core::parse_default_rules(
        R"({"schemes":{"national_x":{"rules":[]},"national_b":{"rules":[{"kind":"none"}]}}})");
    REQUIRE_FALSE(bad);
    REQUIRE(bad.error().size() == 2);
    CHECK(bad.error()[0].field == "schemes.national_b.rules[0].kind");
    CHECK(bad.error()[1].field == "schemes.national_x");
    CHECK_FALSE(hub::core::parse_default_rules("nothing"));
    CHECK_FALSE(hub::core::parse_default_rules("{}"));
}

} // namespace
