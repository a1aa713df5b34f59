// The open data through the routes: RPDE pages, what becomes of a session in them, and the pages behind their
// addresses.
#include "admin/hub/feeds/feed_pages.h"
#include "shared/domain/topics.h"
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

#include <set>

namespace {

using namespace meguri;
using namespace std::chrono_literals;
using nlohmann::json;
using tests::Answer;
using tests::HubInMemory;

constexpr char sessions_feed[] = "/feeds/scheduled-sessions";
constexpr char series_feed[] = "/feeds/session-series";
std::string const root = "http://hub.test";

std::string clerk_of(HubInMemory& hub)
{
    return hub.token_of(domain::Role::Municipality, "352047");
}

Answer act(HubInMemory& hub, std::string const& id, std::string const& action)
{
    auto const body = action == "cancel" ? json{{"reason", "台風のため"}} : json();
    auto answer = hub.ask("POST", "/v1/sessions/" + id + "/" + action, body, clerk_of(hub));
    INFO(answer.text);
    REQUIRE(answer.status == 200);
    return answer;
}

/// Like HubInMemory::published, but left a draft.
std::string draft(HubInMemory& hub, json extra = json::object())
{
    auto const start = hub.clock.now() + 25h;
    json body{{"title", "地図を見る"}, {"format", "venue_class"}, {"venue", "v-hagi"},
        {"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + 1h)}, {"capacity", 3}};
    body.update(extra);
    auto const made = hub.ask("POST", "/v1/sessions", body, clerk_of(hub));
    INFO(made.text);
    REQUIRE(made.status == 201);
    return made.body["id"];
}

struct Walk {
    std::vector<json> items;
    std::vector<std::size_t> page_sizes;
    std::string end; ///< Address of the last page.
};

/// As a consumer reads a feed, checking what holds for every page.
Walk walk(HubInMemory& hub, std::string const& feed)
{
    Walk walk;
    walk.end = root + feed;
    std::int64_t last = 0;
    for (int page = 0; page < 100; ++page) {
        auto const answer = hub.ask("GET", walk.end.substr(root.size()));
        REQUIRE(answer.status == 200);
        CHECK(answer.body.size() == 3);
        CHECK(answer.body["license"] == "https://creativecommons.org/licenses/by/4.0/");
        auto const& items = answer.body["items"];
        walk.page_sizes.push_back(items.size());
        std::string const next = answer.body["next"];
        if (next == walk.end) {
            CHECK(items.empty());
            CHECK(answer.headers.at("cache-control") == "public, max-age=8");
            return walk;
        }
        REQUIRE_FALSE(items.empty());
        CHECK(answer.headers.at("cache-control") == "public, max-age=3600");
        for (auto const& item : items) {
            std::int64_t const modified = item["modified"];
            CHECK(modified > last);
            last = modified;
            CHECK(item.contains("data") == (item["state"] == "updated"));
            walk.items.push_back(item);
        }
        CHECK(next == root + feed + "?afterChangeNumber=" + std::to_string(last));
        walk.end = next;
    }
    FAIL("the feed has no end");
    return walk;
}

/// The item of that id; null when the feed has none.
json item_in(HubInMemory& hub, std::string const& feed, std::string const& id)
{
    json found;
    for (auto const& item : walk(hub, feed).items)
        if (item["id"] == id) {
            CHECK(found.is_null());
            found = item;
        }
    return found;
}

json session_in_feed(HubInMemory& hub, std::string const& id)
{
    return item_in(hub, sessions_feed, id);
}

std::vector<std::string> ids_of(Walk const& walk)
{
    std::vector<std::string> ids;
    for (auto const& item : walk.items)
        ids.push_back(item["id"]);
    return ids;
}

domain::Venue venue_like_hagi(HubInMemory& hub, std::string const& id, domain::VenueKind kind)
{
    auto venue = hub.store().venue(domain::VenueId("v-hagi")).value().value();
    venue.id = domain::VenueId(id);
    venue.kind = kind;
    return venue;
}

} // namespace

// Break: order by id; keep the number of an item that changed; `>=` instead of `>` for the cursor.
TEST_CASE("A feed is in the order of its changes, and what changes moves to the end", "[hub][feed]")
{
    HubInMemory hub;
    auto const first = hub.published(3);
    auto const second = hub.published(3);
    auto const third = hub.published(3);
    CHECK(ids_of(walk(hub, sessions_feed)) == std::vector{first, second, third});
    act(hub, first, "close");
    CHECK(ids_of(walk(hub, sessions_feed)) == std::vector{second, third, first});
}

// Break: one more or one less than the page size in the query; `next` from anything but the last item.
TEST_CASE("Thirty-five sessions in pages of ten are each handed out exactly once", "[hub][feed]")
{
    HubInMemory hub;
    std::vector<std::string> made;
    for (int i = 0; i < 35; ++i)
        made.push_back(hub.published(3));
    auto const read = walk(hub, sessions_feed);
    CHECK(ids_of(read) == made);
    CHECK(read.page_sizes == std::vector<std::size_t>{10, 10, 10, 5, 0});
}

// Break: put the time into the page; build the last page's address from anything but the cursor; 404 when
// empty.
TEST_CASE("The last page is empty, names itself, and does not change while nothing does", "[hub][feed]")
{
    HubInMemory hub;
    auto const feed = GENERATE(std::string(sessions_feed), std::string(series_feed));
    CHECK(hub.ask("GET", feed).body["next"] == root + feed);
    CHECK(hub.ask("GET", feed).body["items"].empty());
    hub.published(3);
    auto const end = walk(hub, feed).end.substr(root.size());
    auto const before = hub.ask("GET", end);
    hub.clock.pass(1h);
    CHECK(hub.ask("GET", end).text == before.text);
    auto const far = feed + "?afterChangeNumber=9007199254740991";
    auto const beyond = hub.ask("GET", far);
    CHECK(beyond.status == 200);
    CHECK(beyond.body["items"].empty());
    CHECK(beyond.body["next"] == root + far);
    auto const other = hub.ask("GET", feed + "?limit=5");
    CHECK(other.status == 200);
    CHECK(other.body["items"].size() == 1);
}

// Break: parse with a signed or lenient number reader; fall back to the first page.
TEST_CASE("A cursor that is no change number is refused and never begins anew", "[hub][feed]")
{
    using Row = std::tuple<std::string, int, std::string>;
    auto const [query, status, why] = GENERATE(table<std::string, int, std::string>({
        Row{"afterChangeNumber=0", 200, "from the beginning"},
        Row{"afterChangeNumber=1", 200, "plain"},
        Row{"afterChangeNumber=9223372036854775807", 200, "the highest"},
        Row{"afterChangeNumber=9223372036854775808", 400, "2^63"},
        Row{"afterChangeNumber=18446744073709551616", 400, "2^64"},
        Row{"afterChangeNumber=-1", 400, "negative"},
        Row{"afterChangeNumber=", 400, "empty"},
        Row{"afterChangeNumber=+7", 400, "signed"},
        Row{"afterChangeNumber= 7", 400, "a space before"},
        Row{"afterChangeNumber=7a", 400, "a letter after"},
        Row{"afterChangeNumber=0x10", 400, "hexadecimal"},
        Row{"afterChangeNumber=7.0", 400, "a fraction"},
        Row{"afterChangeNumber=1e3", 400, "an exponent"},
        Row{"afterChangeNumber=007", 400, "its last page could not name itself"},
        Row{"afterChangeNumber=７", 400, "a wide digit"},
        Row{"afterChangeNumber=1&afterChangeNumber=2", 400, "which one?"},
    }));
    INFO(query << ": " << why);
    static HubInMemory hub;
    for (auto const* feed : {sessions_feed, series_feed}) {
        auto const answer = hub.ask("GET", std::string(feed) + "?" + query);
        CHECK(answer.status == status);
        if (status == 400)
            CHECK(answer.body["errors"][0]["field"] == "afterChangeNumber");
    }
}

// Break: filter unpublished rows out of the query; keep the old number; leave the data in the tombstone.
TEST_CASE("A session taken back becomes a tombstone, and its series with it", "[hub][feed]")
{
    HubInMemory hub;
    auto const id = hub.published(3);
    auto const before = session_in_feed(hub, id);
    act(hub, id, "unpublish");
    auto const after = session_in_feed(hub, id);
    CHECK(after["state"] == "deleted");
    CHECK_FALSE(after.contains("data"));
    CHECK(after["modified"] > before["modified"]);
    auto const series = walk(hub, series_feed).items;
    REQUIRE(series.size() == 1);
    CHECK(series[0]["state"] == "deleted");
    CHECK(hub.ask("GET", "/sessions/" + id).status == 404);
    act(hub, id, "publish");
    CHECK(session_in_feed(hub, id)["state"] == "updated");
    CHECK(walk(hub, series_feed).items.at(0)["state"] == "updated");
}

// Break: delete on cancel; forget to touch in PassTime; filter by the clock instead of a tombstone.
TEST_CASE(
    "A cancelled session stays as cancelled until it would have ended, then it is a tombstone", "[hub][feed]")
{
    HubInMemory hub;
    auto const id = hub.published(3);
    act(hub, id, "cancel");
    auto const cancelled = session_in_feed(hub, id);
    CHECK(cancelled["state"] == "updated");
    CHECK(cancelled["data"]["eventStatus"] == "https://schema.org/EventCancelled");
    CHECK(cancelled["data"]["remainingAttendeeCapacity"] == 0);
    hub.clock.pass(27h);
    hub.apply(hub::core::PassTime());
    auto const after = session_in_feed(hub, id);
    CHECK(after["state"] == "deleted");
    CHECK(after["modified"] > cancelled["modified"]);
    CHECK(hub.ask("GET", "/v1/sessions").body["sessions"].size() == 1);
    CHECK(hub.ask("GET", "/sessions/" + id).text.find("中止") != std::string::npos);
}

// Break: count every cancelled session as public, in touch(), in the list's SQL or in is_public().
TEST_CASE("A session cancelled as a draft was never announced and appears nowhere", "[hub][feed]")
{
    HubInMemory hub;
    auto const was_published = GENERATE(false, true);
    auto const id = draft(hub);
    if (was_published) {
        act(hub, id, "publish");
        act(hub, id, "unpublish");
    }
    act(hub, id, "cancel");
    auto const item = session_in_feed(hub, id);
    if (was_published)
        CHECK(item["state"] == "deleted");
    else
        CHECK(item.is_null());
    CHECK(hub.ask("GET", "/v1/sessions").body["sessions"].empty());
    CHECK(hub.ask("GET", "/v1/sessions/" + id).status == 404);
    CHECK(hub.ask("GET", "/sessions/" + id).status == 404);
    CHECK(hub.ask("GET", "/v1/sessions/" + id, nullptr, clerk_of(hub)).status == 200);
}

// Break: leave PassTime out; touch only when somebody acts.
TEST_CASE("A session that has ended leaves both feeds as a tombstone when time passes", "[hub][feed]")
{
    HubInMemory hub;
    auto const id = hub.published(3);
    hub.clock.pass(25h + 59min);
    hub.apply(hub::core::PassTime());
    CHECK(session_in_feed(hub, id)["state"] == "updated");
    hub.clock.pass(2min);
    hub.apply(hub::core::PassTime());
    CHECK(session_in_feed(hub, id)["state"] == "deleted");
    CHECK(walk(hub, series_feed).items.at(0)["state"] == "deleted");
    auto const end = walk(hub, sessions_feed).end;
    hub.apply(hub::core::PassTime());
    CHECK(walk(hub, sessions_feed).end == end);
}

// Break: take touch() out of any of: enter, cancel, change_session, run(ActOnSession).
TEST_CASE("Whatever is seen of a session gives it a higher number when it changes", "[hub][feed]")
{
    HubInMemory hub;
    auto const id = hub.published(2);
    std::int64_t last = session_in_feed(hub, id)["modified"];
    auto const rises = [&](int remaining) {
        auto const item = session_in_feed(hub, id);
        CHECK(item["modified"] > last);
        CHECK(item["data"]["remainingAttendeeCapacity"] == remaining);
        last = item["modified"];
    };
    auto const one = hub.register_by_phone(id, "やまだ はなこ", "0838221111");
    REQUIRE(one.status == 201);
    rises(1);
    hub.register_by_phone(id, "たなか いちろう", "0838222222");
    rises(0);
    hub.register_by_phone(id, "さとう うめ", "0838223333");
    rises(0); // Waiting, and still not below nothing.
    auto const gone = hub.ask("POST", "/v1/registrations/" + one.body["id"].get<std::string>() + "/cancel",
        {{"reason", "都合"}}, clerk_of(hub));
    REQUIRE(gone.status == 200);
    rises(0); // The one who waited has it.
    act(hub, id, "close");
    rises(0);
}

// Break: keep a series without sessions; do not follow a session that moves to another series.
TEST_CASE(
    "A series is in the feed while one of its sessions is, and every superEvent is there", "[hub][feed]")
{
    HubInMemory hub;
    auto const one = hub.published(3);
    auto const two = hub.published(3);
    auto const other = hub.published(3, {{"title", "災害にそなえる"}});
    CHECK(walk(hub, series_feed).items.size() == 2);
    std::string const series = session_in_feed(hub, one)["data"]["superEvent"];
    CHECK(session_in_feed(hub, two)["data"]["superEvent"] == series);
    CHECK(session_in_feed(hub, other)["data"]["superEvent"] != series);
    auto const series_id = series.substr(series.rfind('/') + 1);
    CHECK(item_in(hub, series_feed, series_id)["data"]["@id"] == series);
    act(hub, one, "unpublish");
    CHECK(item_in(hub, series_feed, series_id)["state"] == "updated");
    auto body = hub.ask("GET", "/v1/sessions/" + two).body;
    body["title"] = "災害にそなえる";
    auto const moved = hub.ask("PUT", "/v1/sessions/" + two, body, clerk_of(hub),
        {{"if-match", std::to_string(body["version"].get<int>())}});
    INFO(moved.text);
    REQUIRE(moved.status == 200);
    CHECK(item_in(hub, series_feed, series_id)["state"] == "deleted");
    CHECK(
        session_in_feed(hub, two)["data"]["superEvent"] == session_in_feed(hub, other)["data"]["superEvent"]);
}

// Break: leave touch_all out of SaveCatalogue, or the reading out of series_of.
TEST_CASE("A series gets a higher number when its place or its reading is known otherwise", "[hub][feed]")
{
    HubInMemory hub;
    auto venue = venue_like_hagi(hub, "v-new", domain::VenueKind::TownHall);
    venue.position.reset();
    venue.postal_code.clear();
    REQUIRE(hub.store().put(venue));
    hub.published(3, {{"venue", "v-new"}, {"title", "スマホで 暮らす"}, {"title_kana", "スマホデ クラス"}});
    auto const before = walk(hub, series_feed).items.at(0);
    CHECK(before["data"]["location"]["address"] == "山口県萩市江向510");
    CHECK_FALSE(before["data"]["location"].contains("geo"));
    venue.position = domain::Position{34.4080001234, 131.399};
    hub.apply(hub::core::SaveCatalogue{{}, {venue}, {}, "test"});
    auto const placed = walk(hub, series_feed).items.at(0);
    CHECK(placed["modified"] > before["modified"]);
    CHECK(placed["data"]["location"]["geo"]["latitude"] == 34.408);
    draft(hub,
        {{"venue", "v-new"}, {"title", "スマホで 暮らす"}, {"title_kana", "スマホデ クラス ナリ"},
            {"course", {{"level", "basic"}, {"topics", {"line"}}}}});
    auto const read = walk(hub, series_feed).items.at(0);
    CHECK(read["modified"] > placed["modified"]);
    CHECK(read["data"]["hub:nameKana"] == "スマホデ クラス ナリ");
}

// Break: a tag from the clock or the head; comparing the whole header.
TEST_CASE("A page that has not changed is answered with 304, and a changed one is not", "[hub][feed]")
{
    HubInMemory hub;
    auto const id = hub.published(3);
    auto const page = hub.ask("GET", sessions_feed);
    auto const etag = page.headers.at("etag");
    for (auto const& header : {etag, "W/" + etag, "\"x\", " + etag, std::string("*")}) {
        INFO(header);
        auto const same = hub.ask("GET", sessions_feed, nullptr, "", {{"if-none-match", header}});
        CHECK(same.status == 304);
        CHECK(same.text.empty());
        CHECK(same.headers.at("etag") == etag);
    }
    CHECK(hub.ask("GET", sessions_feed, nullptr, "", {{"if-none-match", "\"x\""}}).status == 200);
    draft(hub);
    CHECK(hub.ask("GET", sessions_feed, nullptr, "", {{"if-none-match", etag}}).status == 304);
    hub.register_by_phone(id, "やまだ はなこ", "0838221111");
    auto const changed = hub.ask("GET", sessions_feed, nullptr, "", {{"if-none-match", etag}});
    CHECK(changed.status == 200);
    CHECK(changed.headers.at("etag") != etag);
}

// Break: no bound in keep(); a key without the head.
TEST_CASE("A page is made once for all who ask, and only so many are kept", "[hub][feed]")
{
    HubInMemory hub;
    auto const id = hub.published(3);
    hub::feeds::FeedPages pages(hub::feeds::Addresses(root), 10);
    auto const feed = hub::feeds::Feed::ScheduledSessions;
    auto const page
        = [&](std::optional<std::int64_t> after) { return pages.page(feed, after, hub.store()).value(); };
    auto const first = page({}).body;
    CHECK(page({}).body == first);
    act(hub, id, "close");
    CHECK(page({}).body != first);
    for (int after = 0; after < 200; ++after)
        page(after);
    CHECK(pages.kept() <= 64);
}

// Break: write a title unescaped, in the feed, in the page or in its JSON-LD.
TEST_CASE("What a clerk writes never becomes markup", "[hub][feed]")
{
    HubInMemory hub;
    auto const id = hub.published(3, {{"title", "</script><script>alert(1)</script> & \"LINE\""}});
    auto const item = session_in_feed(hub, id);
    CHECK(item["data"]["name"] == "＜/script＞＜script＞alert(1)＜/script＞ ＆ \"LINE\"");
    auto organisation = hub.store().organisations().value().front();
    organisation.id = domain::OrganisationId("prefecture");
    organisation.kind = domain::OrganisationKind::Prefecture;
    organisation.name = "</script><b>県</b>";
    REQUIRE(hub.store().put(organisation));
    std::string const series = item["data"]["superEvent"];
    for (auto const& page : {"/sessions/" + id, "/classes/" + series.substr(series.rfind('/') + 1),
             std::string("/openactive"), std::string("/organizations/prefecture")}) {
        auto const answer = hub.ask("GET", page);
        INFO(page << "\n" << answer.text);
        REQUIRE(answer.status == 200);
        CHECK(answer.text.find("<script>") == std::string::npos);
        CHECK(answer.text.find("<b>") == std::string::npos);
        auto const closing = answer.text.find("</script>");
        CHECK((page == "/openactive" ? answer.text.find("</script>", closing + 1) : closing)
            == std::string::npos);
        CHECK(answer.headers.at("content-security-policy").starts_with("default-src 'none'"));
    }
}

// Break: give a home's position, its address, its phone or its name.
TEST_CASE("A home is never given more precisely than its town", "[hub][feed]")
{
    HubInMemory hub;
    auto venue = venue_like_hagi(hub, "v-home", domain::VenueKind::Home);
    venue.name = "田中様宅";
    venue.kana = "たなかさまたく";
    REQUIRE(hub.store().put(venue));
    auto const id = hub.published(1, {{"venue", "v-home"}, {"format", "home_visit"}});
    auto const series = walk(hub, series_feed).items.at(0);
    CHECK(series["data"]["location"]["address"] == "山口県萩市");
    auto const everything = series.dump() + session_in_feed(hub, id).dump()
        + hub.ask("GET", "/sessions/" + id).text
        + hub.ask("GET", "/classes/" + series["id"].get<std::string>()).text
        + hub.ask("GET", "/places/v-home").text;
    for (auto const* secret : {"田中", "たなか", "江向", "34.4", "131.3", "0838250000", "7580041"}) {
        INFO(secret);
        CHECK(everything.find(secret) == std::string::npos);
    }
}

// Break: give an online class a location; take the topics as they come.
TEST_CASE(
    "Shapes follow what is taught and how: online, drop-in, several days, window, no topic", "[hub][feed]")
{
    HubInMemory hub;
    SECTION("online")
    {
        hub.published(3, {{"format", "online_class"}});
        auto const data = walk(hub, series_feed).items.at(0)["data"];
        CHECK_FALSE(data.contains("location"));
        CHECK(data["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode");
        CHECK(data["beta:virtualLocation"]["@type"] == "VirtualLocation");
        CHECK(data["beta:affiliatedLocation"]["name"] == "みほん公民館");
    }
    SECTION("drop-in without a number of seats")
    {
        auto const data = session_in_feed(hub, hub.published(0, {{"admission", "drop_in"}}))["data"];
        CHECK_FALSE(data.contains("maximumAttendeeCapacity"));
        CHECK_FALSE(data.contains("remainingAttendeeCapacity"));
        CHECK(data["offers"][0]["openBookingInAdvance"] == "https://openactive.io/Unavailable");
    }
    SECTION("two days a week apart")
    {
        auto const parts = json::array(
            {{{"starts_at", "2026-12-01T10:00:00+09:00"}, {"ends_at", "2026-12-01T11:30:00+09:00"}},
                {{"starts_at", "2026-12-08T10:00:00+09:00"}, {"ends_at", "2026-12-08T11:30:00+09:00"}}});
        auto const id = hub.published(3,
            {{"starts_at", "2026-12-01T10:00:00+09:00"}, {"ends_at", "2026-12-08T11:30:00+09:00"},
                {"parts", parts}});
        auto const data = session_in_feed(hub, id)["data"];
        CHECK(data["startDate"] == "2026-12-01T10:00:00+09:00");
        CHECK(data["duration"] == "P7DT1H30M");
        CHECK(data["schedulingNote"]
            == "全2回: 2026年12月1日(火) 10:00〜11:30、2026年12月8日(火) 10:00〜11:30");
    }
    SECTION("a registration window")
    {
        auto const start = hub.clock.now() + 48h;
        auto const id = hub.published(3,
            {{"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + 90min)},
                {"registration_opens_at", domain::to_iso(start - 26h)},
                {"registration_closes_at", domain::to_iso(start - 90min)}, {"admission", "lottery"}});
        auto const data = session_in_feed(hub, id)["data"];
        CHECK(data["duration"] == "PT1H30M");
        CHECK(data["offers"][0]["validFromBeforeStartDate"] == "P1DT2H");
        CHECK(data["offers"][0]["validThroughBeforeStartDate"] == "PT1H30M");
        CHECK(data["offers"][0]["openBookingInAdvance"] == "https://openactive.io/Required");
    }
    SECTION("no topic")
    {
        hub.published(3, {{"course", {{"level", "advanced"}}}});
        auto const data = walk(hub, series_feed).items.at(0)["data"];
        REQUIRE(data["activity"].size() == 1);
        CHECK(data["activity"][0]["@id"] == root + "/vocab/class-topics#general");
        CHECK(data["level"] == json::array({"Advanced"}));
    }
}

// Break: leave the topics out of complete(); publish another list than the one that is checked.
TEST_CASE("A topic that is not on the published list is refused by its place", "[hub][feed][session]")
{
    HubInMemory hub;
    auto const start = hub.clock.now() + 25h;
    json const body{{"title", "地図"}, {"format", "venue_class"}, {"venue", "v-hagi"},
        {"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + 1h)}, {"capacity", 3},
        {"course", {{"level", "basic"}, {"topics", {"map", "karaoke"}}}}};
    auto const refused = hub.ask("POST", "/v1/sessions", body, clerk_of(hub));
    CHECK(refused.status == 422);
    CHECK(refused.body["errors"][0]["field"] == "course.topics[1]");
    auto const list = hub.ask("GET", "/vocab/class-topics").body;
    CHECK(list["type"] == "ConceptScheme");
    std::set<std::string> published;
    for (auto const& entry : list["concept"]) {
        std::string const id = entry["id"];
        auto const mark = id.find('#');
        REQUIRE(id.substr(0, mark) == list["id"]);
        published.insert(id.substr(mark + 1));
        hub.published(3, {{"course", {{"level", "basic"}, {"topics", json::array({id.substr(mark + 1)})}}}});
    }
    for (auto const* id : {"basic", "line", "mynumber", "bousai", "photo", "map", "health", "safety"})
        CHECK(published.contains(id));
}

namespace {

void collect_addresses(json const& value, std::set<std::string>& addresses)
{
    if (value.is_string() && value.get<std::string>().starts_with(root))
        addresses.insert(value.get<std::string>());
    if (value.is_structured())
        for (auto const& part : value)
            collect_addresses(part, addresses);
}

} // namespace

// Break: any of the routes behind the addresses.
TEST_CASE("Every address of ours in the feeds and the dataset page leads somewhere", "[hub][feed]")
{
    HubInMemory hub;
    hub.published(3);
    hub.published(3, {{"format", "online_class"}});
    std::set<std::string> addresses;
    for (auto const* feed : {sessions_feed, series_feed})
        for (auto const& item : walk(hub, feed).items)
            collect_addresses(item, addresses);
    auto const page = hub.ask("GET", "/openactive").text;
    std::string const begin = "<script type=\"application/ld+json\">";
    auto const from = page.find(begin) + begin.size();
    auto const dataset = json::parse(page.substr(from, page.find("</script>") - from));
    CHECK(dataset["@type"] == "Dataset");
    CHECK(dataset["publisher"]["name"] == "山口県");
    collect_addresses(dataset, addresses);
    CHECK(addresses.size() > 15);
    for (auto const& address : addresses) {
        INFO(address);
        auto answer = hub.ask("GET", address.substr(root.size(), address.find('#') - root.size()));
        if (answer.status == 303)
            answer = hub.ask("GET", answer.headers.at("location").substr(root.size()));
        CHECK(answer.status == 200);
        CHECK_FALSE(answer.headers.contains("set-cookie"));
    }
    for (auto const* dead : {"/sessions/s0", "/classes/none", "/places/none", "/organizations/none"})
        CHECK(hub.ask("GET", dead).status == 404);
}
