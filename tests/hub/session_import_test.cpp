// A carrier's file of shop sessions: taken whole or not at all, and the same file twice changes nothing.
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::HubInMemory;

std::string const heading = "title,venue,starts_at,ends_at,capacity,level,topics\r\n";
std::string const two = heading
    + "LINEのきほん,v-hagi,2026-12-01 10:00,2026-12-01 11:00,5,basic,line photo\r\n"
      "\"マイナポータル, はじめの一歩\",みほん会館,2026/12/2 "
      "9:30,2026-12-02T10:30:00+09:00,4,advanced,mynumber\r\n";

struct Carrier {
    HubInMemory hub;
    std::string key = hub.key_of("softbank");

    tests::Answer import(std::string const& csv, std::string const& query = "")
    {
        return hub.ask_raw("POST", "/v1/sessions/import" + query, csv, key);
    }
    std::vector<hub::store::SessionView> sessions()
    {
        hub::store::SessionFilter filter;
        filter.is_public_only = false;
        return hub.store().sessions(filter).value();
    }
};

// Break: match by venue and start alone; write during a dry run; save an unchanged session again.
TEST_CASE("A file is imported once, however often it is sent", "[hub][import]")
{
    Carrier carrier;
    auto const before = carrier.hub.store().head_seq().value();
    auto const dry = carrier.import(two, "?dry_run");
    INFO(dry.text);
    REQUIRE(dry.status == 200);
    CHECK(dry.body["dry_run"] == true);
    CHECK(dry.body["created"] == 2);
    CHECK(carrier.hub.store().head_seq().value() == before);
    CHECK(carrier.sessions().empty());

    auto const first = carrier.import("\xEF\xBB\xBF" + two);
    REQUIRE(first.status == 200);
    CHECK(first.body["created"] == 2);
    auto const sessions = carrier.sessions();
    REQUIRE(sessions.size() == 2);
    auto const& one = sessions[1].row.session;
    CHECK(one.title == "マイナポータル, はじめの一歩");
    CHECK(one.venue.value == "v-nagato");
    CHECK(domain::to_iso(one.starts_at) == "2026-12-02T09:30:00+09:00");
    CHECK(one.level == domain::CourseLevel::Advanced);
    CHECK(one.format == domain::SessionFormat::ShopClass);
    CHECK(one.provider.value == "softbank");
    CHECK(one.capacity == 4);
    CHECK(one.state == domain::SessionState::Draft);
    CHECK(sessions[0].row.session.topics == std::vector<std::string>{"line", "photo"});

    auto const seq = carrier.hub.store().head_seq().value();
    auto const again = carrier.import(two);
    CHECK(again.body["unchanged"] == 2);
    CHECK(again.body["sessions"][0]["id"] == first.body["sessions"][0]["id"]);
    CHECK(carrier.hub.store().head_seq().value() == seq);
}

TEST_CASE("A line that says something else about a class changes that class", "[hub][import]")
{
    Carrier carrier;
    REQUIRE(carrier.import(two, "?publish").status == 200);
    CHECK(carrier.sessions()[0].row.session.state == domain::SessionState::Published);
    auto changed = two;
    changed.replace(changed.find(",5,basic"), 8, ",7,basic");
    auto const answer = carrier.import(changed);
    INFO(answer.text);
    REQUIRE(answer.status == 200);
    CHECK(answer.body["changed"] == 1);
    CHECK(answer.body["unchanged"] == 1);
    auto const sessions = carrier.sessions();
    REQUIRE(sessions.size() == 2);
    CHECK(sessions[0].row.session.capacity == 7);
    CHECK(sessions[0].row.session.state == domain::SessionState::Published);
}

TEST_CASE("Sessions can be brought in under a programme", "[hub][import]")
{
    Carrier carrier;
    REQUIRE(carrier.hub.store().put(domain::Programme{domain::ProgrammeId("p2026-national-a"), {2026},
        domain::Scheme::NationalA, "全国展開型", domain::OrganisationId("prefecture")}));
    REQUIRE(carrier.import(two, "?programme=p2026-national-a").status == 200);
    CHECK(carrier.sessions()[0].row.session.programme == domain::ProgrammeId("p2026-national-a"));
    auto const unknown = carrier.import(two, "?programme=p1");
    CHECK(unknown.status == 422);
    CHECK(unknown.body["errors"][0]["field"] == "programme");
}

