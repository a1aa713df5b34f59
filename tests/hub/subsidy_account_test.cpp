// The account of a subsidy from the hub's own rows: which sessions count, who came, what each brings and why,
// and what looks like one class paid for twice.
//
// Break: subsidy_account.cpp: count a draft or a cancelled session; forget the claims; read people of another
// session; compare sessions of one subsidy with each other. counted_sessions.cpp: take every programme for a
// whole scheme. eligibility_facts.cpp: take everybody for a resident.
#include "admin/hub/routes/subsidy_account.h"
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

namespace {

using namespace meguri;
using domain::Role;
using hub::routes::account_of;
using hub::routes::SubsidyAccount;
using nlohmann::json;
using tests::HubInMemory;
namespace store = meguri::hub::store;
using Y = domain::AmountReason;

constexpr char hagi[] = "352047";

/// 補助率1/2、上限2万円、千円未満切捨て、年度内2回まで、参加者の過半数が住民.
json const half_of_cost{{"rules", {{{"kind", "resident_majority"}}}},
    {"amount",
        {{"rate_of_cost", {{"numerator", 1}, {"denominator", 2}}}, {"cap_yen", 20000},
            {"cut_below_yen", 1000}, {"uses_per_year", 2}}}};

/// Hagi with a subsidy of its own programme, one of the scheme above it, and one of a national programme.
struct Money {
    HubInMemory hub;
    std::string clerk = hub.token_of(Role::Municipality, hagi);

