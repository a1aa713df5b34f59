// Resources through the routes: refused when written, overridden on the record, and never past two clerks at
// once.
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::HubInMemory;

struct Office {
    HubInMemory hub;
    std::string clerk = hub.token_of(domain::Role::Municipality, "352047");
    std::string carrier = hub.token_of(domain::Role::Provider, "softbank");
    std::string van = add({{"kind", "van"}, {"name", "サポート号"}, {"setup_minutes", 10}});
    domain::Date day = domain::tokyo_date(hub.clock.now() + std::chrono::hours(24 * 10));

    std::string add(json const& body)
    {
        auto const made = hub.ask("POST", "/v1/resources", body, carrier);
        INFO(made.text);
        REQUIRE(made.status == 201);
        return made.body["id"];
    }
    std::string moment(int hour, int minute = 0)
    {
        return domain::to_iso(domain::from_tokyo({day, hour, minute, 0}));
    }
    json body(std::string const& from, std::string const& to, std::string const& venue = "v-hagi")
    {
        return {{"title", "巡回教室"}, {"format", "mobile_van"}, {"venue", venue}, {"provider", "softbank"},
            {"starts_at", from}, {"ends_at", to}, {"capacity", 3}, {"resources", {van}}};
    }
    tests::Answer post(json const& session, std::string const& token = "")
    {
        return hub.ask("POST", "/v1/sessions", session, token.empty() ? carrier : token);
    }
};

std::vector<std::string> clash_kinds(json const& body)
{
    std::vector<std::string> kinds;
    for (auto const& clash : body.value("clashes", json::array()))
        kinds.push_back(clash["kind"]);
    return kinds;
}

// Break: leave refusal_of_clashes out of create_session or change_session.
TEST_CASE("A van that is elsewhere is refused when written, naming the session in the way", "[hub][resource]")
{
    Office office;
    auto const first = office.post(office.body(office.moment(10), office.moment(11)));
    REQUIRE(first.status == 201);
    CHECK(first.body["resources"][0]["id"] == office.van);
    auto const id = first.body["id"].get<std::string>();
    auto const head = office.hub.store().head_seq().value();
    auto const refused = office.post(office.body(office.moment(10, 30), office.moment(11, 30)));
    INFO(refused.text);
    CHECK(refused.status == 409);
    CHECK(refused.body["reason"] == "resource_clash");
    CHECK(clash_kinds(refused.body) == std::vector<std::string>{"double_booked"});
    CHECK(refused.body["clashes"][0]["with"]["id"] == id);
    CHECK(refused.body["errors"][0]["field"] == "resources");
    CHECK(refused.body["errors"][0]["reason"].get<std::string>().find("巡回教室") != std::string::npos);
    CHECK(office.hub.store().head_seq().value() == head);

    // The way to Nagato, whose place is the same in this small world, by the table.
    REQUIRE(office.hub
                .ask("PUT", "/v1/travel-minutes", {{"from", "v-nagato"}, {"to", "v-hagi"}, {"minutes", 40}},
                    office.carrier)
                .status
        == 200);
    auto const far = office.body(office.moment(11, 50), office.moment(12, 50), "v-nagato");
    CHECK(clash_kinds(office.post(far).body) == std::vector<std::string>{"setup_too_short"});
    REQUIRE(office.post(office.body(office.moment(12), office.moment(13), "v-nagato")).status == 201);

    // A change is looked at as a new one is; itself is never in its own way.
    auto const target = "/v1/sessions/" + id;
    auto const put = [&](json const& body, std::string const& version) {
        return office.hub.ask("PUT", target, body, office.carrier, {{"if-match", version}});
    };
    CHECK(put(office.body(office.moment(10, 5), office.moment(11)), "1").status == 200);
    CHECK(put(office.body(office.moment(11), office.moment(12)), "2").status == 409);
    CHECK(office.hub.ask("GET", target, nullptr, office.carrier).body["version"] == 2);
    // A cancelled class needs no van.
    REQUIRE(office.hub.ask("POST", target + "/cancel", {{"reason", "雨"}}, office.carrier).status == 200);
    CHECK(office.post(office.body(office.moment(10), office.moment(11))).status == 201);
}