// Break: store the good lines of a bad file.
TEST_CASE("One wrong line keeps the whole file out and is named by line and column", "[hub][import]")
{
    std::string const good = "LINE,v-hagi,2026-12-01 10:00,2026-12-01 11:00,5,basic,line\n";
    using Row = std::tuple<std::string, std::string>;
    auto const [line, field] = GENERATE(table<std::string, std::string>({
        Row{",v-hagi,2026-12-01 10:00,2026-12-01 11:00,5,,", "line 3, title"},
        Row{"A,v-none,2026-12-01 10:00,2026-12-01 11:00,5,,", "line 3, venue"},
        Row{"A,,2026-12-01 10:00,2026-12-01 11:00,5,,", "line 3, venue"},
        Row{"A,v-hagi,tomorrow,2026-12-01 11:00,5,,", "line 3, starts_at"},
        Row{"A,v-hagi,2026-02-30 10:00,2026-12-01 11:00,5,,", "line 3, starts_at"},
        Row{"A,v-hagi,2026-12-01 25:00,2026-12-01 11:00,5,,", "line 3, starts_at"},
        Row{"A,v-hagi,2020-12-01 10:00,2026-12-01 11:00,5,,", "line 3, starts_at"},
        Row{"A,v-hagi,2026-12-01 10:00,,5,,", "line 3, ends_at"},
        Row{"A,v-hagi,2026-12-01 10:00,2026-12-01 09:00,5,,", "line 3, ends_at"},
        Row{"A,v-hagi,2026-12-01 10:00,2026-12-01 11:00,0,,", "line 3, capacity"},
        Row{"A,v-hagi,2026-12-01 10:00,2026-12-01 11:00,five,,", "line 3, capacity"},
        Row{"A,v-hagi,2026-12-01 10:00,2026-12-01 11:00,5,hard,", "line 3, level"},
        Row{"A,v-hagi,2026-12-01 10:00,2026-12-01 11:00,5,,line chess", "line 3, course.topics[1]"},
        Row{"LINE,v-hagi,2026-12-01 10:00,2026-12-01 12:00,6,,", "line 3"},
        Row{"A,v-hagi,2026-12-01 10:00,2026-12-01 11:00,5,,,x", "line 3, title"},
        Row{"A,\"v-hagi,2026-12-01 10:00", "body"},
        Row{"A,v\"hagi,2026-12-01 10:00", "body"},
        Row{"\xff\xfe,v-hagi,2026-12-01 10:00", "body"},
    }));
    INFO(line);
    Carrier carrier;
    auto const answer = carrier.import(heading + good + line + "\n");
    INFO(answer.text);
    CHECK(answer.status == 422);
    auto const& errors = answer.body["errors"];
    CHECK(std::any_of(errors.begin(), errors.end(), [&](auto const& one) { return one["field"] == field; }));
    CHECK(carrier.sessions().empty());
}

TEST_CASE("A heading must name the columns that are needed, and no others", "[hub][import]")
{
    auto const [csv, field] = GENERATE(table<std::string, std::string>({
        {"", "body"},
        {heading, "body"},
        {"title,venue,starts_at,ends_at\nA,v-hagi,2026-12-01 10:00,2026-12-01 11:00\n", "line 1, capacity"},
        {"title,title,venue,starts_at,ends_at,capacity\nA,A,v-hagi,,,5\n", "line 1, title"},
        {"title,venue,starts_at,ends_at,capacity,price\nA,v-hagi,,,5,100\n", "line 1, price"},
    }));
    Carrier carrier;
    auto const answer = carrier.import(csv);
    INFO(answer.text);
    CHECK(answer.status == 422);
    CHECK(answer.body["errors"][0]["field"] == field);
}

TEST_CASE("A carrier brings in its own sessions only, a municipality those at its venues", "[hub][import]")
{
    Carrier carrier;
    std::string const foreign = "title,venue,starts_at,ends_at,capacity,provider\nA,v-hagi,2026-12-01 "
                                "10:00,2026-12-01 11:00,5,kddi\n";
    auto const refused = carrier.import(foreign);
    CHECK(refused.status == 403);
    CHECK(refused.body["errors"][0]["field"] == "line 2, provider");
    CHECK(carrier.sessions().empty());
    auto const clerk = carrier.hub.token_of(domain::Role::Municipality, "352047");
    CHECK(carrier.hub.ask_raw("POST", "/v1/sessions/import", foreign, clerk).status == 200);
    // The second line of the other file lies in another town.
    CHECK(carrier.hub.ask_raw("POST", "/v1/sessions/import", two, clerk).status == 403);
    CHECK(carrier.sessions().size() == 1);
}

TEST_CASE("A class that was called off is not brought back by its file", "[hub][import]")
{
    Carrier carrier;
    auto const first = carrier.import(two, "?publish");
    auto const id = first.body["sessions"][0]["id"].get<std::string>();
    REQUIRE(
        carrier.hub.ask("POST", "/v1/sessions/" + id + "/cancel", {{"reason", "台風"}}, carrier.key).status
        == 200);
    CHECK(carrier.import(two).body["unchanged"] == 2);
    auto changed = two;
    changed.replace(changed.find(",5,basic"), 8, ",7,basic");
    auto const refused = carrier.import(changed);
    CHECK(refused.status == 422);
    CHECK(refused.body["errors"][0]["field"] == "line 2");
}

} // namespace
