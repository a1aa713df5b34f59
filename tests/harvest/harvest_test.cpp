// A real consumer beside real writers: what it has harvested when all is quiet are exactly the hub's public
// sessions, although the hub was restarted in the middle, and then put back to a copy.
#include "tests/harvest/harvester.h"
#include "tests/scenarios/region.h"

#include <atomic>
#include <mutex>
#include <shared_mutex>
#include <thread>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::Harvester;

constexpr int writers = 8;

struct Fair : tests::Region {
    std::string key;
    std::shared_mutex gate; ///< Writers pass it together; who takes it alone has them wait.
    std::atomic<int> stage = 0; ///< 1: restarted, 2: copied, 3: put back to the copy.
    std::atomic<int> batches_taken = 0;
    std::atomic<int> batches_lost = 0;

    Fair()
    {
        prepare();
        auto const made = hub({"key", "add", "--org", "softbank", "--name", "harvest"});
        REQUIRE(made.code == 0);
        key = made.output.substr(0, made.output.find('\n'));
        serve();
    }
    void serve()
    {
        server = std::make_unique<tests::Running>(
            std::vector<std::string>{hub_program, "serve", "--data", hub_data, "--listen",
                "127.0.0.1:" + port, "--page-size", "10", "--public-url", "http://hub.test"},
            "READY ");
        if (port == "0") // Writers read it while the hub is started again.
            port = server->line().substr(server->line().rfind(':') + 1);
    }
    void restart()
    {
        CHECK(server->end() == 0);
        serve();
    }
    std::string copy() const { return (folder.path() / "copy.db").string(); }
    void back_up() { REQUIRE(hub({"backup", copy()}).code == 0); }
    /// How many of the feeds' items the copy knew nothing of.
    int restore()
    {
        CHECK(server->end() == 0);
        auto const ended = hub({"restore", copy()});
        INFO(ended.output);
        REQUIRE(ended.code == 0);
        serve();
        return json::parse(ended.output)["taken_back"];
    }
    /// As somebody behind the public address sees it.
    Harvester::Get getter()
    {
        auto const client = std::make_shared<std::unique_ptr<net::CurlClient>>(*net::CurlClient::open());
        return
            [client, to = "http://127.0.0.1:" + port](std::string const& url) -> std::optional<std::string> {
                net::HttpRequest request;
                request.url = to + url.substr(std::string("http://hub.test").size());
                auto const answer = (*client)->send(request);
                return answer && answer->status == 200 ? std::optional(answer->body) : std::nullopt;
            };
    }
};

/// One of the week's changes: of seats, of the title and so of the course, taken back, or called off; every
/// tenth is a new class in each round.
json change(int writer, int number, int round)
{
    auto const day = std::to_string(10 + number % 7);
    auto const again = number % 10 == 9 ? "-" + std::to_string(round) : std::string();
    json line{{"external_id", std::to_string(writer) + "-" + std::to_string(number) + again},
        {"title", "教室 " + std::to_string((number + (round % 5 == 4 ? 1 : 0)) % 9)},
        {"format", "mobile_van"}, {"venue", "v-352047-1"},
        {"starts_at", "2030-10-" + day + "T10:00:00+09:00"},
        {"ends_at", "2030-10-" + day + "T11:00:00+09:00"}, {"capacity", 5 + (number + round) % 20}};
    if ((number + round) % 7 == 3)
        line["state"] = "draft";
    return line;
}