// Break: let need_right(OverrideClash) out, or forget overrides at the next save.
TEST_CASE("An override needs a person and a reason, is logged, and stays visible", "[hub][resource]")
{
    Office office;
    auto const first = office.post(office.body(office.moment(10), office.moment(11))).body["id"];
    auto second = office.body(office.moment(10, 30), office.moment(11, 30));
    second["override"] = {{"reason", ""}};
    CHECK(office.post(second).status == 422);
    second["override"] = {{"reason", "運転手が2人いるため"}};
    CHECK(office.post(second, office.hub.key_of("softbank")).status == 403);
    CHECK(office.post(second, office.hub.token_of(domain::Role::Municipality, "352110")).status == 403);
    auto const made = office.post(second);
    REQUIRE(made.status == 201);
    auto const conflicts = [&] {
        return office.hub
            .ask("GET", "/v1/conflicts?from=" + domain::to_iso(office.day), nullptr, office.carrier)
            .body["conflicts"];
    };
    auto const seen = conflicts();
    REQUIRE(seen.size() == 2); // Each is in the other's way.
    int overridden = 0;
    for (auto const& one : seen)
        if (one["session"]["id"] == made.body["id"]) {
            ++overridden;
            CHECK(one["with"]["id"] == first);
            CHECK(one["override"]["reason"] == "運転手が2人いるため");
            CHECK(one["override"]["by"] == "provider-softbank");
        }
    CHECK(overridden == 1);
    bool is_logged = false;
    for (auto const& row : office.hub.store().audit_after(0, 10'000).value())
        is_logged = is_logged || row.action == "session.overridden";
    CHECK(is_logged);
    // The same clash needs no second override, another one does.
    second.erase("override");
    second["title"] = "巡回教室 改";
    auto const target = "/v1/sessions/" + made.body["id"].get<std::string>();
    CHECK(office.hub.ask("PUT", target, second, office.carrier, {{"if-match", "1"}}).status == 200);
    REQUIRE(office.post(office.body(office.moment(13), office.moment(14))).status == 201);
    second["ends_at"] = office.moment(13, 30);
    CHECK(office.hub.ask("PUT", target, second, office.carrier, {{"if-match", "2"}}).status == 409);
    CHECK(conflicts().size() == 2);
    // Nobody else sees that somebody wrote over a clash.
    CHECK(office.hub
              .ask("GET", "/v1/conflicts?from=" + domain::to_iso(office.day), nullptr,
                  office.hub.key_of("kddi"))
              .body["conflicts"]
              .empty());
}

TEST_CASE("A house that is closed takes no class, on its days and on holidays", "[hub][resource]")
{
    Office office;
    auto const calendar = "/v1/venues/v-hagi/calendar";
    json const closed{{"closed_weekdays", json::array()},
        {"closures",
            {{{"first_day", domain::to_iso(office.day)}, {"last_day", domain::to_iso(office.day)},
                {"reason", "設備点検"}}}}};
    CHECK(office.hub.ask("PUT", calendar, closed, office.carrier).status == 403);
    REQUIRE(office.hub.ask("PUT", calendar, closed, office.clerk).status == 200);
    CHECK(office.hub.ask("GET", calendar).body["closures"][0]["reason"] == "設備点検");
    auto session = office.body(office.moment(10), office.moment(11));
    session.erase("resources");
    auto const refused = office.post(session);
    CHECK(refused.status == 409);
    CHECK(refused.body["clashes"][0]["why"] == "設備点検");
    CHECK(refused.body["errors"][0]["field"] == "starts_at");
    office.hub.apply(hub::core::SaveHolidays{{{office.day, "みほんの日"}}, "test"});
    REQUIRE(office.hub.ask("PUT", calendar, {{"closed_on_holidays", true}}, office.clerk).status == 200);
    CHECK(clash_kinds(office.post(session).body) == std::vector<std::string>{"holiday"});
    REQUIRE(office.hub.ask("PUT", calendar, json::object(), office.clerk).status == 200);
    CHECK(office.post(session).status == 201);
    CHECK(office.hub.ask("GET", "/v1/holidays").body["holidays"].size() == 1);
}

TEST_CASE("A resource that cannot be names its field, and belongs to its owner", "[hub][resource]")
{
    Office office;
    using Row = std::tuple<std::string, json, int, std::string>;
    auto const [field, value, status, why] = GENERATE(table<std::string, json, int, std::string>({
        Row{"kind", "boat", 422, "no such kind"},
        Row{"kind", nullptr, 422, "missing"},
        Row{"name", "", 422, "empty"},
        Row{"setup_minutes", -1, 422, "negative"},
        Row{"units", 0, 422, "none"},
        Row{"units", 2, 422, "two vans under one name"},
        Row{"home_base", "v-nowhere", 422, "unknown"},
        Row{"hours", {{{"weekday", "sunday"}, {"from", "09:00"}, {"to", "17:00"}}}, 422, "no such weekday"},
        Row{"hours", {{{"weekday", "sun"}, {"from", "9"}, {"to", "17:00"}}}, 422, "no such time"},
        Row{"hours", {{{"weekday", "sun"}, {"from", "17:00"}, {"to", "09:00"}}}, 422, "backwards"},
        Row{"areas", {"a b"}, 422, "a space"},
        Row{"owner", "kddi", 403, "another's"},
        Row{"owner", "352047", 403, "a town's"},
    }));
    INFO(field << ": " << why);
    json body{{"kind", "van"}, {"name", "2号車"}};
    body[field] = value;
    auto const answer = office.hub.ask("POST", "/v1/resources", body, office.carrier);
    INFO(answer.text);
    CHECK(answer.status == status);
    if (status == 422)
        CHECK(answer.body["errors"][0]["field"].get<std::string>().starts_with(field));
}

TEST_CASE("Nobody sends out what belongs to others", "[hub][resource]")
{
    Office office;
    auto session = office.body(office.moment(10), office.moment(11));
    session["provider"] = "352047";
    auto const refused = office.post(session, office.clerk);
    CHECK(refused.status == 422);
    CHECK(refused.body["errors"][0]["field"] == "resources[0]");
    session["resources"] = {"r-none"};
    CHECK(office.post(session, office.clerk).status == 422);
    session["resources"] = {office.van, office.van};
    session["provider"] = "softbank";
    CHECK(office.post(session).status == 422);
    session["resources"] = {{{"id", office.van}, {"units", 2}}};
    CHECK(office.post(session).status == 422);
    // The town's clerk may write a class of the carrier's van in his town.
    session["resources"] = {office.van};
    CHECK(office.post(session, office.clerk).status == 201);
    CHECK(office.hub.ask("GET", "/v1/resources").status == 401);
    auto const seen = office.hub.ask("GET", "/v1/resources?kind=van", nullptr, office.clerk);
    REQUIRE(seen.body["resources"].size() == 1);
    CHECK(seen.body["resources"][0]["name"] == "サポート号");
    auto const target = "/v1/resources/" + office.van;
    CHECK(office.hub.ask("PUT", target, {{"kind", "van"}, {"name", "x"}}, office.clerk).status == 403);
    CHECK(office.hub.ask("PUT", target, {{"kind", "van"}, {"name", "1号車"}}, office.carrier).status == 200);
    CHECK(office.hub.ask("GET", target + "/uses?from=" + domain::to_iso(office.day), nullptr, office.clerk)
              .body["uses"]
              .size()
        == 1);
}

} // namespace
