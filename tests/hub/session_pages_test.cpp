// The plain list of sessions for everybody: made once while nothing changes, never older than the hub, never
// another's, and never more of it kept than was said.
#include "admin/hub/routes/session_pages.h"
#include "tests/support/hub_in_memory.h"

#include <catch2/catch.hpp>

#include <functional>
#include <set>

namespace {

using namespace meguri;
using namespace std::chrono_literals;
using hub::routes::SessionPages;
using nlohmann::json;
using tests::Answer;
using tests::HubInMemory;

constexpr char list_path[] = "/v1/sessions";

struct Town {
    HubInMemory hub;
    std::string clerk = hub.token_of(domain::Role::Municipality, "352047");
    std::string id = hub.published(3, {{"provider", "softbank"}});

    Answer list(std::string const& query = "", std::string const& tag = "")
    {
        std::map<std::string, std::string> headers;
        if (!tag.empty())
            headers["if-none-match"] = tag;
        return hub.ask("GET", list_path + query, nullptr, "", headers);
    }
    std::string act(std::string const& action, json const& body = json::object())
    {
        auto const done = hub.ask("POST", "/v1/sessions/" + id + "/" + action, body, clerk);
        INFO(done.text);
        REQUIRE(done.status == 200);
        return done.body["id"];
    }
    void change(json const& extra)
    {
        auto body = hub.ask("GET", "/v1/sessions/" + id, nullptr, clerk).body;
        auto const version = std::to_string(body["version"].get<int>());
        body.update(extra);
        auto const done = hub.ask("PUT", "/v1/sessions/" + id, body, clerk, {{"if-match", version}});
        INFO(done.text);
        REQUIRE(done.status == 200);
    }
    /// What a document of the year calls towns and organisations otherwise.
    void rename(std::vector<domain::Municipality> towns, std::vector<domain::Organisation> organisations)
    {
        auto const facts = std::make_shared<hub::core::Facts>();
        facts->content = "renamed";
        facts->year.fiscal_year = 2026;
        facts->year.prefecture = "350001";
        facts->year.as_of = domain::tokyo_date(hub.clock.now());
        domain::Programme programme;
        programme.id = domain::ProgrammeId("p-any");
        programme.name = "事業";
        programme.fiscal_year = domain::FiscalYear{2026};
        facts->programmes = {programme};
        facts->year.subsidised = programme.id;
        facts->municipalities = std::move(towns);
        facts->organisations = std::move(organisations);
        REQUIRE(
            std::holds_alternative<hub::core::LoadedAnswer>(hub.apply(hub::core::LoadFacts{facts, "test"})));
    }
    std::uint32_t lend_a_seat()
    {
        auto& store = hub.store();
        hub::store::KioskRow kiosk;
        kiosk.install = "0123456789abcdef";
        kiosk.venue = domain::VenueId("v-hagi");
        kiosk.enrolled_at = hub.clock.now();
        auto const number = store.put(kiosk).value();
        hub::store::LeaseRow lease;
        lease.id = store.next_seq().value();
        lease.kiosk = number;
        lease.install = kiosk.install;
        lease.session = domain::SessionId(id);
        lease.use_until = lease.granted_at = hub.clock.now();
        REQUIRE(store.put(lease));
        return number;
    }
    void reclaim(std::uint32_t kiosk)
    {
        auto const outcome = hub.apply(
            hub::core::ActOnKiosk{kiosk, hub::core::KioskAction::Reclaim, "田中", "こわれた", "t"});
        REQUIRE(std::holds_alternative<hub::core::KioskAnswer>(outcome));
    }
};

struct Change {
    char const* what;
    std::function<void(Town&)> before; ///< What has to be before the list is read first.
    std::function<void(Town&)> run;
};

void nothing(Town& /*town*/) { }

void let_it_end(Town& town)
{
    town.hub.clock.pass(72h);
    town.hub.apply(hub::core::PassTime());
    // Nobody stays logged in for three days.
    town.clerk
        = town.hub
              .ask("POST", "/v1/login", {{"login", "municipality-352047"}, {"password", "a long password"}})
              .body["token"];
}

domain::Municipality hagi_renamed()
{
    return {domain::MunicipalityCode::parse("352047").value(), "新萩市", "しんはぎし",
        domain::MunicipalityKind::City};
}

std::vector<Change> all_changes()
{
    static std::uint32_t kiosk = 0;
    static std::string registration;
    auto const registered = [](Town& town) {
        registration = town.hub.register_by_phone(town.id, "やまだ はなこ", "0838221111").body["id"];
    };
    auto const lent = [](Town& town) { kiosk = town.lend_a_seat(); };
    auto const cancel_it = [](Town& town) {
        auto const path = "/v1/registrations/" + registration + "/cancel";
        REQUIRE(town.hub.ask("POST", path, {{"reason", "都合"}}, town.clerk).status == 200);
    };
    auto const provider_renamed = [](Town& town) {
        town.rename(
            {}, {{domain::OrganisationId("softbank"), "新しい名前", domain::OrganisationKind::Provider}});
    };
    return {
        {"a registration takes a seat", nothing, registered},
        {"a registration gives its seat back", registered, cancel_it},
        {"... also of a class that is over",
            [registered](Town& town) {
                registered(town);
                let_it_end(town);
            },
            cancel_it},
        {"another class is published", nothing, [](Town& town) { town.hub.published(5); }},
        {"the class is taken back", nothing, [](Town& town) { town.act("unpublish"); }},
        {"the class is closed", nothing, [](Town& town) { town.act("close"); }},
        {"the class is cancelled", nothing,
            [](Town& town) {
                town.act("cancel", {{"reason", "台風のため"}});
            }},
        {"the class is called otherwise", nothing,
            [](Town& town) {
                town.change({{"title", "新しい題"}});
            }},
        {"the class gets more seats", nothing,
            [](Town& town) {
                town.change({{"capacity", 9}});
            }},
        {"a kiosk's seat is taken back", lent, [](Town& town) { town.reclaim(kiosk); }},
        {"... also of a class that is over",
            [lent](Town& town) {
                lent(town);
                let_it_end(town);
            },
            [](Town& town) { town.reclaim(kiosk); }},
        {"a class that is over is marked as held",
            [](Town& town) {
                town.act("close");
                let_it_end(town);
            },
            [](Town& town) { town.act("hold"); }},
        {"the provider is called otherwise", nothing, provider_renamed},
        {"... also where its classes are over", let_it_end, provider_renamed},
        {"the town is called otherwise", nothing, [](Town& town) { town.rename({hagi_renamed()}, {}); }},
    };
}

/// The list's sessions as a hub says that has kept nothing.
json seen_anew(Town& town, std::string const& query = "")
{
    town.hub.restart();
    return town.list(query).body["sessions"];
}

} // namespace