/// Sends until it is taken: the hub may be away just then.
bool is_taken(Fair& fair, net::CurlClient& client, std::string const& body)
{
    net::HttpRequest request;
    request.method = "POST";
    request.url = "http://127.0.0.1:" + fair.port + "/v1/sessions/bulk";
    request.headers = {{"Content-Type", "application/x-ndjson"}, {"Authorization", "Bearer " + fair.key}};
    request.body = body;
    for (int attempt = 0; attempt < 600; ++attempt) {
        auto const answer = client.send(request);
        if (answer && answer->status == 200
            && json::parse(answer->body, nullptr, false).value("refused", -1) == 0)
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
}

/// Each half of the second half begins only behind what is to happen before it.
void wait_for_stage(Fair& fair, int round, int rounds)
{
    int const wanted = round * 4 >= rounds * 3 ? 3 : round * 4 >= rounds * 2 ? 2 : 0;
    for (int stage = fair.stage; stage < wanted; stage = fair.stage)
        fair.stage.wait(stage);
}

void write_all(Fair& fair, int writer, int sessions, int rounds)
{
    auto client = *net::CurlClient::open();
    for (int round = 0; round < rounds; ++round) {
        std::string body;
        for (int number = 0; number < sessions; ++number)
            body += change(writer, number, round).dump() + "\n";
        wait_for_stage(fair, round, rounds);
        std::shared_lock const pass(fair.gate);
        ++(is_taken(fair, *client, body) ? fair.batches_taken : fair.batches_lost);
    }
}

/// What the feed should hold, by the plain list.
std::map<std::string, json> public_sessions(Fair& fair)
{
    std::map<std::string, json> all;
    for (std::string after;;) {
        auto const page
            = fair.ask("GET", "/v1/sessions" + (after.empty() ? "" : "?after=" + after), nullptr, "", 200);
        for (auto const& session : page["sessions"])
            all[session["id"]] = session;
        if (page["next"].is_null())
            return all;
        after = page["next"];
    }
}

/// Sentences on what the consumer has otherwise than the hub.
std::vector<std::string> differences(Harvester const& sessions, Harvester const& series, Fair& fair)
{
    std::vector<std::string> found = sessions.complaints();
    found.insert(found.end(), series.complaints().begin(), series.complaints().end());
    auto const wanted = public_sessions(fair);
    std::map<std::string, std::string> names;
    for (auto const& [id, item] : series.items())
        names[item["data"]["@id"]] = item["data"]["name"];
    for (auto const& [id, item] : sessions.items())
        if (!wanted.contains(id))
            found.push_back(id + " is not public any more");
    for (auto const& [id, session] : wanted) {
        auto const item = sessions.items().find(id);
        if (item == sessions.items().end()) {
            found.push_back(id + " was never harvested");
            continue;
        }
        auto const& data = item->second["data"];
        if (data["maximumAttendeeCapacity"] != session["capacity"])
            found.push_back(id + " has another capacity");
        if (data["startDate"] != session["starts_at"])
            found.push_back(id + " has another start");
        if (names[data["superEvent"]] != session["title"])
            found.push_back(id + " has another title");
    }
    return found;
}

void read_to_the_end(Harvester& harvester)
{
    for (int unread = 0; unread < 600;) {
        auto const page = harvester.read_one();
        if (page == Harvester::Page::Last)
            return;
        if (page == Harvester::Page::Unread) {
            ++unread;
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    }
}

/// A getter that leaves one standing item of the middle of the feed out.
Harvester::Get losing_one(Harvester::Get get, int page_of_loss)
{
    return [get = std::move(get), pages = std::make_shared<int>(0), page_of_loss](
               std::string const& url) -> std::optional<std::string> {
        auto body = get(url);
        auto page = body ? json::parse(*body, nullptr, false) : json();
        if (!page.is_object() || *pages < 0 || ++*pages < page_of_loss)
            return body;
        for (std::size_t at = 0; at < page["items"].size(); ++at)
            if (page["items"][at]["state"] == "updated") {
                page["items"].erase(at);
                *pages = -1;
                return page.dump();
            }
        return body;
    };
}

std::string feed(std::string const& name)
{
    return "http://hub.test/feeds/" + name;
}

/// The hub is restarted after a quarter of the writing, copied after two, and put back to its copy after
/// three; by then one consumer has read all there is, and the other is somewhere.
void follow_the_writers(
    Fair& fair, std::atomic<int> const& writing, int batches, Harvester& by_session, Harvester& by_series)
{
    while (writing > 0) {
        by_session.read_one();
        by_series.read_one();
        if (fair.stage > 2 || fair.batches_taken * 4 < batches * (fair.stage + 1))
            continue;
        if (fair.stage == 0)
            fair.restart();
        if (fair.stage == 1)
            fair.back_up();
        if (fair.stage == 2) {
            std::unique_lock const alone(fair.gate);
            read_to_the_end(by_session);
            CHECK(fair.restore() > 0);
        }
        ++fair.stage;
        fair.stage.notify_all();
    }
    CHECK(fair.stage == 3);
}

void harvest_a_week(int sessions, int rounds)
{
    Fair fair;
    Harvester by_session(feed("scheduled-sessions"), fair.getter());
    Harvester by_series(feed("session-series"), fair.getter());
    std::atomic<int> writing = writers;
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer)
        threads.emplace_back([&fair, &writing, writer, sessions, rounds] {
            write_all(fair, writer, sessions, rounds);
            --writing;
        });
    follow_the_writers(fair, writing, writers * rounds, by_session, by_series);
    for (auto& thread : threads)
        thread.join();
    CHECK(fair.batches_taken == writers * rounds);
    CHECK(fair.batches_lost == 0);
    read_to_the_end(by_session);
    read_to_the_end(by_series);
    for (auto const& difference : differences(by_session, by_series, fair))
        FAIL_CHECK(difference);
    CHECK(by_session.items().size() > static_cast<std::size_t>(sessions * writers / 2));

    // Who begins now gets each item once; and who loses one on the way is found out.
    Harvester late(feed("scheduled-sessions"), fair.getter());
    Harvester with_loss(feed("scheduled-sessions"), losing_one(fair.getter(), 3));
    read_to_the_end(late);
    read_to_the_end(with_loss);
    CHECK(differences(late, by_series, fair).empty());
    CHECK(late.ids_read() == static_cast<std::size_t>(late.items_read()));
    CHECK(differences(with_loss, by_series, fair).size() == 1);
    WARN(by_session.items_read() << " items on " << by_session.pages() << " pages");
}

} // namespace

// Break: number a row before its commit; ask the database twice for one page; forget a tombstone; go on from
// a copy at its own numbers, or without saying what it does not know; let differences() look at one side
// alone.
TEST_CASE("A consumer beside eight writers ends with exactly the public sessions", "[harvest]")
{
    harvest_a_week(20, 6);
}

// Break: as above.
TEST_CASE("A consumer beside eight writers and 20,000 changes ends with exactly the public sessions",
    "[harvest][.long]")
{
    harvest_a_week(125, 21);
}
