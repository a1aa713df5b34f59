// The facts of the programme's documents, from the file to the status page: what is loaded, what is refused,
// what a changed copy and a posted step move. The numbers of the document stand here and in the file, nowhere
// else.
#include "admin/hub/facts/facts_file.h"
#include "admin/hub/facts/provider_slug.h"
#include "tests/support/programme_facts.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::changed_copy;
using tests::file;
using tests::file_text;
using tests::HubInMemory;
using tests::load;
using tests::status;

json subsidy_of(HubInMemory& hub, std::string const& municipality)
{
    auto const officer = hub.token_of(domain::Role::Prefecture, "prefecture");
    auto const answer
        = hub.ask("GET", "/v1/subsidies?fiscal_year=2024&municipality=" + municipality, nullptr, officer);
    REQUIRE(answer.status == 200);
    REQUIRE(answer.body["subsidies"].size() == 1);
    return answer.body["subsidies"][0];
}

tests::Answer add_step(HubInMemory& hub, std::string const& municipality, json const& body)
{
    auto const officer = hub.token_of(domain::Role::Prefecture, "prefecture");
    auto const id = subsidy_of(hub, municipality)["id"].get<std::string>();
    return hub.ask("POST", "/v1/subsidies/" + id + "/steps", body, officer);
}

// Break: count towns as cities in StatusReading::count; leave figures out of read_shops; forget months in
// read_town.
TEST_CASE("The status page of fiscal year 2024 says what the document says", "[hub][facts]")
{
    HubInMemory hub;
    CHECK(load(hub, file_text()).is_changed);
    auto const page = status(hub);
    CHECK(page["fiscal_year"] == 2024);
    CHECK(page["as_of"] == "2024-09-06");
    auto const& decided = page["subsidy"]["grant_decided"];
    CHECK(decided["cities"] == 10);
    CHECK(decided["towns"] == 6);
    CHECK(decided["municipalities"] == file()["subsidy_status"]["grant_decided"]["municipalities"]);
    CHECK(decided["inferred"].empty());
    auto const& later = page["subsidy"]["to_be_applied"];
    CHECK(later["cities"] == 3);
    CHECK(later["towns"] == 0);
    CHECK(later["municipalities"] == json{"352071", "352080", "352152"});
    CHECK(later["inferred"] == later["municipalities"]);
    REQUIRE(page["municipal_programmes"].size() == 16);
    CHECK(page["municipal_programmes"][0]["name"] == "下関市");
    CHECK(page["municipal_programmes"][0]["activities"]
        == json{"スマホ教室", "多世代型交流型デジタル技術体験会"});
    auto const& shops = page["national"]["type_a"];
    CHECK(shops["cities"] == 13);
    CHECK(shops["shops"] == 82);
    REQUIRE(shops["providers"].size() == 3);
    CHECK(shops["providers"][0]["provider"] == "NTTドコモ");
    CHECK(shops["providers"][0]["shops"] == 31);
    CHECK(shops["providers"][0]["cities"] == 13);
    CHECK(shops["providers"][1]["shops"] == 28);
    CHECK(shops["providers"][1]["cities"] == 12);
    CHECK(shops["providers"][2]["shops"] == 23);
    CHECK(shops["providers"][2]["cities"] == 11);
    CHECK(page["national"]["type_b"]["delivery"] == json{"in_person", "online"});
    CHECK(page["national"]["type_c"]["rule"] == "携帯ショップのない自治体などに講師派遣");
    CHECK(page["national"]["providers_b_and_c"][1]["provider"] == "(株)ホームラン");
    CHECK(page["national"]["providers_b_and_c"][1]["municipalities"] == json{"353442"});
    CHECK(page["sources"][0]["id"] == "r6");
    CHECK(page["reported_figures"].size() == 8);
}