// Break: keep a page over a commit; leave next_seq out of touch() for what is over; take the tag from the
// feed.
TEST_CASE("Whatever everybody may see changes, the list and its tag are others at once", "[hub][list]")
{
    auto const changes = all_changes();
    auto const number = GENERATE_COPY(range(std::size_t{0}, changes.size()));
    auto const& change = changes[number];
    INFO(number << ": " << change.what);
    Town town;
    change.before(town);
    auto const before = town.list();
    CHECK(town.list().text == before.text);
    CHECK(town.list("", before.headers.at("etag")).status == 304);
    change.run(town);
    auto const after = town.list("", before.headers.at("etag"));
    REQUIRE(after.status == 200);
    CHECK(after.headers.at("etag") != before.headers.at("etag"));
    CHECK(after.body["sessions"] != before.body["sessions"]);
    CHECK(after.body["sessions"] == seen_anew(town));
}

// Break: leave a field of the filter out of the comparison; keep by the address without its order.
TEST_CASE("Two lists that are narrowed differently never share an answer", "[hub][list]")
{
    Town town;
    auto& hub = town.hub;
    std::vector<json> all{town.list().body["sessions"][0]};
    auto const nagato = hub.token_of(domain::Role::Municipality, "352110");
    for (auto const* venue : {"v-hagi", "v-nagato"})
        for (auto const* format : {"venue_class", "shop_class"})
            for (auto const days : {2, 5}) {
                auto const start = hub.clock.now() + days * 24h;
                auto const& token = venue == std::string("v-hagi") ? town.clerk : nagato;
                auto const made = hub.ask("POST", list_path,
                    {{"title", "教室"}, {"format", format}, {"venue", venue},
                        {"starts_at", domain::to_iso(start)}, {"ends_at", domain::to_iso(start + 1h)},
                        {"capacity", 3}},
                    token);
                REQUIRE(made.status == 201);
                auto const path = "/v1/sessions/" + made.body["id"].get<std::string>();
                REQUIRE(hub.ask("POST", path + "/publish", nullptr, token).status == 200);
                all.push_back(hub.ask("GET", path).body);
            }
    auto const on = [&](int days) { return domain::to_iso(hub.clock.now() + days * 24h).substr(0, 10); };
    auto const fits = [&](json const& one, std::vector<std::string> const& asked) {
        auto const day = one["starts_at"].get<std::string>().substr(0, 10);
        return (asked[0].empty() || one["municipality"]["code"] == asked[0])
            && (asked[1].empty() || one["provider"]["id"] == asked[1])
            && (asked[2].empty() || one["venue"]["id"] == asked[2])
            && (asked[3].empty() || one["format"] == asked[3]) && (asked[4].empty() || day >= asked[4])
            && (asked[5].empty() || day < asked[5]);
    };
    std::vector<std::vector<std::string>> const choices{{"", "352047", "352110"}, {"", "352047", "softbank"},
        {"", "v-hagi", "v-nagato"}, {"", "venue_class", "shop_class"}, {"", on(3)}, {"", on(3)}};
    char const* const names[]{"municipality", "provider", "venue", "format", "from", "to"};
    std::size_t combinations = 1;
    for (auto const& some : choices)
        combinations *= some.size();
    REQUIRE(combinations == 324);
    // Twice, so that the second time some are kept, and others were pushed out by those behind them.
    for (std::size_t number = 0; number < 2 * combinations; ++number) {
        std::vector<std::string> asked;
        std::string query = "?";
        for (std::size_t i = 0, rest = number; i < choices.size(); ++i) {
            asked.push_back(choices[i][rest % choices[i].size()]);
            rest /= choices[i].size();
            query += std::string(names[i]) + "=" + asked[i] + "&";
        }
        std::set<std::string> expected;
        for (auto const& one : all)
            if (fits(one, asked))
                expected.insert(one["id"]);
        std::set<std::string> given;
        auto const answer = town.list(query);
        for (auto const& one : answer.body["sessions"])
            given.insert(one["id"]);
        INFO(query);
        CHECK(given == expected);
    }
}

