// A van's day through the routes: planned whole, moved stop by stop, given up in one step (row S2).
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::HubInMemory;

struct Tour {
    HubInMemory hub;
    std::string carrier = hub.token_of(domain::Role::Provider, "softbank");
    std::string van;
    domain::Date day = domain::tokyo_date(hub.clock.now() + std::chrono::hours(24 * 10));

    Tour()
    {
        auto const made = hub.ask("POST", "/v1/resources",
            {{"kind", "van"}, {"name", "サポート号"}, {"setup_minutes", 10}, {"home_base", "v-hagi"}},
            carrier);
        van = made.body.value("id", "");
        hub.ask(
            "PUT", "/v1/travel-minutes", {{"from", "v-nagato"}, {"to", "v-hagi"}, {"minutes", 30}}, carrier);
    }
    json body() const
    {
        return {{"van", van}, {"day", domain::to_iso(day)}, {"title", "サポート号 LINE"}, {"publish", true},
            {"course", {{"topics", {"line"}}}},
            {"stops", {{{"venue", "v-hagi"}, {"classes", 2}}, {{"venue", "v-nagato"}, {"classes", 2}}}}};
    }
    tests::Answer plan(json const& wanted) { return hub.ask("POST", "/v1/van-days", wanted, carrier); }
    std::string time(int hour, int minute = 0) const
    {
        return domain::to_iso(domain::from_tokyo({day, hour, minute, 0}));
    }
};

std::vector<std::string> starts(json const& day)
{
    std::vector<std::string> times;
    for (auto const& stop : day["stops"])
        for (auto const& session : stop["sessions"])
            times.push_back(session["starts_at"].get<std::string>().substr(11, 5));
    return times;
}

using Times = std::vector<std::string>;

// Break: look at the classes' times only; the way from and to the base is the van's too.
TEST_CASE("S2: A van does not begin a second tour before it is back from the first", "[hub][van]")
{
    Tour tour;
    REQUIRE(tour.plan(tour.body()).status == 201); // Away from 9:00 to 14:20.
    struct Row {
        std::string starts_at;
        int status;
    };
    for (auto const& row : std::vector<Row>{
             {"14:00", 409}, // It stands at its base's own hall, but is still on its way there.
             {"14:25", 409}, // Back, but no time to set up again.
             {"14:30", 201},
             {"14:30", 409},
         }) {
        INFO(row.starts_at);
        auto again = tour.body();
        again["stops"] = {{{"venue", "v-hagi"}, {"classes", 1}, {"starts_at", row.starts_at}}};
        auto const answer = tour.plan(again);
        INFO(answer.text);
        CHECK(answer.status == row.status);
    }
    // Given up, the van is free again.
    auto const days
        = tour.hub.ask("GET", "/v1/van-days?from=" + domain::to_iso(tour.day), nullptr, tour.carrier);
    for (auto const& one : days.body["van_days"])
        REQUIRE(tour.hub
                    .ask("POST", "/v1/van-days/" + one["id"].get<std::string>() + "/breakdown",
                        {{"reason", "故障"}}, tour.carrier)
                    .status
            == 200);
    CHECK(tour.plan(tour.body()).status == 201);
}