TEST_CASE("The three carriers stand on the status page with their municipalities and months", "[hub][facts]")
{
    HubInMemory hub;
    load(hub, file_text());
    auto const stated = file()["carrier_programmes"];
    auto const carriers = status(hub)["carrier_programmes"];
    REQUIRE(carriers.size() == stated.size());
    for (std::size_t i = 0; i < stated.size(); ++i) {
        CHECK(carriers[i]["provider"] == stated[i]["provider"]);
        CHECK(carriers[i]["format"] == stated[i]["format"]);
        REQUIRE(carriers[i]["municipalities"].size() == stated[i]["municipalities"].size());
        for (std::size_t k = 0; k < stated[i]["municipalities"].size(); ++k)
            for (auto const* field : {"code", "name", "status", "months"})
                CHECK(carriers[i]["municipalities"][k][field] == stated[i]["municipalities"][k][field]);
    }
    CHECK(carriers[0]["municipalities"][0]["months"] == json{"2024-07", "2024-08"});
    CHECK(carriers[2]["municipalities"][2]["status"] == "arranging");
}

// Break: leave out the comparison of content_hash, or of the steps in take_subsidy.
TEST_CASE("Loading the same content again changes nothing", "[hub][facts]")
{
    HubInMemory hub;
    load(hub, file_text());
    auto const seq = hub.store().head_seq().value();
    auto const audit = hub.store().last_audit().value()->row;
    auto const page = status(hub);
    CHECK_FALSE(load(hub, file_text()).is_changed);
    CHECK_FALSE(load(hub, file().dump(4)).is_changed); // The same content with other spaces.
    CHECK(hub.store().head_seq().value() == seq);
    CHECK(hub.store().last_audit().value()->row == audit);
    CHECK(status(hub) == page);
    CHECK(subsidy_of(hub, "352012")["history"].size() == 1);
}

// Break: write any of these numbers into C++.
TEST_CASE("A changed copy and a posted step move every number of the status page", "[hub][facts]")
{
    HubInMemory hub;
    load(hub, file_text());
    CHECK(load(hub, changed_copy().dump()).is_changed);
    auto page = status(hub);
    CHECK(page["subsidy"]["grant_decided"]["cities"] == 9);
    CHECK(page["subsidy"]["grant_decided"]["towns"] == 6);
    CHECK(page["subsidy"]["to_be_applied"]["cities"] == 4);
    CHECK(page["municipal_programmes"].size() == 17);
    CHECK(page["municipal_programmes"][2]["activities"].size() == 3);
    CHECK(page["national"]["type_a"]["shops"] == 82);
    CHECK(page["national"]["type_a"]["providers"][0]["shops"] == 30);
    CHECK(page["national"]["type_a"]["providers"][1]["shops"] == 29);
    CHECK(page["carrier_programmes"][0]["municipalities"][1]["months"] == json{"2024-09", "2024-11"});

    CHECK(add_step(hub, "352071", {{"step", "applied"}, {"date", "2024-09-20"}}).status == 201);
    page = status(hub);
    CHECK(page["subsidy"]["to_be_applied"]["cities"] == 3);
    CHECK(page["subsidy"]["grant_decided"]["cities"] == 9);
    CHECK(page["as_of"] == "2024-09-20");
    CHECK(add_step(hub, "352071", {{"step", "decided"}, {"date", "2024-10-03"}, {"amount", 400000}}).status
        == 201);
    CHECK(status(hub)["subsidy"]["grant_decided"]["cities"] == 10);

    // Back to the first copy: what staff wrote stays, what the document said comes back.
    auto const answer = load(hub, file_text());
    CHECK(answer.is_changed);
    page = status(hub);
    CHECK(page["municipal_programmes"].size() == 16);
    CHECK(page["subsidy"]["grant_decided"]["cities"] == 11);
    CHECK(page["subsidy"]["to_be_applied"]["cities"] == 2);
    CHECK(subsidy_of(hub, "352071")["history"].size() == 3);
}

// Break: let take_subsidy replace the document's steps without asking may_precede.
TEST_CASE("A later copy never takes away what staff wrote after the first", "[hub][facts]")
{
    HubInMemory hub;
    load(hub, file_text());
    REQUIRE(add_step(hub, "352012", {{"step", "reported"}, {"date", "2025-03-14"}, {"amount", 380000}}).status
        == 201);
    // The copy says that Shimonoseki has not even applied: a report cannot follow that.
    auto const answer = load(hub, changed_copy().dump());
    CHECK(answer.kept_subsidies == std::vector<std::string>{"352012"});
    auto const subsidy = subsidy_of(hub, "352012");
    REQUIRE(subsidy["history"].size() == 2);
    CHECK(subsidy["history"][0]["step"] == "decided");
    CHECK(subsidy["history"][1]["step"] == "reported");
}

