// What a sync costs: bytes on the wire (request, answer, headers; no TLS) and the hub's processor time,
// between the real hub program and the kiosk's core with its real client over loopback sockets. Prints each
// figure beside its limit, with the median of the rounds; never a pass or a fail.
//   bench_sync_cost FOLDER [ROUNDS [HALLS]]
// HALLS, 1 to 5: over how many halls the sessions are spread; a kiosk holds rights in its own only, 5
// otherwise. FOLDER must be empty: hub and kiosks are made in it.
#include "kiosk/local/kiosk.h"
#include "shared/net/gzip.h"
#include "tests/support/process.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace {

using namespace meguri;
using nlohmann::json;

constexpr int idle_syncs = 500;
constexpr int registrations = 200;
constexpr int sessions = 500;

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

[[noreturn]] void stop(std::string const& why)
{
    std::fprintf(stderr, "bench_sync_cost: %s\n", why.c_str());
    std::exit(1);
}

template <class T> T need(base::Result<T> result)
{
    if (!result)
        stop(result.error().message);
    return std::move(*result);
}

/// Milliseconds of processor that all threads of a program have had; the nanoseconds of the scheduler, as the
/// ticks of /proc/PID/stat are ten milliseconds long.
double processor_ms(pid_t program)
{
    double sum = 0;
    for (auto const& task :
        std::filesystem::directory_iterator("/proc/" + std::to_string(program) + "/task")) {
        double nanoseconds = 0;
        std::ifstream(task.path() / "schedstat") >> nanoseconds;
        sum += nanoseconds / 1e6;
    }
    return sum;
}

/// The hub's program with the demonstration year and five hundred more sessions in one town.
class Hub {
public:
    Hub(std::filesystem::path const& folder, int halls)
        : m_data((folder / "hub").string())
        , m_halls(halls)
    {
        run({"init"});
        run({"demo"}); // Halls, and the classes and people of a year beside what is measured.
        run({"user", "add", "--login", "bench", "--role", "municipality", "--org", "352047",
                "--password-stdin"},
            "a long password\n");
        m_running = std::make_unique<tests::Running>(
            std::vector<std::string>{program, "serve", "--data", m_data, "--listen", "127.0.0.1:0"},
            "READY ");
        m_token = ask("POST", "/v1/login", {{"login", "bench"}, {"password", "a long password"}})["token"];
        for (int i = 0; i < sessions; ++i)
            publish(i);
    }
    std::string const& url() const { return m_running->line(); }
    pid_t process() const { return m_running->id(); }
    std::string enrol_code()
    {
        auto const output = run({"enrol", "--venue", "v-352047-1"});
        return output.substr(0, output.find('\n'));
    }
    std::vector<std::string> const& ids() const { return m_ids; }
    /// Every session gets another number of seats.
    void change_all(int round)
    {
        for (int i = 0; i < sessions; ++i)
            change(static_cast<std::size_t>(i), session_body(i, 11 + round + i % 30));
    }

private:
    static constexpr char const* program = MEGURI_PROGRAMS "/meguri-hub";

