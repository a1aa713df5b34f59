// Sessions through the routes: what may be written, how states move, versions, lists and pages.
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::HubInMemory;

json good_body(HubInMemory& hub)
{
    auto const start = hub.clock.now() + std::chrono::hours(48);
    return {{"title", "はじめてのスマホ"}, {"format", "venue_class"}, {"venue", "v-hagi"},
        {"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + std::chrono::hours(1))},
        {"capacity", 10}};
}

std::string clerk_of(HubInMemory& hub)
{
    return hub.token_of(domain::Role::Municipality, "352047");
}

TEST_CASE("Each of the eight formats is created with the defaults the interface promises", "[hub][session]")
{
    HubInMemory hub;
    for (auto const& [format, name] : domain::Names<domain::SessionFormat>::entries) {
        INFO(name);
        auto body = good_body(hub);
        body["format"] = name;
        auto const made = hub.ask("POST", "/v1/sessions", body, clerk_of(hub));
        REQUIRE(made.status == 201);
        CHECK(made.body["state"] == "draft");
        CHECK(made.body["format"] == name);
        CHECK(made.body["admission"] == "first_come");
        CHECK(made.body["course"]["level"] == "basic");
        CHECK(made.body["provider"]["id"] == "352047");
        CHECK(made.body["municipality"]["code"] == "352047");
        CHECK(made.body["version"] == 1);
        CHECK(made.body["parts"].size() == 1);
        CHECK(made.headers.at("etag") == "\"1\"");
    }
}

// Break: leave problems_of out of complete(), or a choice unchecked in session_from_body.
TEST_CASE("A session that cannot be names its field, and nothing is stored", "[hub][session]")
{
    using Row = std::tuple<std::string, json, std::string, std::string>;
    auto const [field, value, named, why] = GENERATE(table<std::string, json, std::string, std::string>({
        Row{"title", "", "title", "empty"},
        Row{"title", nullptr, "title", "missing"},
        Row{"title", 5, "title", "a number"},
        Row{"format", "karaoke", "format", "no such format"},
        Row{"format", nullptr, "format", "missing"},
        Row{"venue", "v-nowhere", "venue", "unknown"},
        Row{"venue", nullptr, "venue", "missing"},
        Row{"starts_at", "2020-01-01T10:00:00+09:00", "starts_at", "in the past"},
        Row{"starts_at", "2026-11-23T26:00:00+09:00", "starts_at", "no such hour"},
        Row{"starts_at", 1790000000, "starts_at", "a number"},
        Row{"ends_at", "2026-11-22T09:00:00+09:00", "ends_at", "before the start"},
        Row{"capacity", 0, "capacity", "nobody"},
        Row{"capacity", -3, "capacity", "negative"},
        Row{"capacity", 2.5, "capacity", "a fraction"},
        Row{"capacity", "10", "capacity", "a text"},
        Row{"capacity", 100000, "capacity", "a stadium"},
        Row{"admission", "auction", "admission", "no such admission"},
        Row{"provider", "nobody", "provider", "unknown"},
        Row{"programme", "p-none", "programme", "unknown"},
        Row{"course", 5, "course", "no object"},
        Row{"parts", "two", "parts", "no list"},
    }));
    INFO(field << ": " << why);
    HubInMemory hub;
    auto body = good_body(hub);
    body[field] = value;
    auto const before = hub.store().head_seq().value();
    auto const answer = hub.ask("POST", "/v1/sessions", body, clerk_of(hub));
    INFO(answer.text);
    bool const is_refused = answer.status == 422 || (field == "provider" && answer.status == 403);
    CHECK(is_refused);
    if (answer.status == 422) {
        bool is_named = false;
        for (auto const& one : answer.body["errors"])
            is_named = is_named || one["field"] == named;
        CHECK(is_named);
    }
    CHECK(hub.store().head_seq().value() == before);
}

TEST_CASE("A body that is no JSON object is told where it broke", "[hub][session]")
{
    using Row = std::tuple<std::string, std::string>;
    auto const [text, why] = GENERATE(table<std::string, std::string>({
        Row{"{\"title\": ", "cut short"},
        Row{"[1,2]", "a list"},
        Row{"", "nothing"},
        Row{"{\"title\": \"\xff\xfe\"}", "not UTF-8"},
        Row{std::string(40, '[') + std::string(40, ']'), "too deep"},
        Row{"{\"a\": 1e999999}", "a number nobody can hold"},
    }));
    INFO(why);
    HubInMemory hub;
    auto const answer = hub.ask_raw("POST", "/v1/sessions", text, clerk_of(hub));
    CHECK((answer.status == 400 || answer.status == 422));
    CHECK(answer.body["errors"].size() >= 1);
    CHECK(hub.ask("GET", "/healthz").status == 200);
}

// Break: drop the version check of change_session.
TEST_CASE("Two clerks change one session: the second is told, and a move calls everybody", "[hub][session]")
{
    HubInMemory hub;
    auto const session = hub.published(3);
    REQUIRE(hub.register_by_phone(session, "みほん はな", "09012345678").status == 201);
    auto body = good_body(hub);
    auto const target = "/v1/sessions/" + session;
    CHECK(hub.ask("PUT", target, body, clerk_of(hub)).status == 428);
    auto const first = hub.ask("PUT", target, body, clerk_of(hub), {{"if-match", "\"2\""}});
    CHECK(first.status == 200);
    CHECK(first.body["version"] == 3);
    CHECK(first.body["state"] == "published");
    CHECK(hub.ask("PUT", target, body, clerk_of(hub), {{"if-match", "2"}}).status == 412);
    CHECK(hub.ask("PUT", target, body, clerk_of(hub), {{"if-match", "x"}}).status == 412);
    auto const calls = hub.store().open_calls("").value();
    REQUIRE(calls.size() == 1);
    CHECK(calls[0].reason == "session_moved");
}

TEST_CASE("A capacity raised promotes who waits, a capacity lowered drops nobody", "[hub][session]")
{
    HubInMemory hub;
    auto const session = hub.published(1);
    for (auto const* name : {"みほん はな", "やまだ たろう", "さとう じろう"})
        REQUIRE(hub.register_by_phone(session, name, "09012345678").status == 201);
    auto body = good_body(hub);
    auto const target = "/v1/sessions/" + session;
    body["capacity"] = 2;
    REQUIRE(hub.ask("PUT", target, body, clerk_of(hub), {{"if-match", "2"}}).status == 200);
    CHECK(hub.store().seats(domain::SessionId(session)).value().confirmed == 2);
    body["capacity"] = 1;
    REQUIRE(hub.ask("PUT", target, body, clerk_of(hub), {{"if-match", "3"}}).status == 200);
    auto const seats = hub.store().seats(domain::SessionId(session)).value();
    CHECK(seats.confirmed == 2);
    CHECK(seats.waiting == 1);
    CHECK(hub.ask("GET", target).body["seats_left"] == 0);
}

TEST_CASE("The states of a session move only along their arrows", "[hub][session]")
{
    HubInMemory hub;
    auto const clerk = clerk_of(hub);
    auto const id = hub.ask("POST", "/v1/sessions", good_body(hub), clerk).body["id"].get<std::string>();
    auto const act = [&](std::string const& action, json const& body = nullptr) {
        return hub.ask("POST", "/v1/sessions/" + id + "/" + action, body, clerk);
    };
    CHECK(act("hold").status == 409);
    CHECK(act("arrange").body["state"] == "arranging");
    CHECK(act("publish").body["state"] == "published");
    REQUIRE(hub.register_by_phone(id, "みほん はな", "09012345678").status == 201);
    auto const refused = act("unpublish");
    CHECK(refused.status == 409);
    CHECK(refused.body["reason"] == "has_people");
    CHECK(act("cancel").status == 422);
    CHECK(act("cancel", {{"reason", ""}}).status == 422);
    CHECK(act("close").body["state"] == "closed");
    CHECK(act("hold").body["state"] == "held");
    CHECK(act("cancel", {{"reason", "遅い"}}).status == 409);
}

TEST_CASE(
    "A list is paged without losing or doubling, narrowed by its filters, and 304 while nothing changed",
    "[hub][session]")
{
    HubInMemory hub;
    for (int i = 0; i < 5; ++i)
        (void)hub.published(3);
    auto const all = hub.ask("GET", "/v1/sessions");
    CHECK(all.body["sessions"].size() == 5);
    CHECK(all.body["next"].is_null());
    CHECK(hub.ask("GET", "/v1/sessions", nullptr, "", {{"if-none-match", all.headers.at("etag")}}).status
        == 304);
    CHECK(hub.ask("GET", "/v1/sessions?municipality=352110").body["sessions"].empty());
    CHECK(hub.ask("GET", "/v1/sessions?format=home_visit").body["sessions"].empty());
    CHECK(hub.ask("GET", "/v1/sessions?from=2026-11-23").body["sessions"].empty());
    CHECK(hub.ask("GET", "/v1/sessions?to=2026-11-23").body["sessions"].size() == 5);
    CHECK(hub.ask("GET", "/v1/sessions?ends_after=2026-11-22").body["sessions"].size() == 5);
    CHECK(hub.ask("GET", "/v1/sessions?ends_after=2026-11-23").body["sessions"].empty());
    CHECK(hub.ask("GET", "/v1/sessions?unknown=1").status == 200);
    CHECK(hub.ask("GET", "/v1/sessions?format=karaoke").status == 400);
    CHECK(hub.ask("GET", "/v1/sessions?from=yesterday").status == 400);
    CHECK(hub.ask("GET", "/v1/sessions?after=garbage").status == 400);
}

} // namespace