TEST_CASE("A decision whose day the document does not name is known by the meeting, and no day is made up",
    "[hub][facts]")
{
    HubInMemory hub;
    load(hub, file_text());
    auto const entry = subsidy_of(hub, "352012")["history"][0];
    CHECK(entry["step"] == "decided");
    CHECK(entry["date"].is_null());
    CHECK(entry["known_by"] == "2024-09-06");
    CHECK(entry["inferred"] == false);
    CHECK(subsidy_of(hub, "352080")["history"][0]["inferred"] == true);
}

// Break: leave out any one check of facts_file.cpp or facts_programmes.cpp; its row turns red.
TEST_CASE("A file in which one thing is wrong is refused whole, and the place is named", "[hub][facts]")
{
    using Row = std::tuple<std::string, json, std::string, std::string>;
    auto const [pointer, value, place, why] = GENERATE(table<std::string, json, std::string, std::string>({
        Row{"/municipal_programmes/3/code", "352055", "municipal_programmes[3].code",
            "no municipality of the file"},
        Row{"/municipal_programmes/3/code", "352039", "municipal_programmes[3].code", "has one already"},
        Row{"/municipal_programmes/3/name", "長門市", "municipal_programmes[3].name", "another one's name"},
        Row{"/municipal_programmes/3/activities_ja", json::array(), "municipal_programmes[3].activities_ja",
            "none"},
        Row{"/municipal_programmes/3/activities_ja/1", 7, "municipal_programmes[3].activities_ja[1]",
            "a number"},
        Row{"/municipal_programmes/3/scheme", "carrier_proposed", "municipal_programmes[3].scheme",
            "wrong list"},
        Row{"/municipal_programmes", "none", "municipal_programmes", "no list"},
        Row{"/municipalities/2/code", "352038", "municipalities[2].code", "wrong check digit"},
        Row{"/municipalities/2/code", "131016", "municipalities[2].code", "another prefecture"},
        Row{"/municipalities/2/code", "352012", "municipalities[2].code", "stands there twice"},
        Row{"/municipalities/2/code", 352039, "municipalities[2].code", "a number"},
        Row{"/municipalities/2/kind", "village", "municipalities[2].kind", "no such kind"},
        Row{"/municipalities/2/name", "", "municipalities[2].name", "empty"},
        Row{"/municipalities/2/name", "下関市", "municipalities[2].name", "twice"},
        Row{"/municipalities/0/kind", "town", "subsidy_status.grant_decided.cities",
            "then the count is wrong"},
        Row{"/prefecture/code", "350002", "prefecture.code", "wrong check digit"},
        Row{"/prefecture/code", "352012", "prefecture.code", "a city"},
        Row{"/fiscal_year/gregorian", "2024", "fiscal_year.gregorian", "a text"},
        Row{"/fiscal_year/gregorian", 2025, "fiscal_year.era", "contradicts the era"},
        Row{"/fiscal_year/ends", "2025-12-31", "fiscal_year.ends", "a calendar year"},
        Row{"/source/documents", json::array(), "source.documents", "no source"},
        Row{"/source/documents/0/date", "2024-09-31", "source.documents[0].date", "no such day"},
        Row{"/source/documents/1/id", "r6", "source.documents[1].id", "twice"},
        Row{"/subsidy_status/as_of", "September", "subsidy_status.as_of", "no date"},
        Row{"/subsidy_status/grant_decided/cities", 11, "subsidy_status.grant_decided.cities",
            "the list has ten"},
        Row{"/subsidy_status/grant_decided/towns", 5, "subsidy_status.grant_decided.towns",
            "the list has six"},
        Row{"/subsidy_status/to_be_applied/cities", -1, "subsidy_status.to_be_applied.cities", "negative"},
        Row{"/subsidy_status/to_be_applied/municipalities/0", "352012",
            "subsidy_status.to_be_applied.municipalities[0]", "at two steps"},
        Row{"/subsidy_status/to_be_applied/municipalities/0", "352080",
            "subsidy_status.to_be_applied.municipalities[1]", "twice"},
        Row{"/subsidy_status/to_be_applied/municipalities/0", "999999",
            "subsidy_status.to_be_applied.municipalities[0]", "nowhere"},
        Row{"/carrier_programmes/1/municipalities/2/status", "maybe",
            "carrier_programmes[1].municipalities[2].status", "no such status"},
        Row{"/carrier_programmes/0/municipalities/0/months/1", "2024-13",
            "carrier_programmes[0].municipalities[0].months[1]", "no such month"},
        Row{"/carrier_programmes/0/municipalities/0/months/1", "2024-07",
            "carrier_programmes[0].municipalities[0].months[1]", "twice"},
        Row{"/carrier_programmes/0/municipalities/0/months/1", "2025-04",
            "carrier_programmes[0].municipalities[0].months[1]", "next year's"},
        Row{"/carrier_programmes/0/municipalities/0/months", "2024-07",
            "carrier_programmes[0].municipalities[0].months", "no list"},
        Row{"/carrier_programmes/0/municipalities/1/code", "352012",
            "carrier_programmes[0].municipalities[1].code", "twice"},
        Row{"/carrier_programmes/2/format", "karaoke", "carrier_programmes[2].format", "no such format"},
        Row{"/carrier_programmes/2/provider", "", "carrier_programmes[2].provider", "empty"},
        Row{"/carrier_programmes/2/from", "October", "carrier_programmes[2].from", "no month"},
        Row{"/carrier_programmes/1/sessions_per_day/max", 2, "carrier_programmes[1].sessions_per_day.max",
            "less than the least"},
        Row{"/national_programme/types/0/shops_total", 83, "national_programme.types[0].shops_total",
            "sum is 82"},
        Row{"/national_programme/types/0/providers/2/shops", 24, "national_programme.types[0].shops_total",
            "sum is 83"},
        Row{"/national_programme/types/0/providers/2/cities", 14,
            "national_programme.types[0].providers[2].cities", "more than all together"},
        Row{"/national_programme/types/0/cities", 14, "national_programme.types[0].cities",
            "there are thirteen"},
        Row{"/national_programme/types/1/type", "D", "national_programme.types[1].type", "no such type"},
        Row{"/national_programme/types/1/type", "A", "national_programme.types[1].type", "twice"},
        Row{"/national_programme/types/1/delivery/0/id", "by_post",
            "national_programme.types[1].delivery[0].id", "no such delivery"},
        Row{"/national_programme/providers_b_and_c/0/type", "A",
            "national_programme.providers_b_and_c[0].type", "neither B nor C"},
        Row{"/national_programme/providers_b_and_c/0/municipalities/1", "1",
            "national_programme.providers_b_and_c[0].municipalities[1]", "nowhere"},
    }));
    INFO(pointer << ": " << why);
    auto facts = file();
    facts[json::json_pointer(pointer)] = value;
    auto const read = hub::facts::parse_facts(facts.dump());
    REQUIRE_FALSE(read);
    auto const& problems = read.error();
    INFO(hub::facts::problem_words(problems));
    bool const is_named = std::any_of(
        problems.begin(), problems.end(), [&, place = place](auto const& one) { return one.field == place; });
    CHECK(is_named);
}