    std::string run(std::vector<std::string> words, std::string const& input = "")
    {
        words.insert(words.begin(), program);
        words.insert(words.end(), {"--data", m_data});
        auto const ended = tests::run(words, input);
        if (ended.code != 0)
            stop(words[1] + ": " + ended.output);
        return ended.output;
    }
    void change(std::size_t number, json const& body)
    {
        auto const path = "/v1/sessions/" + m_ids[number];
        m_versions[number] = ask("PUT", path, body, std::to_string(m_versions[number]))["version"];
    }
    json ask(
        std::string const& method, std::string const& path, json const& body, std::string const& version = "")
    {
        net::HttpRequest request;
        request.method = method;
        request.url = url() + path;
        request.headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + m_token}};
        if (!version.empty())
            request.headers.emplace_back("If-Match", version);
        request.body = body.is_null() ? "" : body.dump();
        auto const answer = need(m_line->send(request));
        if (answer.status >= 300)
            stop(path + ": " + answer.body);
        return json::parse(answer.body);
    }
    /// As a town's year looks: a few titles and halls, many days, most fields alike.
    json session_body(int number, int capacity) const
    {
        constexpr std::array titles{"はじめてのスマートフォン", "LINEで家族と話そう",
            "マイナンバーカードの使い方", "地図とバスの時刻", "防災アプリを入れる", "写真をとって送る",
            "詐欺にあわないために"};
        char day[32];
        std::snprintf(day, sizeof day, "2030-%02d-%02dT", 1 + number / 28 % 12, 1 + number % 28);
        int const hour = 9 + number % 8;
        auto const time = [&](int h, char const* minutes) {
            return day + std::string(h < 10 ? "0" : "") + std::to_string(h) + minutes + "+09:00";
        };
        return {{"title", titles[static_cast<std::size_t>(number) % titles.size()]},
            {"format", "venue_class"}, {"venue", "v-352047-" + std::to_string(1 + number % m_halls)},
            {"starts_at", time(hour, ":00:00")}, {"ends_at", time(hour + 1, ":30:00")},
            {"capacity", capacity}};
    }
    void publish(int number)
    {
        std::string const id = ask("POST", "/v1/sessions", session_body(number, 10 + number % 30))["id"];
        m_versions.push_back(ask("POST", "/v1/sessions/" + id + "/publish", nullptr)["version"]);
        m_ids.push_back(id);
    }

    std::string m_data;
    int m_halls;
    std::unique_ptr<net::CurlClient> m_line = need(net::CurlClient::open());
    std::unique_ptr<tests::Running> m_running;
    std::string m_token;
    std::vector<std::string> m_ids;
    std::vector<std::int64_t> m_versions;
};

/// A kiosk as its program composes it.
struct Kiosk {
    base::SystemClock clock;
    base::SystemRandom random;
    crypto::SodiumCrypto crypto;
    base::SystemFiles files;
    std::unique_ptr<net::CurlClient> line = need(net::CurlClient::open());
    std::unique_ptr<kiosk::local::Kiosk> core;

    Kiosk(std::filesystem::path const& database, Hub& hub)
        : core(need(kiosk::local::Kiosk::open(database, {clock, random, crypto, *line, files})))
    {
        if (auto done = core->enrol(hub.url(), hub.enrol_code()); !done)
            stop(done.error().message);
    }
    kiosk::local::SyncReport sync() { return need(core->sync()); }
    void sync_until_idle()
    {
        while (sync().pulled != 0) { }
    }
    void keep(std::string const& session, int person)
    {
        kiosk::local::Form form;
        form.session = session;
        form.person.kana = "みほん はなこ";
        form.person.phone = "090" + std::to_string(10000000 + person);
        form.person.birth_year = 1935 + person % 40;
        form.person.municipality = "352047";
        auto const outcome = need(core->register_person(form, kiosk::local::Line::Forbid));
        if (outcome.state == "refused" || outcome.state == "duplicate")
            stop("not kept: " + outcome.reason);
    }
};

double bytes_of(kiosk::local::SyncReport const& report)
{
    return static_cast<double>(report.bytes_up + report.bytes_down);
}

/// One line of figures a round each, then the median and the limit.
class Figures {
public:
    explicit Figures(std::string what, std::string limit)
        : m_what(std::move(what))
        , m_limit(std::move(limit))
    {
    }
    void add(double value) { m_values.push_back(value); }
    void print() const
    {
        std::printf("%-62s", m_what.c_str());
        for (double const value : m_values)
            std::printf(" %9.3f", value);
        std::printf("  median %9.3f  limit %s\n", median(m_values), m_limit.c_str());
    }

private:
    std::string m_what;
    std::string m_limit;
    std::vector<double> m_values;
};

