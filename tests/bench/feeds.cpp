// What it costs to hand out the schedule: processor time of the hub for pages of a feed and of the plain
// list, plain and packed, and for 304s, over that of nginx with the same bytes as files; 304s in a second;
// and a consumer's first walk of ten thousand sessions. nginx is the measure of the machine: each round asks
// both in turns. Prints a table for RESULTS.md, medians of the rounds; never a pass or a fail.
//   bench_feeds FOLDER [ROUNDS]
// FOLDER must be empty: hub and nginx live in it. As root, nginx runs as nobody, who must be able to get to
// FOLDER. Without an nginx its columns are left out.
#include "shared/net/gzip.h"
#include "shared/net/http_client.h"
#include "shared/net/zstd.h"
#include "tests/support/process.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <thread>

namespace {

using namespace meguri;
using nlohmann::json;
using Clock = std::chrono::steady_clock;

constexpr int sessions = 10'000;
constexpr int lines_at_once = 250;
constexpr int requests = 300;

[[noreturn]] void stop(std::string const& why)
{
    std::fprintf(stderr, "bench_feeds: %s\n", why.c_str());
    std::exit(1);
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

double seconds_since(Clock::time_point begun)
{
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

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

/// Of one server, as a row asks it.
struct Asked {
    std::string url;
    std::string coding;
    std::string tag;
};

struct Asker {
    std::unique_ptr<net::CurlClient> client = *net::CurlClient::open();

    net::HttpAnswer get(Asked const& asked)
    {
        net::HttpRequest request;
        request.url = asked.url;
        request.headers = {{"Accept-Encoding", asked.coding}};
        if (!asked.tag.empty())
            request.headers.emplace_back("If-None-Match", asked.tag);
        auto answer = client->send(request);
        if (!answer || answer->status != (asked.tag.empty() ? 200 : 304))
            stop(asked.url + ": " + (answer ? std::to_string(answer->status) : answer.error().message));
        return std::move(*answer);
    }
    /// Microseconds of the server's processor for one request.
    double cost(pid_t server, Asked const& asked)
    {
        get(asked);
        auto const before = processor_ms(server);
        for (int i = 0; i < requests; ++i)
            get(asked);
        return (processor_ms(server) - before) * 1000 / requests;
    }
    /// The same for pages that nobody asked for yet: each begins another second.
    double cost_anew(pid_t server, std::string const& list, int& second)
    {
        constexpr int pages = 20;
        auto const before = processor_ms(server);
        for (int i = 0; i < pages; ++i) {
            char time[32];
            std::snprintf(time, sizeof time, "2029-01-01T00:%02d:%02d", second / 60 % 60, second % 60);
            ++second;
            get({list + "?from=" + time + "%2B09:00", "identity", ""});
        }
        return (processor_ms(server) - before) * 1000 / pages;
    }
};

/// Words as people write them: what is repeated a thousand times packs better than any real schedule.
std::string title_of(int number)
{
    static constexpr char const* what[]{"LINEで写真をおくる", "はじめてのスマホ", "地図で行き先をしらべる",
        "マイナンバーカードの手続き", "キャッシュレスで買い物", "防災アプリをつかう", "カメラのこつ",
        "迷惑メールと詐欺にあわない", "病院の予約をしてみる", "孫とビデオ通話", "バスの時刻をしらべる"};
    static constexpr char const* whom[]{
        "（入門）", "（基本）", "（応用）", " おかわり講座", " 個別相談つき", ""};
    return std::string(what[number % 11]) + whom[number / 11 % 6]
        + (number % 5 == 0 ? " 第" + std::to_string(1 + number / 7 % 12) + "回" : "");
}

void fill(std::string const& url, std::string const& key)
{
    auto const client = *net::CurlClient::open();
    net::HttpRequest ask;
    ask.url = url + "/v1/venues";
    auto const places = client->send(ask);
    if (!places || places->status != 200)
        stop("the hub names no venues");
    auto const venues = json::parse(places->body)["venues"];
    for (int begin = 0; begin < sessions; begin += lines_at_once) {
        net::HttpRequest request;
        request.method = "POST";
        request.url = url + "/v1/sessions/bulk";
        request.headers = {{"Authorization", "Bearer " + key}, {"Content-Type", "application/x-ndjson"}};
        request.timeout = std::chrono::minutes(10);
        for (int i = begin; i < begin + lines_at_once; ++i) {
            auto const& venue = venues[static_cast<std::size_t>(i) * 7919 % venues.size()];
            char day[32];
            std::snprintf(day, sizeof day, "2030-%02d-%02dT%02d:%02d:00+09:00", 1 + i % 12, 1 + i * 17 % 28,
                9 + i % 7, i % 4 * 15);
            auto const ends = std::string(day).replace(11, 2, std::to_string(17 + i % 3));
            request.body += json{{"external_id", "b" + std::to_string(i)}, {"title", title_of(i * 31)},
                                {"format", i % 3 ? "venue_class" : "mobile_van"}, {"venue", venue["id"]},
                                {"starts_at", day}, {"ends_at", ends}, {"capacity", 5 + i * 13 % 30}}
                                .dump()
                + "\n";
        }
        auto const answer = client->send(request);
        if (!answer || answer->status != 200)
            stop("the sessions were not taken");
        if (json::parse(answer->body)["created"] != lines_at_once)
            stop("some sessions were refused: " + answer->body.substr(0, 400));
    }
}

void print_walk(char const* what, char const* coding, int pages, std::uint64_t bytes, double took, double cpu)
{
    std::printf("| %s, %s | %d | %llu | %.2f s | %.0f ms |\n", what, coding, pages,
        static_cast<unsigned long long>(bytes), took, cpu);
}

/// As a consumer reads both feeds from the beginning to the end.
void walk(Asker& asker, std::string const& url, pid_t hub, char const* what, char const* coding)
{
    auto const begun = Clock::now();
    auto const before = processor_ms(hub);
    std::uint64_t bytes = 0;
    int pages = 0;
    int items = 0;
    for (char const* feed : {"/feeds/session-series", "/feeds/scheduled-sessions"})
        for (auto next = url + feed;;) {
            auto const answer = asker.get({next, coding, ""});
            bytes += answer.bytes_down;
            ++pages;
            auto const page = json::parse(answer.body);
            items += static_cast<int>(page["items"].size());
            if (page["next"] == next)
                break;
            next = page["next"];
        }
    auto const cpu = processor_ms(hub) - before;
    if (items < sessions)
        stop("the walk lost sessions");
    print_walk(what, coding, pages, bytes, seconds_since(begun), cpu);
}

/// The plain list by its cursor.
void walk_list(Asker& asker, std::string const& url, pid_t hub, char const* what, char const* coding)
{
    auto const begun = Clock::now();
    auto const before = processor_ms(hub);
    std::uint64_t bytes = 0;
    int pages = 0;
    std::size_t items = 0;
    for (std::optional<std::string> cursor = ""; cursor;) {
        auto const answer
            = asker.get({url + "/v1/sessions" + (cursor->empty() ? "" : "?after=" + *cursor), coding, ""});
        auto const page = json::parse(answer.body);
        bytes += answer.bytes_down;
        ++pages;
        items += page["sessions"].size();
        cursor = page["next"].is_null() ? std::nullopt : std::optional(page["next"].get<std::string>());
    }
    if (items != sessions)
        stop("the list lost sessions, or doubled some");
    print_walk(what, coding, pages, bytes, seconds_since(begun), processor_ms(hub) - before);
}

std::uint16_t free_port()
{
    int const socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    bool const is_good = ::bind(socket, generic, size) == 0 && ::getsockname(socket, generic, &size) == 0;
    ::close(socket);
    if (!is_good)
        stop("there is no free port");
    return ntohs(address.sin_port);
}

struct Nginx {
    std::unique_ptr<tests::Running> program;
    std::string url;
};

/// One process, as nobody where we are root; its files are the bytes that the hub sent.
Nginx start_nginx(std::filesystem::path const& folder)
{
    namespace fs = std::filesystem;
    auto const home = folder / "nginx";
    fs::create_directories(home / "tmp");
    fs::permissions(folder, fs::perms(0711));
    fs::permissions(home / "tmp", fs::perms(0777));
    auto const port = std::to_string(free_port());
    auto const temporary = (home / "tmp").string();
    std::ofstream(home / "nginx.conf")
        << "daemon off; master_process off; pid " << temporary << "/pid; error_log stderr;\n"
        << "events { worker_connections 256; }\n"
        << "http { access_log off; default_type application/json; sendfile on; keepalive_requests 1000000;\n"
        << "open_file_cache max=100; client_body_temp_path " << temporary << "/b; proxy_temp_path "
        << temporary << "/p; fastcgi_temp_path " << temporary << "/f; uwsgi_temp_path " << temporary
        << "/u; scgi_temp_path " << temporary << "/s;\nserver { listen 127.0.0.1:" << port << "; root "
        << (folder / "files").string() << "; } }\n";
    auto const as_nobody = geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
    auto const start = std::string("echo READY; exec ") + as_nobody + "/usr/sbin/nginx -e stderr -p "
        + home.string() + " -c " + (home / "nginx.conf").string();
    Nginx nginx{std::make_unique<tests::Running>(std::vector<std::string>{"/bin/sh", "-c", start}, "READY"),
        "http://127.0.0.1:" + port + "/"};
    auto const client = *net::CurlClient::open();
    net::HttpRequest request;
    request.url = nginx.url + "feed";
    for (int i = 0; i < 100; ++i) {
        auto const answer = client->send(request);
        if (answer && answer->status == 200)
            return nginx;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    stop("nginx does not hand out its files: can nobody read " + folder.string() + "?");
}

struct Row {
    char const* name;
    Asked ours;
    Asked theirs;
};

/// Two clients at once, each asking again as soon as it is answered.
double answers_a_second(Asked const& asked)
{
    constexpr int each = 2000;
    auto const begun = Clock::now();
    std::vector<std::thread> clients;
    for (int i = 0; i < 2; ++i)
        clients.emplace_back([&asked] {
            Asker asker;
            for (int n = 0; n < each; ++n)
                asker.get(asked);
        });
    for (auto& client : clients)
        client.join();
    return 2 * each / seconds_since(begun);
}

void write_file(std::filesystem::path const& path, std::string const& bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

/// The hub's answer, and nginx with the bytes that the hub sends for it.
std::vector<Row> rows_of(Asker& asker, std::string const& url, std::filesystem::path const& files)
{
    auto const feed = url + "/feeds/scheduled-sessions";
    auto const list = url + "/v1/sessions";
    auto const first = asker.get({feed, "identity", ""});
    auto const listed = asker.get({list, "identity", ""});
    auto last = feed + "?afterChangeNumber=9007199254740991";
    write_file(files / "feed", first.body);
    write_file(files / "feed.gz", net::gzip(first.body));
    write_file(files / "feed.zst", net::zstd(first.body));
    write_file(files / "list", listed.body);
    write_file(files / "list.gz", net::gzip(listed.body));
    write_file(files / "list.zst", net::zstd(listed.body));
    write_file(files / "last", asker.get({last, "identity", ""}).body);
    auto const feed_tag = std::string(first.header("etag"));
    auto const list_tag = std::string(listed.header("etag"));
    return {{"feed page", {feed, "identity", ""}, {"feed", "identity", ""}},
        {"feed page, gzip", {feed, "gzip", ""}, {"feed.gz", "identity", ""}},
        {"feed page, zstd", {feed, "zstd", ""}, {"feed.zst", "identity", ""}},
        {"feed page, 304", {feed, "gzip", feed_tag}, {"feed", "gzip", "yes"}},
        {"last page of the feed", {last, "identity", ""}, {"last", "identity", ""}},
        {"plain list", {list, "identity", ""}, {"list", "identity", ""}},
        {"plain list, gzip", {list, "gzip", ""}, {"list.gz", "identity", ""}},
        {"plain list, zstd", {list, "zstd", ""}, {"list.zst", "identity", ""}},
        {"plain list, 304", {list, "gzip", list_tag}, {"list", "gzip", "yes"}}};
}

void compare(Asker& asker, Row row, pid_t hub, Nginx const& nginx, int rounds)
{
    std::vector<double> ours, theirs, ratios, rates, rate_ratios;
    bool const is_304 = !row.ours.tag.empty();
    if (nginx.program) {
        row.theirs.url = nginx.url + row.theirs.url;
        if (is_304)
            row.theirs.tag = asker.get({row.theirs.url, "identity", ""}).header("etag");
    }
    for (int round = 0; round < rounds; ++round) {
        ours.push_back(asker.cost(hub, row.ours));
        if (is_304)
            rates.push_back(answers_a_second(row.ours));
        if (!nginx.program)
            continue;
        theirs.push_back(asker.cost(nginx.program->id(), row.theirs));
        ratios.push_back(ours.back() / theirs.back());
        if (is_304)
            rate_ratios.push_back(rates.back() / answers_a_second(row.theirs));
    }
    auto const bytes = static_cast<unsigned long long>(asker.get(row.ours).bytes_down);
    std::printf(
        "| %s | %llu | %.1f | %.1f | %.2f |", row.name, bytes, median(ours), median(theirs), median(ratios));
    if (is_304)
        std::printf(" %.0f, %.2f of nginx |\n", median(rates), median(rate_ratios));
    else
        std::printf(" |\n");
    std::fflush(stdout);
}

void print_anew(Asker& asker, std::string const& list, pid_t hub, int rounds)
{
    int second = 0;
    std::vector<double> costs;
    for (int round = 0; round < rounds; ++round)
        costs.push_back(asker.cost_anew(hub, list, second));
    std::printf("| plain list, made anew | | %.1f | | | |\n", median(costs));
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2)
        stop("bench_feeds FOLDER [ROUNDS]");
    std::filesystem::path const folder = std::filesystem::absolute(argv[1]);
    int const rounds = argc > 2 ? std::atoi(argv[2]) : 5;
    std::string const program = MEGURI_PROGRAMS "/meguri-hub";
    std::filesystem::create_directories(folder / "files");
    auto const data = (folder / "hub").string();
    (void)tests::run({program, "init", "--data", data});
    (void)tests::run(
        {program, "load", "--data", data, MEGURI_SOURCE_FOLDER "/assets/data/yamaguchi-r6.json"});
    auto key
        = tests::run({program, "key", "add", "--data", data, "--org", "softbank", "--name", "bench"}).output;
    key.resize(std::min(key.size(), key.find('\n')));
    tests::Running const hub({program, "serve", "--data", data, "--listen", "127.0.0.1:0"}, "READY ");
    auto const url = hub.line();
    fill(url, key);
    Asker asker;
    std::printf("%d sessions; each row asks hub and nginx %d times in turns, %d rounds, medians.\n\n",
        sessions, requests, rounds);
    std::printf("| walk | pages | bytes | took | the hub's processor |\n|--|--|--|--|--|\n");
    walk(asker, url, hub.id(), "first walk of both feeds", "identity");
    for (char const* coding : {"identity", "gzip", "zstd"})
        walk(asker, url, hub.id(), "again", coding);
    walk_list(asker, url, hub.id(), "first walk of the plain list", "identity");
    for (char const* coding : {"identity", "gzip", "zstd"})
        walk_list(asker, url, hub.id(), "again", coding);
    auto const rows = rows_of(asker, url, folder / "files");
    Nginx nginx;
    if (std::filesystem::exists("/usr/sbin/nginx"))
        nginx = start_nginx(folder);
    std::printf("\n| answer | bytes | hub, us | nginx, us | hub / nginx | a second, two clients |\n"
                "|--|--|--|--|--|--|\n");
    for (auto const& row : rows)
        compare(asker, row, hub.id(), nginx, rounds);
    print_anew(asker, url + "/v1/sessions", hub.id(), rounds);
    return 0;
}
