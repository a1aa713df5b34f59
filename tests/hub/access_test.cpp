// The same request as guest, clerk, clerk of another municipality, prefecture and carrier: who gets what.
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

namespace {

using namespace meguri;
using nlohmann::json;
using tests::HubInMemory;

struct Asker {
    std::string name;
    std::string token;
};

std::vector<Asker> askers(HubInMemory& hub)
{
    using domain::Role;
    return {{"guest", ""}, {"clerk", hub.token_of(Role::Municipality, "352047")},
        {"other clerk", hub.token_of(Role::Municipality, "352110")},
        {"prefecture", hub.token_of(Role::Prefecture, "prefecture")},
        {"operator", hub.token_of(Role::Operator, "")}, {"carrier", hub.key_of("softbank")},
        {"other carrier", hub.key_of("kddi")}, {"wrong token", "nobody"}};
}

json session_body(HubInMemory& hub)
{
    auto const start = hub.clock.now() + std::chrono::hours(48);
    return {{"title", "サポート号"}, {"format", "mobile_van"}, {"venue", "v-hagi"},
        {"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + std::chrono::hours(1))},
        {"capacity", 3}};
}

// Break: answer any route without need_actor or need_right.
TEST_CASE("Each route answers each kind of caller as the table says", "[hub][access]")
{
    HubInMemory hub;
    auto const session = hub.published(3, {{"provider", "softbank"}});
    auto const person
        = hub.register_by_phone(session, "みほん はな", "09012345678").body["id"].get<std::string>();
    auto const draft = hub.ask("POST", "/v1/sessions", session_body(hub),
                              hub.token_of(domain::Role::Municipality, "352047"))
                           .body["id"]
                           .get<std::string>();
    REQUIRE(hub.store().put(domain::Programme{domain::ProgrammeId("p-own"), {2026},
        domain::Scheme::MunicipalProposed, "萩市の教室", domain::OrganisationId("352047")}));
    REQUIRE(hub.store().put(hub::store::SubsidyRow{
        domain::SubsidyId("g-own"), "352047", domain::ProgrammeId("p-own"), 2026, "full", {}}));
    auto const waiter = [&] {
        auto const full = hub.published(1, {{"provider", "softbank"}});
        (void)hub.register_by_phone(full, "みほん はな", "09012345671");
        return hub.register_by_phone(full, "みほん はな", "09012345672").body["id"].get<std::string>();
    }();
    auto const lottery = hub.published(3, {{"provider", "softbank"}, {"admission", "lottery"}});
    auto const code = hub.store().registration(domain::RegistrationId(person)).value()->code;
    json const answers{{"answers", {{"face", "good"}, {"understood", "yes"}, {"again", "yes"}}}};
    json const reason{{"reason", "試験"}};
    json const form{{"session", session}, {"kana", "やまだ"}, {"phone", "09012345670"}, {"birth_year", 1940}};
    json const paper{{"line", 2}, {"session", session}, {"kana", "かみの"}, {"phone", "09012345679"},
        {"birth_year", 1941}, {"consent", true}};
    struct Row {
        std::string method;
        std::string target;
        json body;
        std::vector<int> statuses; ///< In the order of askers().
    };
    //                                           guest clerk other pref  oper  carrier other wrong
    std::vector<Row> const rows{
        {"GET", "/healthz", nullptr, {200, 200, 200, 200, 200, 200, 200, 200}},
        {"GET", "/v1/venues", nullptr, {200, 200, 200, 200, 200, 200, 200, 200}},
        {"GET", "/v1/sessions", nullptr, {200, 200, 200, 200, 200, 200, 200, 200}},
        {"GET", "/v1/sessions/" + session, nullptr, {200, 200, 200, 200, 200, 200, 200, 200}},
        {"GET", "/v1/sessions/none", nullptr, {404, 404, 404, 404, 404, 404, 404, 404}},
        {"POST", "/v1/registrations/" + person + "/survey", answers,
            {401, 200, 404, 404, 404, 200, 404, 401}},
        {"POST", "/v1/registrations/" + person + "/survey", json::object(),
            {401, 422, 404, 404, 404, 422, 404, 401}},
        {"GET", "/v1/sessions/" + session + "/roster", nullptr, {401, 200, 403, 200, 403, 200, 403, 401}},
        {"GET", "/v1/sessions/" + session + "/eligibility?programme=p-own", nullptr,
            {401, 200, 403, 200, 403, 200, 403, 401}},
        {"GET", "/v1/sessions/" + session + "/eligibility", nullptr,
            {401, 422, 403, 422, 403, 422, 403, 401}},
        {"GET", "/v1/sessions/" + draft + "/eligibility?programme=p-own", nullptr,
            {401, 200, 404, 200, 404, 404, 404, 401}},
        {"GET", "/v1/programmes/p-own/rules", nullptr, {401, 200, 200, 200, 200, 200, 200, 401}},
        {"PUT", "/v1/programmes/p-own/rules", {{"rules", json::array()}},
            {401, 200, 403, 200, 403, 403, 403, 401}},
        {"GET", "/v1/subsidies/g-own/report", nullptr, {401, 200, 404, 200, 404, 404, 404, 401}},
        {"GET", "/v1/subsidies/g-own/report.pdf", nullptr, {401, 200, 404, 200, 404, 404, 404, 401}},
        {"GET", "/v1/subsidies/g-own/report.xlsx", nullptr, {401, 200, 404, 200, 404, 404, 404, 401}},
        {"GET", "/v1/subsidies/none/report", nullptr, {401, 404, 404, 404, 404, 404, 404, 401}},
        {"GET", "/v1/reports/template", nullptr, {401, 200, 200, 200, 200, 200, 200, 401}},
        {"GET", "/v1/subsidies/g-own/account", nullptr, {401, 200, 404, 200, 404, 404, 404, 401}},
        {"POST", "/v1/subsidies/g-own/sessions", {{"session", session}, {"counts", true}, {"reason", "試験"}},
            {401, 200, 404, 403, 404, 404, 404, 401}},
        {"PUT", "/v1/sessions/" + session + "/cost", {{"planned", 30000}},
            {401, 200, 403, 403, 403, 403, 403, 401}},
        {"PUT", "/v1/sessions/" + draft + "/cost", {{"planned", 30000}},
            {401, 200, 404, 404, 404, 404, 404, 401}},
        {"GET", "/v1/areas", nullptr, {200, 200, 200, 200, 200, 200, 200, 200}},
        {"PUT", "/v1/areas/a1", {{"municipality", "352047"}, {"name", "江向"}, {"has_shop", false}},
            {401, 200, 403, 403, 403, 403, 403, 401}},
        {"POST", "/v1/sessions/import", nullptr, {401, 422, 422, 403, 403, 422, 422, 401}},
        {"POST", "/v1/registrations", form, {401, 201, 403, 403, 403, 409, 403, 401}},
        {"POST", "/v1/imports", {{"kind", "registrations"}, {"rows", {paper}}},
            {401, 200, 403, 403, 403, 200, 403, 401}},
        {"POST", "/v1/imports", {{"kind", "attendance"}, {"rows", {{{"code", code}, {"mark", "present"}}}}},
            {401, 200, 422, 403, 403, 200, 422, 401}},
        {"POST", "/v1/registrations/" + person + "/attendance", {{"mark", "present"}},
            {401, 200, 404, 404, 404, 200, 404, 401}},
        {"POST", "/v1/registrations/" + waiter + "/promote", reason,
            {401, 200, 404, 404, 404, 200, 404, 401}},
        {"POST", "/v1/registrations/" + waiter + "/reorder", {{"before", waiter}, {"reason", "試験"}},
            {401, 200, 404, 404, 404, 200, 404, 401}},
        {"POST", "/v1/registrations/" + waiter + "/release", nullptr,
            {401, 409, 404, 404, 404, 409, 404, 401}},
        {"POST", "/v1/registrations/" + waiter + "/move", {{"session", session}},
            {401, 200, 404, 404, 404, 409, 404, 401}},
        {"POST", "/v1/registrations/" + person + "/correct",
            {{"reason", "misheard"}, {"kana", "みほん はなえ"}}, {401, 200, 404, 404, 404, 422, 404, 401}},
        {"POST", "/v1/registrations/" + person + "/merge", {{"other", "none"}},
            {401, 422, 404, 404, 404, 422, 404, 401}},
        {"GET", "/v1/municipalities/summaries", nullptr, {401, 200, 200, 200, 403, 403, 403, 401}},
        {"GET", "/v1/municipalities/coverage", nullptr, {401, 200, 200, 200, 403, 403, 403, 401}},
        {"GET", "/v1/municipalities/coverage?municipality=352047", nullptr,
            {401, 200, 403, 200, 403, 403, 403, 401}},
        {"GET", "/v1/municipalities/figures.pdf", nullptr, {401, 200, 200, 200, 403, 403, 403, 401}},
        {"GET", "/v1/municipalities/figures.pdf?municipality=352047", nullptr,
            {401, 200, 403, 200, 403, 403, 403, 401}},
        {"POST", "/v1/years/2026/rollover", {{"dry_run", true}}, {401, 403, 403, 200, 200, 403, 403, 401}},
        {"POST", "/v1/years/2026/rollover", {{"dry_run", true}, {"subsidies", {"none"}}},
            {401, 403, 403, 422, 403, 403, 403, 401}},
        {"GET", "/v1/users", nullptr, {401, 200, 200, 200, 200, 403, 403, 401}},
        {"POST", "/v1/users", {{"login", "x"}}, {401, 422, 422, 422, 422, 403, 403, 401}},
        {"POST", "/v1/users/none/role", {{"role", "operator"}}, {401, 404, 404, 404, 404, 404, 404, 401}},
        {"POST", "/v1/users/none/password", nullptr, {401, 404, 404, 404, 404, 404, 404, 401}},
        {"POST", "/v1/users/none/off", nullptr, {401, 404, 404, 404, 404, 404, 404, 401}},
        {"POST", "/v1/users/none/on", nullptr, {401, 404, 404, 404, 404, 404, 404, 401}},
        {"GET", "/v1/keys", nullptr, {401, 403, 403, 200, 200, 403, 403, 401}},
        {"POST", "/v1/keys", json::object(), {401, 403, 403, 422, 422, 403, 403, 401}},
        {"POST", "/v1/keys/rotate", {{"organisation", "kddi"}, {"name", "none"}},
            {401, 403, 403, 404, 404, 403, 403, 401}},
        {"POST", "/v1/keys/revoke", {{"organisation", "kddi"}, {"name", "none"}},
            {401, 403, 403, 404, 404, 403, 403, 401}},
        {"GET", "/v1/audit", nullptr, {401, 200, 200, 200, 200, 403, 403, 401}},
        {"GET", "/v1/audit?municipality=352047", nullptr, {401, 200, 403, 200, 200, 403, 403, 401}},
        {"GET", "/v1/sessions/" + session + "/sign-in-sheet.pdf", nullptr,
            {401, 200, 403, 403, 403, 200, 403, 401}},
        {"GET", "/v1/sessions/" + session + "/roster.pdf", nullptr, {401, 200, 403, 403, 403, 200, 403, 401}},
        {"GET", "/v1/sessions/none/sign-in-sheet.pdf", nullptr, {401, 404, 404, 404, 404, 404, 404, 401}},
        {"GET", "/v1/calls/list.pdf", nullptr, {401, 200, 200, 200, 200, 200, 200, 401}},
        {"GET", "/v1/calls", nullptr, {401, 200, 200, 200, 200, 200, 200, 401}},
        {"GET", "/v1/calls?purpose=curiosity", nullptr, {401, 400, 400, 400, 400, 400, 400, 401}},
        {"POST", "/v1/calls/1/tried", nullptr, {401, 200, 404, 404, 404, 200, 404, 401}},
        {"POST", "/v1/calls/1/done", nullptr, {401, 200, 404, 404, 404, 200, 404, 401}},
        {"POST", "/v1/calls/1/reopen", nullptr, {401, 200, 404, 404, 404, 200, 404, 401}},
        {"POST", "/v1/calls/none/done", nullptr, {401, 404, 404, 404, 404, 404, 404, 401}},
        {"GET", "/v1/sessions/" + lottery + "/draw", nullptr, {404, 404, 404, 404, 404, 404, 404, 404}},
        {"POST", "/v1/sessions/" + lottery + "/close", nullptr, {401, 200, 403, 403, 403, 409, 403, 401}},
        {"POST", "/v1/sessions/" + lottery + "/draw", nullptr, {401, 200, 403, 403, 403, 200, 403, 401}},
        {"GET", "/v1/sessions/" + lottery + "/draw", nullptr, {200, 200, 200, 200, 200, 200, 200, 200}},
        {"POST", "/v1/sessions/" + session + "/count", {{"participants", 3}},
            {401, 409, 403, 403, 403, 409, 403, 401}},
        {"GET", "/v1/sessions/short-of-people", nullptr, {401, 200, 200, 200, 200, 200, 200, 401}},
        {"GET", "/v1/programmes/none/limits", nullptr, {404, 404, 404, 404, 404, 404, 404, 404}},
        {"PUT", "/v1/programmes/none/limits", json::object(), {401, 404, 404, 404, 404, 404, 404, 401}},
        {"POST", "/v1/sessions", session_body(hub), {401, 201, 403, 403, 403, 201, 201, 401}},
        {"POST", "/v1/sessions/" + session + "/close", nullptr, {401, 200, 403, 403, 403, 409, 403, 401}},
        {"POST", "/v1/sessions/" + session + "/cancel", reason, {401, 200, 403, 403, 403, 409, 403, 401}},
        {"PUT", "/v1/sessions/" + session, session_body(hub), {401, 428, 403, 403, 403, 428, 403, 401}},
        {"POST", "/v1/kiosks/codes", {{"venue", "v-hagi"}}, {401, 201, 403, 403, 201, 403, 403, 401}},
        {"POST", "/v1/kiosks/codes", {{"venue", "none"}}, {401, 422, 422, 422, 422, 422, 422, 401}},
        {"PUT", "/v1/venues/v-hagi/staff-pin", {{"pin", "471100"}}, {401, 200, 403, 403, 200, 403, 403, 401}},
        {"PUT", "/v1/venues/v-hagi/staff-pin", {{"pin", "471"}}, {401, 422, 403, 403, 422, 403, 403, 401}},
        {"PUT", "/v1/venues/none/staff-pin", {{"pin", "471100"}}, {401, 404, 404, 404, 404, 404, 404, 401}},
        {"GET", "/v1/registrations/by-code/" + code, nullptr, {401, 200, 404, 404, 404, 200, 404, 401}},
        {"GET", "/v1/registrations/by-code/" + code + "?last4=5678", nullptr,
            {401, 200, 404, 404, 404, 200, 404, 401}},
        {"GET", "/v1/registrations/by-code/none", nullptr, {401, 404, 404, 404, 404, 404, 404, 401}},
        {"POST", "/v1/registrations/find", {{"sealed", "AQ=="}}, {401, 401, 401, 401, 401, 401, 401, 401}},
        {"POST", "/v1/help", {{"sealed", "AQ=="}}, {401, 401, 401, 401, 401, 401, 401, 401}},
        {"GET", "/v1/help?purpose=help", nullptr, {401, 200, 200, 200, 200, 200, 200, 401}},
        {"GET", "/v1/help?purpose=desk", nullptr, {401, 400, 400, 400, 400, 400, 400, 401}},
        {"POST", "/v1/help/none/done", nullptr, {401, 404, 404, 404, 404, 404, 404, 401}},
        {"GET", "/v1/sessions/" + session + "/survey", nullptr, {401, 200, 403, 200, 403, 200, 403, 401}},
        {"GET", "/v1/resources", nullptr, {401, 200, 200, 200, 200, 200, 200, 401}},
        {"POST", "/v1/resources", {{"kind", "van"}, {"name", "1号車"}},
            {401, 201, 201, 403, 403, 201, 201, 401}},
        {"PUT", "/v1/venues/v-hagi/calendar", json::object(), {401, 200, 403, 403, 403, 403, 403, 401}},
        {"PUT", "/v1/travel-minutes", {{"from", "v-hagi"}, {"to", "v-nagato"}, {"minutes", 30}},
            {401, 200, 200, 403, 403, 200, 200, 401}},
        {"GET", "/v1/holidays", nullptr, {200, 200, 200, 200, 200, 200, 200, 200}},
        {"GET", "/v1/conflicts", nullptr, {401, 200, 200, 200, 200, 200, 200, 401}},
        {"GET", "/v1/van-days", nullptr, {401, 200, 200, 200, 200, 200, 200, 401}},
        {"POST", "/v1/van-days", json::object(), {401, 422, 422, 422, 422, 422, 422, 401}},
        {"GET", "/v1/van-days/none", nullptr, {401, 404, 404, 404, 404, 404, 404, 401}},
        {"GET", "/v1/visit-requests", nullptr, {401, 200, 200, 200, 200, 200, 200, 401}},
        {"POST", "/v1/visit-requests",
            {{"municipality", "352047"}, {"address", "みほん1"}, {"kana", "みほん"}, {"phone", "09012345678"},
                {"birth_year", 1940},
                {"wishes",
                    {domain::to_iso(domain::tokyo_date(hub.clock.now() + std::chrono::hours(72))) + ":am"}}},
            {401, 201, 403, 403, 403, 409, 409, 401}},
        {"POST", "/v1/visit-requests/none/schedule", json::object(),
            {401, 404, 404, 404, 404, 404, 404, 401}},
        {"GET", "/v1/session-templates", nullptr, {401, 200, 200, 200, 200, 200, 200, 401}},
        {"PUT", "/v1/session-templates", {{"name", "いつもの"}}, {401, 200, 200, 403, 403, 200, 200, 401}},
        {"POST", "/v1/session-series", json::object(), {401, 422, 422, 422, 422, 422, 422, 401}},
        {"POST", "/v1/programmes/none/copy", {{"municipality", "352047"}},
            {401, 404, 404, 404, 404, 404, 404, 401}},
        {"POST", "/v1/sync", json::object(), {401, 401, 401, 401, 401, 401, 401, 401}},
        {"POST", "/healthz", nullptr, {405, 405, 405, 405, 405, 405, 405, 405}},
        {"GET", "/nothing", nullptr, {404, 404, 404, 404, 404, 404, 404, 404}},
    };
    auto const all = askers(hub);
    for (auto const& row : rows)
        for (std::size_t i = 0; i < all.size(); ++i) {
            INFO(row.method << " " << row.target << " as " << all[i].name);
            auto const answer = hub.ask(row.method, row.target, row.body, all[i].token,
                {{"idempotency-key", row.target + "-" + std::to_string(i)}});
            INFO(answer.text);
            CHECK(answer.status == row.statuses[i]);
            if (answer.status >= 400) {
                CHECK(answer.body["status"] == answer.status);
                CHECK(answer.body.contains("title"));
                CHECK(answer.body.contains("errors"));
            }
        }
}

// Break: render kana whenever the key file is there.
TEST_CASE("A roster shows names to the municipality and the provider, entries in order to the prefecture",
    "[hub][access]")
{
    HubInMemory hub;
    auto const session = hub.published(3, {{"provider", "softbank"}});
    REQUIRE(hub.register_by_phone(session, "みほん はな", "09012345678").status == 201);
    auto const all = askers(hub);
    for (auto const& [name, token] : all) {
        if (name == "guest" || name == "wrong token" || name.starts_with("other") || name == "operator")
            continue;
        INFO(name);
        auto const roster = hub.ask("GET", "/v1/sessions/" + session + "/roster", nullptr, token);
        REQUIRE(roster.body["confirmed"].size() == 1);
        CHECK(roster.body["confirmed"][0].contains("kana") == (name == "clerk" || name == "carrier"));
        CHECK(roster.body["confirmed"][0]["code"].get<std::string>().size() == 9);
    }
}

// Break: SeeAddress for the municipality.
TEST_CASE("The address of a home visit opens for its provider only", "[hub][access]")
{
    HubInMemory hub;
    auto const session = hub.published(1, {{"format", "home_visit"}, {"provider", "kddi"}});
    auto const clerk = hub.token_of(domain::Role::Municipality, "352047");
    REQUIRE(hub.ask("POST", "/v1/registrations",
                   {{"session", session}, {"kana", "みほん"}, {"phone", "09012345678"}, {"birth_year", 1940},
                       {"address", "江向510"}},
                   clerk, {{"idempotency-key", "k"}})
                .status
        == 201);
    auto const target = "/v1/sessions/" + session + "/roster";
    CHECK_FALSE(hub.ask("GET", target, nullptr, clerk).body["confirmed"][0].contains("address"));
    CHECK(hub.ask("GET", target, nullptr, hub.key_of("kddi")).body["confirmed"][0]["address"] == "江向510");
}

TEST_CASE("A draft exists only for those who may write it", "[hub][access]")
{
    HubInMemory hub;
    auto const clerk = hub.token_of(domain::Role::Municipality, "352047");
    auto const draft
        = hub.ask("POST", "/v1/sessions", session_body(hub), clerk).body["id"].get<std::string>();
    for (auto const& [name, token] : askers(hub)) {
        INFO(name);
        CHECK(
            hub.ask("GET", "/v1/sessions/" + draft, nullptr, token).status == (name == "clerk" ? 200 : 404));
        bool is_listed = false;
        auto const list = hub.ask("GET", "/v1/sessions", nullptr, token);
        for (auto const& one : list.body["sessions"])
            is_listed = is_listed || one["id"] == draft;
        CHECK(is_listed == (name == "clerk"));
    }
}

TEST_CASE(
    "A token ends with its time, and a wrong password locks a log-in for longer and longer", "[hub][access]")
{
    HubInMemory hub;
    auto const clerk = hub.token_of(domain::Role::Municipality, "352047");
    auto const session = hub.published(3);
    auto const target = "/v1/sessions/" + session + "/roster";
    CHECK(hub.ask("GET", target, nullptr, clerk).status == 200);
    hub.clock.pass(std::chrono::hours(13));
    CHECK(hub.ask("GET", target, nullptr, clerk).status == 401);
    json const wrong{{"login", "municipality-352047"}, {"password", "wrong password"}};
    json const right{{"login", "municipality-352047"}, {"password", "a long password"}};
    for (int i = 0; i < 5; ++i)
        CHECK(hub.ask("POST", "/v1/login", wrong).status == 401);
    CHECK(hub.ask("POST", "/v1/login", right).status == 429);
    hub.clock.pass(std::chrono::seconds(61));
    CHECK(hub.ask("POST", "/v1/login", wrong).status == 401);
    hub.clock.pass(std::chrono::seconds(61));
    CHECK(hub.ask("POST", "/v1/login", right).status == 429);
    hub.clock.pass(std::chrono::seconds(60));
    CHECK(hub.ask("POST", "/v1/login", right).status == 200);
    CHECK(hub.ask("POST", "/v1/login", {{"login", "nobody"}, {"password", "a long password"}}).status == 401);
    CHECK(hub.ask("POST", "/v1/login", {{"login", 5}}).status == 400);
}

} // namespace