// Break: leave the way, the seats or the van out of add_classes.
TEST_CASE("S2: A van's day becomes classes of three seats, with arrival and departure", "[hub][van]")
{
    Tour tour;
    auto const made = tour.plan(tour.body());
    INFO(made.text);
    REQUIRE(made.status == 201);
    auto const& day = made.body;
    CHECK(day["leaves_base_at"] == tour.time(9));
    CHECK(starts(day) == Times{"09:10", "10:10", "11:50", "12:50"});
    CHECK(day["stops"][0]["leaves_at"] == tour.time(11, 10));
    CHECK(day["stops"][1]["arrives_at"] == tour.time(11, 40));
    CHECK(day["stops"][1]["travel_minutes"] == 30);
    CHECK(day["back_at"] == tour.time(14, 20));
    auto const session
        = tour.hub.ask("GET", "/v1/sessions/" + day["stops"][1]["sessions"][0]["id"].get<std::string>());
    CHECK(session.body["format"] == "mobile_van");
    CHECK(session.body["capacity"] == 3);
    CHECK(session.body["venue"]["id"] == "v-nagato");
    CHECK(session.body["state"] == "published");
    CHECK(session.body["ends_at"] == tour.time(12, 40));
    // The van is away: a second day at the same hours is refused as a whole.
    auto const head = tour.hub.store().head_seq().value();
    auto const again = tour.plan(tour.body());
    CHECK(again.status == 409);
    CHECK(again.body["reason"] == "resource_clash");
    CHECK(tour.hub.store().head_seq().value() == head);
}

TEST_CASE("S2: A day that does not fit says which stop, and nothing is stored", "[hub][van]")
{
    Tour tour;
    using Row = std::tuple<json, int, std::string, std::string>;
    auto const [change, status, field, why] = GENERATE(table<json, int, std::string, std::string>({
        Row{{{"stops", json::array()}}, 409, "stops[0]", "no stop"},
        Row{{{"stops", {{{"venue", "v-hagi"}, {"classes", 5}}}}}, 409, "stops[0]", "five classes"},
        Row{{{"stops", {{{"venue", "v-hagi"}, {"classes", 0}}}}}, 409, "stops[0]", "no class"},
        Row{{{"stops", {{{"venue", "v-none"}}}}}, 422, "stops[0].venue", "no such venue"},
        Row{{{"stops", {{{"venue", "v-hagi"}, {"starts_at", "09:00"}}}}}, 409, "stops[0]",
            "not ready by then"},
        Row{{{"day_ends", "12:00"}}, 409, "stops[1]", "too long a day"},
        Row{{{"day_ends", "8:00"}}, 422, "day_ends", "no time of day"},
        Row{{{"day_begins", "17:00"}, {"day_ends", "09:00"}}, 422, "day_ends", "backwards"},
        Row{{{"van", "r-none"}}, 422, "van", "no such van"},
        Row{{{"day", "tomorrow"}}, 422, "day", "no day"},
        Row{{{"title", nullptr}}, 422, "title", "no title"},
        Row{{{"provider", "nobody"}}, 403, "", "not his own"},
    }));
    INFO(why);
    auto body = tour.body();
    body.update(change);
    auto const head = tour.hub.store().head_seq().value();
    auto const refused = tour.plan(body);
    INFO(refused.text);
    CHECK(refused.status == status);
    if (!field.empty())
        CHECK(refused.body["errors"][0]["field"] == field);
    CHECK(tour.hub.store().head_seq().value() == head);
}

