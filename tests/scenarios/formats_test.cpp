// Each way a class comes to people, by the row of the mission it serves: written by staff, found and taken at
// the kiosk, seen by carriers in the feed, counted in the town's figures. Real programs throughout.
#include "shared/base/clock.h"
#include "shared/domain/fiscal_year.h"
#include "shared/domain/tokyo_time.h"
#include "tests/scenarios/region.h"

#include <future>
#include <map>
#include <thread>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::person;
using tests::Region;

constexpr char town[] = "352047";
constexpr char hall[] = "v-352047-1";

std::string in_ten_days()
{
    return domain::to_iso(domain::tokyo_date(base::SystemClock().now() + std::chrono::hours(24 * 10)));
}

struct Story : Region {
    std::string clerk;
    std::string carrier;

    explicit Story(std::string const& provider)
    {
        prepare();
        add_user("carrier", "provider", provider);
        start();
        clerk = log_in("hagi");
        carrier = log_in("carrier");
        enrol();
    }
    static json class_of(std::string const& format, std::string const& title, int capacity)
    {
        return {{"title", title}, {"format", format}, {"venue", hall},
            {"starts_at", "2030-10-08T10:00:00+09:00"}, {"ends_at", "2030-10-08T11:00:00+09:00"},
            {"capacity", capacity}};
    }
    bool kiosk_offers(std::string const& id)
    {
        (void)kiosk({"sync"});
        auto const offered = kiosk({"sessions"});
        for (auto const& session : offered["sessions"])
            if (session["id"] == id)
                return true;
        return false;
    }
    json in_feed(std::string const& id)
    {
        auto const page = ask("GET", "/feeds/scheduled-sessions", nullptr, "", 200);
        for (auto const& item : page["items"])
            if (item["data"].is_object() && item["data"].dump().find("/" + id + "\"") != std::string::npos)
                return item["data"];
        return nullptr;
    }
    void mark(std::string const& registration, json const& body, std::string const& token)
    {
        (void)ask("POST", "/v1/registrations/" + registration + "/attendance", body, token, 200);
    }
    void act(std::string const& session, std::string const& action, std::string const& token)
    {
        (void)ask("POST", "/v1/sessions/" + session + "/" + action, nullptr, token, 200);
    }
    /// The town's figures of one format in the year of the classes.
    json figures(std::string const& format, int year = 2030)
    {
        auto const all = ask("GET",
            std::string("/v1/municipalities/") + town + "/summary?fiscal_year=" + std::to_string(year),
            nullptr, clerk, 200);
        for (auto const& one : all["by_format"])
            if (one["format"] == format)
                return one;
        return nullptr;
    }
    /// From the kiosk's list to the figures: one person registers, comes, and is counted.
    std::string live_through(std::string const& id, std::string const& format, std::string const& token)
    {
        CHECK(kiosk_offers(id));
        auto const taken = kiosk(person(id, "みほん はな"));
        CHECK(taken["state"] == "confirmed");
        CHECK_FALSE(in_feed(id).is_null());
        mark(taken["id"], {{"mark", "present"}}, token);
        act(id, "close", token);
        act(id, "hold", token);
        auto const counted = figures(format);
        CHECK(counted["held"] == 1);
        CHECK(counted["participants"] == 1);
        return taken["id"];
    }
};