TEST_CASE("A file without one of its parts is refused by that part's name", "[hub][facts]")
{
    for (auto const* part : {"source", "prefecture", "fiscal_year", "municipalities", "programme",
             "carrier_programmes", "municipal_programmes", "subsidy_status", "national_programme"}) {
        INFO(part);
        auto facts = file();
        facts.erase(part);
        auto const read = hub::facts::parse_facts(facts.dump());
        REQUIRE_FALSE(read);
        bool const is_named = std::any_of(read.error().begin(), read.error().end(),
            [&](auto const& one) { return one.field == part && one.reason == "is missing"; });
        CHECK(is_named);
    }
}

// Break: hand the parser's message on without the place.
TEST_CASE("A file that is no JSON is refused with its line", "[hub][facts]")
{
    auto text = file_text();
    auto const at = text.find("\"municipalities\": [");
    auto const line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    text.replace(at, 1, "!");
    auto const read = hub::facts::parse_facts(text);
    REQUIRE_FALSE(read);
    CHECK(read.error().front().field.starts_with("line " + std::to_string(line) + ","));
    for (auto const* other : {"", "[]", "null", "{", "\xff\xfe"}) {
        INFO(other);
        CHECK_FALSE(hub::facts::parse_facts(other));
    }
}

TEST_CASE("The facts of another prefecture are refused by a hub that holds one already", "[hub][facts]")
{
    HubInMemory hub;
    load(hub, file_text());
    auto const seq = hub.store().head_seq().value();
    auto facts = *hub::facts::parse_facts(file_text()).value();
    facts.content += " ";
    facts.year.prefecture = "130001";
    auto const outcome
        = hub.apply(hub::core::LoadFacts{std::make_shared<hub::core::Facts const>(facts), "test"});
    REQUIRE(std::holds_alternative<hub::core::Refusal>(outcome));
    CHECK(std::get<hub::core::Refusal>(outcome).reason == "other_prefecture");
    CHECK(hub.store().head_seq().value() == seq);
}

