// A van's tour through the routes: proposed for the October of the documents, and written day by day as it
// was proposed.
#include "admin/hub/facts/demo_file.h"
#include "admin/hub/facts/facts_file.h"
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::HubInMemory;

std::string asset(std::string const& name)
{
    std::ifstream stream(MEGURI_SOURCE_FOLDER "/assets/data/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The hub as it stood some weeks before that October: facts, houses and one van in the prefecture's capital.
struct Region {
    HubInMemory hub;
    std::string carrier;
    std::string van;
    json wishes = json::array();

    Region()
    {
        auto const then = domain::from_tokyo(
            {{std::chrono::year(2024), std::chrono::September, std::chrono::day(10)}, 9, 0, 0});
        hub.clock.jump(then - hub.clock.now());
        auto const facts = hub::facts::parse_facts(asset("yamaguchi-r6.json")).value();
        (void)hub.apply(hub::core::LoadFacts{facts, "test"});
        auto const demo = hub::facts::parse_demo(asset("demo-yamaguchi.json")).value();
        for (auto const& area : demo.areas)
            REQUIRE(hub.store().put(area));
        for (auto const& one : demo.venues)
            if (!one.venue.name.empty())
                REQUIRE(hub.store().put(one.venue));
        REQUIRE(hub.store().put(std::vector<domain::Holiday>{
            {{std::chrono::year(2024), std::chrono::October, std::chrono::day(14)}, "スポーツの日"}}));
        for (auto const& programme : facts->year.carrier_programmes)
            for (auto const& town : programme.towns)
                if (programme.format == domain::SessionFormat::MobileVan)
                    wishes.push_back({{"municipality", town.municipality}, {"days", 2},
                        {"classes_per_day", *programme.sessions_per_day_min}});
        carrier = hub.token_of(domain::Role::Provider, "softbank");
        json body{{"kind", "van"}, {"name", "サポート号"}, {"setup_minutes", 10}, {"home_base", "v-352039-2"},
            {"rests_on_holidays", true}, {"hours", json::array()}};
        for (auto const* weekday : {"mon", "tue", "wed", "thu", "fri"})
            body["hours"].push_back({{"weekday", weekday}, {"from", "09:00"}, {"to", "17:00"}});
        auto const made = hub.ask("POST", "/v1/resources", body, carrier);
        INFO(made.text);
        REQUIRE(made.status == 201);
        van = made.body["id"];
    }
    json body() const
    {
        return {{"van", van}, {"from", "2024-10-01"}, {"to", "2024-10-31"}, {"wishes", wishes}};
    }
    tests::Answer plan(json const& wanted) { return hub.ask("POST", "/v1/van-tours", wanted, carrier); }
    void write(json day)
    {
        day["title"] = "サポート号 LINE";
        auto const written = hub.ask("POST", "/v1/van-days", day, carrier);
        INFO(written.text);
        CHECK(written.status == 201);
        CHECK(written.body["leaves_base_at"] == day["leaves_base_at"]);
        CHECK(written.body["back_at"] == day["back_at"]);
        for (std::size_t i = 0; i < day["stops"].size(); ++i)
            CHECK(written.body["stops"][i]["sessions"].size() == day["stops"][i]["starts"].size());
    }
};

// Break: leave a field of the rule or starts_at out of wire_day.
TEST_CASE("Each day of a proposed tour can be written as it is", "[hub][van]")
{
    Region region;
    auto const head = region.hub.store().head_seq().value();
    auto const proposed = region.plan(region.body());
    INFO(proposed.text);
    REQUIRE(proposed.status == 200);
    CHECK(region.hub.store().head_seq().value() == head);
    CHECK(proposed.body["unmet"].empty());
    CHECK(proposed.body["is_proved_best"] == true);
    REQUIRE(proposed.body["days"].size() == 2 * region.wishes.size());
    CHECK(region.plan(region.body()).text == proposed.text);
    auto const conflicts = [&] {
        return region.hub.ask("GET", "/v1/conflicts?from=2024-10-01", nullptr, region.carrier)
            .body["conflicts"];
    };
    for (auto const& day : proposed.body["days"])
        region.write(day);
    CHECK(conflicts() == json::array());
    // What is written now stands in the way of the same wishes once more: other hours or other days.
    auto const more = region.plan(region.body());
    REQUIRE(more.status == 200);
    CHECK_FALSE(more.body["days"].empty());
    for (auto const& day : more.body["days"])
        region.write(day);
    CHECK(conflicts() == json::array());
}

TEST_CASE("A tour keeps its own rule, chosen houses and days, and says what it cannot do", "[hub][van]")
{
    Region region;
    auto body = region.body();
    body["class_minutes"] = 40;
    body["day_begins"] = "09:30";
    body["wishes"] = {{{"municipality", "352047"}, {"dates", {"2024-10-08"}}, {"classes_per_day", 2},
                          {"venues", {"v-352047-3", "v-352047-2"}}},
        {{"municipality", "352071"}, {"weekdays", {"sat"}}}};
    auto const calendar = region.hub.ask("PUT", "/v1/venues/v-352047-3/calendar",
        {{"closed_weekdays", {"tue"}}}, region.hub.token_of(domain::Role::Municipality, "352047"));
    INFO(calendar.text);
    REQUIRE(calendar.status == 200);
    auto const proposed = region.plan(body);
    INFO(proposed.text);
    REQUIRE(proposed.status == 200);
    REQUIRE(proposed.body["days"].size() == 1);
    auto const& day = proposed.body["days"][0];
    CHECK(day["day"] == "2024-10-08");
    CHECK(day["stops"][0]["venue"] == "v-352047-2");
    CHECK(day["leaves_base_at"] == "2024-10-08T09:30:00+09:00");
    region.write(day);
    REQUIRE(proposed.body["unmet"].size() == 1);
    auto const& unmet = proposed.body["unmet"][0];
    CHECK(unmet["municipality"] == "352071");
    CHECK(unmet["missing"] == 1);
    CHECK(unmet["reason"] == "van_away");
    CHECK(unmet["words"].get<std::string>().find("下松市") == 0);
}

TEST_CASE("A tour that cannot be planned names the field, and needs the van's owner", "[hub][van]")
{
    Region region;
    using Row = std::tuple<json, std::string, std::string>;
    auto const wish = [](json fields) {
        json one{{"municipality", "352047"}};
        one.update(fields);
        return json{{"wishes", {one}}};
    };
    for (auto const& [change, field, why] : std::vector<Row>{
             {{{"van", nullptr}}, "van", "no van named"},
             {{{"van", "r-none"}}, "van", "no such van"},
             {{{"from", "October"}}, "from", "no day"},
             {{{"to", "2024-09-30"}}, "to", "backwards"},
             {{{"to", "2024-12-31"}}, "to", "too long"},
             {{{"wishes", nullptr}}, "wishes", "no list"},
             {{{"wishes", json::array()}}, "wishes", "nothing wished"},
             {{{"wishes", json::array_t(21, {{"municipality", "352047"}})}}, "wishes", "too many"},
             {{{"day_ends", "25:00"}}, "day_ends", "no time of day"},
             {wish({{"municipality", "35204"}}), "wishes[0].municipality", "no such town"},
             {wish({{"days", 0}}), "wishes[0].days", "no day"},
             {wish({{"classes_per_day", 21}}), "wishes[0].classes_per_day", "too many classes"},
             {wish({{"weekdays", {"monday"}}}), "wishes[0].weekdays", "no such weekday"},
             {wish({{"dates", {"2024-10-08", "8"}}}), "wishes[0].dates[1]", "no day"},
             {wish({{"venues", {"v-352071-2"}}}), "wishes[0].venues[0]", "of another town"},
         }) {
        INFO(why);
        auto body = region.body();
        body.update(change);
        auto const refused = region.plan(body);
        INFO(refused.text);
        CHECK(refused.status == 422);
        CHECK(refused.body["errors"][0]["field"] == field);
    }
    CHECK(region.hub.ask("POST", "/v1/van-tours", region.body()).status == 401);
    CHECK(region.hub.ask("POST", "/v1/van-tours", region.body(), region.hub.key_of("kddi")).status == 403);
    auto const hagi = region.hub.token_of(domain::Role::Municipality, "352047");
    CHECK(region.hub.ask("POST", "/v1/van-tours", region.body(), hagi).status == 403);
}

} // namespace
