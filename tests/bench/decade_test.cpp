// The ten years of the benchmark, small: what decade_hub fills is a whole hub. Breaks when a command of the
// years is refused, when one class or registration is lost on the way, or when a route of a section does not
// know what ten years hold.
#include "admin/hub/store/sqlite_store.h"
#include "shared/net/http_client.h"
#include "tests/bench/decade_plan.h"
#include "tests/support/process.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <iterator>
#include <map>
#include <set>
#include <sstream>

using namespace meguri;
using nlohmann::json;

namespace {

constexpr int sessions = 400;
constexpr int registrations = 2000;

struct TenYears {
    tests::TemporaryFolder folder;
    std::string data = (folder.path() / "hub").string();
    tests::Ended filled = tests::run(
        {MEGURI_PROGRAMS "/decade_hub", data, std::to_string(sessions), std::to_string(registrations)});
    std::unique_ptr<net::CurlClient> line = *net::CurlClient::open();

    /// The words of the first printed line that begins so.
    std::vector<std::string> printed(std::string const& first) const
    {
        std::istringstream lines(filled.output);
        for (std::string text; std::getline(lines, text);) {
            std::istringstream words(text);
            std::vector<std::string> const all{std::istream_iterator<std::string>(words), {}};
            if (!all.empty() && all[0] == first)
                return all;
        }
        return {};
    }
    json ask(std::string const& url, std::string const& token, json const& body = nullptr)
    {
        net::HttpRequest request;
        request.method = body.is_null() ? "GET" : "POST";
        request.url = url;
        request.headers = {{"Content-Type", "application/json"}};
        if (!token.empty())
            request.headers.emplace_back("Authorization", "Bearer " + token);
        request.body = body.is_null() ? "" : body.dump();
        auto const answer = line->send(request);
        REQUIRE(answer);
        INFO(url << " " << answer->body.substr(0, 300));
        CHECK(answer->status == 200);
        return json::parse(answer->body, nullptr, false);
    }
};

void check_rows(std::string const& data)
{
    auto const reader = *hub::store::SqliteStore::open_reader(std::filesystem::path(data) / "hub.db");
    hub::store::SessionFilter every;
    every.is_public_only = false;
    every.limit = sessions * 2;
    auto const views = *reader->sessions(every);
    CHECK(views.size() == sessions);
    std::size_t people = 0;
    std::set<int> years;
    std::set<std::string> towns;
    std::map<domain::SessionFormat, int> formats;
    std::map<domain::RegistrationState, int> states;
    for (auto const& view : views) {
        auto const& session = view.row.session;
        years.insert(domain::fiscal_year_of(domain::tokyo_date(session.starts_at)).year);
        towns.insert(session.municipality->text());
        ++formats[session.format];
        if (session.admission != domain::Admission::DropIn)
            CHECK(view.seats.confirmed + view.seats.leased <= session.capacity);
        for (auto const& row : *reader->registrations(session.id)) {
            ++people;
            ++states[row.state];
            CHECK_FALSE(row.sealed.empty());
            CHECK(row.marks.has_value());
        }
    }
    CHECK(people == registrations);
    CHECK(years.size() == bench::years_in_all);
    CHECK(towns.size() == 19);
    CHECK(formats.size() == domain::Names<domain::SessionFormat>::entries.size());
    for (auto const state : {domain::RegistrationState::Attended, domain::RegistrationState::NoShow,
             domain::RegistrationState::Cancelled, domain::RegistrationState::Waiting,
             domain::RegistrationState::Confirmed})
        CHECK(states[state] > 0);
    years.erase(std::prev(years.end())); // Nobody has applied for next year's yet.
    for (auto const year : years)
        CHECK_FALSE(reader->subsidies(year, "")->empty());
    CHECK_FALSE(reader->kiosks()->empty());
}

std::vector<std::string> paths_of_sections(std::string const& year)
{
    return {"/v1/help", "/v1/sessions?from=" + year + "-04-01", "/v1/conflicts?municipality=352047",
        "/v1/sessions/short-of-people?days=14", "/v1/calls", "/v1/resources", "/v1/visit-requests",
        "/v1/municipalities/352047/summary?fiscal_year=" + year, "/v1/subsidies?fiscal_year=" + year,
        "/v1/reports/status?fiscal_year=" + year, "/v1/programmes?fiscal_year=" + year, "/v1/kiosks",
        "/v1/users", "/v1/audit", "/v1/venues"};
}

} // namespace

TEST_CASE("a hub with ten years behind and before it holds what was asked for, and serves every section")
{
    TenYears world;
    REQUIRE(world.filled.code == 0);
    check_rows(world.data);
    auto const audit = tests::run({MEGURI_PROGRAMS "/meguri-hub", "audit", "verify", "--data", world.data});
    CHECK(audit.code == 0);

    tests::Running const hub(
        {MEGURI_PROGRAMS "/meguri-hub", "serve", "--data", world.data, "--listen", "127.0.0.1:0"}, "READY ");
    auto const url = hub.line();
    auto const year
        = std::to_string(domain::fiscal_year_of(domain::tokyo_date(base::SystemClock().now())).year);
    for (auto const* role : {"prefecture", "municipality"}) {
        auto const account = world.printed(role);
        REQUIRE(account.size() == 3);
        std::string const token
            = world.ask(url + "/v1/login", "", {{"login", account[1]}, {"password", account[2]}})["token"];
        for (auto const& path : paths_of_sections(year))
            (void)world.ask(url + path, token);
    }
    auto const kiosk = world.printed("kiosk");
    REQUIRE(kiosk.size() == 4);
    auto const now = base::SystemClock().wall().time_since_epoch().count();
    auto const sync = world.ask(url + "/v1/sync", kiosk[3],
        {{"proto", "1.0"}, {"kiosk", std::stoi(kiosk[1])}, {"install", kiosk[2]},
            {"nonce", std::string(32, '0')}, {"position", {{"epoch", ""}, {"cursor", 0}, {"outbox_head", 0}}},
            {"commands", json::array()}, {"closing", json::array()}, {"wall_ms", now}, {"mono_ms", 1},
            {"boot", "b"}, {"leases_digest", ""}, {"program", "1.0"}});
    CHECK(sync.contains("snapshot_url"));
}
