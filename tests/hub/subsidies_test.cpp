// Subsidies and figures through the routes: whose steps they are, which days can be, what a summary counts.
#include "admin/hub/facts/facts_file.h"
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

namespace {

using namespace meguri;
using domain::Role;
using nlohmann::json;
using tests::HubInMemory;

void load(HubInMemory& hub)
{
    std::ifstream stream(MEGURI_SOURCE_FOLDER "/assets/data/yamaguchi-r6.json", std::ios::binary);
    std::string const text{std::istreambuf_iterator<char>(stream), {}};
    (void)hub.apply(hub::core::LoadFacts{hub::facts::parse_facts(text).value(), "test"});
}

std::string officer_of(HubInMemory& hub)
{
    return hub.token_of(Role::Prefecture, "prefecture");
}

// Break: leave need_right out of add_step, or is_municipal_step.
TEST_CASE("A step is written only by whose step it is", "[hub][subsidy]")
{
    using Row = std::tuple<Role, std::string, std::string, int, std::string>;
    auto const [role, organisation, step, status, why]
        = GENERATE(table<Role, std::string, std::string, int, std::string>({
            Row{Role::Prefecture, "prefecture", "applied", 201, "entered for the municipality"},
            Row{Role::Municipality, "352080", "applied", 201, "its own application"},
            Row{Role::Municipality, "352080", "withdrawn", 201, "its own again"},
            Row{Role::Municipality, "352080", "decided", 403, "the prefecture decides"},
            Row{Role::Municipality, "352047", "applied", 404, "another one's: not even that it is there"},
            Row{Role::Provider, "softbank", "applied", 404, "no carrier's business"},
            Row{Role::Operator, "prefecture", "applied", 404, "runs it, decides nothing"},
            Row{Role::Venue, "v-352080-1", "applied", 404, "a desk"},
        }));
    INFO(why);
    HubInMemory hub;
    load(hub);
    auto const answer = hub.ask("POST", "/v1/subsidies/g2024-352080/steps",
        {{"step", step}, {"date", "2024-09-20"}}, hub.token_of(role, organisation));
    CHECK(answer.status == status);
    auto const history = hub.store().subsidy(domain::SubsidyId("g2024-352080")).value()->history;
    CHECK(history.size() == (status == 201 ? 2U : 1U));
}

TEST_CASE("Without a token no subsidy is shown or written", "[hub][subsidy]")
{
    HubInMemory hub;
    load(hub);
    CHECK(hub.ask("GET", "/v1/subsidies").status == 401);
    CHECK(hub.ask("POST", "/v1/subsidies", {{"municipality", "352080"}}).status == 401);
    CHECK(hub.ask("POST", "/v1/subsidies/g2024-352080/steps", {{"step", "applied"}}).status == 401);
    CHECK(hub.ask("GET", "/v1/municipalities/352080/summary").status == 401);
}

TEST_CASE("A municipality's list has its own subsidies and no others", "[hub][subsidy]")
{
    HubInMemory hub;
    load(hub);
    auto const clerk = hub.token_of(Role::Municipality, "352080");
    auto const own = hub.ask("GET", "/v1/subsidies?fiscal_year=2024", nullptr, clerk);
    REQUIRE(own.body["subsidies"].size() == 1);
    CHECK(own.body["subsidies"][0]["municipality"]["code"] == "352080");
    CHECK(own.body["subsidies"][0]["allowed"] == json{"applied", "withdrawn"});
    CHECK(hub.ask("GET", "/v1/subsidies?municipality=352012", nullptr, clerk).status == 403);
    CHECK(hub.ask("GET", "/v1/subsidies", nullptr, hub.token_of(Role::Provider, "softbank")).status == 403);
    CHECK(hub.ask("GET", "/v1/subsidies?fiscal_year=2024", nullptr, officer_of(hub)).body["subsidies"].size()
        == 19);
}

// Break: forget the allowed steps of the refusal.
TEST_CASE("A step that the path does not allow is refused with those it does", "[hub][subsidy]")
{
    HubInMemory hub;
    load(hub);
    auto const answer = hub.ask("POST", "/v1/subsidies/g2024-352080/steps",
        {{"step", "paid"}, {"date", "2024-09-20"}}, officer_of(hub));
    CHECK(answer.status == 409);
    CHECK(answer.body["allowed"] == json{"applied", "withdrawn"});
    CHECK(answer.body["reason"] == "step_not_allowed");
}

// Break: any check of entry_from.
TEST_CASE(
    "A step with a day or an amount that cannot be names its field, and nothing is stored", "[hub][subsidy]")
{
    using Row = std::tuple<json, std::string, std::string>;
    auto const [body, field, why] = GENERATE(table<json, std::string, std::string>({
        Row{{{"step", "invented"}}, "step", "no such step"},
        Row{{{"date", "2024-09-20"}}, "step", "none"},
        Row{{{"step", 5}}, "step", "a number"},
        Row{{{"step", "applied"}, {"date", "2024-02-30"}}, "date", "no such day"},
        Row{{{"step", "applied"}, {"date", "20.9.2024"}}, "date", "another form"},
        Row{{{"step", "applied"}, {"date", 20240920}}, "date", "a number"},
        Row{{{"step", "applied"}, {"date", "2026-11-22"}}, "date", "tomorrow"},
        Row{{{"step", "applied"}, {"known_by", "2026-11-22"}}, "known_by", "tomorrow"},
        Row{{{"step", "applied"}, {"date", "1999-01-01"}}, "date", "long before the year"},
        Row{{{"step", "applied"}, {"date", "2024-09-20"}, {"known_by", "2024-09-21"}}, "known_by", "both"},
        Row{{{"step", "applied"}, {"date", "2024-09-20"}, {"amount", -1}}, "amount", "negative"},
        Row{{{"step", "applied"}, {"date", "2024-09-20"}, {"amount", 1.5}}, "amount", "half a yen"},
        Row{{{"step", "applied"}, {"date", "2024-09-20"}, {"amount", "much"}}, "amount", "a text"},
        Row{{{"step", "applied"}, {"date", "2024-09-20"}, {"note", 7}}, "note", "a number"},
    }));
    INFO(why);
    HubInMemory hub;
    load(hub);
    auto const answer = hub.ask("POST", "/v1/subsidies/g2024-352080/steps", body, officer_of(hub));
    CHECK(answer.status == 422);
    REQUIRE(answer.body["errors"].size() == 1);
    CHECK(answer.body["errors"][0]["field"] == field);
    CHECK(hub.store().subsidy(domain::SubsidyId("g2024-352080")).value()->history.size() == 1);
}

TEST_CASE(
    "A step before an earlier one is refused, and a step without a day is known by today", "[hub][subsidy]")
{
    HubInMemory hub;
    load(hub);
    auto const steps = "/v1/subsidies/g2024-352080/steps";
    auto const applied = hub.ask(
        "POST", steps, {{"step", "applied"}, {"date", "2024-09-20"}, {"amount", 500000}}, officer_of(hub));
    REQUIRE(applied.status == 201);
    CHECK(applied.body["history"][1]["amount"] == 500000);
    CHECK(
        hub.ask("POST", steps, {{"step", "decided"}, {"date", "2024-09-19"}}, officer_of(hub)).status == 422);
    auto const decided = hub.ask("POST", steps, {{"step", "decided"}}, officer_of(hub));
    REQUIRE(decided.status == 201);
    CHECK(decided.body["history"][2]["date"].is_null());
    CHECK(decided.body["history"][2]["known_by"] == "2026-11-21");
    CHECK(decided.body["step"] == "decided");
}

TEST_CASE("A new subsidy needs a municipality and a programme of that year, once", "[hub][subsidy]")
{
    HubInMemory hub;
    load(hub);
    json body{{"municipality", "352047"}, {"programme", "p2024-carrier-softbank-mobile_van"},
        {"fiscal_year", 2024}};
    auto const post = [&](json const& change, std::string const& token) {
        auto changed = body;
        changed.update(change);
        return hub.ask("POST", "/v1/subsidies", changed, token);
    };
    auto const officer = officer_of(hub);
    CHECK(post({{"municipality", "999999"}}, officer).body["errors"][0]["field"] == "municipality");
    CHECK(post({{"programme", "p1"}}, officer).body["errors"][0]["field"] == "programme");
    CHECK(post({{"fiscal_year", 2025}}, officer).body["errors"][0]["field"] == "fiscal_year");
    CHECK(post({{"path", "short"}}, officer).body["errors"][0]["field"] == "path");
    CHECK(post(json::object(), hub.token_of(Role::Municipality, "352110")).status == 403);
    auto const made = post(json::object(), hub.token_of(Role::Municipality, "352047"));
    REQUIRE(made.status == 201);
    CHECK(made.body["history"].empty());
    CHECK(post(json::object(), officer).status == 409);
}

// Break: leave the classes out of report_due; count a cancelled one; go on saying a day once the report is
// in.
TEST_CASE("While a report is to come, the subsidy says by when, from its classes and its programme's rule",
    "[hub][subsidy]")
{
    HubInMemory hub;
    load(hub);
    REQUIRE(hub.store().put(domain::Programme{domain::ProgrammeId("p-own"), {2026},
        domain::Scheme::MunicipalProposed, "萩市の教室", domain::OrganisationId("352047")}));
    auto const officer = officer_of(hub);
    auto const clerk = hub.token_of(Role::Municipality, "352047");
    json const body{{"municipality", "352047"}, {"programme", "p-own"}, {"fiscal_year", 2026}};
    auto const made = hub.ask("POST", "/v1/subsidies", body, officer);
    REQUIRE(made.status == 201);
    CHECK(made.body["report_due"].is_null());
    auto const id = made.body["id"].get<std::string>();
    auto const step = [&](char const* name) {
        return hub.ask("POST", "/v1/subsidies/" + id + "/steps", {{"step", name}}, officer)
            .body["report_due"];
    };
    CHECK(step("applied").is_null());
    CHECK(step("decided") == "2027-04-10");

    // The class is on the 22nd; one that was cancelled and one of another programme end nothing.
    (void)hub.published(3, {{"programme", "p-own"}});
    auto const later = domain::to_iso(hub.clock.now() + std::chrono::hours(24 * 60));
    auto const end = domain::to_iso(hub.clock.now() + std::chrono::hours(24 * 60 + 1));
    (void)hub.published(3, {{"starts_at", later}, {"ends_at", end}});
    auto const cancelled = hub.published(
        3, {{"programme", "p-own"}, {"starts_at", later}, {"ends_at", end}, {"venue", "v-hagi"}});
    REQUIRE(
        hub.ask("POST", "/v1/sessions/" + cancelled + "/cancel", {{"reason", "大雨"}}, clerk).status == 200);
    auto const due = [&] {
        auto const list = hub.ask("GET", "/v1/subsidies?fiscal_year=2026", nullptr, clerk).body["subsidies"];
        return list[0]["report_due"];
    };
    CHECK(due() == "2026-12-22");

    auto const put = [&](json const& rule) {
        return hub.ask(
            "PUT", "/v1/programmes/p-own/rules", {{"rules", json::array()}, {"report_due", rule}}, clerk);
    };
    REQUIRE(put({{"days_after_completion", 14}}).status == 200);
    CHECK(due() == "2026-12-06");
    CHECK(put({{"days_after_completion", -1}}).body["errors"][0]["field"]
        == "report_due.days_after_completion");
    CHECK(put({{"days", 3}}).status == 422);
    CHECK(step("reported").is_null());
}

// Break: count a no-show as a participant, or a cancelled session's seats, in figures_of and read_figures.
TEST_CASE("A summary counts sessions, seats and who came, for the municipality and the prefecture alone",
    "[hub][figures]")
{
    HubInMemory hub;
    load(hub);
    auto clerk = hub.token_of(Role::Municipality, "352047");
    auto const held = hub.published(3);
    (void)hub.published(5);
    auto const cancelled = hub.published(7);
    std::vector<std::string> people;
    for (auto const* phone : {"09012345678", "09012345679", "09012345670"}) {
        auto const answer = hub.register_by_phone(held, "みほん はな", phone, phone[10] == '8' ? 1948 : 1975);
        REQUIRE(answer.status == 201);
        people.push_back(answer.body["id"]);
    }
    REQUIRE(
        hub.ask("POST", "/v1/sessions/" + cancelled + "/cancel", {{"reason", "大雨"}}, clerk).status == 200);
    hub.clock.pass(std::chrono::hours(30));
    // The day after, the clerk's token has run out.
    clerk = hub.ask("POST", "/v1/login", {{"login", "municipality-352047"}, {"password", "a long password"}})
                .body["token"];
    REQUIRE(hub.ask("POST", "/v1/sessions/" + held + "/close", nullptr, clerk).status == 200);
    REQUIRE(hub.ask("POST", "/v1/sessions/" + held + "/hold", nullptr, clerk).status == 200);
    auto const mark = [&](std::size_t i, char const* word) {
        return hub.ask("POST", "/v1/registrations/" + people[i] + "/attendance", {{"mark", word}}, clerk)
            .status;
    };
    CHECK(mark(0, "present") == 200);
    CHECK(mark(1, "late") == 200);
    CHECK(mark(2, "no_show") == 200);
    for (auto const& token : {clerk, officer_of(hub)}) {
        auto const summary
            = hub.ask("GET", "/v1/municipalities/352047/summary?fiscal_year=2026", nullptr, token);
        REQUIRE(summary.status == 200);
        CHECK(summary.body["held"] == 1);
        CHECK(summary.body["planned"] == 1);
        CHECK(summary.body["cancelled"] == 1);
        CHECK(summary.body["seats"] == 8);
        CHECK(summary.body["participants"] == 2);
        CHECK(summary.body["no_shows"] == 1);
        CHECK(summary.body["age_bands"]["75_79"] == 1);
        CHECK(summary.body["age_bands"]["under_65"] == 1);
        CHECK(summary.body["share_65_plus"] == 0.5);
        CHECK(summary.body["subsidy_step"].is_null());
    }
    auto const before = hub.ask("GET", "/v1/municipalities/352047/summary?fiscal_year=2024", nullptr, clerk);
    CHECK(before.body["held"] == 0);
    CHECK(before.body["subsidy_step"] == "decided");
    CHECK(hub.ask("GET", "/v1/municipalities/352110/summary", nullptr, clerk).status == 403);
    CHECK(hub.ask("GET", "/v1/municipalities/999999/summary", nullptr, officer_of(hub)).status == 404);
    CHECK(hub.ask("GET", "/v1/municipalities/352047/summary?fiscal_year=now", nullptr, clerk).status == 400);
}

// Break: take drafts, cancelled sessions or another programme's into StatusReading.
TEST_CASE("Sessions of this hub take the place of what a document states about them", "[hub][figures]")
{
    HubInMemory hub;
    load(hub);
    auto const carrier = hub.key_of("softbank");
    json body{{"title", "サポート号"}, {"format", "mobile_van"}, {"venue", "v-352047-1"}, {"capacity", 3},
        {"programme", "p2024-carrier-softbank-mobile_van"}, {"starts_at", "2024-11-05T10:00:00+09:00"},
        {"ends_at", "2024-11-05T11:00:00+09:00"}};
    // The year of the document is long over: the hub's clock goes back to it.
    hub.clock.pass(domain::time_from_iso("2024-10-01T09:00:00+09:00").value() - hub.clock.now());
    auto const made = hub.ask("POST", "/v1/sessions", body, carrier);
    REQUIRE(made.status == 201);
    auto const hagi = [&] {
        return hub.ask("GET", "/v1/reports/status?fiscal_year=2024")
            .body["carrier_programmes"][1]["municipalities"][0];
    };
    CHECK(hagi()["months"] == json{"2024-10"}); // A draft is nobody's business yet.
    REQUIRE(
        hub.ask("POST", "/v1/sessions/" + made.body["id"].get<std::string>() + "/publish", nullptr, carrier)
            .status
        == 200);
    CHECK(hagi()["months"] == json{"2024-11"});
    CHECK(hagi()["status"] == "planned");
    CHECK(hagi()["basis"] == "derived");
}

} // namespace