// Break: build before looking at the tag; copy the body; forget the caller's token.
TEST_CASE("The list is made once for all who ask without a token, and not at all for a 304", "[hub][list]")
{
    Town town;
    auto const ask = [&](std::string const& token = "") {
        hub::server::Request request;
        request.method = "GET";
        request.path = request.target = list_path;
        if (!token.empty())
            request.headers = {{"authorization", "Bearer " + token}};
        hub::server::Response given;
        town.hub.router().handle(request, [&](hub::server::Response response) { given = response; });
        return given;
    };
    auto const built = [&] {
        auto const text = town.hub.ask("GET", "/metrics").text;
        auto const name = std::string("\nmeguri_list_pages_built_total ");
        auto const at = text.find(name);
        return at == std::string::npos ? 0 : std::stoi(text.substr(at + name.size()));
    };
    auto const first = ask();
    REQUIRE(first.shared_body);
    CHECK(ask().shared_body == first.shared_body); // Shared, so its packed forms are kept beside it.
    CHECK(built() == 1);
    town.hub.published(2);
    auto const tag = SessionPages::tag(town.hub.store().head_seq().value());
    CHECK(town.list("", tag).status == 304);
    CHECK(built() == 1);
    auto const body = json::parse(*ask().shared_body);
    CHECK(built() == 2);
    REQUIRE(town.hub
                .ask("POST", list_path,
                    {{"title", "下書き"}, {"format", "venue_class"}, {"venue", "v-hagi"},
                        {"starts_at", domain::to_iso(town.hub.clock.now() + 50h)},
                        {"ends_at", domain::to_iso(town.hub.clock.now() + 51h)}, {"capacity", 3}},
                    town.clerk)
                .status
        == 201);
    CHECK(json::parse(*ask().shared_body)["sessions"] == body["sessions"]);
    auto const of_clerk = ask(town.clerk);
    CHECK_FALSE(of_clerk.shared_body);
    CHECK(json::parse(of_clerk.body)["sessions"].size() == 3);
    CHECK(of_clerk.headers.empty());
}

