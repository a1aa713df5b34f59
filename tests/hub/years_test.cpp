// A fiscal year's programmes into the next one, through the route: what is copied, what is there already,
// what somebody changed since, and that it is all or nothing.
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace {

using namespace meguri;
using domain::Role;
using domain::Scheme;
using nlohmann::json;
using tests::HubInMemory;

/// 10 March 2027: two programmes of the year that ends, one with rules, limits and a template, and a subsidy.
struct EndOfYear {
    HubInMemory hub;
    std::string officer;

    EndOfYear()
    {
        hub.clock.pass(domain::time_from_iso("2027-03-10T09:00:00+09:00").value() - hub.clock.now());
        officer = hub.token_of(Role::Prefecture, "prefecture");
        put({domain::ProgrammeId("p2026-municipal-352047"), {2026}, Scheme::MunicipalProposed,
            "令和8年度 萩市の教室", domain::OrganisationId("352047")});
        put({domain::ProgrammeId("p2026-van"), {2026}, Scheme::CarrierProposed, "サポート号",
            domain::OrganisationId("softbank")});
        auto& store = hub.store();
        REQUIRE(store.put_programme_rules(domain::ProgrammeId("p2026-municipal-352047"),
            R"({"apply_by":"2026-05-31","rules":[{"kind":"no_shop_in_area"}],"yearly":{"apply_by":"06-30"}})",
            "test", hub.clock.now()));
        REQUIRE(store.put_limits(domain::ProgrammeId("p2026-municipal-352047"), {2, 5}));
        REQUIRE(store.put(meguri::hub::store::TemplateRow{
            "352047", "はじめて", R"({"programme":"p2026-municipal-352047","title":"はじめて"})"}));
        REQUIRE(store.put(meguri::hub::store::TemplateRow{"352047", "ほか", R"({"title":"ほか"})"}));
        meguri::hub::store::SubsidyRow subsidy{domain::SubsidyId("g2026-352047"), "352047",
            domain::ProgrammeId("p2026-municipal-352047"), 2026, "combined", {}};
        REQUIRE(store.put(subsidy));
    }
    void put(domain::Programme const& programme) { REQUIRE(hub.store().put(programme)); }

    tests::Answer begin(json const& body, std::string const& year = "2026")
    {
        return hub.ask("POST", "/v1/years/" + year + "/rollover", body, officer);
    }
    std::string fates(json const& answer)
    {
        std::string words;
        for (auto const& one : answer["programmes"])
            words += (words.empty() ? "" : ", ") + one["id"].get<std::string>() + " "
                + one["fate"].get<std::string>();
        return words;
    }
    std::vector<domain::Programme> next() { return hub.store().programmes(2027).value(); }
    std::ptrdiff_t audits(std::string const& action)
    {
        auto const rows = hub.store().audit_after(0, 10'000).value();
        return std::count_if(rows.begin(), rows.end(), [&](auto const& row) { return row.action == action; });
    }
};

// Break: copy into the year itself; leave rules, limits or templates behind; open a subsidy nobody ticked.
TEST_CASE("A year's programmes go into the next one with their rules, limits and templates", "[hub][year]")
{
    EndOfYear story;
    auto const preview = story.begin({{"dry_run", true}});
    INFO(preview.text);
    REQUIRE(preview.status == 200);
    CHECK(story.fates(preview.body) == "p2027-municipal-352047 new, p2027-van new");
    CHECK(preview.body["subsidies"][0]["fate"] == "new");
    CHECK(preview.body["subsidies"][0]["municipality"]["name"] == "萩市");
    CHECK(story.next().empty());
    CHECK(story.audits("year.begun") == 0);

    auto const done = story.begin({{"subsidies", {"g2026-352047"}}});
    INFO(done.text);
    REQUIRE(done.status == 201);
    auto const programmes = story.next();
    REQUIRE(programmes.size() == 2);
    CHECK(programmes[0].name == "令和9年度 萩市の教室");
    auto& store = story.hub.store();
    domain::ProgrammeId const made("p2027-municipal-352047");
    CHECK(json::parse(store.programme_rules(made).value().value())
        == json::parse(
            R"({"apply_by":"2027-05-31","rules":[{"kind":"no_shop_in_area"}],"yearly":{"apply_by":"06-30"}})"));
    CHECK(store.limits(made).value() == domain::RegistrationLimits{2, 5});
    auto const templates = store.templates("352047").value();
    REQUIRE(templates.size() == 3);
    CHECK(done.body["programmes"][0]["templates"] == json{"はじめて 令和9年度"});
    auto const subsidy = store.subsidy(domain::SubsidyId("g2027-352047")).value();
    REQUIRE(subsidy);
    CHECK(subsidy->programme == made);
    CHECK(subsidy->path == "combined");
    REQUIRE(subsidy->history.size() == 1);
    CHECK(subsidy->history[0].step == domain::SubsidyStep::ToBeApplied);
    CHECK_FALSE(subsidy->history[0].date);
    CHECK(story.audits("year.begun") == 1);
    CHECK(story.audits("programme.carried") == 2);
    // The year that goes on is as it was.
    CHECK(store.programmes(2026).value().size() == 2);
    CHECK(store.templates("352047").value()[0].body.find("p2026") != std::string::npos);
}

// Break: copy again under another id; write over what a clerk changed.
TEST_CASE("A second time changes nothing, and what was changed since is left alone and named", "[hub][year]")
{
    EndOfYear story;
    REQUIRE(story.begin({{"subsidies", {"g2026-352047"}}}).status == 201);
    auto const seq = story.hub.store().head_seq().value();
    auto const again = story.begin({{"subsidies", {"g2026-352047"}}});
    REQUIRE(again.status == 201);
    CHECK(story.fates(again.body) == "p2027-municipal-352047 same, p2027-van same");
    CHECK(again.body["subsidies"][0]["fate"] == "same");
    CHECK(story.hub.store().head_seq().value() == seq);
    CHECK(story.audits("year.begun") == 1);
    CHECK(story.hub.store().templates("352047").value().size() == 3);

    auto changed = story.next()[0];
    changed.name = "萩市の新しい教室";
    story.put(changed);
    REQUIRE(story.hub.store().put_limits(changed.id, {1, std::nullopt}));
    auto const third = story.begin(json::object());
    CHECK(story.fates(third.body) == "p2027-municipal-352047 changed, p2027-van same");
    CHECK(third.body["programmes"][0]["differs"] == json{"name", "limits"});
    CHECK(story.next()[0].name == "萩市の新しい教室");
}

TEST_CASE("A programme that somebody made for the next year is known by what it is", "[hub][year]")
{
    EndOfYear story;
    story.put({domain::ProgrammeId("p-handmade"), {2027}, Scheme::CarrierProposed, "サポート号",
        domain::OrganisationId("softbank")});
    auto const done = story.begin(json::object());
    CHECK(story.fates(done.body) == "p2027-municipal-352047 new, p-handmade same");
    CHECK(story.next().size() == 2);
}

// Break: write the programmes before the subsidies are looked at; let any year be copied.
TEST_CASE("What cannot be copied says why, and nothing is written", "[hub][year]")
{
    EndOfYear story;
    auto const [year, body, status, reason] = GENERATE(table<std::string, json, int, std::string>({
        {"2025", json::object(), 422, "year_without_programmes"},
        {"2027", json::object(), 422, "year_out_of_reach"}, // it has not begun
        {"2020", json::object(), 422, "year_out_of_reach"},
        {"2026", {{"subsidies", {"g2024-352047"}}}, 422, "unknown_subsidy"},
        {"2026", {{"subsidies", 7}}, 422, ""},
        {"soon", json::object(), 400, ""},
    }));
    auto const answer = story.begin(body, year);
    INFO(answer.text);
    CHECK(answer.status == status);
    CHECK(answer.body.value("reason", "") == reason);
    CHECK_FALSE(answer.body["errors"].empty());
    CHECK(story.next().empty());
    CHECK(story.audits("programme.carried") == 0);
}

TEST_CASE("Who runs the hub copies programmes and sees no subsidies", "[hub][year]")
{
    EndOfYear story;
    story.officer = story.hub.token_of(Role::Operator, "");
    auto const preview = story.begin({{"dry_run", true}});
    CHECK(preview.body["programmes"].size() == 2);
    CHECK(preview.body["subsidies"].empty());
    CHECK(story.begin({{"subsidies", {"g2026-352047"}}}).status == 403);
    CHECK(story.begin(json::object()).status == 201);
}

} // namespace
