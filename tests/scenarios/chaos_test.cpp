// A minute of everything at once with the real programs: eight kiosks, a line that cuts, and kill -9 for hub
// and kiosk commands. Then the line heals, and every promise that was printed is held against the hub.
//   MEGURI_CHAOS_SECONDS  how long it lasts       MEGURI_CHAOS_SEED  the draws of an earlier run
// The draws repeat with the seed; when they fall, the machine decides.
#include "shared/net/http_client.h"
#include "tests/scenarios/visitors.h"
#include "tests/support/cutting_proxy.h"
#include "tests/support/temporary_folder.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <thread>

namespace {

using namespace meguri;
using nlohmann::json;
using std::chrono::milliseconds;
using tests::Complaints;
using tests::Notebook;
using tests::Receipt;
using tests::Running;
using tests::SeededRandom;
using tests::Visitors;
using tests::Wish;

constexpr int kiosk_count = 8;
constexpr int session_count = 32;

std::uint64_t from_environment(char const* name, std::uint64_t otherwise)
{
    auto const* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

/// One hub that comes and goes, its kiosks, and the line between them.
class Region {
public:
    explicit Region(std::uint64_t seed)
        : m_random(seed)
        , m_proxy(m_random.next())
    {
        hub({"init"});
        hub({"load", MEGURI_SOURCE_FOLDER "/assets/data/yamaguchi-r6.json"});
        hub({"user", "add", "--login", "hagi", "--role", "municipality", "--org", "352047",
                "--password-stdin"},
            "a long password\n");
        start();
        log_in();
        for (int i = 0; i < session_count; ++i)
            m_sessions.push_back(publish(i));
        for (int i = 0; i < kiosk_count; ++i) {
            auto const code = hub({"enrol", "--venue", "v-352047-1"});
            auto const url = "http://127.0.0.1:" + std::to_string(m_proxy.port());
            auto const done
                = kiosk(i, {"enrol", "--hub", url, "--code", code.substr(0, code.find('\n'))}).second;
            REQUIRE(done == 0);
        }
    }

    /// People register while the hub is killed every few seconds; then the line heals.
    void live_through(std::chrono::seconds how_long)
    {
        std::atomic<bool> is_over = false;
        std::vector<Visitors> visitors;
        for (int i = 0; i < kiosk_count; ++i)
            visitors.emplace_back(i, m_random.next(), kiosk_data(i), m_sessions, m_notebook);
        m_proxy.set_cutting(true);
        std::vector<std::thread> threads;
        threads.reserve(visitors.size());
        for (auto& one : visitors)
            threads.emplace_back([&one, &is_over] { one.come_until(is_over); });
        auto const end = std::chrono::steady_clock::now() + how_long;
        while (std::chrono::steady_clock::now() < end) {
            std::this_thread::sleep_for(milliseconds(1500 + m_random.below(3500)));
            m_server->kill_hard();
            m_notebook.count("hub killed");
            std::this_thread::sleep_for(milliseconds(m_random.below(1500)));
            start();
        }
        is_over = true;
        for (auto& thread : threads)
            thread.join();
        m_proxy.set_cutting(false);
    }

    /// Syncs each kiosk until a whole round moves nothing and no outbox waits; false when that never comes.
    bool settle()
    {
        for (int round = 0; round < 12; ++round) {
            bool is_still = true;
            for (int i = 0; i < kiosk_count; ++i) {
                auto const [report, code] = kiosk(i, {"sync"});
                is_still = is_still && code == 0 && report.value("pushed", 1) == 0
                    && report.value("pulled", 1) == 0;
            }
            if (is_still)
                return true;
        }
        return false;
    }

    std::pair<json, int> kiosk(int number, std::vector<std::string> words)
    {
        words.insert(words.begin(), {MEGURI_PROGRAMS "/meguri-kiosk", "--data", kiosk_data(number)});
        auto const ended = tests::run_or_kill(words, tests::patience);
        return {tests::printed(ended), ended.code};
    }

    json ask(std::string const& method, std::string const& path, json const& body, int& status)
    {
        net::HttpRequest request;
        request.method = method;
        request.url = "http://127.0.0.1:" + m_port + path;
        request.headers = {{"Content-Type", "application/json"}};
        if (!m_token.empty())
            request.headers.emplace_back("Authorization", "Bearer " + m_token);
        request.body = body.is_null() ? "" : body.dump();
        auto const answer = m_line->send(request);
        REQUIRE(answer);
        status = answer->status;
        return json::parse(answer->body, nullptr, false);
    }
    json read(std::string const& path)
    {
        int status = 0;
        auto answer = ask("GET", path, nullptr, status);
        INFO(path << " gave " << answer);
        REQUIRE(status == 200);
        return answer;
    }
    void log_in()
    {
        int status = 0;
        m_token.clear();
        m_token
            = ask("POST", "/v1/login", {{"login", "hagi"}, {"password", "a long password"}}, status)["token"];
    }
    /// The exit code.
    int verify_audit()
    {
        return tests::run({MEGURI_PROGRAMS "/meguri-hub", "audit", "verify", "--data", hub_data()}).code;
    }
    std::vector<std::string> const& sessions() const { return m_sessions; }
    Notebook const& notebook() const { return m_notebook; }
    std::string tally() const { return m_notebook.tally() + "; connections: " + m_proxy.tally(); }

private:
    std::string hub_data() const { return (m_folder.path() / "hub").string(); }
    std::string kiosk_data(int number) const
    {
        return (m_folder.path() / ("kiosk-" + std::to_string(number))).string();
    }
    std::string hub(std::vector<std::string> words, std::string const& input = "")
    {
        words.insert(words.begin(), MEGURI_PROGRAMS "/meguri-hub");
        words.insert(words.end(), {"--data", hub_data()});
        auto const ended = tests::run(words, input);
        REQUIRE(ended.code == 0);
        return ended.output;
    }
    /// Always from the test's own thread: a program ends with the thread that started it.
    void start()
    {
        m_server = std::make_unique<Running>(std::vector<std::string>{MEGURI_PROGRAMS "/meguri-hub", "serve",
                                                 "--data", hub_data(), "--listen", "127.0.0.1:" + m_port},
            "READY ");
        m_port = m_server->line().substr(m_server->line().rfind(':') + 1);
        m_proxy.forward_to(static_cast<std::uint16_t>(std::stoi(m_port)));
    }
    std::string publish(int number)
    {
        int status = 0;
        // Most fill at once; a few stay open, so that rights are lent and spent to the end.
        int const capacity = number % 4 == 0 ? 60 : 1 + number % 8;
        std::string const id = ask("POST", "/v1/sessions",
            {{"title", "スマホ教室"}, {"format", "venue_class"}, {"venue", "v-352047-1"},
                {"starts_at", "2030-10-08T10:00:00+09:00"}, {"ends_at", "2030-10-08T11:00:00+09:00"},
                {"capacity", capacity}},
            status)["id"];
        (void)ask("POST", "/v1/sessions/" + id + "/publish", nullptr, status);
        REQUIRE(status == 200);
        return id;
    }

    tests::TemporaryFolder m_folder;
    SeededRandom m_random;
    tests::CuttingProxy m_proxy;
    std::unique_ptr<net::CurlClient> m_line = *net::CurlClient::open();
    std::unique_ptr<Running> m_server;
    std::string m_port = "0";
    std::string m_token;
    std::vector<std::string> m_sessions;
    Notebook m_notebook;
};

/// A registration as one side knows it.
struct Standing {
    std::string session; ///< Empty where that side does not say.
    std::string state;
    std::string existing; ///< For a duplicate: the registration that stands.
};

/// What hub and kiosks say after everything, read once, with what contradicts itself already.
struct Ending {
    std::map<std::string, Standing> at_hub;
    std::map<std::string, Standing> at_kiosks;
    std::map<std::string, int> rights_lent; ///< By session, as the hub counts them.
    std::map<std::string, int> rights_held; ///< By session, as the kiosks say.
    Complaints complaints;
};

void read_rosters(Region& region, Ending& ending)
{
    for (auto const& session : region.sessions()) {
        auto const roster = region.read("/v1/sessions/" + session + "/roster");
        std::set<std::pair<std::string, std::string>> people;
        for (auto const* list : {"confirmed", "waiting"})
            for (auto const& entry : roster[list]) {
                std::string const id = entry["id"];
                // Break: insert a registration anew for each repetition of its command.
                if (!ending.at_hub.emplace(id, Standing{session, entry["state"], ""}).second)
                    ending.complaints.push_back("twice in the rosters: " + id);
                // Break: do not look for an active registration of the same person.
                if (!people.emplace(entry["kana"], entry["phone"]).second)
                    ending.complaints.push_back("one person twice in " + session + ": " + id);
            }
        int const lent = roster["leased"];
        if (lent != 0)
            ending.rights_lent[session] = lent;
        // Break: confirm or lend without asking how many seats are left.
        if (static_cast<int>(roster["confirmed"].size()) + lent > roster["capacity"])
            ending.complaints.push_back("over capacity: " + session);
        // Break: do not promote the first who waits when a seat is given back.
        if (roster["free"] > 0 && !roster["waiting"].empty())
            ending.complaints.push_back("a free seat while somebody waits: " + session);
    }
}

void read_outboxes(Region& region, Ending& ending)
{
    for (int i = 0; i < kiosk_count; ++i) {
        auto const outbox = region.kiosk(i, {"outbox"}).first;
        REQUIRE(outbox.is_object());
        for (auto const& lease : outbox["leases"])
            if (int const unused = lease["rights"].get<int>() - lease["used"].get<int>(); unused != 0)
                ending.rights_held[lease["session"]] += unused;
        for (auto const& command : outbox["commands"]) {
            std::string const id = command["id"];
            // Break: take an answer that was cut off for a whole one; stop at the first command that fails.
            if (command["state"] == "pending" || !command.contains("result")) {
                ending.complaints.push_back("still pending at kiosk " + std::to_string(i) + ": " + id);
                continue;
            }
            auto const& result = command["result"];
            if (command["type"] == "register")
                ending.at_kiosks[id] = {"", result["state"], result.value("existing", "")};
        }
    }
}

/// Rosters show the living only. How the hub sees another one: a cancellation of what cannot be cancelled any
/// more says why, and changes nothing.
std::string state_off_roster(Region& region, std::string const& id)
{
    int status = 0;
    auto const answer
        = region.ask("POST", "/v1/registrations/" + id + "/cancel", {{"reason", "asked"}}, status);
    if (status == 404)
        return "unknown to the hub";
    if (status == 200)
        return answer.value("state", "");
    auto const detail = answer.value("detail", "");
    for (auto const* state : {"duplicate", "refused"})
        if (detail.find(state) != std::string::npos)
            return state;
    return std::to_string(status) + " " + detail;
}

/// Both sides hold the same registrations in the same states.
Complaints differences(Region& region, Ending const& ending)
{
    Complaints complaints;
    for (auto const& [id, known] : ending.at_kiosks) {
        auto const found = ending.at_hub.find(id);
        auto const state = found != ending.at_hub.end() ? found->second.state : state_off_roster(region, id);
        if (state != known.state)
            complaints.push_back(id + " is " + state + " at the hub, " + known.state + " at its kiosk");
    }
    for (auto const& [id, standing] : ending.at_hub)
        if (!ending.at_kiosks.contains(id))
            complaints.push_back(id + " is at the hub, and no kiosk sent it");
    return complaints;
}

/// Whether what was printed and what became of it go together.
bool is_kept(Receipt const& receipt, Standing const& now, std::optional<Wish> wish, bool has_other)
{
    if (now.state == "cancelled")
        return wish.has_value();
    // Somebody who came twice has one seat; the other receipt points to it.
    if (now.state == "duplicate")
        return has_other || receipt.state == "duplicate";
    if (wish == Wish::Surely)
        return false;
    if (receipt.state == "confirmed")
        return now.state == "confirmed";
    if (receipt.state == "waiting")
        return now.state == "waiting" || now.state == "confirmed";
    if (receipt.state == "provisional")
        return now.state == "confirmed" || now.state == "waiting" || now.state == "refused";
    return now.state == receipt.state;
}

Complaints broken_promises(Notebook const& notebook, Ending const& ending)
{
    std::map<std::string, Receipt> by_id;
    for (auto const& receipt : notebook.receipts())
        by_id[receipt.id] = receipt;
    Complaints complaints;
    for (auto const& receipt : notebook.receipts()) {
        auto const found = ending.at_kiosks.find(receipt.id);
        if (found == ending.at_kiosks.end()) {
            complaints.push_back(receipt.id + " was printed, and its kiosk does not know it");
            continue;
        }
        auto const& now = found->second;
        auto const other = by_id.find(now.existing);
        // The other registration may have been kept without a receipt: its kiosk was killed before printing.
        bool const has_other = ending.at_kiosks.contains(now.existing) && now.existing != receipt.id
            && (other == by_id.end()
                || (other->second.person == receipt.person && other->second.session == receipt.session));
        // A duplicate shows the number of the one that stands, which may well be cancelled.
        auto const wish = receipt.state == "duplicate" ? std::nullopt : notebook.wish_for(receipt.code);
        if (!is_kept(receipt, now, wish, has_other))
            complaints.push_back(receipt.id + " was printed as " + receipt.state + ", is " + now.state
                + (wish ? (*wish == Wish::Surely ? ", surely to be cancelled" : ", perhaps to be cancelled")
                        : ""));
    }
    return complaints;
}

/// Every kiosk shows every session as the hub does.
Complaints stale_sessions(Region& region)
{
    std::map<std::string, json> at_hub;
    for (auto const& id : region.sessions()) {
        at_hub[id] = region.read("/v1/sessions/" + id);
        for (auto const* staff_only : {"resources", "private", "waiting_for"})
            at_hub[id].erase(staff_only);
    }
    Complaints complaints;
    for (int i = 0; i < kiosk_count; ++i) {
        auto const shown = region.kiosk(i, {"sessions"}).first;
        REQUIRE(shown.is_object());
        if (shown["sessions"].size() != at_hub.size())
            complaints.push_back("kiosk " + std::to_string(i) + " does not show every session");
        for (auto const& session : shown["sessions"])
            if (session != at_hub[session["id"]])
                complaints.push_back("kiosk " + std::to_string(i) + " shows " + session.dump() + ", the hub "
                    + at_hub[session["id"]].dump());
    }
    return complaints;
}

SCENARIO("Eight kiosks, a line that cuts and a hub that dies keep every promise they print", "[scenario]")
{
    auto const seed = from_environment("MEGURI_CHAOS_SEED", base::SystemRandom().below(1'000'000'000));
    std::chrono::seconds const how_long(from_environment("MEGURI_CHAOS_SECONDS", MEGURI_CHAOS_SECONDS));
    std::printf("MEGURI_CHAOS_SEED=%llu\n", static_cast<unsigned long long>(seed));
    INFO("MEGURI_CHAOS_SEED=" << seed);
    Complaints const none;

    GIVEN("a hub, thirty-two sessions with few seats, and eight kiosks behind a line that cuts")
    {
        Region region(seed);

        WHEN("people register and cancel while hub and kiosks are killed, and then the line heals")
        {
            region.live_through(how_long);
            bool const is_settled = region.settle();
            std::printf("%s\n", region.tally().c_str());
            INFO(region.tally());

            THEN("every printed receipt stands at the hub once, and all know the same")
            {
                region.log_in();
                // Break: keep what was sent as sent although no answer came.
                CHECK(is_settled);
                // Break: let a command fail when the line is cut, or lose the folder's lock to a killed one.
                CHECK(region.notebook().oddities() == none);
                Ending ending;
                read_rosters(region, ending);
                read_outboxes(region, ending);
                CHECK(ending.complaints == none);
                // Break: print before the commit; answer before the hub's COMMIT; decide a repetition again.
                CHECK(broken_promises(region.notebook(), ending) == none);
                // Break: answer a repeated command with its first result; do not tell the kiosk of a
                // promotion.
                CHECK(differences(region, ending) == none);
                // Break: forget a grant whose reply was lost; take a right back because time passed.
                CHECK(ending.rights_lent == ending.rights_held);
                // Break: move the cursor without its page; forget to number a session whose seats changed.
                CHECK(stale_sessions(region) == none);
                // Break: write the audit row outside the transaction of what it records.
                CHECK(region.verify_audit() == 0);
                // The story is none unless all of this happened.
                CHECK(region.notebook().receipts().size() > static_cast<std::size_t>(how_long.count()));
            }
        }
    }
}

} // namespace