SCENARIO("S1: A carrier's employee visits a senior at home", "[scenario][formats]")
{
    Story story("kddi");
    auto const visitor = story.ask("POST", "/v1/resources",
        {{"kind", "visitor"}, {"name", "訪問員"}, {"areas", {town}}}, story.carrier, 201)["id"];
    auto const wish = story.kiosk({"visit", "--municipality", town, "--area", "椿東", "--address",
        "椿東みほん1-2", "--kana", "みほん はな", "--phone", "09012345678", "--birth-year", "1948", "--wish",
        in_ten_days() + ":am", in_ten_days() + ":pm", "--offline"});
    CHECK(wish["state"] == "provisional");
    // Nothing to bring and nowhere to show it: somebody comes.
    auto const paper = (story.folder.path() / "wish.pdf").string();
    (void)story.kiosk({"slip", "--code", wish["code"], "--out", paper});
    auto const said = tests::run({"/usr/bin/pdftotext", paper, "-"}).output;
    CHECK(said.find("訪問の") != std::string::npos);
    CHECK(said.find("着いたら") == std::string::npos);
    (void)story.kiosk({"sync"});
    auto const open
        = story.ask("GET", "/v1/visit-requests?state=open", nullptr, story.carrier, 200)["visit_requests"];
    REQUIRE(open.size() == 1);
    CHECK(open[0]["code"] == wish["code"]);
    auto const target = "/v1/visit-requests/" + open[0]["id"].get<std::string>();
    auto const slots = story.ask(
        "GET", target + "/slots?visitor=" + visitor.get<std::string>(), nullptr, story.carrier, 200)["slots"];
    REQUIRE_FALSE(slots.empty());
    auto const made = story.ask("POST", target + "/schedule",
        {{"starts_at", slots[0]["starts_at"]}, {"visitor", visitor}}, story.carrier, 200);
    std::string const session = made["session"];
    // The person's slip says when; nobody else hears of it.
    (void)story.kiosk({"sync"});
    auto const slip = (story.folder.path() / "visit.pdf").string();
    CHECK(story.kiosk({"slip", "--code", wish["code"], "--out", slip})["state"] == "confirmed");
    CHECK(tests::run({"/usr/bin/pdftotext", slip, "-"}).output.find("ご自宅") != std::string::npos);
    CHECK_FALSE(story.kiosk_offers(session));
    CHECK(story.in_feed(session).is_null());
    // A visit that anybody may take is offered, and asks for the address.
    auto offered = Story::class_of("home_visit", "訪問スマートフォン教室", 1);
    auto const id = story.publish(offered, story.clerk);
    CHECK(story.kiosk_offers(id));
    CHECK(story.kiosk(person(id, "やまだ"), 1)["reason"] == "address_missing");
    CHECK(story.kiosk(person(id, "やまだ", {"--address", "椿みほん3"}))["state"] == "confirmed");
    CHECK_FALSE(story.in_feed(id).is_null());
    CHECK(story.figures("home_visit")["planned"] == 1);
}

SCENARIO("S2: A van comes to the community centres, its classes have few seats", "[scenario][formats]")
{
    Story story("softbank");
    auto const van = story.ask(
        "POST", "/v1/resources", {{"kind", "van"}, {"name", "サポート号"}}, story.carrier, 201)["id"];
    auto const day = story.ask("POST", "/v1/van-days",
        {{"van", van}, {"day", "2030-10-08"}, {"title", "スマホなんでもサポート号"}, {"publish", true},
            {"stops", {{{"venue", hall}, {"classes", 2}}}}},
        story.carrier, 201);
    std::string const id = day["stops"][0]["sessions"][0]["id"];
    CHECK(day["stops"][0]["sessions"][0]["capacity"] == 3);
    (void)story.live_through(id, "mobile_van", story.carrier);
    (void)story.ask("POST", "/v1/van-days/" + day["id"].get<std::string>() + "/breakdown",
        {{"reason", "故障"}}, story.carrier, 200);
    CHECK(story.figures("mobile_van")["cancelled"] == 1);
}

