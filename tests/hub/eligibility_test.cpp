// Eligibility through the routes, on the document's own year: a city with shops has an area without one, and
// a town with classes of its own is sent advanced courses only.
#include "admin/hub/core/programme_rules.h"
#include "admin/hub/facts/demo_file.h"
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

namespace {

using namespace meguri;
using domain::Role;
using nlohmann::json;
using tests::HubInMemory;

std::string asset(std::string const& name)
{
    std::ifstream stream(std::filesystem::path(MEGURI_SOURCE_FOLDER "/assets/data") / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

constexpr char shunan[] = "352152";
constexpr char hirao[] = "353442";

/// The documents' year with the demonstration's places and the rules that come with the program.
struct Region {
    HubInMemory hub;

    explicit Region(std::string_view now = "2024-10-08T09:00:00+09:00")
    {
        hub.clock = tests::FakeClock(now);
        apply(hub::core::LoadFacts{hub::facts::parse_facts(asset("yamaguchi-r6.json")).value(), "test"});
        auto const demo = hub::facts::parse_demo(asset("demo-yamaguchi.json")).value();
        hub::core::SaveCatalogue catalogue{demo.areas, {}, {}, "test"};
        for (auto const& row : demo.venues)
            if (!row.venue.name.empty())
                catalogue.venues.push_back(row.venue);
        apply(std::move(catalogue));
        apply(hub::core::AddDefaultRules{
            hub::core::parse_default_rules(asset("programme-rules.json")).value(), "test"});
    }
    void apply(hub::core::Command command)
    {
        REQUIRE(std::holds_alternative<hub::core::Refusal>(hub.apply(std::move(command))) == false);
    }
    std::string clerk(std::string const& code) { return hub.token_of(Role::Municipality, code); }
    json body(std::string const& venue, std::string const& level)
    {
        auto const start = hub.clock.now() + std::chrono::hours(48);
        return {{"title", "マイナポータルを活用しよう"}, {"format", "venue_class"}, {"venue", venue},
            {"course", {{"level", level}}}, {"provider", "local-labo"}, {"starts_at", domain::to_iso(start)},
            {"ends_at", domain::to_iso(start + std::chrono::hours(1))}, {"capacity", 10}};
    }
    std::string made(std::string const& code, json const& session)
    {
        auto const answer = hub.ask("POST", "/v1/sessions", session, clerk(code));
        INFO(answer.text);
        REQUIRE(answer.status == 201);
        return answer.body["id"];
    }
    std::string act(std::string const& code, std::string const& session, std::string const& action)
    {
        auto const answer = hub.ask("POST", "/v1/sessions/" + session + "/" + action, nullptr, clerk(code));
        INFO(answer.text);
        REQUIRE(answer.status == 200);
        return session;
    }
    json asked(std::string const& session, std::string const& programme)
    {
        auto const officer = hub.token_of(Role::Prefecture, "prefecture");
        auto const answer = hub.ask(
            "GET", "/v1/sessions/" + session + "/eligibility?programme=" + programme, nullptr, officer);
        INFO(answer.text);
        REQUIRE(answer.status == 200);
        return answer.body;
    }
    json asked_b(std::string const& code, std::string const& venue, std::string const& level)
    {
        return asked(made(code, body(venue, level)), "p2024-national-b");
    }
};

json line(json const& answer, std::string const& rule)
{
    for (auto const& one : answer)
        if (one["rule"] == rule)
            return one;
    return nullptr;
}

bool all_passed(json const& answer)
{
    REQUIRE_FALSE(answer.empty());
    for (auto const& one : answer) {
        CHECK_FALSE(one["why"].get<std::string>().empty());
        if (one["passed"] != true)
            return false;
    }
    return true;
}

// Break: ask "no shop" of the municipality; read own programmes of any year; let a venue without area pass.
TEST_CASE("An area without a shop passes in a city that has shops", "[hub][eligibility]")
{
    Region region;
    auto const without = region.asked_b(shunan, "v-352152-3", "basic");
    INFO(without.dump());
    CHECK(all_passed(without));
    CHECK(line(without, "no_shop_in_area")["why"]
        == "会場の地域「みほん周南東地区」には携帯ショップがありません。");
    auto const with = line(region.asked_b(shunan, "v-352152-2", "basic"), "no_shop_in_area");
    CHECK(with["passed"] == false);
    CHECK(with["known"] == true);
    CHECK(with["why"].get<std::string>().find("みほん周南中央地区") != std::string::npos);
}

TEST_CASE("Where the town runs its own classes a basic course is refused and an advanced one passes",
    "[hub][eligibility]")
{
    Region region;
    auto const basic = region.asked_b(hirao, "v-353442-2", "basic");
    CHECK(line(basic, "no_shop_in_area")["passed"] == true);
    auto const own = line(basic, "advanced_only_where_own_programme");
    CHECK(own["passed"] == false);
    CHECK(own["known"] == true);
    CHECK(own["why"]
        == "この市町は独自の取組を実施しているため、対象は応用講座だけです。この講座は基本講座です。");
    CHECK(all_passed(region.asked_b(hirao, "v-353442-2", "advanced")));
}

TEST_CASE("A venue that names no area is not known, until its municipality enters one", "[hub][eligibility]")
{
    Region region;
    auto const session = region.made(shunan, region.body("v-352152-7", "basic"));
    auto const before = line(region.asked(session, "p2024-national-b"), "no_shop_in_area");
    CHECK(before["passed"] == false);
    CHECK(before["known"] == false);
    CHECK(before["why"].get<std::string>().find("地域を登録してください") != std::string::npos);
    json const area{{"municipality", shunan}, {"name", "みほん周南北地区"}, {"has_shop", false},
        {"venues", {"v-352152-7"}}};
    REQUIRE(region.hub.ask("PUT", "/v1/areas/a-352152-3", area, region.clerk(shunan)).status == 200);
    CHECK(line(region.asked(session, "p2024-national-b"), "no_shop_in_area")["passed"] == true);
    auto const areas = region.hub.ask("GET", std::string("/v1/areas?municipality=") + shunan).body["areas"];
    CHECK(areas.size() == 3);
    auto const venues
        = region.hub.ask("GET", std::string("/v1/venues?municipality=") + shunan).body["venues"];
    for (auto const& venue : venues)
        if (venue["id"] == "v-352152-7")
            CHECK(venue["area"] == "a-352152-3");
    auto foreign = area;
    foreign["venues"] = {"v-353442-2"};
    auto const refused = region.hub.ask("PUT", "/v1/areas/a-352152-3", foreign, region.clerk(shunan));
    CHECK(refused.status == 422);
    CHECK(refused.body["errors"][0]["field"] == "venues[0]");
}

// Break: count drafts, cancelled sessions or the session itself as the municipality's own.
TEST_CASE("In a year without documents a municipality runs its own once such a class is published",
    "[hub][eligibility]")
{
    Region region("2026-10-08T09:00:00+09:00");
    for (auto const scheme : {domain::Scheme::MunicipalProposed, domain::Scheme::NationalB})
        region.apply(hub::core::SaveCatalogue{{}, {},
            {{domain::ProgrammeId("p2026-" + std::string(domain::name_of(scheme))), {2026}, scheme, "事業",
                domain::OrganisationId(hirao)}},
            "test"});
    region.apply(hub::core::AddDefaultRules{
        hub::core::parse_default_rules(asset("programme-rules.json")).value(), "test"});
    auto const asked = region.made(hirao, region.body("v-353442-2", "basic"));
    auto const is_passed = [&](std::string const& session) {
        return line(region.asked(session, "p2026-national_b"), "advanced_only_where_own_programme")["passed"];
    };
    CHECK(is_passed(asked) == true);
    auto body = region.body("v-353442-3", "basic");
    body["provider"] = hirao;
    body["programme"] = "p2026-municipal_proposed";
    auto const own = region.made(hirao, body);
    CHECK(is_passed(asked) == true); // It is a draft.
    region.act(hirao, own, "publish");
    CHECK(is_passed(asked) == false);
    CHECK(is_passed(own) == true); // No other class is the town's own.
    REQUIRE(
        region.hub.ask("POST", "/v1/sessions/" + own + "/cancel", {{"reason", "試験"}}, region.clerk(hirao))
            .status
        == 200);
    CHECK(is_passed(asked) == true);
}

TEST_CASE("The types A and C and an online class have rules of their own", "[hub][eligibility]")
{
    Region region;
    auto shop = region.body("v-352152-5", "basic");
    shop["format"] = "shop_class";
    auto const in_shop = region.made(shunan, shop);
    CHECK(all_passed(region.asked(in_shop, "p2024-national-a")));
    CHECK_FALSE(all_passed(region.asked(in_shop, "p2024-national-c")));
    auto online = region.body("v-353442-2", "advanced");
    online["format"] = "online_class";
    auto const in_hall = region.made(hirao, online);
    CHECK(all_passed(region.asked(in_hall, "p2024-national-b")));
    CHECK_FALSE(all_passed(region.asked(in_hall, "p2024-national-c"))); // A lecturer is sent.
    online["venue"] = "v-353442-4";
    auto const at_stop = region.asked(region.made(hirao, online), "p2024-national-b");
    CHECK(line(at_stop, "online_at_public_place")["passed"] == false);
    auto own = region.body("v-352152-3", "basic");
    own["provider"] = shunan;
    CHECK(line(region.asked(region.made(shunan, own), "p2024-national-c"), "holder")["passed"] == false);
}

json const municipal_rules{
    {"rules",
        {{{"kind", "minimum_participants"}, {"count", 2}},
            {{"kind", "share_65_plus"}, {"numerator", 1}, {"denominator", 2}},
            {{"kind", "resident_majority"}}, {{"kind", "minimum_koma"}, {"count", 1}, {"minutes", 60}}}},
    {"amount",
        {{"rate_of_cost", {{"numerator", 1}, {"denominator", 2}}}, {"cap_yen", 20000},
            {"cut_below_yen", 1000}, {"uses_per_year", 2}}}};

// Break: count who registered instead of who came; take a missing mark for an absence.
TEST_CASE("Rules about people are answered from who came", "[hub][eligibility]")
{
    Region region;
    auto const clerk = region.clerk(hirao);
    REQUIRE(
        region.hub.ask("PUT", "/v1/programmes/p2024-municipal-353442/rules", municipal_rules, clerk).status
        == 200);
    CHECK(region.hub.ask("GET", "/v1/programmes/p2024-municipal-353442/rules", nullptr, clerk).body
        == municipal_rules);
    auto body = region.body("v-353442-2", "basic");
    body["provider"] = hirao;
    body["programme"] = "p2024-municipal-353442";
    auto const start = region.hub.clock.now() + std::chrono::hours(2);
    body["starts_at"] = domain::to_iso(start);
    body["ends_at"] = domain::to_iso(start + std::chrono::hours(1));
    auto const session = region.act(hirao, region.made(hirao, body), "publish");
    std::vector<std::string> people;
    for (auto const& [kana, phone, year, home] : {std::tuple{"みほん はな", "09012345678", 1948, hirao},
             std::tuple{"みほん きよし", "09012345679", 1950, hirao},
             std::tuple{"みほん じろう", "09012345670", 1990, shunan}}) {
        json const form{{"session", session}, {"kana", kana}, {"phone", phone}, {"birth_year", year},
            {"municipality", home}};
        auto const answer
            = region.hub.ask("POST", "/v1/registrations", form, clerk, {{"idempotency-key", phone}});
        INFO(answer.text);
        REQUIRE(answer.status == 201);
        people.push_back(answer.body["id"]);
    }
    auto const ask = [&] {
        return region.hub.ask("GET", "/v1/sessions/" + session + "/eligibility", nullptr, clerk).body;
    };
    CHECK(line(ask(), "share_65_plus")["known"] == false);
    CHECK(line(ask(), "minimum_koma")["passed"] == true);
    region.hub.clock.pass(std::chrono::hours(4));
    region.act(hirao, session, "close");
    region.act(hirao, session, "hold");
    CHECK(line(ask(), "minimum_participants")["why"]
        == "出欠がまだ記録されていない人が3人いるため、判定できません。");
    for (auto const& [person, mark] :
        {std::pair{people[0], "present"}, std::pair{people[1], "late"}, std::pair{people[2], "no_show"}})
        REQUIRE(region.hub.ask("POST", "/v1/registrations/" + person + "/attendance", {{"mark", mark}}, clerk)
                    .status
            == 200);
    auto const answer = ask();
    INFO(answer.dump());
    CHECK(all_passed(answer));
    CHECK(line(answer, "share_65_plus")["why"]
        == "参加者2人のうち65歳以上は2人です（1人以上が必要）。条件を満たします。");
}

TEST_CASE("A question that cannot be answered names what is missing", "[hub][eligibility]")
{
    Region region;
    auto const session = region.made(shunan, region.body("v-352152-3", "basic"));
    auto const target = "/v1/sessions/" + session + "/eligibility";
    auto const none = region.hub.ask("GET", target, nullptr, region.clerk(shunan));
    CHECK(none.status == 422);
    CHECK(none.body["errors"][0]["field"] == "programme");
    auto const unknown = region.hub.ask("GET", target + "?programme=p1", nullptr, region.clerk(shunan));
    CHECK(unknown.status == 422);
    CHECK(unknown.body["errors"][0]["field"] == "programme");
    CHECK(
        region.hub.ask("GET", "/v1/sessions/none/eligibility", nullptr, region.clerk(shunan)).status == 404);
    CHECK(region.asked(session, "p2024-municipal") == json::array());
}

TEST_CASE("Rules that somebody wrote stay when the defaults come again", "[hub][eligibility]")
{
    Region region;
    auto const officer = region.hub.token_of(Role::Prefecture, "prefecture");
    json const own{{"rules", {{{"kind", "resident_majority"}}}}};
    REQUIRE(region.hub.ask("PUT", "/v1/programmes/p2024-national-b/rules", own, officer).status == 200);
    region.apply(hub::core::AddDefaultRules{
        hub::core::parse_default_rules(asset("programme-rules.json")).value(), "test"});
    CHECK(region.hub.ask("GET", "/v1/programmes/p2024-national-b/rules", nullptr, officer).body == own);
}

} // namespace
