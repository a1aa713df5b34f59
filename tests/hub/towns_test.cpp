// Municipalities through the routes: the figures of all in one answer, which of their places had no class in
// a quarter, where they stand on the map, and the same on paper, read back as the world reads it.
#include "admin/hub/facts/facts_file.h"
#include "admin/hub/routes/tile_map.h"
#include "shared/base/files.h"
#include "tests/support/hub_in_memory.h"
#include "tests/support/process.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

using namespace meguri;
using domain::Role;
using nlohmann::json;
using tests::HubInMemory;

/// Hagi with two halls and a home, Nagato with one; it is 23 November 2026.
struct TwoTowns {
    HubInMemory hub;
    std::string clerk;
    std::string officer;

    TwoTowns()
    {
        hub.clock.pass(domain::time_from_iso("2026-11-23T09:00:00+09:00").value() - hub.clock.now());
        clerk = hub.token_of(Role::Municipality, "352047");
        officer = hub.token_of(Role::Prefecture, "prefecture");
        add_venue("v-hagi-2", "みほん店", domain::VenueKind::Shop);
        add_venue("v-hagi-home", "自宅", domain::VenueKind::Home);
    }
    void add_venue(std::string const& id, std::string const& name, domain::VenueKind kind)
    {
        auto venue = hub.store().venue(domain::VenueId("v-hagi")).value().value();
        venue.id = domain::VenueId(id);
        venue.name = name;
        venue.kind = kind;
        REQUIRE(hub.store().put(venue));
    }
    std::string session(std::string const& day, std::string const& format = "venue_class",
        std::string const& venue = "v-hagi")
    {
        auto const made = hub.ask("POST", "/v1/sessions",
            {{"title", "教室"}, {"format", format}, {"venue", venue}, {"capacity", 4},
                {"starts_at", day + "T10:00:00+09:00"}, {"ends_at", day + "T11:00:00+09:00"}},
            clerk);
        INFO(made.text);
        REQUIRE(made.status == 201);
        return made.body["id"];
    }
    void act(std::string const& id, std::string const& action, json const& body = json::object())
    {
        auto const done = hub.ask("POST", "/v1/sessions/" + id + "/" + action, body, clerk);
        INFO(done.text);
        REQUIRE(done.status == 200);
    }
    /// The clock goes on; the log-in with it.
    void wait(std::string const& until)
    {
        hub.clock.pass(domain::time_from_iso(until + "T09:00:00+09:00").value() - hub.clock.now());
        for (auto* token : {&clerk, &officer})
            *token = hub.ask("POST", "/v1/login",
                            {{"login", token == &clerk ? "municipality-352047" : "prefecture-prefecture"},
                                {"password", "a long password"}})
                         .body["token"];
    }
    /// `v-hagi planned 0/1` for each venue of Hagi, and for the town itself.
    std::string coverage(std::string const& query)
    {
        auto const answer = hub.ask("GET", "/v1/municipalities/coverage?" + query, nullptr, officer);
        INFO(answer.text);
        REQUIRE(answer.status == 200);
        std::string words;
        auto const say = [&](std::string const& name, json const& one) {
            words += (words.empty() ? "" : ", ") + name + " " + one["coverage"].get<std::string>() + " "
                + one["held"].dump() + "/" + one["planned"].dump();
        };
        for (auto const& town : answer.body["municipalities"]) {
            say(town["municipality"]["name"], town);
            for (auto const& venue : town["venues"])
                if (venue["id"] != "v-nagato")
                    say(venue["id"], venue);
        }
        return words;
    }
};

std::string words_of(HubInMemory& hub, std::string const& program, std::string const& pdf)
{
    auto const path = hub.folder.path() / "figures.pdf";
    REQUIRE(base::SystemFiles().write(path, pdf));
    if (program == "pdftotext")
        return tests::run({"/usr/bin/pdftotext", "-layout", path.string(), "-"}).output;
    return tests::run({"/usr/bin/" + program, path.string()}).output;
}

bool has(std::string const& text, std::string const& part)
{
    return text.find(part) != std::string::npos;
}

