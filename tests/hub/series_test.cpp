// Series with exceptions, templates, and a programme taken over by another town (rows S10).
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::HubInMemory;

struct Office {
    HubInMemory hub;
    std::string clerk = hub.token_of(domain::Role::Municipality, "352047");
    std::string neighbour = hub.token_of(domain::Role::Municipality, "352110");
    domain::Date first = domain::tokyo_date(hub.clock.now() + std::chrono::hours(24 * 20));

    std::string day(int later) const
    {
        return domain::to_iso(domain::Date(std::chrono::sys_days(first) + std::chrono::days(later)));
    }
    json class_on(std::string const& date) const
    {
        return {{"title", "はじめてのスマホ"}, {"format", "venue_class"}, {"venue", "v-hagi"},
            {"starts_at", date + "T10:00:00+09:00"}, {"ends_at", date + "T11:00:00+09:00"}, {"capacity", 10}};
    }
    tests::Answer series(json const& rule, std::string const& query = "", std::string const& token = "")
    {
        json body{{"session", class_on(day(0))}};
        body.update(rule);
        return hub.ask("POST", "/v1/session-series" + query, body, token.empty() ? clerk : token);
    }
};

// Break: write in a dry run, or half of a series.
TEST_CASE("A series is written whole, after a preview that writes nothing", "[hub][series]")
{
    Office office;
    json const rule{{"every", "week"}, {"count", 4}, {"skip", {office.day(7)}},
        {"move", {{{"from", office.day(14)}, {"to", office.day(15)}}}}, {"publish", true}};
    auto const head = office.hub.store().head_seq().value();
    auto const preview = office.series(rule, "?dry_run=1");
    INFO(preview.text);
    REQUIRE(preview.status == 200);
    CHECK(preview.body["sessions"].size() == 3);
    CHECK(preview.body["sessions"][0]["id"].is_null());
    CHECK(office.hub.store().head_seq().value() == head);
    auto const made = office.series(rule);
    REQUIRE(made.status == 201);
    std::vector<std::string> days;
    for (auto const& session : made.body["sessions"]) {
        days.push_back(session["starts_at"].get<std::string>().substr(0, 10));
        CHECK(office.hub.ask("GET", "/v1/sessions/" + session["id"].get<std::string>()).body["state"]
            == "published");
    }
    CHECK(days == std::vector{office.day(0), office.day(15), office.day(21)});
    // A closed house on one of the days: nothing of the series is written, and the day is named.
    json const closed{
        {"closures", {{{"first_day", office.day(8)}, {"last_day", office.day(8)}, {"reason", "点検"}}}}};
    REQUIRE(office.hub.ask("PUT", "/v1/venues/v-hagi/calendar", closed, office.clerk).status == 200);
    auto const before = office.hub.store().head_seq().value();
    json const across{
        {"every", "week"}, {"count", 2}, {"move", {{{"from", office.day(7)}, {"to", office.day(8)}}}}};
    auto const refused = office.series(across);
    CHECK(refused.status == 409);
    CHECK(refused.body["errors"][0]["field"].get<std::string>().starts_with(office.day(8)));
    CHECK(office.hub.store().head_seq().value() == before);
    auto const seen = office.series(across, "?dry_run=1");
    CHECK(seen.body["sessions"].size() == 1);
    CHECK(seen.body["not_copied"].size() == 1);
}

TEST_CASE("A series that cannot be names its field", "[hub][series]")
{
    Office office;
    using Row = std::tuple<json, int, std::string, std::string>;
    auto const [rule, status, field, why] = GENERATE(table<json, int, std::string, std::string>({
        Row{{{"count", 0}}, 422, "count", "none"},
        Row{{{"count", 3}, {"every", "day"}}, 422, "every", "no such rhythm"},
        Row{{{"count", 3}, {"skip", {"2020-01-01"}}}, 422, "skip[0]", "no day of the series"},
        Row{{{"count", 3}, {"skip", {"soon"}}}, 422, "skip[0]", "no day"},
        Row{{{"count", 3}, {"move", {{{"from", "x"}, {"to", "y"}}}}}, 422, "move[0].from", "no day"},
        Row{{{"every", "week"}}, 422, "count", "missing"},
    }));
    INFO(why);
    auto const refused = office.series(rule);
    INFO(refused.text);
    CHECK(refused.status == status);
    CHECK(refused.body["errors"][0]["field"] == field);
    CHECK(office.series({{"count", 1}}, "", office.neighbour).status == 403);
    CHECK(office.hub.ask("POST", "/v1/session-series", {{"count", 1}}, office.clerk).status == 422);
}

