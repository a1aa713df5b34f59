// Carriers write: sessions by their own ids, alone and as lines of a file, with keys that are scoped,
// limited, rotated and revoked; and what became of their people.
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

namespace {

using namespace meguri;
using namespace std::chrono_literals;
using nlohmann::json;
using tests::Answer;
using tests::HubInMemory;

struct Carrier {
    HubInMemory hub;
    std::string key = hub.key_of("softbank");

    json body(json const& extra = json::object())
    {
        auto const start = hub.clock.now() + 49h;
        json made{{"title", "LINEで写真をおくる"}, {"format", "venue_class"}, {"venue", "v-hagi"},
            {"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + 1h)}, {"capacity", 5}};
        made.update(extra);
        return made;
    }
    Answer put(std::string const& external_id, json const& extra = json::object())
    {
        return hub.ask("PUT", "/v1/providers/softbank/sessions/" + external_id, body(extra), key);
    }
    std::int64_t head() { return hub.store().head_seq().value(); }
    Answer bulk(std::string const& lines, std::string const& who = "")
    {
        return hub.ask_raw("POST", "/v1/sessions/bulk", lines, who.empty() ? key : who);
    }
};

} // namespace

// Break: make a new one each time; count a resend as a change; compare the id too.
TEST_CASE(
    "A carrier's session sent again changes nothing, and sent otherwise changes that one", "[hub][carrier]")
{
    Carrier carrier;
    auto const first = carrier.put("2026-0042");
    INFO(first.text);
    REQUIRE(first.status == 201);
    CHECK(first.body["result"] == "created");
    CHECK(first.body["session"]["state"] == "published");
    CHECK(first.body["session"]["provider"]["id"] == "softbank");
    auto const head = carrier.head();
    auto const again = carrier.put("2026-0042");
    CHECK(again.status == 200);
    CHECK(again.body["result"] == "unchanged");
    CHECK(again.body["id"] == first.body["id"]);
    CHECK(carrier.head() == head);
    auto const changed = carrier.put("2026-0042", {{"capacity", 7}});
    CHECK(changed.body["result"] == "changed");
    CHECK(changed.body["session"]["capacity"] == 7);
    CHECK(changed.body["id"] == first.body["id"]);
    auto const other = carrier.put("2026-0043");
    CHECK(other.status == 201);
    CHECK(other.body["id"] != first.body["id"]);
    carrier.hub.restart();
    CHECK(carrier.put("2026-0043").body["result"] == "unchanged");
}

// Break: leave `state` out; publish a cancelled one again.
TEST_CASE("A carrier's session comes into the state that was sent", "[hub][carrier]")
{
    Carrier carrier;
    auto const state = [&](json const& extra) {
        auto const answer = carrier.put("a", extra);
        INFO(answer.text);
        REQUIRE(answer.status < 300);
        return answer.body["session"]["state"].get<std::string>();
    };
    CHECK(state({{"state", "draft"}}) == "draft");
    CHECK(state({{"state", "published"}}) == "published");
    CHECK(state({{"state", "draft"}}) == "draft");
    CHECK(state(json::object()) == "published");
    CHECK(state({{"state", "cancelled"}, {"cancel_reason", "講師の都合"}}) == "cancelled");
    CHECK(state({{"state", "cancelled"}, {"cancel_reason", "講師の都合"}}) == "cancelled");
    CHECK(carrier.put("a").status == 409);
}

// Break: look at the venue's town alone; take the organisation from the body.
TEST_CASE("A key writes for its own organisation and nobody else", "[hub][carrier]")
{
    Carrier carrier;
    auto& hub = carrier.hub;
    CHECK(hub.ask("PUT", "/v1/providers/kddi/sessions/a", carrier.body(), carrier.key).status == 403);
    CHECK(hub.ask("PUT", "/v1/providers/softbank/sessions/a", carrier.body()).status == 401);
    auto const clerk = hub.token_of(domain::Role::Municipality, "352047");
    CHECK(hub.ask("PUT", "/v1/providers/softbank/sessions/a", carrier.body(), clerk).status == 403);
    CHECK(hub.ask("PUT", "/v1/providers/352047/sessions/a", carrier.body(), clerk).status == 403);
    auto const foreign = carrier.put("a", {{"provider", "kddi"}});
    CHECK(foreign.status == 422);
    CHECK(foreign.body["errors"][0]["field"] == "provider");
    REQUIRE(carrier.put("a").status == 201);
    auto const theirs = hub.ask("PUT", "/v1/providers/kddi/sessions/a", carrier.body(), hub.key_of("kddi"));
    CHECK(theirs.status == 201); // The same words are another organisation's other session.
    CHECK(hub.ask("GET", "/v1/providers/softbank/registrations", nullptr, hub.key_of("kddi")).status == 403);
}

// Break: pass one of these on to the store.
TEST_CASE("What a carrier sends wrongly is refused by its field", "[hub][carrier]")
{
    using Row = std::tuple<json, std::string>;
    auto const [extra, field] = GENERATE(table<json, std::string>({
        Row{{{"title", ""}}, "title"},
        Row{{{"title", 7}}, "title"},
        Row{{{"venue", "v-none"}}, "venue"},
        Row{{{"capacity", -1}}, "capacity"},
        Row{{{"starts_at", "tomorrow"}}, "starts_at"},
        Row{{{"ends_at", "2020-01-01T10:00:00+09:00"}}, "ends_at"},
        Row{{{"state", "held"}}, "state"},
        Row{{{"state", "cancelled"}}, "cancel_reason"},
        Row{{{"format", "karaoke"}}, "format"},
        Row{{{"programme", "p-none"}}, "programme"},
    }));
    INFO(extra.dump());
    Carrier carrier;
    auto const answer = carrier.put("a", extra);
    INFO(answer.text);
    CHECK(answer.status == 422);
    bool is_named = false;
    for (auto const& error : answer.body["errors"])
        is_named = is_named || error["field"] == field;
    CHECK(is_named);
    CHECK(carrier.hub.store().session_of_carrier(domain::OrganisationId("softbank"), "a").value()
        == std::nullopt);
    CHECK(carrier.put(std::string(129, 'x')).body["errors"][0]["field"] == "external_id");
}

// Break: judge the file as a whole; number the lines from 0; stop at the first bad one.
TEST_CASE("A file of lines is taken line by line, and the report names each", "[hub][carrier]")
{
    Carrier carrier;
    std::string lines;
    for (int i = 0; i < 450; ++i) {
        auto body = carrier.body({{"title", "教室 " + std::to_string(i)}});
        body["external_id"] = "x" + std::to_string(i);
        lines += body.dump() + "\n";
    }
    auto bad = carrier.body({{"capacity", "many"}});
    bad["external_id"] = "bad";
    lines += "\n" + bad.dump() + "\r\n{\"broken\n" + carrier.body().dump() + "\n";
    auto const report = carrier.bulk(lines);
    INFO(report.text.substr(0, 500));
    REQUIRE(report.status == 200);
    CHECK(report.body["created"] == 450);
    CHECK(report.body["refused"] == 3);
    auto const& told = report.body["lines"];
    REQUIRE(told.size() == 453);
    CHECK(told[449]["external_id"] == "x449");
    CHECK(told[449]["line"] == 450);
    CHECK(told[450]["line"] == 452);
    CHECK(told[450]["errors"][0]["field"] == "capacity");
    CHECK(told[451]["line"] == 453);
    CHECK(told[452]["errors"][0]["field"] == "external_id");
    auto const head = carrier.head();
    CHECK(carrier.bulk(lines).body["unchanged"] == 450);
    CHECK(carrier.head() == head);
    CHECK(carrier.bulk("").body["lines"].empty());
    CHECK(carrier.bulk(lines, carrier.hub.token_of(domain::Role::Municipality, "352047")).status == 403);
}

// Break: publish it all the same; let the carrier publish by POST, or by an import.
TEST_CASE(
    "Where the programme asks for it, the municipality publishes what a carrier sends", "[hub][carrier]")
{
    Carrier carrier;
    auto& hub = carrier.hub;
    domain::Programme programme;
    programme.id = domain::ProgrammeId("p-approved");
    programme.name = "承認のいる事業";
    programme.fiscal_year = domain::FiscalYear{2026};
    REQUIRE(hub.store().put(programme));
    REQUIRE(hub.store().put_programme_rules(
        programme.id, R"({"approval":"municipality","rules":[]})", "test", hub.clock.now()));
    auto const sent = carrier.put("a", {{"programme", "p-approved"}});
    INFO(sent.text);
    REQUIRE(sent.status == 201);
    CHECK(sent.body["session"]["state"] == "arranging");
    CHECK(sent.body["waits_for"] == "municipality");
    CHECK(carrier.put("a", {{"programme", "p-approved"}}).body["result"] == "unchanged");
    auto const publish = "/v1/sessions/" + sent.body["id"].get<std::string>() + "/publish";
    auto const refused = hub.ask("POST", publish, nullptr, carrier.key);
    CHECK(refused.status == 409);
    CHECK(refused.body["reason"] == "approval_needed");
    CHECK(
        hub.ask("POST", publish, nullptr, hub.token_of(domain::Role::Municipality, "352047")).status == 200);
    CHECK(carrier.put("a", {{"programme", "p-approved"}, {"capacity", 9}}).body["session"]["state"]
        == "published");
}

// Break: no limit; one limit for all keys; forget the time.
TEST_CASE("A key that asks too often is told when to ask again, and others are not held up", "[hub][carrier]")
{
    Carrier carrier;
    auto& hub = carrier.hub;
    auto const ask = [&](std::string const& key) { return hub.ask("GET", "/v1/providers", nullptr, key); };
    int passed = 0;
    while (passed < 2000 && ask(carrier.key).status == 200)
        ++passed;
    CHECK(passed == 600);
    auto const refused = ask(carrier.key);
    CHECK(refused.status == 429);
    CHECK(refused.headers.at("retry-after") == "1");
    CHECK(ask(hub.key_of("kddi")).status == 200);
    CHECK(ask("").status == 200);
    hub.clock.pass(2s);
    CHECK(ask(carrier.key).status == 200);
}

// Break: take a key whose end has come; end the keys of another name; end them at once.
TEST_CASE(
    "A key ends when it is told to, and an exchanged one lives until its grace is over", "[hub][carrier]")
{
    Carrier carrier;
    auto& hub = carrier.hub;
    auto const end = [&](base::Time at) {
        return hub.apply(hub::core::EndApiKeys{"softbank", "key of softbank", at, "t"});
    };
    CHECK(carrier.put("a").status == 201);
    CHECK(std::holds_alternative<hub::core::Done>(end(hub.clock.now() + 24h)));
    CHECK(carrier.put("a").status == 200);
    hub.clock.pass(24h);
    CHECK(carrier.put("a", {{"starts_at", domain::to_iso(hub.clock.now() + 50h)}}).status == 401);
    CHECK(std::holds_alternative<hub::core::Refusal>(end(hub.clock.now())));
    CHECK(hub.ask("PUT", "/v1/providers/kddi/sessions/a", carrier.body(), hub.key_of("kddi")).status == 201);
}

// Break: order by arrival; give everybody's; leave a cancellation out; open names without the audit.
TEST_CASE("A carrier hears what changed among its people since it asked last", "[hub][carrier]")
{
    Carrier carrier;
    auto& hub = carrier.hub;
    auto const session = carrier.put("a").body["id"].get<std::string>();
    auto const other = hub.published(3);
    hub.register_by_phone(other, "よその ひと", "0838229999");
    auto const one = hub.register_by_phone(session, "やまだ はなこ", "0838221111");
    hub.register_by_phone(session, "たなか いちろう", "0838222222");
    auto const changes = [&](std::int64_t after) {
        return hub
            .ask("GET", "/v1/providers/softbank/registrations?after=" + std::to_string(after), nullptr,
                carrier.key)
            .body;
    };
    auto const first = changes(0);
    REQUIRE(first["registrations"].size() == 2);
    CHECK(first["registrations"][0]["kana"] == "やまだ はなこ");
    CHECK(first["registrations"][0]["session"] == session);
    std::int64_t const next = first["next"];
    CHECK(changes(next)["registrations"].empty());
    CHECK(changes(next)["next"] == next);
    hub.ask("POST", "/v1/registrations/" + one.body["id"].get<std::string>() + "/cancel",
        {{"reason", "都合"}}, hub.token_of(domain::Role::Municipality, "352047"));
    auto const later = changes(next);
    REQUIRE(later["registrations"].size() == 1);
    CHECK(later["registrations"][0]["state"] == "cancelled");
    CHECK_FALSE(later["registrations"][0].contains("kana"));
    int read = 0;
    for (auto const& row : hub.store().audit_after(0, 10'000).value())
        read += row.action == "person.read" ? 1 : 0;
    CHECK(read == 2);
    for (auto const* bad : {"-1", "x", "9223372036854775808"})
        CHECK(hub.ask("GET", std::string("/v1/providers/softbank/registrations?after=") + bad, nullptr,
                     carrier.key)
                  .status
            == 400);
}

// Break: count by path instead of by route; leave the feeds out; stop counting any of them; count from what
// is kept.
TEST_CASE(
    "The metrics name requests by route and answer, and show a consumer that is stuck", "[hub][metrics]")
{
    HubInMemory hub;
    hub.published(3);
    hub.ask("GET", "/v1/sessions/none-either");
    hub.ask("GET", "/v1/sessions/none");
    hub.ask("BREW", "/v1/sessions/none");
    auto const tells = [&](std::string const& line) {
        return hub.ask("GET", "/metrics").text.find("\n" + line + "\n") != std::string::npos;
    };
    CHECK(tells(R"(meguri_requests_total{method="GET",route="/v1/sessions/{}",status="404"} 2)"));
    CHECK(
        hub.ask("GET", "/metrics").text.find(R"(meguri_requests_total{method="other")") != std::string::npos);
    auto const feed = std::string("/feeds/scheduled-sessions");
    for (int i = 0; i < 3; ++i)
        hub.ask("GET", feed);
    auto const page = hub.ask("GET", feed, nullptr, "", {{"if-none-match", "\"x\""}});
    CHECK(hub.ask("GET", feed, nullptr, "", {{"if-none-match", page.headers.at("etag")}}).status == 304);
    auto const head = std::to_string(page.body["items"].back()["modified"].get<std::int64_t>());
    CHECK(hub.ask("GET", feed + "?afterChangeNumber=" + head).body["items"].empty());
    CHECK(tells(R"(meguri_requests_total{method="GET",route="/feeds/scheduled-sessions",status="200"} 5)"));
    CHECK(tells(R"(meguri_requests_total{method="GET",route="/feeds/scheduled-sessions",status="304"} 1)"));
    CHECK(tells(R"(meguri_feed_repeats_total{feed="scheduled-sessions"} 4)"));
    CHECK(tells(R"(meguri_feed_pages_total{feed="scheduled-sessions",page="middle"} 5)"));
    CHECK(tells(R"(meguri_feed_pages_total{feed="scheduled-sessions",page="last"} 1)"));
    CHECK(tells(R"(meguri_feed_pages_built_total{feed="scheduled-sessions"} 2)"));
    CHECK(tells(R"(meguri_feed_cursor{feed="scheduled-sessions"} )" + head));
    CHECK(tells(R"(meguri_feed_head{feed="scheduled-sessions"} )" + head));
    CHECK(tells("# TYPE meguri_feed_head gauge"));
    auto const list = hub.ask("GET", "/v1/sessions");
    hub.ask("GET", "/v1/sessions");
    hub.ask("GET", "/v1/sessions?municipality=352047");
    hub.ask("GET", "/v1/sessions", nullptr, "", {{"if-none-match", list.headers.at("etag")}});
    hub.ask("GET", "/v1/sessions?format=karaoke");
    CHECK(tells(R"(meguri_requests_total{method="GET",route="/v1/sessions",status="200"} 3)"));
    CHECK(tells(R"(meguri_requests_total{method="GET",route="/v1/sessions",status="304"} 1)"));
    CHECK(tells(R"(meguri_requests_total{method="GET",route="/v1/sessions",status="400"} 1)"));
    CHECK(tells("meguri_list_pages_built_total 2"));
    CHECK(tells("meguri_list_pages_kept 2"));
    hub.published(3);
    hub.ask("GET", "/v1/sessions");
    CHECK(tells("meguri_list_pages_built_total 3"));
    CHECK(tells("meguri_list_pages_kept 1"));
    CHECK(tells("meguri_hub_seq " + std::to_string(hub.store().head_seq().value())));
}