// Break: give a municipality the others' figures; count a draft, or a cancelled class among a month's
// formats.
TEST_CASE("The figures of all municipalities come in one answer, the same as one by one", "[hub][figures]")
{
    TwoTowns story;
    (void)story.session("2027-01-15");
    auto const published = story.session("2027-01-20");
    auto const van = story.session("2027-02-01", "mobile_van", "v-hagi-2");
    auto const cancelled = story.session("2027-02-02");
    for (auto const& id : {published, van, cancelled})
        story.act(id, "publish");
    story.act(cancelled, "cancel", {{"reason", "大雪"}});
    auto const all = story.hub.ask("GET", "/v1/municipalities/summaries", nullptr, story.officer);
    REQUIRE(all.status == 200);
    REQUIRE(all.body["summaries"].size() == 2);
    auto const& hagi = all.body["summaries"][0];
    CHECK(hagi
        == story.hub.ask("GET", "/v1/municipalities/352047/summary?fiscal_year=2026", nullptr, story.clerk)
               .body);
    CHECK(hagi["planned"] == 2);
    CHECK(hagi["cancelled"] == 1);
    CHECK(hagi["seats"] == 8);
    REQUIRE(hagi["by_month"].size() == 2);
    CHECK(hagi["by_month"][0]["month"] == "2027-01");
    CHECK(hagi["by_month"][0]["formats"] == json{{"venue_class", 1}});
    CHECK(hagi["by_month"][1]["cancelled"] == 1);
    CHECK(hagi["by_month"][1]["formats"] == json{{"mobile_van", 1}});
    CHECK(all.body["summaries"][1]["planned"] == 0);
    auto const own
        = story.hub.ask("GET", "/v1/municipalities/summaries?fiscal_year=2026", nullptr, story.clerk);
    REQUIRE(own.body["summaries"].size() == 1);
    CHECK(own.body["summaries"][0] == hagi);
    CHECK(story.hub.ask("GET", "/v1/municipalities/summaries?fiscal_year=2025", nullptr, story.officer)
              .body["summaries"][0]["planned"]
        == 0);
}

// Break: count what is only being arranged; forget the second hall of a class; ask for homes; take the year's
// quarter for the calendar's.
TEST_CASE(
    "A hall without a class in a quarter is named, and what else stands there says why", "[hub][coverage]")
{
    TwoTowns story;
    CHECK(
        story.coverage("quarter=3") == "萩市 none 0/0, v-hagi none 0/0, v-hagi-2 none 0/0, 長門市 none 0/0");
    auto const first = story.session("2026-12-01");
    CHECK(story.coverage("") == "萩市 none 0/0, v-hagi none 0/0, v-hagi-2 none 0/0, 長門市 none 0/0");
    story.act(first, "arrange");
    CHECK(has(story.coverage(""), "v-hagi arranging 0/0"));
    story.act(first, "publish");
    CHECK(has(story.coverage(""), "萩市 planned 0/1, v-hagi planned 0/1, v-hagi-2 none 0/0"));
    CHECK(has(story.coverage("quarter=4"), "萩市 none 0/0, v-hagi none 0/0"));
    story.wait("2026-12-03");
    CHECK(has(story.coverage(""), "v-hagi unsettled 0/0"));
    story.act(first, "close");
    story.act(first, "hold");
    CHECK(has(story.coverage(""), "萩市 held 1/0, v-hagi held 1/0"));

    // A class of two halls, the second day in the next quarter; and a visit at home.
    auto const part = [](char const* day, char const* venue) {
        return json{{"starts_at", std::string(day) + "T10:00:00+09:00"},
            {"ends_at", std::string(day) + "T11:00:00+09:00"}, {"venue", venue}};
    };
    auto const two = story.hub.ask("POST", "/v1/sessions",
        {{"title", "二日"}, {"format", "venue_class"}, {"venue", "v-hagi"}, {"capacity", 4},
            {"starts_at", "2026-12-28T10:00:00+09:00"}, {"ends_at", "2027-01-08T11:00:00+09:00"},
            {"parts", {part("2026-12-28", "v-hagi"), part("2027-01-08", "v-hagi-2")}}},
        story.clerk);
    INFO(two.text);
    REQUIRE(two.status == 201);
    story.act(two.body["id"], "publish");
    CHECK(has(story.coverage("quarter=3"), "萩市 held 1/1, v-hagi held 1/1, v-hagi-2 none 0/0"));
    CHECK(has(story.coverage("quarter=4"), "萩市 planned 0/1, v-hagi none 0/0, v-hagi-2 planned 0/1"));
    CHECK_FALSE(has(story.coverage("quarter=4"), "v-hagi-home"));
}

TEST_CASE("A quarter that there is not, and one of a town that there is not, are refused", "[hub][coverage]")
{
    TwoTowns story;
    auto const [query, status] = GENERATE(table<std::string, int>(
        {{"quarter=5", 400}, {"quarter=0", 400}, {"fiscal_year=soon", 400}, {"municipality=999999", 404}}));
    CHECK(story.hub.ask("GET", "/v1/municipalities/coverage?" + query, nullptr, story.officer).status
        == status);
}

