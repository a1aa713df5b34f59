// The history of a subsidy through the routes: papers, reasons, amounts within their limits, corrections that
// edit nothing, a path that is data, and the day by which to apply.
//
// Break: hub_subsidies.cpp: leave problems_of or refused_by out; edit the entry instead of adding one.
// programme_rules.cpp: tolerate an unknown step or an unreachable one.
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

namespace {

using namespace meguri;
using domain::Role;
using nlohmann::json;
using tests::Answer;
using tests::HubInMemory;

struct Subsidy {
    HubInMemory hub;
    std::string officer = hub.token_of(Role::Prefecture, "prefecture");
    std::string clerk = hub.token_of(Role::Municipality, "352047");
    std::string id;

    explicit Subsidy(json rules = nullptr, json extra = json::object())
    {
        REQUIRE(hub.store().put(domain::Programme{domain::ProgrammeId("p-own"), {2026},
            domain::Scheme::MunicipalProposed, "萩市の教室", domain::OrganisationId("352047")}));
        if (!rules.is_null())
            REQUIRE(put_rules(std::move(rules)).status == 200);
        json body{{"municipality", "352047"}, {"programme", "p-own"}, {"fiscal_year", 2026}};
        body.update(extra);
        auto const made = hub.ask("POST", "/v1/subsidies", body, officer);
        INFO(made.text);
        REQUIRE(made.status == 201);
        id = made.body["id"];
    }
    Answer put_rules(json rules)
    {
        if (!rules.contains("rules"))
            rules["rules"] = json::array();
        return hub.ask("PUT", "/v1/programmes/p-own/rules", rules, clerk);
    }
    Answer step(json const& body, std::string const& by = "")
    {
        return hub.ask("POST", "/v1/subsidies/" + id + "/steps", body, by.empty() ? officer : by);
    }
    json written(json const& body)
    {
        auto const answer = step(body);
        INFO(answer.text);
        REQUIRE(answer.status == 201);
        return answer.body;
    }
    void wrong(json const& body, std::string const& field, std::string const& reason)
    {
        auto const before = stored().size();
        auto const answer = step(body);
        INFO(body.dump() << answer.text);
        CHECK(answer.status == 422);
        REQUIRE(answer.body["errors"].size() == 1);
        CHECK(answer.body["errors"][0]["field"] == field);
        CHECK(answer.body["errors"][0]["reason"].get<std::string>().find(reason) != std::string::npos);
        CHECK(stored().size() == before);
    }
    std::vector<domain::SubsidyEntry> stored()
    {
        return hub.store().subsidy(domain::SubsidyId(id)).value()->history;
    }
};

TEST_CASE("A step carries the papers that belong to it, by their numbers", "[hub][subsidy]")
{
    Subsidy subsidy;
    auto const answer = subsidy.written({{"step", "applied"}, {"date", "2026-06-01"},
        {"papers",
            {{{"title", "交付申請書"}, {"number", "見本第12号"}, {"date", "2026-05-30"}},
                {{"title", "収支予算書"}}}}});
    auto const papers = answer["history"][0]["papers"];
    REQUIRE(papers.size() == 2);
    CHECK(papers[0]["number"] == "見本第12号");
    CHECK(papers[0]["date"] == "2026-05-30");
    CHECK(papers[1]["title"] == "収支予算書");
    CHECK(papers[1]["date"].is_null());
    subsidy.wrong({{"step", "decided"}, {"papers", {{{"number", "1"}}}}}, "papers[0].title", "missing");
    subsidy.wrong(
        {{"step", "decided"}, {"papers", {{{"title", "a"}, {"date", "5月"}}}}}, "papers[0].date", "date");
}

TEST_CASE("Sending back needs a reason, and an amount stays within its limits", "[hub][subsidy]")
{
    Subsidy subsidy(json{{"year_cap_yen", 100'000}});
    subsidy.wrong({{"step", "applied"}, {"amount", 100'001}}, "amount", "100000 yen");
    (void)subsidy.written({{"step", "applied"}, {"date", "2026-06-01"}, {"amount", 100'000}});
    subsidy.wrong({{"step", "sent_back"}}, "note", "why it is sent back");
    (void)subsidy.written({{"step", "sent_back"}, {"note", "内訳がありません"}});
    (void)subsidy.written({{"step", "applied"}, {"amount", 90'000}});
    (void)subsidy.written({{"step", "decided"}, {"amount", 80'000}});
    (void)subsidy.written({{"step", "reported"}});
    subsidy.wrong({{"step", "finalised"}, {"amount", 80'001}}, "amount", "80000 yen that were decided");
    (void)subsidy.written({{"step", "finalised"}, {"amount", 79'000}});
    subsidy.wrong({{"step", "paid"}, {"amount", 79'001}}, "amount", "final amount of 79000 yen");
}

TEST_CASE("What is wrong is corrected by a new entry, and both stay in the history", "[hub][subsidy]")
{
    Subsidy subsidy;
    (void)subsidy.written({{"step", "applied"}, {"date", "2026-06-01"}, {"amount", 90'000}});
    (void)subsidy.written({{"step", "decided"}, {"date", "2026-07-01"}, {"amount", 80'000}});
    subsidy.wrong({{"step", "decided"}, {"corrects", 2}, {"amount", 81'000}}, "note", "why");
    subsidy.wrong({{"step", "decided"}, {"corrects", 9}, {"note", "誤り"}}, "corrects", "not the number");
    subsidy.wrong({{"step", "refused"}, {"corrects", 2}, {"note", "誤り"}}, "step", "take that entry back");
    auto const before = subsidy.stored();
    auto answer = subsidy.written({{"step", "decided"}, {"corrects", 2}, {"date", "2026-07-02"},
        {"amount", 81'000}, {"note", "通知書のとおりに"}});
    REQUIRE(answer["history"].size() == 3);
    CHECK(answer["history"][1]["amount"] == 80'000);
    CHECK(answer["history"][1]["stands"] == false);
    CHECK(answer["history"][2]["corrects"] == 2);
    CHECK(answer["history"][2]["stands"] == true);
    CHECK(answer["step"] == "decided");
    CHECK(subsidy.stored()[1].amount_yen == before[1].amount_yen); // Nothing was edited.
    CHECK(subsidy.hub.ask("GET", "/v1/subsidies/" + subsidy.id + "/account", nullptr, subsidy.clerk)
              .body["totals"]["decided"]
        == 81'000);
    // The clerk corrects what the municipality wrote, and nothing of the prefecture's.
    CHECK(
        subsidy.step({{"step", "decided"}, {"corrects", 2}, {"note", "誤り"}}, subsidy.clerk).status == 403);
    CHECK(subsidy
              .step({{"step", "applied"}, {"corrects", 1}, {"date", "2026-06-02"}, {"note", "誤り"}},
                  subsidy.clerk)
              .status
        == 201);

    auto const refused
        = subsidy.step({{"step", "applied"}, {"corrects", 1}, {"takes_back", true}, {"note", "誤り"}});
    CHECK(refused.status == 409); // The decision stands on it.
    CHECK(refused.body["reason"] == "later_steps_stand");
    answer
        = subsidy.written({{"step", "decided"}, {"corrects", 2}, {"takes_back", true}, {"note", "誤入力"}});
    CHECK(answer["step"] == "applied");
    CHECK(answer["history"].size() == 5);
    CHECK(answer["allowed"] == json{"sent_back", "decided", "refused", "withdrawn"});
    auto const report = subsidy.hub.ask("GET", "/v1/reports/status?fiscal_year=2026").body;
    CHECK(report["subsidy"]["grant_decided"]["cities"] == 0);
    CHECK(subsidy.hub.ask("GET", "/v1/municipalities/352047/summary?fiscal_year=2026", nullptr, subsidy.clerk)
              .body["subsidy_step"]
        == "applied");
}

TEST_CASE("A programme's rules carry the path of its subsidies", "[hub][subsidy]")
{
    json const path{
        {"first", {"applied"}}, {"next", {{"applied", {"decided", "withdrawn"}}, {"decided", {"paid"}}}}};
    Subsidy subsidy(json{{"path", path}});
    auto answer = subsidy.written({{"step", "applied"}});
    CHECK(answer["path"] == "programme");
    CHECK(answer["allowed"] == json{"decided", "withdrawn"});
    CHECK(
        subsidy.step({{"step", "sent_back"}, {"note", "x"}}).body["allowed"] == json{"decided", "withdrawn"});
    (void)subsidy.written({{"step", "decided"}});
    answer = subsidy.written({{"step", "paid"}});
    CHECK(answer["allowed"].empty());

    using Row = std::pair<json, std::string>;
    for (auto const& [wrong, field] :
        {Row{"short", "path"}, Row{5, "path"}, Row{{{"next", json::object()}}, "path.first"},
            Row{{{"first", json::array()}, {"next", json::object()}}, "path.first"},
            Row{{{"first", {"applied"}}}, "path.next"},
            Row{{{"first", {"begun"}}, {"next", json::object()}}, "path.first[0]"},
            Row{{{"first", {"applied"}}, {"next", {{"begun", {"paid"}}}}}, "path.next.begun"},
            Row{{{"first", {"applied"}}, {"next", {{"applied", {"gone"}}}}}, "path.next.applied[0]"},
            Row{{{"first", {"applied"}}, {"next", {{"paid", {"repayment"}}}}}, "path.next.paid"},
            Row{{{"first", {"applied"}}, {"next", json::object()}, {"last", {"paid"}}}, "path.last"}}) {
        INFO(wrong.dump());
        auto const refused = subsidy.put_rules({{"path", wrong}});
        CHECK(refused.status == 422);
        CHECK(refused.body["errors"][0]["field"] == field);
    }
    CHECK(subsidy.put_rules({{"path", "combined"}}).status == 200);
}

TEST_CASE("A path by name needs no rules, and one that the programme lacks is refused", "[hub][subsidy]")
{
    Subsidy subsidy(nullptr, {{"path", "combined"}});
    CHECK(subsidy.step({{"step", "applied"}}).status == 409);
    CHECK(subsidy.written({{"step", "reported"}})["path"] == "combined");
    json const body{
        {"municipality", "352110"}, {"programme", "p-own"}, {"fiscal_year", 2026}, {"path", "programme"}};
    auto const refused = subsidy.hub.ask("POST", "/v1/subsidies", body, subsidy.officer);
    CHECK(refused.status == 422);
    CHECK(refused.body["errors"][0]["field"] == "path");
}

TEST_CASE("Until a subsidy is applied for, it says by when", "[hub][subsidy]")
{
    Subsidy subsidy(json{{"apply_by", "2026-12-15"}});
    auto const due = [&] {
        return subsidy.hub.ask("GET", "/v1/subsidies?fiscal_year=2026", nullptr, subsidy.clerk)
            .body["subsidies"][0]["apply_by"];
    };
    CHECK(due() == "2026-12-15");
    CHECK(subsidy.written({{"step", "to_be_applied"}})["apply_by"] == "2026-12-15");
    CHECK(subsidy.written({{"step", "applied"}})["apply_by"].is_null());
    for (auto const* wrong : {"15.12.2026", "2024-06-30", "2027-04-01"}) {
        INFO(wrong);
        auto const refused = subsidy.put_rules({{"apply_by", wrong}});
        CHECK(refused.status == 422);
        CHECK(refused.body["errors"][0]["field"] == "apply_by");
    }
    CHECK(subsidy.put_rules({{"year_cap_yen", -1}}).body["errors"][0]["field"] == "year_cap_yen");
    CHECK(subsidy.put_rules({{"yearly_cap", 1}}).status == 422);
}

} // namespace