SCENARIO("S3: An outing of three parts is arranged, taken once, moved in part and marked part by part",
    "[scenario][formats]")
{
    Story story("docomo");
    auto outing = Story::class_of("practical_outing", "まちに出てスマホを使おう", 8);
    outing["provider"] = "docomo";
    outing["ends_at"] = "2030-10-22T12:00:00+09:00";
    outing["parts"] = json::array();
    for (auto const* day : {"08", "15", "22"})
        outing["parts"].push_back({{"starts_at", std::string("2030-10-") + day + "T10:00:00+09:00"},
            {"ends_at",
                std::string("2030-10-") + day + (day == std::string("08") ? "T11:00" : "T12:00")
                    + ":00+09:00"},
            {"venue", hall}});
    auto const made = story.ask("POST", "/v1/sessions", outing, story.carrier, 201);
    std::string const id = made["id"];
    auto const target = "/v1/sessions/" + id;
    auto const arranged
        = story.ask("POST", target + "/arrange", {{"waiting_for", "萩市: 会場の返事"}}, story.carrier, 200);
    CHECK(arranged["state"] == "arranging");
    CHECK(arranged["waiting_for"] == "萩市: 会場の返事");
    CHECK(
        story.ask("POST", target + "/arrange", {{"waiting_for", "バス会社"}}, story.clerk, 200)["waiting_for"]
        == "バス会社");
    (void)story.ask("GET", target, nullptr, "", 404);
    auto const open = story.ask("POST", target + "/publish", nullptr, story.carrier, 200);
    CHECK(open["waiting_for"] == "");
    CHECK(story.kiosk_offers(id));
    auto const taken = story.kiosk(person(id, "みほん はな"));
    CHECK(taken["state"] == "confirmed");
    auto const slip = (story.folder.path() / "outing.pdf").string();
    (void)story.kiosk({"slip", "--code", taken["code"], "--out", slip});
    auto const text = tests::run({"/usr/bin/pdftotext", slip, "-"}).output;
    CHECK(text.find("10月22日") != std::string::npos);
    CHECK_FALSE(story.in_feed(id).is_null());
    // One part moves: whoever registered is called.
    outing["parts"][1]["starts_at"] = "2030-10-16T10:00:00+09:00";
    outing["parts"][1]["ends_at"] = "2030-10-16T12:00:00+09:00";
    net::HttpRequest put;
    put.method = "PUT";
    put.url = "http://127.0.0.1:" + story.port + target;
    put.headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + story.carrier},
        {"If-Match", open["version"].dump()}};
    put.body = outing.dump();
    REQUIRE(story.line->send(put)->status == 200);
    story.mark(taken["id"], {{"mark", "present"}, {"part", 1}}, story.carrier);
    story.mark(taken["id"], {{"mark", "no_show"}, {"part", 2}}, story.carrier);
    (void)story.ask("POST", "/v1/registrations/" + taken["id"].get<std::string>() + "/attendance",
        {{"mark", "present"}, {"part", 4}}, story.carrier, 422);
    auto const roster = story.ask("GET", target + "/roster", nullptr, story.carrier, 200);
    CHECK(roster["confirmed"][0]["attendance"] == "partial");
    CHECK(roster["confirmed"][0]["attendance_parts"] == json{{"1", "present"}, {"2", "no_show"}});
    // A part's mark is taken back alone, the whole with all its parts.
    auto const marks = [&](json const& body) {
        story.mark(taken["id"], body, story.carrier);
        auto const one = story.ask("GET", target + "/roster", nullptr, story.carrier, 200)["confirmed"][0];
        return std::pair{one.value("attendance", ""), one["attendance_parts"]};
    };
    using Marks = std::pair<std::string, json>;
    CHECK(marks({{"mark", nullptr}, {"part", 2}}) == Marks{"present", {{"1", "present"}}});
    CHECK(marks({{"mark", nullptr}, {"part", 1}}) == Marks{"", json::object()});
    CHECK(marks({{"mark", "late"}, {"part", 3}}) == Marks{"late", {{"3", "late"}}});
    CHECK(marks({{"mark", nullptr}}) == Marks{"", json::object()});
    CHECK(marks({{"mark", "no_show"}, {"part", 1}}) == Marks{"no_show", {{"1", "no_show"}}});
    CHECK(marks({{"mark", "present"}}) == Marks{"present", json::object()});
    story.act(id, "close", story.carrier);
    story.act(id, "hold", story.carrier);
    CHECK(story.figures("practical_outing")["participants"] == 1);
}

SCENARIO("S4: A town holds its own class, its event, and trains supporters", "[scenario][formats]")
{
    Story story("kddi");
    auto const trained = story.publish(Story::class_of("venue_class", "スマホ支援員育成", 10), story.clerk);
    (void)story.live_through(trained, "venue_class", story.clerk);
    auto const event = story.publish(Story::class_of("event", "シニアeスポーツ体験会", 30), story.clerk);
    (void)story.live_through(event, "event", story.clerk);
}

