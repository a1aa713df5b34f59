// The waiting list by hand, limits of a programme, sessions short of people, and people counted at a drop-in.
#include "tests/hub/town.h"

#include <algorithm>

namespace {

using namespace meguri;
using domain::RegistrationState;
using kiosk::local::Line;
using nlohmann::json;
using std::chrono::hours;
using tests::Box;
using tests::Town;

struct Person {
    std::string id;
    std::string code;
    std::string state;
};

/// A session with one seat per call of `seats`, and people who came one after the other.
struct Full {
    Town town;
    std::string session;
    std::vector<Person> people;

    explicit Full(int capacity, int count)
        : session(town.hub.published(capacity))
    {
        for (int i = 0; i < count; ++i)
            people.push_back(come(session, i));
    }
    Person come(std::string const& where, int number)
    {
        auto const answer
            = town.hub.register_by_phone(where, "みほん はな", "0901234000" + std::to_string(number));
        INFO(answer.text);
        REQUIRE(answer.status == 201);
        return {answer.body["id"], answer.body["code"], answer.body["state"]};
    }
    tests::Answer act(Person const& who, std::string const& action, json const& body = nullptr)
    {
        return town.hub.ask("POST", "/v1/registrations/" + who.id + "/" + action, body, town.clerk);
    }
    domain::RegistrationState state(Person const& who)
    {
        return town.hub.store().registration(domain::RegistrationId(who.id)).value().value().state;
    }
    std::string line()
    {
        auto const roster
            = town.hub.ask("GET", "/v1/sessions/" + session + "/roster", nullptr, town.clerk).body;
        std::string text;
        for (auto const& one : roster["waiting"])
            for (std::size_t i = 0; i < people.size(); ++i)
                if (one["id"] == people[i].id)
                    text += std::to_string(i);
        return text;
    }
    /// A token that has run out with time is asked for again.
    void pass(std::chrono::seconds time)
    {
        town.hub.clock.pass(time);
        town.clerk = town.hub
                         .ask("POST", "/v1/login",
                             {{"login", "municipality-352047"}, {"password", "a long password"}})
                         .body["token"];
    }
    bool is_on_record(std::string const& action, std::string const& words)
    {
        auto const rows = town.hub.store().audit_after(0, 10'000).value();
        return std::any_of(rows.begin(), rows.end(), [&](auto const& row) {
            return row.action == action && row.detail.find(words) != std::string::npos
                && row.who == "municipality-352047";
        });
    }
};

// Break: forget the reason, or seat the first come instead.
TEST_CASE("Staff put somebody first with a reason, and the next free seat is theirs", "[hub][waiting]")
{
    Full full(1, 4);
    CHECK(full.line() == "123");
    CHECK(full.act(full.people[3], "promote", json::object()).status == 422);
    CHECK(full.act(full.people[3], "promote", {{"reason", ""}}).status == 422);
    CHECK(full.act(full.people[0], "promote", {{"reason", "x"}}).body["reason"] == "not_waiting");
    auto const done = full.act(full.people[3], "promote", {{"reason", "会場の手違い"}});
    CHECK(done.status == 200);
    CHECK(done.body["state"] == "waiting");
    CHECK(done.body["position"] == 1);
    CHECK(full.line() == "312");
    CHECK(full.is_on_record("registration.put_first", "会場の手違い"));
    REQUIRE(full.act(full.people[0], "cancel", {{"reason", "都合"}}).status == 200);
    CHECK(full.state(full.people[3]) == RegistrationState::Confirmed);
    CHECK(full.line() == "12");
    CHECK(full.town.calls() == std::vector<std::string>{"promoted"});
}

TEST_CASE("Staff reorder the line, and whoever comes later still comes last", "[hub][waiting]")
{
    Full full(1, 4);
    auto const other = full.town.hub.published(1);
    auto const stranger = full.come(other, 8);
    auto const put = [&](int who, std::string const& before, std::string const& reason) {
        return full.act(
            full.people[static_cast<std::size_t>(who)], "reorder", {{"before", before}, {"reason", reason}});
    };
    CHECK(put(3, full.people[2].id, "").status == 422);
    CHECK(put(3, stranger.id, "付き添い").status == 422);
    CHECK(put(3, full.people[0].id, "付き添い").status == 422); // Confirmed: not in the line.
    CHECK(put(0, full.people[2].id, "付き添い").body["reason"] == "not_waiting");
    auto const done = put(3, full.people[2].id, "付き添いの方と一緒に");
    CHECK(done.body["position"] == 2);
    CHECK(full.line() == "132");
    CHECK(full.is_on_record("registration.reordered", "付き添いの方と一緒に"));
    full.people.push_back(full.come(full.session, 4));
    CHECK(full.line() == "1324");
    CHECK(put(4, full.people[1].id, "x").body["position"] == 1);
    CHECK(full.line() == "4132");
}

// Break: release by time alone, before the date, a seat that was never from the list, or without promoting.
TEST_CASE("A promoted person who does not reply in time can be released in one step", "[hub][waiting]")
{
    Full full(1, 3);
    auto const start = full.town.hub.clock.now() + hours(24 * 14);
    full.town.change(full.session,
        {{"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + hours(1))},
            {"parts", json::array()}});
    CHECK(full.act(full.people[0], "release").body["reason"] == "not_promoted");
    CHECK(full.act(full.people[1], "release").body["reason"] == "not_from_this_state");
    REQUIRE(full.act(full.people[0], "cancel", {{"reason", "都合"}}).status == 200);
    REQUIRE(full.state(full.people[1]) == RegistrationState::Confirmed);
    auto const shown
        = full.town.hub.ask("GET", "/v1/sessions/" + full.session + "/roster", nullptr, full.town.clerk)
              .body["confirmed"][0];
    CHECK(shown["reply_by"] == domain::to_iso(full.town.hub.clock.now() + hours(72)));
    auto const early = full.act(full.people[1], "release");
    CHECK(early.status == 409);
    CHECK(early.body["reason"] == "reply_by_not_passed");
    full.pass(hours(72));
    CHECK(full.act(full.people[1], "release").body["reason"] == "reply_by_not_passed");
    full.pass(std::chrono::seconds(1));
    // The time alone took nothing.
    full.town.hub.apply(hub::core::PassTime{});
    CHECK(full.state(full.people[1]) == RegistrationState::Confirmed);
    auto const done = full.act(full.people[1], "release");
    CHECK(done.status == 200);
    CHECK(done.body["state"] == "cancelled");
    CHECK(done.body["reason"] == "reply_by_passed");
    CHECK(full.state(full.people[2]) == RegistrationState::Confirmed);
    CHECK(full.act(full.people[2], "release").body["reason"] == "reply_by_not_passed");
    auto const calls = full.town.calls();
    CHECK(std::count(calls.begin(), calls.end(), "released") == 1);
    CHECK(std::count(calls.begin(), calls.end(), "promoted") == 2);
}

// Break: leave the old seat first and look for the new one afterwards.
TEST_CASE("A move is all or nothing", "[hub][waiting]")
{
    Full full(1, 3);
    auto const roomy = full.town.hub.published(1);
    auto const crowded = full.town.hub.published(1);
    (void)full.come(crowded, 8);
    auto const lots = full.town.hub.published(1, {{"admission", "lottery"}});
    auto const move = [&](Person const& who, std::string const& where) {
        return full.act(who, "move", {{"session", where}});
    };
    CHECK(move(full.people[0], crowded).body["reason"] == "no_free_seat");
    CHECK(move(full.people[0], lots).body["reason"] == "no_free_seat");
    CHECK(move(full.people[0], full.session).body["reason"] == "same_session");
    CHECK(move(full.people[0], "s999").status == 422);
    CHECK(full.act(full.people[0], "move", json::object()).status == 422);
    auto const closed = full.town.hub.published(5);
    REQUIRE(full.town.hub.ask("POST", "/v1/sessions/" + closed + "/close", nullptr, full.town.clerk).status
        == 200);
    CHECK(move(full.people[0], closed).body["reason"] == "closed");
    CHECK(full.state(full.people[0]) == RegistrationState::Confirmed);
    CHECK(full.town.seats(full.session).confirmed == 1);
    CHECK(full.town.calls().empty());

    auto const done = move(full.people[0], roomy);
    CHECK(done.status == 200);
    CHECK(done.body["state"] == "confirmed");
    CHECK(done.body["id"] == full.people[0].id);
    CHECK(done.body["code"] == full.people[0].code); // The slip in the hand goes on serving.
    CHECK(full.town.seats(roomy).confirmed == 1);
    CHECK(full.state(full.people[1]) == RegistrationState::Confirmed);
    CHECK(full.town.seats(full.session).confirmed == 1);
    CHECK(full.is_on_record("registration.moved", full.session + " confirmed to " + roomy + " confirmed"));
    CHECK(full.town.calls() == std::vector<std::string>{"moved", "promoted"});
    // Who waits may wait elsewhere, behind those who were there.
    CHECK(move(full.people[2], roomy).body["position"] == 1);
    // The name still opens, in the new session.
    auto const roster
        = full.town.hub.ask("GET", "/v1/sessions/" + roomy + "/roster", nullptr, full.town.clerk).body;
    CHECK(roster["confirmed"][0]["kana"] == "みほん はな");
    auto const again = full.come(full.session, 0);
    CHECK(move(again, roomy).body["reason"] == "duplicate");
    REQUIRE(full.act(again, "cancel", {{"reason", "都合"}}).status == 200);
    CHECK(move(again, roomy).body["reason"] == "not_from_this_state");
}

TEST_CASE("A kiosk hears that staff moved its person to another class", "[hub][waiting][sync]")
{
    Town town;
    auto const first = town.hub.published(5);
    auto const second = town.hub.published(5);
    Box box(town.hub, "a");
    auto const slip = box.take(first, "みほん はな", "09000000001", Line::Use);
    REQUIRE(town.hub.ask("POST", "/v1/registrations/" + slip.id + "/move", {{"session", second}}, town.clerk)
                .status
        == 200);
    box.sync();
    auto const kept = box.kiosk->registration_by_code(slip.code).value();
    REQUIRE(kept);
    CHECK(kept->session == second);
    CHECK(kept->state == "confirmed");
    CHECK(box.kiosk->cancel(slip.code, "0001", Line::Use).value().state == "cancelled");
    CHECK(town.seats(second).confirmed == 0);
}

// Break: check limits before rights, count other programmes, or let a limit be read from code.
TEST_CASE(
    "Limits of a programme are data, and refuse by phone, but never a promised seat", "[hub][limits][sync]")
{
    Town town;
    auto& store = town.hub.store();
    REQUIRE(store.put(domain::Programme{domain::ProgrammeId("p1"), {2026}, domain::Scheme::MunicipalProposed,
        "みほん事業", domain::OrganisationId("352047")}));
    REQUIRE(store.put(domain::Programme{domain::ProgrammeId("p2"), {2026}, domain::Scheme::CarrierProposed,
        "みほん事業者", domain::OrganisationId("softbank")}));
    auto const session = [&](std::string const& title, std::string const& programme = "p1") {
        return town.hub.published(10, {{"title", title}, {"programme", programme}});
    };
    auto const come = [&](std::string const& where) {
        return town.hub.register_by_phone(where, "みほん はな", "09012345678");
    };
    auto const prefecture = town.hub.token_of(domain::Role::Prefecture, "prefecture");
    auto const limits = [&](std::string const& programme, json const& body, std::string const& who) {
        return town.hub.ask("PUT", "/v1/programmes/" + programme + "/limits", body, who).status;
    };
    CHECK(limits("p1", {{"per_course", 1}, {"per_year", 2}}, town.clerk) == 200);
    CHECK(limits("p1", {{"per_course", 0}}, town.clerk) == 422);
    CHECK(limits("p2", {{"per_course", 1}}, town.clerk) == 403);
    CHECK(limits("p2", {{"per_course", 1}}, town.hub.key_of("softbank")) == 403);
    CHECK(limits("p2", {{"per_year", nullptr}}, prefecture) == 200);
    CHECK(limits("p9", {{"per_year", 1}}, prefecture) == 404);
    auto const seen = town.hub.ask("GET", "/v1/programmes/p1/limits").body;
    CHECK(seen == json{{"programme", "p1"}, {"per_course", 1}, {"per_year", 2}});

    auto const one = come(session("LINE"));
    REQUIRE(one.status == 201);
    auto const again = come(session("LINE"));
    CHECK(again.status == 409);
    CHECK(again.body["reason"] == "limit_per_course");
    REQUIRE(come(session("地図")).status == 201);
    CHECK(come(session("写真")).body["reason"] == "limit_per_year");
    CHECK(come(session("LINE", "p2")).status == 201);
    auto const elsewhere = town.hub.published(10);
    CHECK(come(elsewhere).status == 201);
    // Somebody else of the same household.
    CHECK(town.hub.register_by_phone(session("電話"), "みほん たろう", "09012345678").status == 201);

    auto const third = session("電話");
    Box box(town.hub, "a");
    REQUIRE(box.kiosk->rights().value()[third] == 1);
    auto const promised = box.take(third, "みほん はな", "09012345678");
    CHECK(promised.state == "confirmed");
    box.sync();
    CHECK(town.state(promised) == RegistrationState::Confirmed);
    // Without a right nothing was promised: it is refused, and somebody calls.
    auto const fourth = session("動画");
    box.sync();
    (void)box.take(fourth, "さとう じろう", "09000000002");
    auto const provisional = box.take(fourth, "みほん はな", "09012345678");
    CHECK(provisional.state == "provisional");
    town.pass(hours(1), box);
    box.sync();
    CHECK(town.state(provisional) == RegistrationState::Refused);
    CHECK(box.kiosk->registration_by_code(provisional.code).value()->reason == "limit_per_year");
    auto const calls = town.calls();
    CHECK(std::count(calls.begin(), calls.end(), "provisional_refused") == 1);
    // A cancelled one no longer counts.
    for (auto const& id : {one.body["id"].get<std::string>(), promised.id})
        REQUIRE(town.hub.ask("POST", "/v1/registrations/" + id + "/cancel", {{"reason", "都合"}}, town.clerk)
                    .status
            == 200);
    CHECK(come(session("写真")).status == 201);
}

TEST_CASE("Sessions short of people are listed for whoever may see them, and are cancelled in one step",
    "[hub][admission]")
{
    Town town;
    auto const short_one = town.hub.published(5, {{"minimum_participants", 2}});
    auto const enough = town.hub.published(5, {{"minimum_participants", 1}});
    auto const lots = town.hub.published(5, {{"minimum_participants", 1}, {"admission", "lottery"}});
    (void)town.hub.published(5);
    for (auto const& session : {short_one, enough, lots})
        REQUIRE(town.hub.register_by_phone(session, "みほん はな", "09012345678").status == 201);
    CHECK(town.hub.ask("GET", "/v1/sessions/" + short_one).body["minimum_participants"] == 2);
    auto const ask = [&](std::string const& days, std::string const& token) {
        return town.hub.ask("GET", "/v1/sessions/short-of-people" + days, nullptr, token);
    };
    CHECK(ask("", "").status == 401);
    CHECK(ask("?days=zero", town.clerk).status == 400);
    auto const list = ask("", town.clerk).body["sessions"];
    REQUIRE(list.size() == 1);
    CHECK(list[0]["session"]["id"] == short_one);
    CHECK(list[0]["people"] == 1);
    CHECK(list[0]["minimum_participants"] == 2);
    CHECK(list[0]["missing"] == 1);
    CHECK(ask("?days=1", town.clerk).body["sessions"].empty()); // It begins in 25 hours.
    CHECK(ask("", town.hub.token_of(domain::Role::Municipality, "352110")).body["sessions"].empty());
    CHECK(ask("", town.hub.token_of(domain::Role::Prefecture, "prefecture")).body["sessions"].size() == 1);
    REQUIRE(town.hub
                .ask("POST", "/v1/sessions/" + short_one + "/cancel", {{"reason", "最少人数に満たないため"}},
                    town.clerk)
                .status
        == 200);
    CHECK(ask("", town.clerk).body["sessions"].empty());
    CHECK(town.calls() == std::vector<std::string>{"session_cancelled"});
}

TEST_CASE("A minimum number lies between one and the capacity, and stays when a program leaves it out",
    "[hub][admission]")
{
    Town town;
    auto const session = town.hub.published(5, {{"minimum_participants", 5}});
    auto const put = [&](json const& minimum) {
        auto body = town.hub.ask("GET", "/v1/sessions/" + session, nullptr, town.clerk).body;
        body["minimum_participants"] = minimum;
        return town.hub.ask(
            "PUT", "/v1/sessions/" + session, body, town.clerk, {{"if-match", body["version"].dump()}});
    };
    for (auto const& bad : {json(6), json(0), json("many"), json(-1)}) {
        auto const answer = put(bad);
        CHECK(answer.status == 422);
        CHECK(answer.body["errors"][0]["field"] == "minimum_participants");
    }
    town.change(session, {{"capacity", 8}});
    CHECK(town.hub.ask("GET", "/v1/sessions/" + session).body["minimum_participants"] == 5);
    CHECK(put(3).body["minimum_participants"] == 3);
    CHECK_FALSE(put(nullptr).body.contains("minimum_participants"));
}

TEST_CASE("People who came to a drop-in are counted once it has begun", "[hub][admission]")
{
    Town town;
    auto const session = town.hub.published(0, {{"admission", "drop_in"}});
    auto const count = [&](json const& body) {
        return town.hub.ask("POST", "/v1/sessions/" + session + "/count", body, town.clerk);
    };
    CHECK(count({{"participants", 7}}).body["reason"] == "not_begun");
    town.hub.clock.pass(hours(26));
    town.clerk
        = town.hub
              .ask("POST", "/v1/login", {{"login", "municipality-352047"}, {"password", "a long password"}})
              .body["token"];
    CHECK(count({{"participants", -1}}).status == 422);
    CHECK(count(json::object()).status == 422);
    auto const done = count({{"participants", 7}});
    CHECK(done.status == 200);
    CHECK(done.body["participants"] == 7);
    CHECK(town.hub.store().session(domain::SessionId(session)).value()->row.drop_in_participants == 7);
}

} // namespace
