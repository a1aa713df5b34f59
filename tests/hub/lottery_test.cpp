// A lottery through the routes: the seed that is promised, the draw that reveals it, and who hears of it.
#include "admin/hub/draw_check.h"
#include "shared/crypto/sha256.h"
#include "tests/hub/town.h"

#include <algorithm>
#include <set>

namespace {

using namespace meguri;
using domain::RegistrationState;
using kiosk::local::Line;
using nlohmann::json;
using std::chrono::hours;
using std::chrono::minutes;
using tests::Box;
using tests::Town;

json lottery(json draw = nullptr)
{
    json extra{{"admission", "lottery"}};
    if (!draw.is_null())
        extra["draw"] = std::move(draw);
    return extra;
}

std::string phone_of(int number)
{
    auto const digits = std::to_string(number);
    return "0901234" + std::string(4 - digits.size(), '0') + digits;
}

/// So many people by phone; their ids.
std::vector<std::string> enter(Town& town, std::string const& session, int count, int birth_year = 1948)
{
    std::vector<std::string> ids;
    for (int i = 0; i < count; ++i) {
        auto const answer
            = town.hub.register_by_phone(session, "みほん はな", phone_of(birth_year + i), birth_year);
        INFO(answer.text);
        REQUIRE(answer.status == 201);
        REQUIRE(answer.body["state"] == "entered");
        ids.push_back(answer.body["id"]);
    }
    return ids;
}

tests::Answer act(
    Town& town, std::string const& session, std::string const& action, json const& body = nullptr)
{
    return town.hub.ask("POST", "/v1/sessions/" + session + "/" + action, body, town.clerk);
}

json drawn(Town& town, std::string const& session)
{
    REQUIRE(act(town, session, "close").status == 200);
    auto const answer = act(town, session, "draw");
    INFO(answer.text);
    REQUIRE(answer.status == 200);
    return answer.body;
}

std::string state_of(Town& town, std::string const& id)
{
    return std::string(
        domain::name_of(town.hub.store().registration(domain::RegistrationId(id)).value().value().state));
}

json session_of(Town& town, std::string const& session, bool is_guest = true)
{
    return town.hub.ask("GET", "/v1/sessions/" + session, nullptr, is_guest ? "" : town.clerk).body;
}

// Break: make the seed at the draw, show it before, or make another one when the session is published again.
TEST_CASE("A published lottery shows the hash of its seed, and the draw reveals that seed", "[hub][lottery]")
{
    Town town;
    auto const session = town.hub.published(3, lottery());
    auto const promised = session_of(town, session)["draw"];
    auto const hash = promised["seed_hash"].get<std::string>();
    CHECK(hash.size() == 64);
    CHECK(promised["priorities"] == json::array());
    CHECK(promised["not_drawn"] == "waiting");
    CHECK_FALSE(promised.contains("seed"));
    CHECK_FALSE(promised.contains("drawn_at"));
    CHECK(town.hub.ask("GET", "/v1/sessions/" + session + "/draw").status == 404);
    REQUIRE(act(town, session, "unpublish").status == 200);
    REQUIRE(act(town, session, "publish").status == 200);
    CHECK(session_of(town, session)["draw"]["seed_hash"] == hash);
    (void)enter(town, session, 5);
    auto const result = drawn(town, session);
    CHECK(crypto::sha256_hex(result["seed"].get<std::string>()) == hash);
    CHECK(result["seed_hash"] == hash);
    CHECK(session_of(town, session)["draw"]["seed"] == result["seed"]);
    CHECK(session_of(town, session)["draw"]["drawn_at"].is_string());
    CHECK(session_of(town, session)["state"] == "closed");
    auto const other = town.hub.published(3, lottery());
    CHECK(session_of(town, other)["draw"]["seed_hash"] != hash);
    CHECK_FALSE(session_of(town, town.hub.published(3)).contains("draw"));
}

TEST_CASE("No answer and no audit row holds the seed before the draw", "[hub][lottery]")
{
    Town town;
    auto const session = town.hub.published(3, lottery());
    (void)enter(town, session, 2);
    auto const seed = town.hub.store().draw_of(domain::SessionId(session)).value().value().seed;
    CHECK(seed.size() == 64);
    Box box(town.hub, "a");
    for (auto const* target : {"/v1/sessions", "/feeds/scheduled-sessions", "/feeds/session-series"})
        for (auto const& token : {std::string(), town.clerk})
            CHECK(town.hub.ask("GET", target, nullptr, token).text.find(seed) == std::string::npos);
    CHECK_FALSE(town.hub.store().finished_draw(domain::SessionId(session)).value().has_value());
    for (auto const& row : town.hub.store().audit_after(0, 1000).value())
        CHECK(row.detail.find(seed) == std::string::npos);
    auto const kept = box.kiosk->sessions().value();
    REQUIRE_FALSE(kept.empty());
    CHECK(kept.front().draw.value().seed.empty());
    CHECK(kept.front().draw.value().seed_hash.size() == 64);
}

// Break: draw from anything but the entered ones, or give out another number of seats.
TEST_CASE("A draw seats as many as there are seats, lets the others wait in its order, and calls each",
    "[hub][lottery]")
{
    Town town;
    auto const session = town.hub.published(3, lottery());
    auto const ids = enter(town, session, 8);
    REQUIRE(town.hub.ask("POST", "/v1/registrations/" + ids[4] + "/cancel", {{"reason", "都合"}}, town.clerk)
                .status
        == 200);
    auto const result = drawn(town, session);
    REQUIRE(result["list"].size() == 7);
    CHECK(result["session"] == session);
    CHECK(result["capacity"] == 3);
    CHECK(result["seats"] == 3);
    std::set<std::string> listed;
    for (std::size_t i = 0; i < 7; ++i) {
        auto const& one = result["list"][i];
        auto const id = one["id"].get<std::string>();
        listed.insert(id);
        CHECK(one["rank"] == i + 1);
        CHECK(one["state"] == (i < 3 ? "confirmed" : "waiting"));
        CHECK(state_of(town, id) == one["state"]);
        CHECK(one["code"].get<std::string>().size() == 9);
        CHECK(one["tier"] == 0);
        CHECK(one.size() == 5); // Nothing else of a person.
    }
    CHECK_FALSE(listed.contains(ids[4]));
    auto const roster = town.hub.ask("GET", "/v1/sessions/" + session + "/roster", nullptr, town.clerk).body;
    CHECK(roster["confirmed"].size() == 3);
    REQUIRE(roster["waiting"].size() == 4);
    for (std::size_t i = 0; i < 4; ++i)
        CHECK(roster["waiting"][i]["id"] == result["list"][3 + i]["id"]);
    auto const calls = town.calls();
    CHECK(std::count(calls.begin(), calls.end(), "drawn") == 3);
    CHECK(std::count(calls.begin(), calls.end(), "not_drawn") == 4);
    CHECK(town.hub.ask("GET", "/v1/sessions/" + session + "/draw").body == result);
    CHECK(hub::check_draw(result.dump(), result["seed_hash"]).exit_code == 0);
    // A cancellation seats the next of the drawn order.
    REQUIRE(town.hub
                .ask("POST", "/v1/registrations/" + result["list"][0]["id"].get<std::string>() + "/cancel",
                    {{"reason", "都合"}}, town.clerk)
                .status
        == 200);
    CHECK(state_of(town, result["list"][3]["id"]) == "confirmed");
    CHECK(state_of(town, result["list"][4]["id"]) == "waiting");
    // What was drawn stays as it was.
    CHECK(town.hub.ask("GET", "/v1/sessions/" + session + "/draw").body == result);
}

TEST_CASE("A session may say that nobody waits after the draw", "[hub][lottery]")
{
    Town town;
    auto const session = town.hub.published(1, lottery({{"not_drawn", "refused"}}));
    (void)enter(town, session, 3);
    auto const result = drawn(town, session);
    CHECK(result["list"][0]["state"] == "confirmed");
    CHECK(result["list"][2]["state"] == "refused");
    auto const loser = town.hub.store()
                           .registration(domain::RegistrationId(result["list"][2]["id"].get<std::string>()))
                           .value()
                           .value();
    CHECK(loser.state == RegistrationState::Refused);
    CHECK(loser.reason == "not_drawn");
    CHECK(hub::check_draw(result.dump(), "").exit_code == 0);
}

// Break: draw again, or compare the seed only before the first draw.
TEST_CASE("A draw is held once, with its own seed, and only when nobody can enter any more", "[hub][lottery]")
{
    Town town;
    auto const session = town.hub.published(2, lottery());
    (void)enter(town, session, 4);
    CHECK(act(town, session, "draw").body["reason"] == "registration_open");
    REQUIRE(act(town, session, "close").status == 200);
    json const chosen{{"seed", std::string(64, 'a')}};
    CHECK(act(town, session, "draw", chosen).status == 409);
    CHECK(act(town, session, "draw", chosen).body["reason"] == "seed_mismatch");
    CHECK(act(town, session, "draw", {{"seed", 5}}).status == 422);
    auto const first = act(town, session, "draw");
    REQUIRE(first.status == 200);
    CHECK(act(town, session, "draw").body == first.body);
    CHECK(act(town, session, "draw", {{"seed", first.body["seed"]}}).body == first.body);
    CHECK(act(town, session, "draw", chosen).body["reason"] == "seed_mismatch");
    CHECK(town.calls().size() == 4);
    CHECK(act(town, town.hub.published(2), "draw").body["reason"] == "not_a_lottery");
    CHECK(act(town, "s999", "draw").status == 404);
    auto const called_off = town.hub.published(2, lottery());
    REQUIRE(act(town, called_off, "cancel", {{"reason", "台風"}}).status == 200);
    CHECK(act(town, called_off, "draw").body["reason"] == "not_from_this_state");
}

TEST_CASE("After the close of registration a draw closes the session by itself", "[hub][lottery]")
{
    Town town;
    auto extra = lottery();
    extra["registration_closes_at"] = domain::to_iso(town.hub.clock.now() + hours(2));
    auto const session = town.hub.published(2, extra);
    (void)enter(town, session, 1);
    CHECK(act(town, session, "draw").body["reason"] == "registration_open");
    town.pass(hours(2));
    CHECK(act(town, session, "draw").status == 200);
    CHECK(session_of(town, session)["state"] == "closed");
    CHECK(town.hub.register_by_phone(session, "みほん", "09012349999").body["reason"] == "closed");
}

TEST_CASE("A lottery that nobody entered is drawn empty", "[hub][lottery]")
{
    Town town;
    auto const session = town.hub.published(2, lottery());
    auto const result = drawn(town, session);
    CHECK(result["list"] == json::array());
    CHECK(hub::check_draw(result.dump(), "").exit_code == 0);
}

// Break: take the flag of another person, count an absence as a visit, or forget the fiscal year's age.
TEST_CASE("Residents, first-timers and people of 75 go first where the session says so", "[hub][lottery]")
{
    Town town;
    auto const attended = town.hub.published(5);
    auto const old_hand = town.hub.register_by_phone(attended, "みほん はな", phone_of(1), 1960)
                              .body["id"]
                              .get<std::string>();
    auto const absent = town.hub.register_by_phone(attended, "みほん はな", phone_of(2), 1960)
                            .body["id"]
                            .get<std::string>();
    auto const mark = [&](std::string const& id, char const* how) {
        REQUIRE(town.hub.ask("POST", "/v1/registrations/" + id + "/attendance", {{"mark", how}}, town.clerk)
                    .status
            == 200);
    };
    mark(old_hand, "late");
    mark(absent, "no_show");
    struct Row {
        std::string priority;
        int first; ///< Whose phone number, of the two, goes first.
    };
    auto const [priority, wanted] = GENERATE(
        table<std::string, std::set<int>>({{"first_time", {2, 3, 4}}, {"age_75", {3}}, {"resident", {4}}}));
    INFO(priority);
    auto const session = town.hub.published(1, lottery({{"priorities", {priority}}}));
    std::map<std::string, int> who;
    for (int i = 1; i <= 4; ++i) {
        json body{{"session", session}, {"kana", "みほん はな"}, {"phone", phone_of(i)},
            {"birth_year",
                i == 3       ? 1951
                    : i == 4 ? 1952
                             : 1960}};
        if (i == 4)
            body["municipality"] = "352047";
        else if (i == 3)
            body["municipality"] = "352110";
        auto const answer = town.hub.ask("POST", "/v1/registrations", body, town.clerk,
            {{"idempotency-key", priority + std::to_string(i)}});
        INFO(answer.text);
        REQUIRE(answer.status == 201);
        who[answer.body["id"]] = i;
    }
    auto const result = drawn(town, session);
    CHECK(result["priorities"] == json::array({priority}));
    REQUIRE(result["list"].size() == 4);
    std::set<int> first;
    for (std::size_t i = 0; i < wanted.size(); ++i)
        first.insert(who[result["list"][i]["id"]]);
    CHECK(first == wanted);
    for (auto const& one : result["list"]) {
        bool const is_met = wanted.contains(who[one["id"]]);
        CHECK(one["tier"] == (is_met ? 1 : 0));
        CHECK(one[priority] == is_met);
        CHECK(one.size() == 6); // The one flag that counts, and no other.
    }
    CHECK(hub::check_draw(result.dump(), "").exit_code == 0);
}

// Break: let a PUT change the rules of a game that has begun, or forget them.
TEST_CASE("Who goes first cannot change once somebody has entered", "[hub][lottery]")
{
    Town town;
    json const rules{{"priorities", {"resident", "first_time"}}, {"not_drawn", "refused"}};
    auto const session = town.hub.published(2, lottery(rules));
    auto const put = [&](json const& fields) {
        auto body = session_of(town, session, false);
        auto const version = body["version"].dump();
        for (auto const& [name, value] : fields.items())
            value.is_null() ? (void)body.erase(name) : (void)(body[name] = value);
        return town.hub.ask("PUT", "/v1/sessions/" + session, body, town.clerk, {{"if-match", version}});
    };
    CHECK(put({{"title", "地図"}, {"draw", nullptr}}).body["draw"]["priorities"] == rules["priorities"]);
    CHECK(put({{"draw", {{"priorities", {"resident", "tall"}}}}}).status == 422);
    CHECK(put({{"draw", {{"priorities", {"resident", "resident"}}}}}).status == 422);
    CHECK(put({{"draw", {{"not_drawn", "sold"}}}}).status == 422);
    CHECK(put({{"draw", {{"priorities", {"age_75"}}}}}).status == 200);
    (void)enter(town, session, 1);
    auto const refused = put({{"draw", {{"priorities", {"resident"}}}}});
    CHECK(refused.status == 409);
    CHECK(refused.body["reason"] == "has_people");
    CHECK(refused.body["errors"][0]["field"] == "draw");
    CHECK(put({{"admission", "first_come"}}).status == 409);
    CHECK(put({{"capacity", 5}}).status == 200);
}

TEST_CASE("A class that becomes a lottery before anybody registered gets its seed then", "[hub][lottery]")
{
    Town town;
    auto const session = town.hub.published(4);
    town.change(session, {{"admission", "lottery"}});
    CHECK(session_of(town, session)["draw"]["seed_hash"].get<std::string>().size() == 64);
    (void)enter(town, session, 1);
}

// Break: say provisional for a lottery, or refuse what comes after the close and before the draw.
TEST_CASE(
    "A kiosk without a line enters people in a lottery, and tells them the result", "[hub][lottery][sync]")
{
    Town town;
    auto extra = lottery();
    extra["registration_closes_at"] = domain::to_iso(town.hub.clock.now() + hours(2));
    auto const session = town.hub.published(1, extra);
    Box box(town.hub, "a");
    CHECK(box.kiosk->rights().value()[session] == 0);
    auto const one = box.take(session, "みほん はな", "09000000001");
    auto const two = box.take(session, "やまだ たろう", "09000000002");
    CHECK(one.state == "entered");
    CHECK(two.state == "entered");
    town.pass(hours(3), box);
    SECTION("heard before the draw, which waits for it")
    {
        auto const early = act(town, session, "draw");
        CHECK(early.status == 409);
        CHECK(early.body["reason"] == "kiosks_not_heard");
        box.sync();
        CHECK(town.state(one) == RegistrationState::Entered);
        auto const result = act(town, session, "draw");
        REQUIRE(result.status == 200);
        CHECK(result.body["list"].size() == 2);
        box.sync();
        CHECK(
            std::set{box.state_of(one), box.state_of(two)} == std::set<std::string>{"confirmed", "waiting"});
        auto const& loser = box.state_of(one) == "waiting" ? one : two;
        CHECK(box.kiosk->registration_by_code(loser.code).value()->position == 1);
    }
    SECTION("heard after a draw that somebody held anyway: behind everybody, and nobody loses a seat")
    {
        auto const phone = town.hub.store().registrations(domain::SessionId(session)).value();
        CHECK(phone.empty());
        auto const result = act(town, session, "draw", {{"anyway", true}});
        REQUIRE(result.status == 200);
        CHECK(result.body["list"].empty());
        box.sync();
        CHECK(town.state(one) == RegistrationState::Confirmed);
        CHECK(town.state(two) == RegistrationState::Waiting);
        auto const calls = town.calls();
        CHECK(std::count(calls.begin(), calls.end(), "provisional_waiting") == 1);
        CHECK(hub::check_draw(result.body.dump(), "").exit_code == 0);
    }
    SECTION("or the grace is over")
    {
        auto const log_in = [&] {
            return town.hub
                .ask("POST", "/v1/login", {{"login", "municipality-352047"}, {"password", "a long password"}})
                .body["token"]
                .get<std::string>();
        };
        town.pass(hours(20), box);
        town.clerk = log_in();
        CHECK(act(town, session, "draw").body["reason"] == "kiosks_not_heard");
        // The class begins before the grace ends: what comes then comes too late.
        town.pass(hours(4), box);
        CHECK(act(town, session, "draw").status == 200);
        box.sync();
        CHECK(town.state(one) == RegistrationState::Refused);
    }
}

TEST_CASE("Somebody leaves a lottery and a waiting list at the kiosk", "[hub][lottery][sync]")
{
    Town town;
    auto const session = town.hub.published(1, lottery());
    Box box(town.hub, "a");
    auto const one = box.take(session, "みほん はな", "09000000001", Line::Use);
    auto const two = box.take(session, "やまだ たろう", "09000000002", Line::Use);
    auto const three = box.take(session, "さとう じろう", "09000000003", Line::Use);
    CHECK(box.kiosk->cancel(three.code, "0003", Line::Use).value().state == "cancelled");
    CHECK(town.state(three) == RegistrationState::Cancelled);
    auto const result = drawn(town, session);
    REQUIRE(result["list"].size() == 2);
    box.sync();
    auto const& loser = box.state_of(one) == "waiting" ? one : two;
    CHECK(box.kiosk->cancel(loser.code, &loser == &one ? "0001" : "0002", Line::Use).value().state
        == "cancelled");
    CHECK(town.state(loser) == RegistrationState::Cancelled);
    CHECK(town.seats(session).waiting == 0);
}

// Break: leave one of the checks of draw_from_json or trouble_with out.
TEST_CASE("The check of a draw finds what was touched and says where", "[hub][lottery]")
{
    Town town;
    auto const session = town.hub.published(2, lottery({{"priorities", {"age_75"}}}));
    (void)enter(town, session, 3, 1940);
    (void)enter(town, session, 3, 1960);
    auto const good = drawn(town, session);
    REQUIRE(hub::check_draw(good.dump(), good["seed_hash"]).exit_code == 0);
    using Change = std::function<void(json&)>;
    auto const [what, change] = GENERATE(table<std::string, Change>({
        {"a list in another order", [](json& one) { std::swap(one["list"][0], one["list"][1]); }},
        {"two ids changed", [](json& one) { std::swap(one["list"][0]["id"], one["list"][2]["id"]); }},
        {"a state changed", [](json& one) { one["list"][3]["state"] = "confirmed"; }},
        {"a state that is none", [](json& one) { one["list"][3]["state"] = "lucky"; }},
        {"an entry without an id", [](json& one) { one["list"][3].erase("id"); }},
        {"more seats", [](json& one) { one["seats"] = 3; }},
        {"a better flag", [](json& one) { one["list"][5]["age_75"] = true; }},
        {"another seed", [](json& one) { one["seed"] = std::string(64, '0'); }},
        {"another hash", [](json& one) { one["seed_hash"] = std::string(64, '0'); }},
        {"no seed", [](json& one) { one.erase("seed"); }},
        {"an unknown priority", [](json& one) { one["priorities"] = {"tall"}; }},
        {"no list", [](json& one) { one.erase("list"); }},
    }));
    INFO(what);
    auto bad = good;
    change(bad);
    auto const answer = hub::check_draw(bad.dump(), "");
    CHECK(answer.exit_code == 1);
    auto const said = json::parse(answer.output);
    CHECK(said["ok"] == false);
    CHECK_FALSE(said["why"].get<std::string>().empty());
    CHECK(hub::check_draw(good.dump(), std::string(64, '0')).exit_code == 1);
    CHECK(hub::check_draw("<html>", "").exit_code == 1);
}

} // namespace
