// The demonstration year: everything that happens in it obeys the hub's own rules, and no name of it can be
// read.
#include "admin/hub/facts/demo.h"
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>
#include <set>

namespace {

using namespace meguri;
using domain::RegistrationState;
using domain::SessionFormat;
using domain::SessionState;
using nlohmann::json;
using tests::HubInMemory;

std::string bytes_of(std::filesystem::path const& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::string asset(std::string const& name)
{
    return bytes_of(MEGURI_SOURCE_FOLDER "/assets/data/" + name);
}

domain::Date const today{std::chrono::year(2026), std::chrono::November, std::chrono::day(21)};

hub::facts::DemoData demo_data()
{
    auto data = hub::facts::parse_demo(asset("demo-yamaguchi.json"));
    if (!data)
        throw std::runtime_error(hub::facts::problem_words(data.error()));
    return *data;
}

hub::facts::DemoReport make(HubInMemory& hub)
{
    (void)hub.apply(
        hub::core::LoadFacts{hub::facts::parse_facts(asset("yamaguchi-r6.json")).value(), "test"});
    auto const report = hub::facts::make_demo(
        hub.store(), hub.vault(), hub.crypto, hub.random, hub.clock, today, demo_data());
    if (!report)
        throw std::runtime_error(report.error().message);
    return *report;
}

std::vector<hub::store::SessionView> all_sessions(HubInMemory& hub)
{
    hub::store::SessionFilter filter;
    filter.is_public_only = false;
    filter.limit = 100'000;
    return hub.store().sessions(filter).value();
}

bool has_topic(hub::store::SessionView const& view, char const* topic)
{
    auto const& topics = view.row.session.topics;
    return std::find(topics.begin(), topics.end(), topic) != topics.end();
}

// Break: register past the hub's decision; leave a format out of the plan; publish nothing ahead of today.
TEST_CASE("The demonstration year has every format, obeys every capacity and hides every name", "[hub][demo]")
{
    HubInMemory hub;
    auto const report = make(hub);
    CHECK_FALSE(report.was_there);
    auto const sessions = all_sessions(hub);
    CHECK(sessions.size() == static_cast<std::size_t>(report.sessions));
    CHECK(sessions.size() >= 400);
    CHECK(sessions.size() <= 700);
    CHECK(report.registrations >= 2'000);

    std::map<SessionFormat, int> by_format;
    std::map<SessionState, int> by_state;
    int waiting = 0;
    std::map<std::string, std::set<std::string>> soon; // Topics with a free seat, by municipality.
    for (auto const& view : sessions) {
        auto const& session = view.row.session;
        INFO(session.id.value << " " << session.title);
        ++by_format[session.format];
        ++by_state[session.state];
        waiting += view.seats.waiting;
        CHECK(view.seats.confirmed <= session.capacity);
        bool const is_over = session.ends_at < hub.clock.now();
        CHECK(is_over
            == (session.state == SessionState::Held
                || (session.state == SessionState::Cancelled && is_over)));
        if (session.format == SessionFormat::PracticalOuting)
            CHECK(session.parts.size() >= 2);
        if (session.format == SessionFormat::HomeVisit)
            CHECK(session.capacity == 1);
        if (session.format == SessionFormat::MobileVan)
            CHECK(session.capacity == 3);
        if (session.state == SessionState::Cancelled)
            CHECK_FALSE(session.cancel_reason.empty());
        if (session.state == SessionState::Published && view.seats.free() > 0 && view.seats.waiting == 0)
            for (auto const* topic : {"line", "basic", "mynumber", "bousai"})
                if (has_topic(view, topic))
                    soon[session.municipality->text()].insert(topic);
    }
    for (auto const& [format, name] : domain::Names<SessionFormat>::entries) {
        INFO(name);
        CHECK(by_format[format] >= 5);
    }
    for (auto const state :
        {SessionState::Held, SessionState::Cancelled, SessionState::Published, SessionState::Arranging})
        CHECK(by_state[state] >= 3);
    CHECK(waiting >= 20);
    CHECK(soon.size() == 19);
    for (auto const& [municipality, topics] : soon) {
        INFO(municipality);
        CHECK(topics.size() >= 3);
    }

    // No kana of any name stands in the file, its log or beside it; none but the sealed boxes could hold one.
    hub.restart();
    auto const data = demo_data();
    for (auto const& entry : std::filesystem::directory_iterator(hub.folder.path())) {
        auto const bytes = bytes_of(entry.path());
        for (auto const& family : data.family_names)
            for (auto const& given : data.given_names)
                if (bytes.find(family + " " + given) != std::string::npos)
                    FAIL_CHECK(entry.path() << " holds " << family << " " << given);
        // Nor an address of a home visit.
        for (auto const& street : data.streets)
            CHECK(bytes.find(street) == bytes.npos);
    }
}

TEST_CASE("A second demonstration changes nothing but the passwords", "[hub][demo]")
{
    HubInMemory hub;
    auto const first = make(hub);
    auto const seq = hub.store().head_seq().value();
    auto const second = make(hub);
    CHECK(second.was_there);
    CHECK(second.sessions == first.sessions);
    CHECK(second.registrations == first.registrations);
    CHECK(hub.store().head_seq().value() == seq);
    REQUIRE(second.users.size() == 5);
    for (std::size_t i = 0; i < second.users.size(); ++i) {
        auto const& user = second.users[i];
        CHECK(user.password != first.users[i].password);
        auto const login = [&](std::string const& password) {
            return hub.ask("POST", "/v1/login", {{"login", user.login}, {"password", password}}).status;
        };
        CHECK(login(user.password) == 200);
        CHECK(login(first.users[i].password) == 401);
    }
}

TEST_CASE("A demonstration without facts asks for them", "[hub][demo]")
{
    HubInMemory hub;
    auto const report = hub::facts::make_demo(
        hub.store(), hub.vault(), hub.crypto, hub.random, hub.clock, today, demo_data());
    REQUIRE_FALSE(report);
    CHECK(report.error().kind == base::ErrorKind::NotFound);
}

// Break: take the demonstration's sessions into another year, or let its subsidies begin without a path.
TEST_CASE("The demonstration leaves the document's year alone and fills its own", "[hub][demo]")
{
    HubInMemory hub;
    (void)make(hub);
    auto const stated = hub.ask("GET", "/v1/reports/status?fiscal_year=2024").body;
    CHECK(stated["as_of"] == "2024-09-06");
    CHECK(stated["subsidy"]["grant_decided"]["cities"] == 10);
    CHECK(stated["municipal_programmes"].size() == 16);
    auto const own = hub.ask("GET", "/v1/reports/status?fiscal_year=2026").body;
    CHECK(own["as_of"] == "2026-11-21");
    CHECK(own["carrier_programmes"].size() == 3);
    CHECK(own["municipal_programmes"].size() == 19);
    CHECK(own["subsidy"]["by_step"].size() >= 5);
    CHECK(own["national"]["type_a"]["shops"].get<int>() >= 5);
    auto const officer = hub.token_of(domain::Role::Prefecture, "prefecture");
    int participants = 0;
    auto const towns = hub.ask("GET", "/v1/municipalities").body;
    CHECK(towns["municipalities"].size() == 19);
    for (auto const& municipality : towns["municipalities"]) {
        auto const summary = hub.ask("GET",
                                    "/v1/municipalities/" + municipality["code"].get<std::string>()
                                        + "/summary?fiscal_year=2026",
                                    nullptr, officer)
                                 .body;
        CHECK(summary["held"].get<int>() > 0);
        CHECK(summary["planned"].get<int>() > 0);
        participants += summary["participants"].get<int>();
    }
    CHECK(participants > 1'000);
}

// Break: leave the rules of the municipalities' scheme or the costs out of the demonstration.
TEST_CASE("The demonstration's subsidies have amounts that follow from its classes", "[hub][demo]")
{
    HubInMemory hub;
    (void)make(hub);
    auto const clerk = hub.token_of(domain::Role::Municipality, "352047");
    auto const subsidies = hub.ask("GET", "/v1/subsidies?fiscal_year=2026", nullptr, clerk).body["subsidies"];
    REQUIRE(subsidies.size() == 1);
    auto const account = hub.ask("GET", "/v1/subsidies/" + subsidies[0]["id"].get<std::string>() + "/account",
                                nullptr, clerk)
                             .body;
    CHECK(account["lines"].size() > 5);
    CHECK(account["rule"] == "経費の1/2、1回 20,000円まで、1,000円未満は切捨て");
    CHECK(account["totals"]["held_cost"].get<std::int64_t>() > 0);
    CHECK(account["totals"]["final"].get<std::int64_t>() > 0);
    CHECK(account["totals"]["forecast"] >= account["totals"]["final"]);
    std::set<std::string> reasons;
    for (auto const& line : account["lines"])
        for (auto const* which : {"forecast", "final"})
            reasons.insert(line[which]["reason"].get<std::string>());
    CHECK(reasons.contains("counted"));
    CHECK(reasons.contains("not_held_yet"));
    CHECK(reasons.contains("cost_missing"));
}

TEST_CASE("A demonstration can be asked for on any day of a fiscal year", "[hub][demo]")
{
    using std::chrono::day;
    using std::chrono::month;
    using std::chrono::year;
    auto const on
        = GENERATE(domain::Date{year(2027), month(4), day(1)}, domain::Date{year(2027), month(3), day(31)},
            domain::Date{year(2024), month(10), day(8)}); // The last lies in the document's own year.
    HubInMemory hub;
    (void)hub.apply(
        hub::core::LoadFacts{hub::facts::parse_facts(asset("yamaguchi-r6.json")).value(), "test"});
    auto const report
        = hub::facts::make_demo(hub.store(), hub.vault(), hub.crypto, hub.random, hub.clock, on, demo_data());
    INFO((report ? std::string() : report.error().message));
    REQUIRE(report);
    CHECK(report->sessions > 50);
}

} // namespace