TEST_CASE("A template is its owner's, kept under its name and taken away by it", "[hub][series]")
{
    Office office;
    json const body{{"name", "いつもの教室"}, {"session", {{"title", "はじめてのスマホ"}, {"capacity", 8}}}};
    REQUIRE(office.hub.ask("PUT", "/v1/session-templates", body, office.clerk).status == 200);
    auto const own = office.hub.ask("GET", "/v1/session-templates", nullptr, office.clerk);
    REQUIRE(own.body["templates"].size() == 1);
    CHECK(own.body["templates"][0]["session"]["capacity"] == 8);
    CHECK(
        office.hub.ask("GET", "/v1/session-templates", nullptr, office.neighbour).body["templates"].empty());
    CHECK(office.hub.ask("PUT", "/v1/session-templates", {{"session", json::object()}}, office.clerk).status
        == 422);
    REQUIRE(office.hub.ask("PUT", "/v1/session-templates", {{"name", "いつもの教室"}}, office.clerk).status
        == 200);
    CHECK(office.hub.ask("GET", "/v1/session-templates", nullptr, office.clerk).body["templates"].empty());
}

// Break: copy a room, keep the provider, or forget the preview.
TEST_CASE(
    "S10: A programme is taken over by another town, after a preview of what cannot be", "[hub][series]")
{
    Office office;
    auto& hub = office.hub;
    REQUIRE(hub.store().put(domain::Programme{domain::ProgrammeId("p2026-municipal-352047"), {2026},
        domain::Scheme::MunicipalProposed, "萩市 市町提案型", domain::OrganisationId("352047")}));
    auto const room = hub.ask("POST", "/v1/resources",
                             {{"kind", "room"}, {"name", "研修室"}, {"home_base", "v-hagi"}}, office.clerk)
                          .body["id"];
    auto write = [&](json session) {
        session["programme"] = "p2026-municipal-352047";
        auto const made = hub.ask("POST", "/v1/sessions", session, office.clerk);
        INFO(made.text);
        REQUIRE(made.status == 201);
        return made.body["id"].get<std::string>();
    };
    auto with_room = office.class_on(office.day(0));
    with_room["resources"] = {room};
    auto const first = write(with_room);
    // In Nagato there is no town hall in this small world.
    domain::Venue hall = hub.store().venue(domain::VenueId("v-hagi")).value().value();
    hall.id = domain::VenueId("v-hall");
    hall.kind = domain::VenueKind::TownHall;
    hall.name = "みほん市役所";
    REQUIRE(hub.store().put(hall));
    auto elsewhere = office.class_on(office.day(1));
    elsewhere["venue"] = "v-hall";
    auto const second = write(elsewhere);
    auto const cancelled = write(office.class_on(office.day(2)));
    REQUIRE(hub.ask("POST", "/v1/sessions/" + cancelled + "/cancel", {{"reason", "雨"}}, office.clerk).status
        == 200);

    auto const target = "/v1/programmes/p2026-municipal-352047/copy";
    json const to{{"municipality", "352110"}};
    CHECK(hub.ask("POST", target, to, office.clerk).status == 403);
    CHECK(hub.ask("POST", target, {{"municipality", "352012"}}, office.neighbour).status == 422);
    CHECK(hub.ask("POST", "/v1/programmes/none/copy", to, office.neighbour).status == 404);
    auto const head = hub.store().head_seq().value();
    auto const preview = hub.ask("POST", target + std::string("?dry_run=1"), to, office.neighbour);
    INFO(preview.text);
    REQUIRE(preview.status == 200);
    REQUIRE(preview.body["sessions"].size() == 1);
    REQUIRE(preview.body["not_copied"].size() == 1);
    CHECK(preview.body["not_copied"][0]["from"] == second);
    CHECK(preview.body["not_copied"][0]["problems"][0]["reason"].get<std::string>().find("みほん市役所")
        != std::string::npos);
    CHECK(hub.store().head_seq().value() == head);
    auto const done = hub.ask("POST", target, to, office.neighbour);
    REQUIRE(done.status == 201);
    CHECK(done.body["programme"] == "p2026-municipal-352110");
    CHECK(done.body["sessions"][0]["from"] == first);
    auto const copy = hub.ask("GET", "/v1/sessions/" + done.body["sessions"][0]["id"].get<std::string>(),
        nullptr, office.neighbour);
    CHECK(copy.body["state"] == "draft");
    CHECK(copy.body["municipality"]["code"] == "352110");
    CHECK(copy.body["provider"]["id"] == "352110");
    CHECK(copy.body["resources"].empty());
    CHECK(copy.body["programme"] == "p2026-municipal-352110");
}

} // namespace
