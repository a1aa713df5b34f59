// What people must be told, through the routes: the list, who may open its names, and what became of each
// call.
#include "tests/hub/town.h"

#include <algorithm>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::Answer;
using tests::Town;

/// A class of one seat that was given back, so that the second person was promoted and must be told.
struct Promoted {
    Town town;
    std::string session = town.hub.published(1, {{"provider", "softbank"}});
    std::string first = come("たなか いち", "09012340001");
    std::string second = come("みほん はな", "09012340002");

    Promoted()
    {
        auto const start = town.hub.clock.now() + std::chrono::hours(24 * 14);
        town.change(session,
            {{"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + std::chrono::hours(1))},
                {"parts", json::array()}, {"provider", "softbank"}});
        // The move of the class made calls of its own; those are told first.
        auto const calls = list();
        for (auto const& call : calls["calls"])
            REQUIRE(settle(call["id"], "done").status == 200);
        REQUIRE(
            town.hub.ask("POST", "/v1/registrations/" + first + "/cancel", {{"reason", "都合"}}, town.clerk)
                .status
            == 200);
    }
    std::string come(std::string const& kana, std::string const& phone)
    {
        return town.hub.register_by_phone(session, kana, phone).body["id"];
    }
    json list(std::string const& query = "", std::string const& token = "")
    {
        return town.hub.ask("GET", "/v1/calls" + query, nullptr, token.empty() ? town.clerk : token).body;
    }
    Answer settle(std::string const& id, std::string const& what, json const& body = nullptr)
    {
        return town.hub.ask("POST", "/v1/calls/" + id + "/" + what, body, town.clerk);
    }
    Answer release()
    {
        return town.hub.ask("POST", "/v1/registrations/" + second + "/release", nullptr, town.clerk);
    }
    void pass(std::chrono::seconds time)
    {
        town.hub.clock.pass(time);
        town.clerk = town.hub
                         .ask("POST", "/v1/login",
                             {{"login", "municipality-352047"}, {"password", "a long password"}})
                         .body["token"];
    }
};

// Break: leave out the class, the number of the slip or the day of the answer.
TEST_CASE("A call says whom it is about, why, and by when", "[hub][call]")
{
    Promoted story;
    auto const calls = story.list()["calls"];
    REQUIRE(calls.size() == 1);
    auto const& call = calls[0];
    CHECK(call["reason"] == "promoted");
    CHECK(call["registration"]["id"] == story.second);
    CHECK(call["registration"]["state"] == "confirmed");
    CHECK(call["session"]["id"] == story.session);
    CHECK(call["session"]["venue"]["name"].get<std::string>().size() > 0);
    CHECK(call["reply_by"].get<std::string>().size() > 10);
    CHECK(call["tried"] == 0);
    CHECK_FALSE(call["registration"].contains("kana"));
}

// Break: open names without a purpose, for the prefecture, or without writing the reading down.
TEST_CASE("Names in the list of calls open for a purpose, for who may see them, on the record", "[hub][call]")
{
    Promoted story;
    struct Row {
        std::string who;
        std::string query;
        bool sees_the_call;
        bool sees_the_name;
    };
    auto const token = [&](std::string const& who) {
        if (who == "clerk")
            return story.town.clerk;
        if (who == "prefecture")
            return story.town.hub.token_of(domain::Role::Prefecture, "prefecture");
        if (who == "neighbour")
            return story.town.hub.token_of(domain::Role::Municipality, "352110");
        return story.town.hub.key_of(who);
    };
    auto const readings = [&] {
        auto const rows = story.town.hub.store().audit_after(0, 10'000).value();
        return std::count_if(rows.begin(), rows.end(), [&](auto const& row) {
            return row.target == story.second && row.detail.find("call_list") != std::string::npos;
        });
    };
    for (auto const& row : std::vector<Row>{
             {"clerk", "", true, false},
             {"clerk", "?purpose=call_list", true, true},
             {"clerk", "?purpose=call_list&municipality=352047", true, true},
             {"clerk", "?purpose=call_list&municipality=352110", false, false},
             {"prefecture", "?purpose=call_list", true, false},
             {"neighbour", "?purpose=call_list", false, false},
             {"softbank", "?purpose=call_list", true, true},
             {"kddi", "?purpose=call_list", false, false},
         }) {
        INFO(row.who << row.query);
        auto const before = readings();
        auto const calls = story.list(row.query, token(row.who))["calls"];
        REQUIRE(calls.size() == (row.sees_the_call ? 1 : 0));
        CHECK(readings() - before == (row.sees_the_name ? 1 : 0));
        if (!row.sees_the_call)
            continue;
        CHECK(calls[0]["registration"].contains("kana") == row.sees_the_name);
        if (row.sees_the_name)
            CHECK(calls[0]["registration"]["phone"] == "09012340002");
    }
}

// Break: forget a try, lose the note, or let a call that is done be tried again.
TEST_CASE("A call is tried until it is done, and then it is gone from the list", "[hub][call]")
{
    Promoted story;
    auto const id = story.list()["calls"][0]["id"].get<std::string>();
    CHECK(story.settle(id, "tried").status == 200);
    CHECK(story.settle(id, "tried", {{"note", "夕方にもう一度"}}).status == 200);
    auto const tried = story.list()["calls"];
    REQUIRE(tried.size() == 1);
    CHECK(tried[0]["tried"] == 2);
    CHECK(tried[0]["note"] == "夕方にもう一度");
    CHECK(tried[0]["handled_by"] == "municipality-352047");
    auto const longest = story.settle(id, "done", {{"note", std::string(601, 'x')}});
    CHECK(longest.status == 422);
    CHECK(longest.body["errors"][0]["field"] == "note");
    CHECK(story.list()["calls"].size() == 1);

    CHECK(story.settle(id, "done").status == 200);
    CHECK(story.list()["calls"].empty());
    CHECK(story.settle(id, "done").status == 200);
    auto const late = story.settle(id, "tried");
    CHECK(late.status == 409);
    CHECK(late.body["reason"] == "call_is_done");
    for (auto const* nonsense : {"999", "-1", "1x", "99999999999999999999"})
        CHECK(story.settle(nonsense, "done").status == 404);
}

// Break: keep the call closed, count it as a try, or leave no word of it.
TEST_CASE("A call that was ticked off by mistake is open again, with all that was known", "[hub][call]")
{
    Promoted story;
    auto const id = story.list()["calls"][0]["id"].get<std::string>();
    REQUIRE(story.settle(id, "tried", {{"note", "夕方にもう一度"}}).status == 200);
    REQUIRE(story.settle(id, "done").status == 200);
    CHECK(story.settle(id, "reopen").body["state"] == "open");
    CHECK(story.settle(id, "reopen").status == 200);
    auto const calls = story.list()["calls"];
    REQUIRE(calls.size() == 1);
    CHECK(calls[0]["tried"] == 1);
    CHECK(calls[0]["note"] == "夕方にもう一度");
    auto const rows = story.town.hub.store().audit_after(0, 10'000).value();
    CHECK(std::count_if(rows.begin(), rows.end(), [](auto const& row) {
        return row.action == "call.reopened";
    }) == 1);
    // Nobody has replied, so the seat may go to the next.
    story.pass(std::chrono::hours(73));
    CHECK(story.release().status == 200);
}

// Break: take a seat from somebody who said by phone that they come.
TEST_CASE("A seat whose holder was told is not released for silence", "[hub][call]")
{
    Promoted story;
    auto const id = story.list()["calls"][0]["id"].get<std::string>();
    story.pass(std::chrono::hours(73));
    SECTION("nobody answered: it may be released")
    {
        REQUIRE(story.settle(id, "tried").status == 200);
        CHECK(story.release().status == 200);
    }
    SECTION("the person said that they come: it may not")
    {
        REQUIRE(story.settle(id, "done").status == 200);
        auto const refused = story.release();
        CHECK(refused.status == 409);
        CHECK(refused.body["reason"] == "has_replied");
    }
}

} // namespace
