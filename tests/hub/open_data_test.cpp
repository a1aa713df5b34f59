// The schedule for calendar programs and spreadsheets: iCalendar and the municipal event list.
#include "admin/hub/feeds/calendar.h"
#include "admin/hub/feeds/event_list.h"
#include "shared/protocol/csv.h"
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

#include <fstream>

namespace {

using namespace meguri;
using namespace std::chrono_literals;
using nlohmann::json;
using tests::HubInMemory;

constexpr char calendar[] = "/v1/calendar.ics";
constexpr char events[] = "/v1/open-data/events.csv";

/// Content lines, unfolded.
std::vector<std::string> lines_of(std::string const& text)
{
    std::vector<std::string> lines;
    std::size_t begin = 0;
    while (begin < text.size()) {
        auto const end = text.find("\r\n", begin);
        REQUIRE(end != std::string::npos);
        auto const line = text.substr(begin, end - begin);
        CHECK(line.size() <= 75);
        if (line.starts_with(' '))
            lines.back() += line.substr(1);
        else
            lines.push_back(line);
        begin = end + 2;
    }
    return lines;
}

/// The value of the nth line of that name, from 0.
std::string value_of(std::string const& text, std::string const& name, int number = 0)
{
    for (auto const& line : lines_of(text))
        if (line.starts_with(name) && number-- == 0)
            return line.substr(line.find(':') + 1);
    return "";
}

void cancel(HubInMemory& hub, std::string const& session)
{
    auto const done = hub.ask("POST", "/v1/sessions/" + session + "/cancel", {{"reason", "台風のため"}},
        hub.token_of(domain::Role::Municipality, "352047"));
    REQUIRE(done.status == 200);
}

std::vector<std::vector<std::string>> rows_of(std::string const& text)
{
    auto const rows = protocol::parse_csv(text);
    REQUIRE(rows);
    std::vector<std::vector<std::string>> cells;
    for (auto const& row : *rows)
        cells.push_back(row.cells);
    return cells;
}

/// The cell of a column in the first row behind the heading.
std::string cell_of(std::string const& text, std::string const& column)
{
    auto const rows = rows_of(text);
    REQUIRE(rows.size() > 1);
    for (std::size_t i = 0; i < rows[0].size(); ++i)
        if (rows[0][i] == column)
            return rows[1].at(i);
    FAIL("there is no column " + column);
    return "";
}

} // namespace

// Break: fold by octets alone; forget the space's octet in the lines that follow; leave a semicolon bare.
TEST_CASE("A calendar line is folded between characters and escaped as text", "[hub][calendar]")
{
    auto const title = GENERATE(std::string("短い"), std::string(200, 'a'),
        std::string("スマホでバスの時刻を調べて、予約して、家族に写真を送って、災害に備えて、健康を守る講座"),
        std::string(
            "𠮷野家の𩸽を𠮟る𠮷野家の𩸽を𠮟る𠮷野家の𩸽を𠮟る𠮷野家の𩸽を𠮟る𠮷野家の𩸽を𠮟る𠮷野家の𩸽"));
    for (int shift = 0; shift < 4; ++shift) {
        auto const text = std::string(static_cast<std::size_t>(shift), 'x') + title;
        auto const line = hub::feeds::calendar_line("SUMMARY", text);
        REQUIRE(lines_of(line).size() == 1);
        CHECK(lines_of(line)[0] == "SUMMARY:" + text);
        // Each physical line is whole UTF-8 by itself.
        for (std::size_t at = line.find("\r\n "); at != std::string::npos; at = line.find("\r\n ", at + 1))
            CHECK((static_cast<unsigned char>(line[at + 3]) & 0xC0U) != 0x80U);
    }
    CHECK(hub::feeds::calendar_line("SUMMARY", "a,b;c\\d\ne\r\x01") == "SUMMARY:a\\,b\\;c\\\\d\\ne\r\n");
}

// Break: SEQUENCE from the clock; another UID after a change; leave a cancelled one out.
TEST_CASE(
    "An event keeps its identity, counts its changes, and stays when it is cancelled", "[hub][calendar]")
{
    HubInMemory hub;
    auto const id = hub.published(3, {{"title", "地図; 写真, LINE"}});
    auto const before = hub.ask("GET", calendar).text;
    CHECK(value_of(before, "UID") == id + "@hub.test");
    CHECK(value_of(before, "STATUS") == "CONFIRMED");
    CHECK(value_of(before, "SUMMARY") == "地図\\; 写真\\, LINE");
    CHECK(value_of(before, "DTSTART;TZID=Asia/Tokyo").size() == 15);
    CHECK(value_of(before, "LOCATION").find("みほん公民館") == 0);
    CHECK(before.find("BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\n") != std::string::npos);
    cancel(hub, id);
    auto const after = hub.ask("GET", calendar).text;
    CHECK(value_of(after, "UID") == id + "@hub.test");
    CHECK(value_of(after, "STATUS") == "CANCELLED");
    CHECK(std::stoi(value_of(after, "SEQUENCE")) > std::stoi(value_of(before, "SEQUENCE")));
}