SCENARIO("S4: Whoever drops in at a consultation desk is counted, not registered", "[scenario][formats]")
{
    Story story("kddi");
    auto desk = Story::class_of("consultation", "スマホよろず相談所", 0);
    desk["admission"] = "drop_in";
    auto const now = base::SystemClock().now();
    auto const opens = now + std::chrono::seconds(8);
    desk["starts_at"] = domain::to_iso(opens);
    desk["ends_at"] = domain::to_iso(opens + std::chrono::hours(2));
    auto const id = story.publish(desk, story.clerk);
    CHECK(story.kiosk_offers(id));
    CHECK(story.kiosk(person(id, "みほん はな"), 1)["reason"] == "drop_in");
    CHECK_FALSE(story.in_feed(id).is_null());
    auto const target = "/v1/sessions/" + id + "/count";
    std::this_thread::sleep_until(opens + std::chrono::milliseconds(100));
    (void)story.ask("POST", target, {{"participants", -1}}, story.clerk, 422);
    (void)story.ask("POST", target, {{"participants", 14}}, story.clerk, 200);
    story.act(id, "close", story.clerk);
    story.act(id, "hold", story.clerk);
    auto const year = domain::fiscal_year_of(domain::tokyo_date(opens)).year;
    auto const counted = story.figures("consultation", year);
    CHECK(counted["held"] == 1);
    CHECK(counted["participants"] == 14);
}

SCENARIO("S6: A carrier's shop holds a class", "[scenario][formats]")
{
    Story story("docomo");
    auto shop = Story::class_of("shop_class", "電源の入れ方を知ろう", 5);
    shop["provider"] = "docomo";
    (void)story.live_through(story.publish(shop, story.carrier), "shop_class", story.carrier);
}

SCENARIO("S7: People come to the town hall, the teacher is online", "[scenario][formats]")
{
    Story story("local-labo");
    auto online = Story::class_of("online_class", "オンライン 防災講座", 12);
    online["provider"] = "local-labo";
    online["course"] = {{"level", "advanced"}, {"topics", {"bousai"}}};
    auto const id = story.publish(online, story.carrier);
    CHECK(story.ask("GET", "/v1/sessions/" + id, nullptr, "", 200)["delivery"] == "online");
    (void)story.live_through(id, "online_class", story.carrier);
}

SCENARIO("S8: A lecturer is sent, and is never in two towns at once", "[scenario][formats]")
{
    Story story("homerun");
    auto const lecturer = story.ask(
        "POST", "/v1/resources", {{"kind", "lecturer"}, {"name", "講師1"}}, story.carrier, 201)["id"];
    auto sent = Story::class_of("venue_class", "講師派遣 スマホ教室", 10);
    sent["provider"] = "homerun";
    sent["resources"] = {lecturer};
    auto const id = story.publish(sent, story.carrier);
    sent["venue"] = "v-352012-1";
    auto const refused = story.ask("POST", "/v1/sessions", sent, story.carrier, 409);
    CHECK(refused["clashes"][0]["with"]["id"] == id);
    (void)story.live_through(id, "venue_class", story.carrier);
}

// Break: look for clashes before the queue of writes instead of behind it.
SCENARIO("S8: Of many clerks who send the same lecturer at once, one has him", "[scenario][formats]")
{
    Story story("homerun");
    auto const lecturer = story.ask(
        "POST", "/v1/resources", {{"kind", "lecturer"}, {"name", "講師1"}}, story.carrier, 201)["id"];
    auto sent = Story::class_of("venue_class", "講師派遣 スマホ教室", 10);
    sent["provider"] = "homerun";
    sent["resources"] = {lecturer};
    std::vector<std::future<int>> clerks;
    for (int i = 0; i < 16; ++i)
        clerks.push_back(std::async(std::launch::async, [&story, body = sent.dump()] {
            net::HttpRequest request;
            request.method = "POST";
            request.url = "http://127.0.0.1:" + story.port + "/v1/sessions";
            request.headers
                = {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + story.carrier}};
            request.body = body;
            auto line = net::CurlClient::open();
            auto const answer = (*line)->send(request);
            return answer ? answer->status : 0;
        }));
    std::map<int, int> statuses;
    for (auto& clerk : clerks)
        ++statuses[clerk.get()];
    CHECK(statuses == std::map<int, int>{{201, 1}, {409, 15}});
}

} // namespace