TEST_CASE("A provider's slug follows from its name alone", "[hub][facts]")
{
    using hub::facts::provider_slug;
    CHECK(provider_slug("KDDI") == "kddi");
    CHECK(provider_slug("ソフトバンク") == "softbank");
    CHECK(provider_slug("NTTドコモ") == "docomo");
    CHECK(provider_slug("楽天モバイル(株)") == "rakuten-mobile");
    CHECK(provider_slug("株式会社ホームラン") == "homerun");
    CHECK(provider_slug("(株)みほん") == provider_slug("みほん 株式会社"));
    CHECK(provider_slug("みほん") != provider_slug("見本"));
    CHECK(provider_slug("MX") == "mx");
    CHECK(provider_slug("MX見本") != "mx"); // What was lost must not make two companies one.
}

TEST_CASE("After loading, everybody finds municipalities, a venue in each, programmes and providers",
    "[hub][facts]")
{
    HubInMemory hub;
    load(hub, file_text());
    auto const municipalities = hub.ask("GET", "/v1/municipalities").body["municipalities"];
    REQUIRE(municipalities.size() == 19);
    CHECK(municipalities[0]
        == json{{"code", "352012"}, {"name", "下関市"}, {"kana", "しものせきし"}, {"kind", "city"},
            {"tile", {{"column", 0}, {"row", 1}}}});
    for (auto const& municipality : municipalities) {
        auto const code = municipality["code"].get<std::string>();
        auto const venues = hub.ask("GET", "/v1/venues?municipality=" + code).body["venues"];
        bool const has_hall = std::any_of(
            venues.begin(), venues.end(), [&](auto const& one) { return one["id"] == "v-" + code + "-1"; });
        CHECK(has_hall);
    }
    auto const programmes = hub.ask("GET", "/v1/programmes?fiscal_year=2024").body["programmes"];
    std::map<std::string, int> by_scheme;
    for (auto const& programme : programmes)
        ++by_scheme[programme["scheme"]];
    // The sixteen, and the scheme itself, which the subsidies are of.
    CHECK(by_scheme
        == std::map<std::string, int>{{"carrier_proposed", 3}, {"municipal_proposed", 17}, {"national_a", 1},
            {"national_b", 1}, {"national_c", 1}});
    CHECK(hub.ask("GET", "/v1/programmes?fiscal_year=2023").body["programmes"].empty());
    CHECK(hub.ask("GET", "/v1/programmes?fiscal_year=soon").status == 400);
    auto const providers = hub.ask("GET", "/v1/providers").body["providers"];
    for (auto const* slug :
        {"kddi", "softbank", "docomo", "rakuten-mobile", "homerun", "mx-mobiling", "local-labo"}) {
        INFO(slug);
        CHECK(std::any_of(
            providers.begin(), providers.end(), [&](auto const& one) { return one["id"] == slug; }));
    }
}

} // namespace