// Break: one event from the first start to the last end.
TEST_CASE("A class of two days is two events, of which the first has the plain identity", "[hub][calendar]")
{
    HubInMemory hub;
    auto const parts
        = json::array({{{"starts_at", "2026-12-01T10:00:00+09:00"}, {"ends_at", "2026-12-01T11:30:00+09:00"}},
            {{"starts_at", "2026-12-08T10:00:00+09:00"}, {"ends_at", "2026-12-08T11:30:00+09:00"}}});
    auto const id = hub.published(3,
        {{"starts_at", "2026-12-01T10:00:00+09:00"}, {"ends_at", "2026-12-08T11:30:00+09:00"},
            {"parts", parts}});
    auto const text = hub.ask("GET", calendar).text;
    CHECK(value_of(text, "UID", 0) == id + "@hub.test");
    CHECK(value_of(text, "UID", 1) == id + "-2@hub.test");
    CHECK(value_of(text, "DTSTART;TZID", 1) == "20261208T100000");
    CHECK(value_of(text, "SUMMARY", 1).ends_with("(2/2)"));
}

// Break: leave one filter out of the query; show drafts; give a home's address.
TEST_CASE("A calendar and an event list are of what was asked for, public, and never of a home's address",
    "[hub][calendar][csv]")
{
    HubInMemory hub;
    auto const here = hub.published(3, {{"title", "ここ"}});
    auto const bearer = hub.token_of(domain::Role::Municipality, "352110");
    auto const start = hub.clock.now() + 30h;
    auto const made = hub.ask("POST", "/v1/sessions",
        {{"title", "あちら"}, {"format", "venue_class"}, {"venue", "v-nagato"},
            {"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + 1h)}, {"capacity", 3}},
        bearer);
    REQUIRE(made.status == 201);
    auto const there = made.body["id"].get<std::string>();
    for (auto const* path : {calendar, events}) {
        auto const address = std::string(path);
        CHECK(hub.ask("GET", address).text.find("あちら") == std::string::npos);
    }
    REQUIRE(hub.ask("POST", "/v1/sessions/" + there + "/publish", nullptr, bearer).status == 200);
    using Row = std::tuple<std::string, bool, bool>;
    for (auto const& [query, shows_here, shows_there] :
        {Row{"", true, true}, Row{"?municipality=352047", true, false}, Row{"?venue=v-nagato", false, true},
            Row{"?provider=352110", false, true}, Row{"?municipality=000000", false, false},
            Row{"?colour=red", true, true}})
        for (auto const* path : {calendar, events}) {
            INFO(path << query);
            auto const answer = hub.ask("GET", path + query);
            CHECK(answer.status == 200);
            CHECK((answer.text.find("ここ") != std::string::npos) == shows_here);
            CHECK((answer.text.find("あちら") != std::string::npos) == shows_there);
        }
    auto venue = hub.store().venue(domain::VenueId("v-hagi")).value().value();
    venue.kind = domain::VenueKind::Home;
    venue.name = "田中様宅";
    REQUIRE(hub.store().put(venue));
    cancel(hub, here); // Any change makes the pages anew.
    for (auto const* path : {calendar, events})
        for (auto const* secret : {"田中", "江向", "34.408", "0838250000", "7580041"}) {
            INFO(path << " " << secret);
            CHECK(hub.ask("GET", std::string(path) + "?venue=v-hagi").text.find(secret) == std::string::npos);
        }
}

// Break: leave the head out of the tag; answer 200 with a body all the same.
TEST_CASE("Asking again costs nothing while nothing changed", "[hub][calendar][csv]")
{
    HubInMemory hub;
    auto const id = hub.published(3);
    auto const path = GENERATE(std::string(calendar), std::string(events));
    auto const first = hub.ask("GET", path);
    auto const etag = first.headers.at("etag");
    auto const same = hub.ask("GET", path, nullptr, "", {{"if-none-match", etag}});
    CHECK(same.status == 304);
    CHECK(same.text.empty());
    cancel(hub, id);
    CHECK(hub.ask("GET", path, nullptr, "", {{"if-none-match", etag}}).status == 200);
}

// Break: LF alone; no byte order mark; a number where a code is; a column left out.
TEST_CASE("The event list has the recommended 32 columns, and its codes are text", "[hub][csv]")
{
    HubInMemory hub;
    hub.published(12, {{"title", "=HYPERLINK(\"http://x\") \"はじめて\""}});
    auto const answer = hub.ask("GET", std::string(events) + "?municipality=352047");
    auto const& text = answer.text;
    CHECK(text.starts_with("\xEF\xBB\xBF\"都道府県コード又は市区町村コード\","));
    CHECK(text.ends_with("\"\r\n"));
    CHECK(rows_of(text)[0].size() == 32);
    CHECK(text.find("\n\"352047\",") != std::string::npos);
    CHECK(cell_of(text, "イベント名") == "'=HYPERLINK(\"http://x\") \"はじめて\"");
    CHECK(cell_of(text, "都道府県名") == "山口県");
    CHECK(cell_of(text, "定員") == "12");
    CHECK(cell_of(text, "料金(詳細)") == "無料");
    CHECK(cell_of(text, "住所") == "山口県萩市江向510");
    CHECK(cell_of(text, "緯度") == "34.408000");
    CHECK(cell_of(text, "開始日").size() == 10);
    CHECK(cell_of(text, "開始時間").size() == 5);
}

// Break: read the program's own columns alone; take a wrong file as it is.
TEST_CASE("A municipality replaces the columns with a file, and a wrong file is passed over", "[hub][csv]")
{
    HubInMemory hub;
    hub.published(3);
    auto const heading
        = [&](std::string const& query) { return rows_of(hub.ask("GET", events + query).text)[0]; };
    auto const write = [&](std::string const& name, std::string const& text) {
        std::ofstream(hub.folder.path() / name) << text;
    };
    write("event-list-352047.json", R"({"columns":[{"name":"名称","value":"title"},{"name":"空"}]})");
    CHECK(heading("?municipality=352047") == std::vector<std::string>{"名称", "空"});
    CHECK(heading("?municipality=352110").size() == 32);
    CHECK(heading("?municipality=../event-list-352047").size() == 32);
    write("event-list-352047.json", R"({"columns":[{"name":"名称","value":"titel"}]})");
    CHECK(heading("?municipality=352047").size() == 32);
    write("event-list.json", R"({"columns":[{"name":"ID","value":"id"}]})");
    CHECK(heading("").size() == 1);
}

// Break: take an unknown value for an empty one; accept a list without columns.
TEST_CASE("A file of columns is refused by its place", "[hub][csv]")
{
    using Row = std::tuple<std::string, std::string>;
    auto const [text, field] = GENERATE(table<std::string, std::string>({
        Row{"[", "file"},
        Row{"{}", "columns"},
        Row{R"({"columns":[]})", "columns"},
        Row{R"({"columns":[{"value":"title"}]})", "columns[0].name"},
        Row{R"({"columns":[{"name":"a"},{"name":"b","value":"titel"}]})", "columns[1].value"},
        Row{R"({"columns":[{"name":7}]})", "columns[0].name"},
    }));
    INFO(text);
    auto const columns = hub::feeds::parse_event_columns(text);
    REQUIRE_FALSE(columns);
    CHECK(columns.error().front().field == field);
}

// Break: leave touch_renamed out of put_places; number the provider alone and not what names it.
TEST_CASE("A provider that is called otherwise gives what names it a higher number", "[hub][feed]")
{
    HubInMemory hub;
    hub.published(3, {{"provider", "softbank"}});
    auto const series = [&] { return hub.ask("GET", "/feeds/session-series").body["items"].at(0); };
    auto const before = series();
    CHECK(before["data"]["organizer"]["name"] == "ソフトバンク");
    auto const facts = std::make_shared<hub::core::Facts>();
    facts->content = "renamed";
    facts->year.fiscal_year = 2026;
    facts->year.prefecture = "350001";
    facts->year.as_of = domain::tokyo_date(hub.clock.now());
    domain::Programme programme;
    programme.id = domain::ProgrammeId("p-any");
    programme.name = "事業";
    programme.fiscal_year = domain::FiscalYear{2026};
    facts->programmes = {programme};
    facts->year.subsidised = programme.id;
    facts->organisations
        = {{domain::OrganisationId("softbank"), "新しい名前", domain::OrganisationKind::Provider}};
    auto const done = hub.apply(hub::core::LoadFacts{facts, "test"});
    REQUIRE(std::holds_alternative<hub::core::LoadedAnswer>(done));
    auto const after = series();
    CHECK(after["modified"] > before["modified"]);
    CHECK(after["data"]["organizer"]["name"] == "新しい名前");
}