// Break: leave out a bound; count a page's bytes once in and never out; keep what is larger than all may be.
TEST_CASE("A thousand different lists do not grow what is kept", "[hub][list]")
{
    SECTION("by their number")
    {
        Town town;
        for (int i = 0; i < 1000; ++i)
            REQUIRE(town.list("?from=2026-11-21&venue=v-" + std::to_string(i)).status == 200);
        auto const text = town.hub.ask("GET", "/metrics").text;
        CHECK(text.find("\nmeguri_list_pages_kept 64\n") != std::string::npos);
        CHECK(text.find("\nmeguri_list_pages_built_total 1000\n") != std::string::npos);
    }
    SECTION("by their bytes")
    {
        SessionPages pages({64, 10'000, 1min});
        auto const ask = [&](int number, std::int64_t head, std::size_t size) {
            hub::store::SessionFilter filter;
            filter.venue = "v-" + std::to_string(number);
            return pages.page(filter, head, 0ms, [&] { return std::string(size, 'x'); });
        };
        for (int i = 0; i < 1000; ++i) {
            CHECK(ask(i, 7, 900)->size() == 900);
            CHECK(pages.bytes() <= 10'000);
        }
        CHECK(pages.kept() == 11);
        CHECK(ask(5000, 7, 20'000)->size() == 20'000);
        CHECK(pages.kept() == 11);
        for (int i = 0; i < 1000; ++i) // An address may be long as well.
            (void)pages.page(
                [&] {
                    hub::store::SessionFilter filter;
                    filter.municipality = std::string(3000, 'y') + std::to_string(i);
                    return filter;
                }(),
                7, 0ms, [] { return std::string("{}"); });
        CHECK(pages.kept() == 3);
        ask(1, 8, 900);
        CHECK(pages.kept() == 1);
        CHECK(pages.bytes() == 903);
    }
}

// Break: keep by the head of whoever was slower; let a page live for ever; push out what was asked for last.
TEST_CASE("A kept list is of one number of the hub, and at most a minute old", "[hub][list]")
{
    SessionPages pages({2, 10'000, 1min});
    int made = 0;
    auto const ask = [&](char const* venue, std::int64_t head, std::chrono::milliseconds now) {
        hub::store::SessionFilter filter;
        filter.venue = venue;
        return *pages.page(filter, head, now, [&] { return std::to_string(++made); });
    };
    CHECK(ask("a", 5, 0ms) == "1");
    CHECK(ask("a", 5, 59s) == "1");
    CHECK(ask("a", 5, 61s) == "2");
    CHECK(ask("a", 6, 61s) == "3");
    CHECK(ask("a", 5, 61s) == "4"); // Whoever read the number before the commit: made for him, and not kept.
    CHECK(ask("a", 6, 61s) == "3");
    CHECK(ask("b", 6, 61s) == "5");
    CHECK(ask("a", 6, 61s) == "3");
    CHECK(ask("c", 6, 61s) == "6"); // Pushes b out.
    CHECK(ask("a", 6, 61s) == "3");
    CHECK(ask("b", 6, 61s) == "7");
    CHECK(pages.built() == 7);
}