// Break: colour by another figure than was asked for; leave the font out; show a clerk the others' numbers.
TEST_CASE("The figures stand on paper as a coloured map with a table behind each picture", "[hub][paper]")
{
    TwoTowns story;
    auto const one = story.session("2027-01-20");
    story.act(one, "publish");
    auto const paper = [&](std::string const& query, std::string const& token) {
        auto const answer = story.hub.ask("GET", "/v1/municipalities/figures.pdf" + query, nullptr, token);
        REQUIRE(answer.status == 200);
        return answer.text;
    };
    auto const pdf = paper("?figure=seats&fiscal_year=2026", story.officer);
    auto const text = words_of(story.hub, "pdftotext", pdf);
    INFO(text);
    CHECK(has(text, "令和8年度"));
    CHECK(has(text, "席の数"));
    CHECK(has(text, "4席"));
    CHECK(has(text, "萩市"));
    CHECK(has(text, "長門市"));
    CHECK(has(text, "月ごとの開催回"));
    CHECK(has(text, "実施形態ごとの数"));
    CHECK(has(text, "年齢ごとの数"));
    CHECK(has(words_of(story.hub, "pdffonts", pdf), "BIZ"));
    CHECK(has(words_of(story.hub, "pdfinfo", pdf), "(A4)"));
    CHECK(has(words_of(story.hub, "pdftotext", paper("?figure=coverage&quarter=4", story.officer)),
        "教室のある会場の割合(1〜3月)"));
    auto const own = words_of(story.hub, "pdftotext", paper("", story.clerk));
    INFO(own);
    CHECK(has(own, "席の利用率"));
    CHECK(has(own, "—"));
    auto const refused = [&](std::string const& query, std::string const& token) {
        return story.hub.ask("GET", "/v1/municipalities/figures.pdf" + query, nullptr, token).status;
    };
    CHECK(refused("?figure=beauty", story.officer) == 400);
    CHECK(refused("?municipality=352110", story.clerk) == 403);
    CHECK(refused("?municipality=999999", story.officer) == 404);
}

// Break: forget a municipality that the file does not name; let two stand on one place.
TEST_CASE("Each municipality has a place of its own on the map, which is data", "[hub][map]")
{
    HubInMemory hub;
    auto const text = base::SystemFiles().read(MEGURI_SOURCE_FOLDER "/assets/data/yamaguchi-r6.json").value();
    (void)hub.apply(hub::core::LoadFacts{hub::facts::parse_facts(text).value(), "test"});
    auto const place_of = [&](std::string const& name) {
        auto const towns = hub.ask("GET", "/v1/municipalities").body["municipalities"];
        for (auto const& town : towns)
            if (town["name"] == name)
                return town["tile"]["column"].dump() + " " + town["tile"]["row"].dump();
        return std::string();
    };
    std::vector<std::string> places;
    auto const towns = hub.ask("GET", "/v1/municipalities").body["municipalities"];
    for (auto const& town : towns)
        places.push_back(town["tile"].dump());
    CHECK(places.size() == 19);
    std::ranges::sort(places);
    CHECK(std::ranges::adjacent_find(places) == places.end());
    CHECK(place_of("萩市") == "2 0");
    CHECK(place_of("上関町") == "5 4");
    // All nineteen and their sum stand on the first page, under the map.
    auto const pdf = hub.ask("GET", "/v1/municipalities/figures.pdf?fiscal_year=2024", nullptr,
        hub.token_of(Role::Prefecture, "prefecture"));
    auto const words = words_of(hub, "pdftotext", pdf.text);
    CHECK(words.substr(0, words.find('\f')).find("計") != std::string::npos);
    CHECK(has(words_of(hub, "pdfinfo", pdf.text), "Pages:           2"));
    // Another prefecture's table; who is not on it stands below.
    REQUIRE(base::SystemFiles().write(
        hub.folder.path() / "tile-map.json", R"({"tiles":[{"municipality":"352047","column":3,"row":1}]})"));
    CHECK(place_of("萩市") == "3 1");
    CHECK(place_of("下関市") == "0 2");
    // A table that is wrong is passed over.
    REQUIRE(base::SystemFiles().write(hub.folder.path() / "tile-map.json", R"({"tiles":[{"column":3}]})"));
    CHECK(place_of("萩市") == "2 0");
    auto const twice = hub::routes::parse_tile_map(
        R"({"tiles":[{"municipality":"352047","column":3,"row":1},{"municipality":"352110","column":3,"row":1}]})");
    REQUIRE_FALSE(twice);
    CHECK(twice.error().front().field == "tiles[1].municipality");
}

} // namespace
