// The API document against the hub: every route is in it, every request it shows is taken as it is shown, and
// every answer is as it says. Beside this, every answer of every route test is checked where it is made
// (tests/support/hub_in_memory.cpp).
#include "tests/support/api_document.h"
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

#include <regex>
#include <set>

namespace {

using namespace meguri;
using namespace std::chrono_literals;
using nlohmann::json;
using tests::ApiDocument;
using tests::HubInMemory;

/// /v1/sessions/{id}/publish as the router has it: /v1/sessions/{}/publish.
std::string as_routed(std::string const& path)
{
    return std::regex_replace(path, std::regex("\\{[a-z_]+\\}"), "{}");
}

/// What stands in the place of a name of the document's examples in this test's hub.
using Names = std::map<std::string, std::string>;

} // namespace

// Break: add a route and say nothing; describe one that is gone.
TEST_CASE("The document names every route that the router knows, and no other", "[hub][openapi]")
{
    HubInMemory hub;
    std::set<std::string> documented;
    for (auto const& operation : ApiDocument::installed().operations())
        documented.insert(operation.method + " " + as_routed(operation.path));
    std::set<std::string> routed;
    for (auto const& [method, pattern] : hub.router().table())
        routed.insert(method + " " + pattern);
    for (auto const& one : routed)
        if (!documented.contains(one))
            FAIL_CHECK(one + " is not in assets/api/openapi.yaml");
    for (auto const& one : documented)
        if (!routed.contains(one))
            FAIL_CHECK(one + " is in assets/api/openapi.yaml, and there is no such route");
    CHECK(documented.size() > 90);
}

// Break: let the checker pass over what it does not know.
TEST_CASE("The checker of answers finds what is untrue", "[hub][openapi]")
{
    auto const document = ApiDocument(json::parse(R"({"paths":{"/a/{id}":{"get":{"responses":{
        "200":{"content":{"application/json":{"schema":{"type":"object","required":["n"],"properties":{
            "n":{"type":"integer","minimum":1},"day":{"type":"string","format":"date"},
            "list":{"type":"array","items":{"enum":["x","y"]}},"map":{"additionalProperties":{"type":"string"}},
            "either":{"type":["string","null"]}}}}}},"304":{}}}}}})"));
    using Row = std::tuple<int, std::string, std::string>;
    auto const [status, body, untruth] = GENERATE(table<int, std::string, std::string>({
        Row{200, R"({"n":1,"day":"2026-12-01","list":["x"],"map":{"q":"r"},"either":null})", ""},
        Row{304, "", ""},
        Row{200, R"({})", "lacks n"},
        Row{200, R"({"n":1.5})", "not of type"},
        Row{200, R"({"n":0})", "below"},
        Row{200, R"({"n":1,"day":"1 December"})", "no date"},
        Row{200, R"({"n":1,"list":["z"]})", "none of"},
        Row{200, R"({"n":1,"map":{"q":7}})", "body.map.q"},
        Row{200, R"({"n":1,"more":true})", "does not name"},
        Row{200, R"({"n":1,"either":7})", "body.either"},
        Row{200, "x", "no JSON"},
        Row{201, "{}", "not documented"},
        Row{500, "{}", "not documented"},
        Row{304, "x", "has a body"},
    }));
    INFO(status << " " << body);
    auto const found = document.untruths("GET", "/a/7", status, "application/json", body);
    if (untruth.empty())
        CHECK(found.empty());
    else
        CHECK((!found.empty() && found.front().find(untruth) != std::string::npos));
    CHECK(document.untruths("GET", "/b", 404, "application/json", "{}").empty());
    CHECK_FALSE(document.untruths("GET", "/b", 200, "application/json", "{}").empty());
    CHECK_FALSE(document.problems(json{{"minLength", 2}}, "x", "here").empty());
}

// Break: leave a field out of an example; let an example go stale; document a parameter that is refused.
TEST_CASE("Each request that the document shows has a body and parameters of the shape it describes",
    "[hub][openapi]")
{
    auto const& document = ApiDocument::installed();
    for (auto const& operation : document.operations()) {
        INFO(operation.method << " " << operation.path);
        auto const& definition = *operation.definition;
        CHECK_FALSE(definition["summary"].get<std::string>().empty());
        for (auto const& reference : definition.value("parameters", json::array())) {
            auto const& parameter = document.resolved(reference);
            INFO(parameter.dump());
            CHECK(parameter.contains("example"));
            CHECK(document.problems(parameter["schema"], parameter["example"], "example").empty());
        }
        auto const body = definition.find("requestBody");
        if (body == definition.end())
            continue;
        for (auto const& [type, media] : (*body)["content"].items()) {
            REQUIRE(media.contains("example"));
            if (type != "application/json")
                continue;
            for (auto const& problem : document.problems(media["schema"], media["example"], "example"))
                FAIL_CHECK(problem);
        }
    }
}

namespace {

/// The operation's request as the document shows it, sent by that role; the answer is checked where it is
/// made.
tests::Answer send_as_shown(
    HubInMemory& hub, ApiDocument::Operation const& operation, std::string const& token)
{
    auto const& document = ApiDocument::installed();
    auto path = operation.path;
    std::string query;
    std::map<std::string, std::string> headers;
    for (auto const& reference : operation.definition->value("parameters", json::array())) {
        auto const& parameter = document.resolved(reference);
        auto const& shown = parameter["example"];
        auto const value = shown.is_string() ? shown.get<std::string>() : shown.dump();
        auto const name = parameter["name"].get<std::string>();
        if (parameter["in"] == "path")
            path.replace(path.find("{" + name + "}"), name.size() + 2, value);
        else if (parameter["in"] == "query")
            query += (query.empty() ? "?" : "&") + name + "=" + value;
        else
            headers[name == "If-Match" ? "if-match" : "idempotency-key"] = value;
    }
    std::string body;
    if (auto const found = operation.definition->find("requestBody"); found != operation.definition->end()) {
        auto const& shown = (*found)["content"].front()["example"];
        body = shown.is_string() ? shown.get<std::string>() : shown.dump();
    }
    return hub.ask_raw(operation.method, path + query, body, token, headers);
}

} // namespace

// Break: answer 500, or with a status, a type or a field of which the document says nothing.
TEST_CASE("Each request that the document shows is understood, and answered as it says, whoever asks",
    "[hub][openapi]")
{
    HubInMemory hub;
    hub.published(3);
    std::map<std::string, std::string> tokens{{"nobody", ""}};
    using domain::Role;
    for (auto const& [role, organisation] : std::initializer_list<std::pair<Role, std::string>>{
             {Role::Municipality, "352047"}, {Role::Provider, "softbank"}, {Role::Prefecture, "prefecture"},
             {Role::Operator, ""}, {Role::Venue, "v-hagi"}})
        tokens[std::string(domain::name_of(role))] = hub.token_of(role, organisation);
    for (auto const& operation : ApiDocument::installed().operations()) {
        bool const is_open = operation.definition->value("security", json()) == json::array();
        bool const is_list
            = is_open && operation.method == "GET" && operation.path.find('{') == std::string::npos;
        for (auto const& [who, token] : tokens) {
            INFO(operation.method << " " << operation.path << " by " << who);
            auto const answer = send_as_shown(hub, operation, token);
            INFO(answer.text.substr(0, 300));
            CHECK(answer.status != 400);
            if (is_list)
                CHECK(answer.status == 200);
            if (!is_open && who == "nobody")
                CHECK(answer.status == 401);
        }
    }
}
