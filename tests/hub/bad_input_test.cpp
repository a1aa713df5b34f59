// What a stranger's program sends wrongly to the open lists and a carrier's to its bulk upload: refused by
// its place, or passed over as the document says, and never more work than it is worth.
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

#include <deque>
#include <functional>

namespace {

using namespace meguri;
using namespace std::chrono_literals;
using nlohmann::json;
using tests::Answer;
using tests::HubInMemory;

constexpr char list_path[] = "/v1/sessions";
constexpr char bulk_path[] = "/v1/sessions/bulk";

std::string line_of(HubInMemory& hub, std::string const& external_id, json const& extra = json::object())
{
    auto const start = hub.clock.now() + 49h;
    json body{{"external_id", external_id}, {"title", "LINEで写真をおくる"}, {"format", "venue_class"},
        {"venue", "v-hagi"}, {"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + 1h)},
        {"capacity", 5}};
    body.update(extra);
    return body.dump() + "\n";
}

std::size_t stored(HubInMemory& hub)
{
    hub::store::SessionFilter filter;
    filter.is_public_only = false;
    filter.limit = 100'000;
    return hub.store().sessions(filter).value().size();
}

/// What came to the writer and waits there, while a test looks.
struct StandingQueue {
    explicit StandingQueue(HubInMemory& hub)
        : m_hub(hub)
    {
        hub.router().services().submit
            = [this](hub::core::Command command, std::function<void(hub::core::Outcome)> done) {
                  waiting.emplace_back(std::move(command), std::move(done));
                  return true;
              };
    }
    /// As the writer does: what stands there is applied, and only then told.
    void take_all()
    {
        auto const batch = std::exchange(waiting, {});
        std::vector<hub::core::Outcome> outcomes;
        for (auto const& [command, done] : batch)
            outcomes.push_back(m_hub.apply(command));
        std::size_t place = 0;
        for (auto const& [command, done] : batch)
            done(outcomes[place++]);
    }

    std::deque<std::pair<hub::core::Command, std::function<void(hub::core::Outcome)>>> waiting;

private:
    HubInMemory& m_hub;
};

} // namespace

// Break: read the cursor's number leniently; fall back to the first page; take the last of two.
TEST_CASE("A parameter of the plain list that is wrong is refused by its name", "[hub][list][bad-input]")
{
    using Row = std::tuple<std::string, std::string, std::string>;
    auto const [query, field, why] = GENERATE(table<std::string, std::string, std::string>({
        Row{"after=1790000000-s12", "", "as `next` writes it, also another hub's: a start and an id"},
        Row{"after=1790000000-x-9", "", "an id of another hub may hold a dash"},
        Row{"after=9223372036854775807-s1", "", "the last second there is"},
        Row{"after=", "", "none"},
        Row{"after=9223372036854775808-s1", "after", "2^63"},
        Row{"after=18446744073709551617-s1", "after", "2^64 and one"},
        Row{"after=-5-s12", "after", "negative"},
        Row{"after=+5-s12", "after", "signed"},
        Row{"after= 5-s12", "after", "a space before"},
        Row{"after=s12", "after", "not a number"},
        Row{"after=1790000000", "after", "a number of a feed"},
        Row{"after=1790000000-", "after", "no id"},
        Row{"after=1.5-s12", "after", "a fraction"},
        Row{"after=0x10-s12", "after", "hexadecimal"},
        Row{"after=１７-s12", "after", "wide digits"},
        Row{"after=1-s1&after=2-s1", "after", "which one?"},
        Row{"from=2026-11-21", "", "a day"},
        Row{"from=2026-11-31", "from", "no such day"},
        Row{"from=2026-11-21T25:00:00%2B09:00", "from", "no such hour"},
        Row{"to=tomorrow", "to", "a word"},
        Row{"to=-1", "to", "negative"},
        Row{"ends_after=once", "ends_after", "a word"},
        Row{"ends_after=2026-11-21&ends_after=2026-11-22", "ends_after", "which one?"},
        Row{"from=2026-11-21&from=2026-11-22", "from", "which one?"},
        Row{"format=karaoke", "format", "none of the formats"},
        Row{"format=Venue_class", "format", "in another case"},
        Row{"format=venue_class&format=shop_class", "format", "which one?"},
        Row{"municipality=000000", "", "a town that is none has no classes"},
        Row{"municipality=352047&municipality=352110", "municipality", "which one?"},
        Row{"provider=a&provider=b", "provider", "which one?"},
        Row{"venue=a&venue=b", "venue", "which one?"},
        Row{"colour=red&colour=blue&", "", "what nobody knows is passed over, however often it stands there"},
    }));
    INFO(query << ": " << why);
    static HubInMemory hub;
    // The real listener decodes; the hub in memory takes the query as it stands.
    auto const answer = hub.ask("GET", std::string(list_path) + "?" + query);
    INFO(answer.text);
    CHECK(answer.status == (field.empty() ? 200 : 400));
    if (!field.empty())
        CHECK(answer.body["errors"].at(0)["field"] == field);
}

// Break: name no value; name them all but one.
TEST_CASE("A value that is none of an enumeration is refused with those that are", "[hub][bad-input]")
{
    HubInMemory hub;
    auto const id = hub.published(3);
    auto const clerk = hub.token_of(domain::Role::Municipality, "352047");
    using Row = std::tuple<std::string, std::string, std::vector<std::string>>;
    for (auto const& [path, field, allowed] :
        {Row{"/v1/sessions?format=x", "format",
             {"home_visit", "mobile_van", "practical_outing", "venue_class", "shop_class", "online_class",
                 "consultation", "event"}},
            Row{"/v1/sessions/" + id + "/roster?purpose=x", "purpose",
                {"desk", "sign_in_sheet", "call_list", "postcards"}},
            Row{"/v1/resources?kind=x", "kind", {"van", "visitor", "lecturer", "room", "phones"}},
            Row{"/v1/visit-requests?state=x", "state", {"open", "scheduled", "cancelled"}}}) {
        INFO(path);
        auto const answer = hub.ask("GET", path, nullptr, clerk);
        INFO(answer.text);
        REQUIRE(answer.status == 400);
        auto const& error = answer.body["errors"].at(0);
        CHECK(error["field"] == field);
        for (auto const& one : allowed) {
            INFO(one);
            CHECK(error["reason"].get<std::string>().find(one) != std::string::npos);
        }
    }
}

// Break: answer 406, which nobody documented; choose a form by a header that names none of ours.
TEST_CASE("An address has one form, whatever Accept says", "[hub][bad-input]")
{
    HubInMemory hub;
    hub.published(3);
    using Row = std::pair<std::string, std::string>;
    for (auto const& [path, type] : {Row{list_path, "application/json"},
             Row{"/feeds/scheduled-sessions", "application/json"}, Row{"/openapi.json", "application/json"},
             Row{"/v1/calendar.ics", "text/calendar; charset=utf-8"}}) {
        auto const plain = hub.ask("GET", path);
        for (auto const& accept : {"application/xml", "text/html;q=1, */*;q=0", "image/png", "*/*;q=0", ";;,",
                 "application/vnd.openactive.rpde+json; version=9"}) {
            INFO(path << " " << accept);
            hub::server::Request request;
            request.method = "GET";
            request.path = request.target = path;
            request.headers = {{"accept", accept}};
            hub::server::Response given;
            hub.router().handle(request, [&](hub::server::Response response) { given = response; });
            CHECK(given.status == 200);
            CHECK(given.content_type == type);
            CHECK((given.shared_body ? *given.shared_body : given.body) == plain.text);
        }
    }
}

// Break: run a query for each; keep a page for each spelling; answer 500.
TEST_CASE("A thousand filters in one address are refused by their name or mean nothing", "[hub][bad-input]")
{
    HubInMemory hub;
    hub.published(3);
    auto const plain = hub.ask("GET", list_path).text;
    std::string same, unknown, formats;
    for (int i = 0; i < 1000; ++i) {
        same += "&municipality=352047";
        unknown += "&f" + std::to_string(i) + "=x";
        formats += "&format=venue_class,format=x";
    }
    CHECK(hub.ask("GET", list_path + ("?" + unknown)).text == plain);
    auto const refused = hub.ask("GET", list_path + ("?" + same));
    CHECK(refused.status == 400);
    CHECK(refused.body["errors"][0]["field"] == "municipality");
    CHECK(hub.ask("GET", list_path + ("?" + formats)).status == 400);
    CHECK(hub.ask("GET", "/feeds/scheduled-sessions?" + unknown).status == 200);
    auto const metrics = hub.ask("GET", "/metrics").text;
    CHECK(metrics.find("\nmeguri_list_pages_built_total 1\n") != std::string::npos);
}

// Break: stop at the bad line; take nothing because of it; number the reports by the good ones alone.
TEST_CASE("One bad line among two thousand is named, and the others are taken", "[hub][carrier][bad-input]")
{
    HubInMemory hub;
    auto const key = hub.key_of("softbank");
    std::string lines;
    for (int i = 1; i <= 2000; ++i)
        lines += line_of(hub, "x" + std::to_string(i),
            i == 1234 ? json{{"capacity", "many"}} : json{{"title", "教室 " + std::to_string(i % 7)}});
    auto const answer = hub.ask_raw("POST", bulk_path, lines, key);
    INFO(answer.text.substr(0, 300));
    REQUIRE(answer.status == 200);
    CHECK(answer.body["created"] == 1999);
    CHECK(answer.body["refused"] == 1);
    auto const& report = answer.body["lines"];
    REQUIRE(report.size() == 2000);
    for (int i = 1; i <= 2000; ++i) {
        auto const& line = report[static_cast<std::size_t>(i) - 1];
        bool const is_told = line["line"] == i && line["external_id"] == "x" + std::to_string(i)
            && line["result"] == (i == 1234 ? "refused" : "created");
        if (!is_told)
            FAIL_CHECK("line " << i << ": " << line.dump());
    }
    CHECK(report[1233]["errors"][0]["field"] == "capacity");
    CHECK(stored(hub) == 1999);
}

// Break: hand what cannot be a line to the store; fall over it; count empty lines.
TEST_CASE("Rubbish in a bulk upload is refused line by line", "[hub][carrier][bad-input]")
{
    HubInMemory hub;
    auto const key = hub.key_of("softbank");
    using Row = std::pair<std::string, std::string>;
    for (auto const& [why, rubbish] :
        {Row{"no JSON", "title=x"}, Row{"half of it", R"({"external_id":"a")"}, Row{"a list", "[]"},
            Row{"a number beyond all", "1e99999"}, Row{"a NUL", std::string("{\"external_id\":\"a\0\"}", 20)},
            Row{"bytes that are no UTF-8", "{\"external_id\":\"\xff\xfe\"}"},
            Row{"two in one line", R"({"external_id":"a"} {"external_id":"b"})"},
            Row{"a hundred thousand brackets", std::string(100'000, '[')},
            Row{"as many objects",
                [] {
                    std::string deep;
                    for (int i = 0; i < 100'000; ++i)
                        deep += "{\"a\":";
                    return deep;
                }()},
            Row{"a title of four MiB", R"({"external_id":"a","title":")" + std::string(4 << 20, 'x') + "\"}"},
            Row{"an id of 129 bytes", R"({"external_id":")" + std::string(129, 'x') + "\"}"}}) {
        INFO(why);
        auto const answer
            = hub.ask_raw("POST", bulk_path, "\n\r\n  \n" + rubbish + "\n" + line_of(hub, "good"), key);
        REQUIRE(answer.status == 200);
        CHECK(answer.body["refused"] == 1);
        REQUIRE(answer.body["lines"].size() == 2);
        CHECK(answer.body["lines"][0]["line"] == 4);
        CHECK(answer.body["lines"][0]["result"] == "refused");
        CHECK_FALSE(answer.body["lines"][0]["detail"].get<std::string>().empty());
        CHECK(answer.text.size() < 4096); // What is refused is not sent back whole.
        CHECK(answer.body["lines"][1]["result"] != "refused");
    }
    CHECK(stored(hub) == 1);
}

// Break: take the first twenty thousand; count after the writing.
TEST_CASE("A bulk upload of more lines than allowed writes nothing", "[hub][carrier][bad-input]")
{
    HubInMemory hub;
    auto const key = hub.key_of("softbank");
    auto lines = line_of(hub, "good");
    for (int i = 1; i < 20'000; ++i)
        lines += "x\n";
    auto const most = hub.ask_raw("POST", bulk_path, lines + "\n\n", key);
    REQUIRE(most.status == 200);
    CHECK(most.body["refused"] == 19'999);
    CHECK(most.body["lines"].back()["line"] == 20'000);
    CHECK(stored(hub) == 1);
    auto const more = hub.ask_raw("POST", bulk_path, line_of(hub, "other") + lines, key);
    CHECK(more.status == 413);
    CHECK(more.body["detail"].get<std::string>().find("20000") != std::string::npos);
    CHECK(stored(hub) == 1);
}

// Break: hand the whole file to the writer at once; go on before what was handed over is written.
TEST_CASE("A kiosk's command waits behind fifty lines of a bulk upload at most", "[hub][carrier]")
{
    HubInMemory hub;
    auto const key = hub.key_of("softbank");
    std::string lines;
    for (int i = 0; i < 320; ++i)
        lines += line_of(hub, "x" + std::to_string(i));
    StandingQueue queue(hub);
    std::optional<json> report;
    hub::server::Request request;
    request.method = "POST";
    request.path = request.target = bulk_path;
    request.headers = {{"authorization", "Bearer " + key}};
    request.body = lines;
    hub.router().handle(
        request, [&](hub::server::Response response) { report = json::parse(response.body); });
    int rounds = 0;
    bool is_kiosk_heard = false;
    while (!report && rounds < 1000) {
        CHECK(queue.waiting.size() <= 50);
        if (++rounds == 3) {
            queue.waiting.emplace_back(
                hub::core::PassTime(), [&](hub::core::Outcome const&) { is_kiosk_heard = true; });
            queue.take_all();
            CHECK(is_kiosk_heard);
            CHECK_FALSE(report);
            continue;
        }
        queue.take_all();
    }
    REQUIRE(report);
    CHECK(rounds == 7);
    CHECK((*report)["created"] == 320);
}

// Break: no end to the work; say that a line was written when it was not; forget the lines that were.
TEST_CASE("A bulk upload that the hub has no time for is answered in time, and taken up where it stopped",
    "[hub][carrier]")
{
    HubInMemory hub;
    auto const key = hub.key_of("softbank");
    std::string lines;
    for (int i = 0; i < 300; ++i)
        lines += line_of(hub, "x" + std::to_string(i));
    auto& services = hub.router().services();
    auto const quick = services.submit;
    services.submit = [&](hub::core::Command command, std::function<void(hub::core::Outcome)> done) {
        hub.clock.pass(150ms);
        return quick(std::move(command), std::move(done));
    };
    auto const begun = hub.clock.monotonic();
    auto const first = hub.ask_raw("POST", bulk_path, lines, key);
    CHECK(hub.clock.monotonic() - begun < 30s);
    REQUIRE(first.status == 200);
    CHECK(first.body["created"] == 150);
    CHECK(first.body["refused"] == 150);
    CHECK(first.body["lines"][149]["result"] == "created");
    CHECK(first.body["lines"][150]["reason"] == "try_again");
    CHECK(stored(hub) == 150);
    auto const second = hub.ask_raw("POST", bulk_path, lines, key);
    CHECK(second.body["unchanged"] == 150);
    services.submit = quick;
    auto const third = hub.ask_raw("POST", bulk_path, lines, key);
    CHECK(third.body["unchanged"] == 150);
    CHECK(third.body["created"] == 150);
    CHECK(stored(hub) == 300);
}

// Break: give up at the first line that found no room; lose a line; tell one twice.
TEST_CASE("Lines for which the writer's queue has no room are to be sent again", "[hub][carrier]")
{
    HubInMemory hub;
    auto const key = hub.key_of("softbank");
    std::string lines;
    for (int i = 0; i < 120; ++i)
        lines += line_of(hub, "x" + std::to_string(i));
    auto& services = hub.router().services();
    auto const roomy = services.submit;
    int asked = 0;
    services.submit = [&](hub::core::Command command, std::function<void(hub::core::Outcome)> done) {
        return ++asked % 3 != 0 && roomy(std::move(command), std::move(done));
    };
    auto const first = hub.ask_raw("POST", bulk_path, lines, key);
    REQUIRE(first.status == 200);
    CHECK(first.body["created"] == 80);
    CHECK(first.body["refused"] == 40);
    CHECK(first.body["lines"][2]["reason"] == "try_again");
    CHECK(stored(hub) == 80);
}