void idle(Hub& hub, Kiosk& kiosk, int rounds)
{
    Figures requests("idle: requests", "1");
    Figures bytes("idle: bytes", "800");
    Figures up("idle: bytes up", "-");
    Figures processor("idle: ms of the hub's processor", "1");
    for (int round = 0; round < rounds; ++round) {
        double sum = 0;
        double sum_up = 0;
        int count = 0;
        double const before = processor_ms(hub.process());
        for (int i = 0; i < idle_syncs; ++i) {
            auto const report = kiosk.sync();
            sum += bytes_of(report);
            sum_up += static_cast<double>(report.bytes_up);
            count += report.requests;
        }
        processor.add((processor_ms(hub.process()) - before) / idle_syncs);
        requests.add(static_cast<double>(count) / idle_syncs);
        bytes.add(sum / idle_syncs);
        up.add(sum_up / idle_syncs);
    }
    for (auto const* one : {&requests, &bytes, &up, &processor})
        one->print();
}

void push(Hub& hub, Kiosk& kiosk, int rounds)
{
    Figures raw("push of 200: bytes of a command", "500");
    Figures requests("push of 200: requests", "3");
    Figures ratio("push of 200: wire / raw", "1.15");
    Figures up("push of 200: up / raw", "-");
    Figures down("push of 200: down / raw", "-");
    Figures processor("push of 200: ms of the hub's processor a command", "-");
    for (int round = 0; round < rounds; ++round) {
        for (int i = 0; i < registrations; ++i)
            kiosk.keep(hub.ids()[static_cast<std::size_t>(i) % 40], round * registrations + i);
        double const before = processor_ms(hub.process());
        auto const report = kiosk.sync();
        processor.add((processor_ms(hub.process()) - before) / registrations);
        if (report.pushed != registrations)
            stop("not all was pushed");
        auto const all = static_cast<double>(report.raw_bytes);
        raw.add(all / registrations);
        requests.add(report.requests);
        ratio.add(bytes_of(report) / all);
        up.add(static_cast<double>(report.bytes_up) / all);
        down.add(static_cast<double>(report.bytes_down) / all);
    }
    for (auto const* one : {&raw, &requests, &ratio, &up, &down, &processor})
        one->print();
}

void catch_up(Hub& hub, std::filesystem::path const& folder, int rounds)
{
    Figures packed("catching up 500 sessions: their gzip size, bytes", "-");
    Figures requests("catching up 500 sessions: requests", "2");
    Figures ratio("catching up 500 sessions: wire / gzip", "1.2");
    Kiosk kiosk(folder / "catching-up.db", hub);
    kiosk.sync_until_idle();
    for (int round = 0; round < rounds; ++round) {
        hub.change_all(round);
        auto const report = kiosk.sync();
        auto list = json::array();
        for (auto const& session : need(kiosk.core->sessions()))
            if (std::find(hub.ids().begin(), hub.ids().end(), session.id) != hub.ids().end())
                list.push_back(protocol::to_json(session));
        if (list.size() != sessions || report.pulled != sessions)
            stop("not all changes came, or others did");
        auto const size = static_cast<double>(net::gzip(list.dump()).size());
        packed.add(size);
        requests.add(report.requests);
        ratio.add(bytes_of(report) / size);
    }
    for (auto const* one : {&packed, &requests, &ratio})
        one->print();
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "bench_sync_cost FOLDER [ROUNDS [HALLS]]\n");
        return 2;
    }
    std::filesystem::path const folder = argv[1];
    int const rounds = argc > 2 ? std::atoi(argv[2]) : 5;
    int const halls = argc > 3 ? std::atoi(argv[3]) : 5;
    if (rounds < 1 || halls < 1 || halls > 5)
        stop("ROUNDS is at least 1, HALLS 1 to 5");
    std::filesystem::create_directories(folder);
    Hub hub(folder, halls);
    catch_up(hub, folder, rounds);
    Kiosk kiosk(folder / "kiosk.db", hub);
    kiosk.sync_until_idle();
    std::printf("rights the kiosk holds: %zu\n", need(kiosk.core->leases()).size());
    idle(hub, kiosk, rounds);
    push(hub, kiosk, rounds);
    return 0;
}
