// The whole loop with the real programs on loopback: hub and kiosk as processes, HTTP between them, files on
// disk.
#include "shared/net/http_client.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::Running;

struct Region {
    tests::TemporaryFolder folder;
    std::string hub_program = MEGURI_PROGRAMS "/meguri-hub";
    std::string kiosk_program = MEGURI_PROGRAMS "/meguri-kiosk";
    std::string hub_data = (folder.path() / "hub").string();
    std::string kiosk_data = (folder.path() / "kiosk").string();
    std::unique_ptr<Running> server;
    std::unique_ptr<net::CurlClient> line = *net::CurlClient::open();
    std::string port = "0";

    void start()
    {
        server = std::make_unique<Running>(std::vector<std::string>{hub_program, "serve", "--data", hub_data,
                                               "--listen", "127.0.0.1:" + port},
            "READY ");
        port = server->line().substr(server->line().rfind(':') + 1);
    }
    tests::Ended hub(std::vector<std::string> words, std::string const& input = "")
    {
        words.insert(words.begin(), hub_program);
        words.insert(words.end(), {"--data", hub_data});
        return tests::run(words, input);
    }
    json kiosk(std::vector<std::string> words, int code = 0)
    {
        words.insert(words.begin(), {kiosk_program, "--data", kiosk_data});
        auto const ended = tests::run(words);
        INFO(ended.output);
        CHECK(ended.code == code);
        return json::parse(ended.output, nullptr, false);
    }
    json ask(std::string const& method, std::string const& path, json const& body, std::string const& token,
        int status)
    {
        net::HttpRequest request;
        request.method = method;
        request.url = "http://127.0.0.1:" + port + path;
        request.headers
            = {{"Content-Type", "application/json"}, {"Idempotency-Key", path + std::to_string(++m_key)}};
        if (!token.empty())
            request.headers.emplace_back("Authorization", "Bearer " + token);
        request.body = body.is_null() ? "" : body.dump();
        auto const answer = line->send(request);
        REQUIRE(answer);
        INFO(answer->body);
        CHECK(answer->status == status);
        return json::parse(answer->body, nullptr, false);
    }
    std::string log_in(std::string const& login)
    {
        return ask(
            "POST", "/v1/login", {{"login", login}, {"password", "a long password"}}, "", 200)["token"];
    }
    std::string publish(json const& session, std::string const& token)
    {
        std::string const id = ask("POST", "/v1/sessions", session, token, 201)["id"];
        (void)ask("POST", "/v1/sessions/" + id + "/publish", nullptr, token, 200);
        return id;
    }
    int m_key = 0;
};

json a_session(std::string const& format, int capacity)
{
    return {{"title", format == "mobile_van" ? "スマホなんでもサポート号" : "訪問スマートフォン教室"},
        {"format", format}, {"venue", "v-352047-1"}, {"starts_at", "2030-10-08T10:00:00+09:00"},
        {"ends_at", "2030-10-08T11:00:00+09:00"}, {"capacity", capacity},
        {"provider", format == "mobile_van" ? "softbank" : "kddi"}};
}