    Money()
    {
        using domain::Scheme;
        add_programme("p-own", Scheme::MunicipalProposed, hagi);
        add_programme("p-other", Scheme::MunicipalProposed, hagi);
        add_programme("p-scheme", Scheme::MunicipalProposed, "prefecture");
        add_programme("p-national", Scheme::NationalB, "softbank");
        add_programme("p-carrier", Scheme::CarrierProposed, "softbank");
        for (auto const* name : {"own", "scheme", "national"})
            REQUIRE(hub.store().put(store::SubsidyRow{domain::SubsidyId(std::string("g-") + name), hagi,
                domain::ProgrammeId(std::string("p-") + name), 2026, "full", {}}));
        REQUIRE(hub.ask("PUT", "/v1/programmes/p-own/rules", half_of_cost, clerk).status == 200);
    }
    void add_programme(std::string const& id, domain::Scheme scheme, std::string const& by)
    {
        REQUIRE(hub.store().put(
            domain::Programme{domain::ProgrammeId(id), {2026}, scheme, id, domain::OrganisationId(by)}));
    }
    /// A class of that programme so many days from now.
    std::string planned(std::string const& programme, int days, json extra = json::object())
    {
        auto const start = hub.clock.now() + std::chrono::hours(24 * days);
        json body{{"programme", programme}, {"starts_at", domain::to_iso(start)},
            {"ends_at", domain::to_iso(start + std::chrono::hours(1))}};
        body.update(extra);
        return hub.published(5, body);
    }
    /// Takes so many people of Hagi and of elsewhere to it and says that all came.
    void attended(std::string const& session, int own, int others, int birth_year = 1948)
    {
        for (int i = 0; i < own + others; ++i) {
            auto const phone = "0901234" + std::to_string(1000 + ++m_people);
            json const form{{"session", session}, {"kana", "みほん はな"}, {"phone", phone},
                {"birth_year", birth_year}, {"municipality", i < own ? hagi : "352110"}};
            auto const taken
                = hub.ask("POST", "/v1/registrations", form, clerk, {{"idempotency-key", phone}});
            INFO(taken.text);
            REQUIRE(taken.status == 201);
            m_marks.push_back(taken.body["id"]);
        }
    }
    void log_in_again()
    {
        clerk = hub.ask("POST", "/v1/login",
                       {{"login", "municipality-352047"}, {"password", "a long password"}})
                    .body["token"];
    }
    void hold(std::string const& session)
    {
        for (auto const* action : {"/close", "/hold"}) {
            auto const done = hub.ask("POST", "/v1/sessions/" + session + action, nullptr, clerk);
            INFO(done.text);
            REQUIRE(done.status == 200);
        }
        for (auto const& person : std::exchange(m_marks, {}))
            REQUIRE(
                hub.ask("POST", "/v1/registrations/" + person + "/attendance", {{"mark", "present"}}, clerk)
                    .status
                == 200);
    }
    void cost(std::string const& session, std::optional<std::int64_t> planned_yen,
        std::optional<std::int64_t> real_yen)
    {
        REQUIRE(hub.store().put(store::SessionCostRow{
            domain::SessionId(session), planned_yen, real_yen, "test", hub.clock.now()}));
    }
    void claim(std::string const& session, std::string const& subsidy)
    {
        REQUIRE(hub.store().put(store::SessionClaimRow{domain::SessionId(session),
            {subsidy.empty() ? std::nullopt : std::optional(domain::SubsidyId(subsidy))}, "手で直した",
            "test", hub.clock.now()}));
    }
    SubsidyAccount account(std::string const& subsidy)
    {
        return account_of(hub.store(), hub.store().subsidy(domain::SubsidyId(subsidy)).value().value());
    }
    std::vector<std::string> counted(std::string const& subsidy)
    {
        std::vector<std::string> ids;
        for (auto const& line : account(subsidy).lines)
            ids.push_back(line.session.view.row.session.id.value);
        return ids;
    }

private:
    int m_people = 0;
    std::vector<std::string> m_marks;
};

using Ids = std::vector<std::string>;

TEST_CASE(
    "A session counts for the subsidy of its programme, or of the scheme it stands under", "[hub][account]")
{
    Money money;
    auto const own = money.planned("p-own", 1);
    auto const other = money.planned("p-other", 2);
    auto const national = money.planned("p-national", 3);
    auto const next_year = money.planned("p-own", 200); // In June of the next fiscal year.
    (void)next_year;
    auto const cancelled = money.planned("p-own", 5);
    REQUIRE(money.hub.ask("POST", "/v1/sessions/" + cancelled + "/cancel", {{"reason", "大雨"}}, money.clerk)
                .status
        == 200);
    CHECK(money.counted("g-own") == Ids{own});
    CHECK(money.counted("g-scheme") == Ids{other});
    CHECK(money.counted("g-national") == Ids{national});

    money.claim(own, "g-scheme");
    CHECK(money.counted("g-own").empty());
    CHECK(money.counted("g-scheme") == Ids{own, other});
    money.claim(own, "");
    CHECK(money.counted("g-scheme") == Ids{other});
    REQUIRE(money.account("g-own").uncounted.size() == 1);
    CHECK(money.account("g-own").uncounted[0].claim->reason == "手で直した");
}

TEST_CASE("Each session of the account says who came, what it cost, which rules stand and what it brings",
    "[hub][account]")
{
    Money money;
    auto const first = money.planned("p-own", 1);
    auto const second = money.planned("p-own", 2);
    auto const third = money.planned("p-own", 3);
    auto const fourth = money.planned("p-own", 4);
    money.cost(first, 30'000, 25'500);
    money.cost(second, 30'000, 90'000);
    money.cost(third, 30'000, {});
    money.attended(first, 2, 1);
    money.hub.clock.pass(std::chrono::hours(26));
    money.log_in_again();
    money.hold(first);

    auto account = money.account("g-own");
    REQUIRE(account.lines.size() == 4);
    auto const& held = account.lines[0];
    CHECK(held.participants == 3);
    CHECK(held.seniors == 3);
    CHECK(held.session.cost->real_yen == 25'500);
    CHECK(held.verdict == domain::Verdict::Passed);
    REQUIRE(held.findings.size() == 1);
    CHECK(held.findings[0].have == 2);
    CHECK(held.final_amount == domain::Amount{12'000, Y::Counted});
    CHECK(held.forecast == domain::Amount{15'000, Y::Counted});
    CHECK(account.lines[1].forecast == domain::Amount{15'000, Y::Counted});
    CHECK(account.lines[1].final_amount == domain::Amount{0, Y::NotHeldYet});
    CHECK(account.lines[2].forecast == domain::Amount{0, Y::UsedUp});
    CHECK(account.lines[3].forecast == domain::Amount{0, Y::UsedUp}); // Before its cost is asked for.
    CHECK(account.totals.forecast_yen == 27'000);
    CHECK(account.totals.final_yen == 12'000);

    domain::SubsidyEntry decided;
    decided.step = domain::SubsidyStep::Decided;
    decided.amount_yen = 20'000;
    REQUIRE(
        money.hub.store().add_step(domain::SubsidyId("g-own"), 1, decided, "test", money.hub.clock.now()));
    account = money.account("g-own");
    CHECK(account.totals.forecast_yen == 20'000);
    CHECK(account.totals.forecast_limited_by == domain::LimitedBy::Decided);
    auto rules = half_of_cost;
    rules["year_cap_yen"] = 11'000;
    REQUIRE(money.hub.ask("PUT", "/v1/programmes/p-own/rules", rules, money.clerk).status == 200);
    account = money.account("g-own");
    CHECK(account.totals.final_yen == 11'000);
    CHECK(account.totals.final_limited_by == domain::LimitedBy::YearCap);
}

// Break: hub_subsidies.cpp: let a session be claimed that counts elsewhere, or of another town or year.
TEST_CASE("A session is claimed once, and whoever claims it again is told by which subsidy it is taken",
    "[hub][account]")
{
    Money money;
    auto const own = money.planned("p-own", 1);
    auto const free_one = money.planned("p-carrier", 2);
    auto const next_year = money.planned("p-own", 200);
    auto const draft
        = money.hub
              .ask("POST", "/v1/sessions",
                  {{"title", "下書きの教室"}, {"format", "venue_class"}, {"venue", "v-hagi"},
                      {"provider", "softbank"}, {"capacity", 3},
                      {"starts_at", domain::to_iso(money.hub.clock.now() + std::chrono::hours(72))},
                      {"ends_at", domain::to_iso(money.hub.clock.now() + std::chrono::hours(73))}},
                  money.clerk)
              .body["id"]
              .get<std::string>();
    auto const post = [&](std::string const& subsidy, json const& body) {
        return money.hub.ask("POST", "/v1/subsidies/" + subsidy + "/sessions", body, money.clerk);
    };
    auto const claim = [](std::string const& session, bool counts, std::string const& reason = "試験") {
        return json{{"session", session}, {"counts", counts}, {"reason", reason}};
    };
    auto const taken = post("g-national", claim(own, true));
    CHECK(taken.status == 409);
    CHECK(taken.body["reason"] == "counted_elsewhere");
    CHECK(taken.body["detail"].get<std::string>().find("g-own") != std::string::npos);
    CHECK(post("g-national", claim(own, false)).body["reason"] == "not_counted");
    CHECK(money.counted("g-national").empty());

    CHECK(post("g-own", claim(own, true)).status == 200); // It does already.
    CHECK(post("g-own", claim(own, false)).body["subsidy"].is_null());
    CHECK(money.counted("g-own").empty());
    CHECK(post("g-national", claim(own, true, "国の事業として実施")).body["subsidy"] == "g-national");
    CHECK(post("g-own", claim(own, true)).status == 409);
    CHECK(money.counted("g-national") == Ids{own});
    CHECK(post("g-scheme", claim(free_one, true)).status == 200);
    CHECK(money.counted("g-scheme") == Ids{free_one});

    for (auto const& [body, field] :
        {std::pair{claim(next_year, true), "session"}, std::pair{claim(draft, true), "session"},
            std::pair{claim("none", true), "session"}, std::pair{claim(own, true, ""), "reason"},
            std::pair{json{{"session", own}, {"reason", "試験"}}, "counts"},
            std::pair{json{{"counts", true}, {"reason", "試験"}}, "session"}}) {
        INFO(body.dump());
        auto const refused = post("g-own", body);
        CHECK(refused.status == 422);
        CHECK(refused.body["errors"][0]["field"] == field);
    }
    CHECK(post("g-none", claim(own, true)).status == 404);
    auto const audit = money.hub.ask("GET", "/v1/audit?action=session.not_counted", nullptr, money.clerk);
    CHECK(audit.body["entries"].size() == 1);
}

TEST_CASE(
    "What a session cost is written whole, and the account says in words what follows", "[hub][account]")
{
    Money money;
    auto const session = money.planned("p-own", 1);
    auto const put = [&](json const& body) {
        return money.hub.ask("PUT", "/v1/sessions/" + session + "/cost", body, money.clerk);
    };
    auto const account = [&](std::string const& subsidy = "g-own") {
        return money.hub.ask("GET", "/v1/subsidies/" + subsidy + "/account", nullptr, money.clerk).body;
    };
    CHECK(account()["lines"][0]["forecast"]["why"] == "経費が入力されていません。");
    CHECK(account()["rule"] == "経費の1/2、1回 20,000円まで、1,000円未満は切捨て、年度に2回まで");
    for (auto const& [body, field] : {std::pair{json{{"planned", -1}}, "planned"},
             std::pair{json{{"planned", 1.5}}, "planned"}, std::pair{json{{"planned", "30000"}}, "planned"},
             std::pair{json{{"planned", 2'000'000'000'000}}, "planned"},
             std::pair{json{{"real", 25'000}}, "real"}}) { // The class is tomorrow.
        INFO(body.dump());
        auto const refused = put(body);
        CHECK(refused.status == 422);
        CHECK(refused.body["errors"][0]["field"] == field);
    }
    REQUIRE(put({{"planned", 50'000}}).status == 200);
    auto line = account()["lines"][0];
    CHECK(line["forecast"]["yen"] == 20'000);
    CHECK(line["forecast"]["reason"] == "capped");
    CHECK(line["forecast"]["why"]
        == "経費 50,000円の1/2が 1回の上限 20,000円をこえるため、上限まで、1,000円未満は切捨て。");
    CHECK(line["final"]["why"] == "まだ実施されていません。");
    CHECK(line["findings"][0]["known"] == false);
    money.hub.clock.pass(std::chrono::hours(26));
    money.log_in_again();
    REQUIRE(put({{"planned", 50'000}, {"real", 25'500}}).status == 200);
    money.hold(session);
    CHECK(account()["totals"]["held_cost"] == 25'500);
    REQUIRE(put(json::object()).status == 200);
    CHECK(account()["lines"][0]["session"]["cost"]["planned"].is_null());
    auto const audit = money.hub.ask("GET", "/v1/audit?action=session.cost", nullptr, money.clerk);
    REQUIRE(audit.body["entries"].size() == 3);
    CHECK(audit.body["entries"][1]["detail"] == "planned 50000, real 25500");
    CHECK(account("g-scheme")["rule"].is_null());
}

// A query a session would show here as minutes.
TEST_CASE("An account of two thousand sessions is read at once", "[hub][account]")
{
    Money money;
    auto const session = money.planned("p-own", 1);
    auto row = money.hub.store().session(domain::SessionId(session)).value()->row;
    REQUIRE(money.hub.store().begin());
    for (int i = 0; i < 2'000; ++i) {
        row.session.id = domain::SessionId("x" + std::to_string(i));
        row.session.starts_at += std::chrono::minutes(20);
        row.session.ends_at += std::chrono::minutes(20);
        row.session.parts = {{row.session.starts_at, row.session.ends_at, row.session.venue}};
        REQUIRE(money.hub.store().put(row));
    }
    REQUIRE(money.hub.store().commit());
    auto const account = money.account("g-own");
    CHECK(account.lines.front().session.view.row.session.id.value == session);
    CHECK(account.lines.back().session.view.row.session.id.value == "x1999");
    CHECK(account.uncounted.size() == 0);
    CHECK(account.lines.size() == 2'001);
}

TEST_CASE("Two sessions of different subsidies that look like one class are named to both", "[hub][account]")
{
    Money money;
    auto const own = money.planned("p-own", 1, {{"provider", "kddi"}});
    auto const same_hall = money.planned("p-national", 1);
    (void)money.planned("p-own", 1, {{"provider", "kddi"}}); // The same subsidy: no double funding.
    auto const warnings = money.account("g-own").warnings;
    REQUIRE(warnings.size() == 2);
    for (auto const& warning : warnings) {
        CHECK(warning.other.value == same_hall);
        CHECK(warning.other_subsidy.value == "g-national");
        CHECK(warning.reason == domain::TwinReason::SameHall);
    }
    CHECK(money.account("g-national").warnings.size() == 2);
    CHECK(money.account("g-scheme").warnings.empty());
    money.claim(same_hall, "g-own");
    CHECK(money.account("g-own").warnings.empty());
    (void)own;
}

} // namespace