// Break: shift nothing after the moved stop, or look at clashes before all are written.
TEST_CASE("S2: Moving one stop shifts the later ones as far as needed, or is refused", "[hub][van]")
{
    Tour tour;
    auto const made = tour.plan(tour.body());
    REQUIRE(made.status == 201);
    auto const target = "/v1/van-days/" + made.body["id"].get<std::string>();
    auto const first = made.body["stops"][0]["sessions"][0]["id"].get<std::string>();
    REQUIRE(tour.hub.register_by_phone(first, "みほん はな", "09012345678").status == 201);
    auto const move
        = [&](json const& how) { return tour.hub.ask("POST", target + "/move", how, tour.carrier); };
    auto const moved = move({{"stop", 1}, {"starts_at", "09:40"}});
    INFO(moved.text);
    REQUIRE(moved.status == 200);
    CHECK(starts(moved.body) == Times{"09:40", "10:40", "12:20", "13:20"});
    CHECK(moved.body["leaves_base_at"] == tour.time(9, 30));
    auto const calls = tour.hub.store().open_calls("").value();
    REQUIRE(calls.size() == 1);
    CHECK(calls[0].reason == "session_moved");
    // A little later: those behind stay, as there is time enough.
    CHECK(starts(move({{"stop", 2}, {"starts_at", "13:00"}}).body)
        == Times{"09:40", "10:40", "13:00", "14:00"});
    CHECK(starts(move({{"stop", 1}, {"starts_at", "10:00"}}).body)
        == Times{"10:00", "11:00", "13:00", "14:00"});
    auto const late = move({{"stop", 2}, {"starts_at", "15:30"}});
    CHECK(late.status == 409);
    CHECK(late.body["reason"] == "too_late");
    CHECK(move({{"stop", 2}, {"starts_at", "12:00"}}).body["reason"] == "cannot_be_ready");
    CHECK(move({{"stop", 3}, {"starts_at", "12:00"}}).status == 422);
    CHECK(move({{"stop", 1}}).status == 422);
    // In another order: Nagato first, half an hour away.
    auto const turned = move({{"stop", 2}, {"position", 1}});
    INFO(turned.text);
    CHECK(turned.body["stops"][0]["venue"]["id"] == "v-nagato");
    CHECK(starts(turned.body) == Times{"10:00", "11:00", "12:40", "13:40"});
    // A single class is not torn out of its day.
    auto const session = tour.hub.ask("GET", "/v1/sessions/" + first, nullptr, tour.carrier);
    auto body = session.body;
    body["starts_at"] = tour.time(16);
    body["ends_at"] = tour.time(17);
    body["parts"] = json::array();
    auto const torn = tour.hub.ask(
        "PUT", "/v1/sessions/" + first, body, tour.carrier, {{"if-match", session.body["version"].dump()}});
    INFO(torn.text);
    CHECK(torn.status == 409);
    CHECK(torn.body["reason"] == "in_van_day");
}

TEST_CASE("S2: A breakdown cancels the day in one step, and everybody is called", "[hub][van]")
{
    Tour tour;
    auto const made = tour.plan(tour.body());
    auto const target = "/v1/van-days/" + made.body["id"].get<std::string>();
    int people = 0;
    for (auto const& stop : made.body["stops"])
        for (auto const& session : stop["sessions"]) {
            auto const phone = "0901234567" + std::to_string(people++);
            json const form{
                {"session", session["id"]}, {"kana", "みほん はな"}, {"phone", phone}, {"birth_year", 1948}};
            REQUIRE(
                tour.hub.ask("POST", "/v1/registrations", form, tour.carrier, {{"idempotency-key", phone}})
                    .status
                == 201);
        }
    CHECK(tour.hub.ask("POST", target + "/breakdown", json::object(), tour.carrier).status == 422);
    auto const hagi = tour.hub.token_of(domain::Role::Municipality, "352047");
    json const reason{{"reason", "車の故障のため"}};
    CHECK(tour.hub.ask("POST", target + "/breakdown", reason, hagi).status == 403);
    CHECK(tour.hub.ask("GET", target, nullptr, hagi).status == 200);
    CHECK(tour.hub.ask("GET", target, nullptr, tour.hub.key_of("kddi")).status == 403);
    auto const done = tour.hub.ask("POST", target + "/breakdown", reason, tour.carrier);
    REQUIRE(done.status == 200);
    CHECK(done.body["broken_down"] == "車の故障のため");
    for (auto const& stop : done.body["stops"])
        for (auto const& session : stop["sessions"])
            CHECK(session["state"] == "cancelled");
    auto const calls = tour.hub.store().open_calls("").value();
    CHECK(calls.size() == 4);
    for (auto const& call : calls)
        CHECK(call.reason == "session_cancelled");
    CHECK(tour.hub.ask("GET", "/v1/van-days?from=" + domain::to_iso(tour.day), nullptr, tour.carrier)
              .body["van_days"]
              .size()
        == 1);
}

} // namespace
