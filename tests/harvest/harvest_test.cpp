// A real consumer beside real writers: what it has harvested when all is quiet are exactly the hub's public
// sessions, although the hub was restarted in the middle.
#include "tests/harvest/harvester.h"
#include "tests/scenarios/region.h"

#include <atomic>
#include <thread>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::Harvester;

constexpr int writers = 8;

struct Fair : tests::Region {
    std::string key;

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

/// One of the week's changes: of seats, of the title and so of the course, taken back, or called off.
json change(int writer, int number, int round)
{
    auto const day = std::to_string(10 + number % 7);
    json line{{"external_id", std::to_string(writer) + "-" + std::to_string(number)},
        {"title", "教室 " + std::to_string((number + (round % 5 == 4 ? 1 : 0)) % 9)},
        {"format", "mobile_van"}, {"venue", "v-352047-1"},
        {"starts_at", "2030-10-" + day + "T10:00:00+09:00"},
        {"ends_at", "2030-10-" + day + "T11:00:00+09:00"}, {"capacity", 5 + (number + round) % 20}};
    if ((number + round) % 7 == 3)
        line["state"] = "draft";
    return line;
}

/// Sends until it is taken: the hub may be away just then.
void send_until_taken(Fair& fair, net::CurlClient& client, std::string const& body)
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
            return;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

void write_all(Fair& fair, int writer, int sessions, int rounds)
{
    auto client = *net::CurlClient::open();
    for (int round = 0; round < rounds; ++round) {
        std::string body;
        for (int number = 0; number < sessions; ++number)
            body += change(writer, number, round).dump() + "\n";
        send_until_taken(fair, *client, body);
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

void harvest_a_week(int sessions, int rounds)
{
    Fair fair;
    auto const feed = [](std::string const& name) { return "http://hub.test/feeds/" + name; };
    Harvester by_session(feed("scheduled-sessions"), fair.getter());
    Harvester by_series(feed("session-series"), fair.getter());
    std::atomic<int> writing = writers;
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer)
        threads.emplace_back([&fair, &writing, writer, sessions, rounds] {
            write_all(fair, writer, sessions, rounds);
            --writing;
        });
    bool was_restarted = false;
    while (writing > 0) {
        by_session.read_one();
        by_series.read_one();
        if (!was_restarted && by_session.items_read() > sessions * writers) {
            was_restarted = true;
            CHECK(fair.server->end() == 0);
            fair.serve();
        }
    }
    for (auto& thread : threads)
        thread.join();
    CHECK(was_restarted);
    read_to_the_end(by_session);
    read_to_the_end(by_series);
    for (auto const& difference : differences(by_session, by_series, fair))
        FAIL_CHECK(difference);
    CHECK(by_session.items().size() > static_cast<std::size_t>(sessions * writers / 2));
    WARN(by_session.items_read() << " items on " << by_session.pages() << " pages");
}

} // namespace

// Break: number a row before its commit; ask the database twice for one page; forget a tombstone.
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

// Break: let differences() look at one side alone.
TEST_CASE("A consumer that lost one item is found out", "[harvest]")
{
    Fair fair;
    write_all(fair, 0, 30, 1);
    auto const lossy = [get = fair.getter(), is_lost = std::make_shared<bool>(false)](
                           std::string const& url) -> std::optional<std::string> {
        auto body = get(url);
        auto page = body ? json::parse(*body, nullptr, false) : json();
        if (*is_lost || !page.is_object() || page["items"].size() < 3)
            return body;
        page["items"].erase(2);
        *is_lost = true;
        return page.dump();
    };
    Harvester whole("http://hub.test/feeds/scheduled-sessions", fair.getter());
    Harvester with_loss("http://hub.test/feeds/scheduled-sessions", lossy);
    Harvester series("http://hub.test/feeds/session-series", fair.getter());
    for (auto* one : {&whole, &with_loss, &series})
        read_to_the_end(*one);
    CHECK(differences(whole, series, fair).empty());
    CHECK(differences(with_loss, series, fair).size() == 1);
}
