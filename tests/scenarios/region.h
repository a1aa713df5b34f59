// One region with the real programs on loopback: hub and kiosk as processes, HTTP between them, files on
// disk.
#pragma once

#include "shared/net/http_client.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace meguri::tests {

using nlohmann::json;

struct Region {
    TemporaryFolder folder;
    std::string hub_program = MEGURI_PROGRAMS "/meguri-hub";
    std::string kiosk_program = MEGURI_PROGRAMS "/meguri-kiosk";
    std::string hub_data = (folder.path() / "hub").string();
    std::string kiosk_data = (folder.path() / "kiosk").string();
    std::unique_ptr<Running> server;
    std::unique_ptr<net::CurlClient> line = *net::CurlClient::open();
    std::string port = "0";

    /// A hub with the facts of Yamaguchi and a clerk of Hagi, not yet serving.
    void prepare()
    {
        REQUIRE(hub({"init"}).code == 0);
        REQUIRE(hub({"load", MEGURI_SOURCE_FOLDER "/assets/data/yamaguchi-r6.json"}).code == 0);
        auto const made = hub({"user", "add", "--login", "hagi", "--role", "municipality", "--org", "352047",
                                  "--password-stdin"},
            "a long password\n");
        REQUIRE(made.code == 0);
    }
    /// Enrols the kiosk at a hall of Hagi with a hub that serves.
    void enrol()
    {
        auto const code = hub({"enrol", "--venue", "v-352047-1"});
        REQUIRE(code.code == 0);
        (void)kiosk({"enrol", "--hub", "http://127.0.0.1:" + port, "--code",
            code.output.substr(0, code.output.find('\n'))});
    }
    void start()
    {
        server = std::make_unique<Running>(std::vector<std::string>{hub_program, "serve", "--data", hub_data,
                                               "--listen", "127.0.0.1:" + port},
            "READY ");
        port = server->line().substr(server->line().rfind(':') + 1);
    }
    Ended hub(std::vector<std::string> words, std::string const& input = "")
    {
        words.insert(words.begin(), hub_program);
        words.insert(words.end(), {"--data", hub_data});
        return run(words, input);
    }
    json kiosk(std::vector<std::string> words, int code = 0)
    {
        words.insert(words.begin(), {kiosk_program, "--data", kiosk_data});
        auto const ended = run(words);
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
    /// A log-in with the password that log_in uses.
    void add_user(std::string const& login, std::string const& role, std::string const& org)
    {
        auto const made
            = hub({"user", "add", "--login", login, "--role", role, "--org", org, "--password-stdin"},
                "a long password\n");
        REQUIRE(made.code == 0);
    }
    std::string publish(json const& session, std::string const& token)
    {
        std::string const id = ask("POST", "/v1/sessions", session, token, 201)["id"];
        (void)ask("POST", "/v1/sessions/" + id + "/publish", nullptr, token, 200);
        return id;
    }
    int m_key = 0;
};

inline json a_session(std::string const& format, int capacity)
{
    return {{"title", format == "mobile_van" ? "スマホなんでもサポート号" : "訪問スマートフォン教室"},
        {"format", format}, {"venue", "v-352047-1"}, {"starts_at", "2030-10-08T10:00:00+09:00"},
        {"ends_at", "2030-10-08T11:00:00+09:00"}, {"capacity", capacity},
        {"provider", format == "mobile_van" ? "softbank" : "kddi"}};
}

inline std::vector<std::string> person(
    std::string const& session, std::string const& kana, std::vector<std::string> more = {})
{
    std::vector<std::string> words{
        "register", "--session", session, "--kana", kana, "--phone", "09012345678", "--birth-year", "1948"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

} // namespace meguri::tests
