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
    money.clerk
        = money.hub
              .ask("POST", "/v1/login", {{"login", "municipality-352047"}, {"password", "a long password"}})
              .body["token"];
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