std::vector<std::string> person(
    std::string const& session, std::string const& kana, std::vector<std::string> more = {})
{
    std::vector<std::string> words{
        "register", "--session", session, "--kana", kana, "--phone", "09012345678", "--birth-year", "1948"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

// Break: keep the outbox in memory; answer before COMMIT; forget Idempotency at a restart; write the address
// in clear.
SCENARIO(
    "A van class of three seats and a home visit are filled while the hub dies in the middle", "[scenario]")
{
    GIVEN("a hub with the facts of Yamaguchi, a clerk, two carriers and an enrolled kiosk in Hagi")
    {
        Region region;
        REQUIRE(region.hub({"init"}).code == 0);
        REQUIRE(region.hub({"load", MEGURI_SOURCE_FOLDER "/assets/data/yamaguchi-r6.json"}).code == 0);
        REQUIRE(region
                    .hub({"user", "add", "--login", "hagi", "--role", "municipality", "--org", "352047",
                             "--password-stdin"},
                        "a long password\n")
                    .code
            == 0);
        region.start();
        auto const key = region.hub({"key", "add", "--org", "kddi", "--name", "test"});
        REQUIRE(key.code == 0);
        auto const carrier = key.output.substr(0, key.output.find('\n'));
        auto const clerk = region.log_in("hagi");
        auto const van = region.publish(a_session("mobile_van", 3), clerk);
        auto const visit = region.publish(a_session("home_visit", 1), clerk);
        auto const code = region.hub({"enrol", "--venue", "v-352047-1"});
        REQUIRE(code.code == 0);
        auto const url = "http://127.0.0.1:" + region.port;
        (void)region.kiosk({"enrol", "--hub", url, "--code", code.output.substr(0, code.output.find('\n'))});
        CHECK(region.kiosk({"sessions"})["sessions"].size() == 2);

        WHEN("one registers, the hub is killed, three more register without it, and it comes back")
        {
            auto const first = region.kiosk(person(van, "みほん はな"));
            CHECK(first["state"] == "confirmed");
            region.server->kill_hard();
            std::vector<std::string> kept;
            for (auto const* kana : {"やまだ たろう", "さとう じろう", "すずき さぶろう"}) {
                auto const outcome = region.kiosk(person(van, kana));
                // The kiosk holds one seat right: the first is promised that seat, the others a call.
                CHECK(outcome["state"] == (kept.empty() ? "confirmed" : "provisional"));
                kept.push_back(outcome["id"]);
            }
            auto const home
                = region.kiosk(person(visit, "みほん はな", {"--address", "萩市かなりや町一丁目"}));
            CHECK(home["state"] == "confirmed");
            (void)region.kiosk({"sync"}, 3);
            region.start();
            auto const report = region.kiosk({"sync"});
            CHECK(report["pushed"] == 4);

            THEN("each receipt is at the hub once, three are confirmed and the fourth waits")
            {
                auto const roster = region.ask("GET", "/v1/sessions/" + van + "/roster", nullptr, clerk, 200);
                REQUIRE(roster["confirmed"].size() == 3);
                REQUIRE(roster["waiting"].size() == 1);
                CHECK(roster["confirmed"][0]["kana"] == "みほん はな");
                CHECK(roster["waiting"][0]["id"] == kept[2]);
                auto const outbox = region.kiosk({"outbox"});
                REQUIRE(outbox["commands"].size() == 5);
                for (auto const& command : outbox["commands"])
                    CHECK(command["state"] == "acked");
                CHECK(region.kiosk({"sync"})["pushed"] == 0);
            }
            THEN("the address opens for the carrier alone, and no file holds it")
            {
                auto const target = "/v1/sessions/" + visit + "/roster";
                CHECK(region.ask("GET", target, nullptr, carrier, 200)["confirmed"][0]["address"]
                    == "萩市かなりや町一丁目");
                CHECK_FALSE(
                    region.ask("GET", target, nullptr, clerk, 200)["confirmed"][0].contains("address"));
                auto const found
                    = tests::run({"/bin/grep", "-rla", "かなりや", region.folder.path().string()});
                CHECK(found.output.empty());
            }
            THEN("the slip is a PDF with the number, and everybody can pull the class from the feed")
            {
                auto const slip = (region.folder.path() / "slip.pdf").string();
                CHECK(region.kiosk({"slip", "--code", first["code"], "--out", slip})["state"] == "confirmed");
                auto const text = tests::run({"/usr/bin/pdftotext", slip, "-"});
                std::string const number = first["code"];
                CHECK(text.output.find(number.substr(0, 3) + "-" + number.substr(3, 3)) != std::string::npos);
                auto const feed = region.ask("GET", "/feeds/scheduled-sessions", nullptr, "", 200);
                CHECK(feed["items"].size() == 2);
                CHECK(region.server->end() == 0);
                CHECK(region.hub({"audit", "verify"}).code == 0);
            }
        }
    }
}

} // namespace
