// What it costs to hand out the schedule: processor time of the hub for a feed page, a page of the plain list
// and a 304, over that of nginx with the same bytes as files; bytes on the wire by coding; and a consumer's
// first walk of ten thousand sessions. Prints the median of the rounds; never a pass or a fail.
//   bench_feeds FOLDER [ROUNDS]
// FOLDER must be empty: hub and nginx live in it. Without an nginx its columns are left out.
#include "shared/net/http_client.h"
#include "tests/support/process.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

namespace {

using namespace meguri;
using nlohmann::json;

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
    return values[values.size() / 2];
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

struct Asker {
    std::unique_ptr<net::CurlClient> client = *net::CurlClient::open();

    net::HttpAnswer get(std::string const& url, std::string const& coding, std::string const& tag = "")
    {
        net::HttpRequest request;
        request.url = url;
        request.headers = {{"Accept-Encoding", coding}};
        if (!tag.empty())
            request.headers.emplace_back("If-None-Match", tag);
        auto answer = client->send(request);
        if (!answer || answer->status >= 400)
            stop(url + ": " + (answer ? std::to_string(answer->status) : answer.error().message));
        return std::move(*answer);
    }
    /// Microseconds of the server's processor for one request.
    double cost(pid_t server, std::string const& url, std::string const& coding, std::string const& tag = "")
    {
        get(url, coding, tag);
        auto const before = processor_ms(server);
        for (int i = 0; i < requests; ++i)
            get(url, coding, tag);
        return (processor_ms(server) - before) * 1000 / requests;
    }
};

void fill(std::string const& url, std::string const& key)
{
    auto const client = *net::CurlClient::open();
    for (int begin = 0; begin < sessions; begin += lines_at_once) {
        net::HttpRequest request;
        request.method = "POST";
        request.url = url + "/v1/sessions/bulk";
        request.headers = {{"Authorization", "Bearer " + key}, {"Content-Type", "application/x-ndjson"}};
        request.timeout = std::chrono::minutes(10);
        for (int i = begin; i < begin + lines_at_once; ++i) {
            char day[32];
            std::snprintf(day, sizeof day, "2030-%02d-%02dT", 1 + i % 12, 1 + i % 28);
            request.body += json{{"external_id", "b" + std::to_string(i)},
                                {"title", "スマホ教室 " + std::to_string(i % 300)}, {"format", "mobile_van"},
                                {"venue", "v-352047-1"}, {"starts_at", std::string(day) + "10:00:00+09:00"},
                                {"ends_at", std::string(day) + "11:30:00+09:00"}, {"capacity", 5 + i % 30}}
                                .dump()
                + "\n";
        }
        auto const answer = client->send(request);
        if (!answer || answer->status != 200)
            stop("the sessions were not taken");
    }
}

void walk(Asker& asker, std::string const& url, char const* coding)
{
    auto const begun = std::chrono::steady_clock::now();
    std::uint64_t bytes = 0;
    int pages = 0;
    for (char const* feed : {"/feeds/session-series", "/feeds/scheduled-sessions"})
        for (auto next = url + feed;;) {
            auto const answer = asker.get(next, coding);
            bytes += answer.bytes_down;
            ++pages;
            auto const page = json::parse(answer.body);
            if (page["next"] == next)
                break;
            next = page["next"];
        }
    auto const took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    std::printf("walk, %-9s %3d pages %9llu bytes  %.2f s\n", coding, pages,
        static_cast<unsigned long long>(bytes), took);
}

std::unique_ptr<tests::Running> start_nginx(std::filesystem::path const& folder)
{
    std::ofstream(folder / "nginx.conf")
        << "daemon off; master_process off; pid " << (folder / "nginx.pid").string()
        << "; error_log stderr;\n"
        << "events {} http { access_log off; default_type application/json; keepalive_requests 1000000;\n"
        << "client_body_temp_path " << folder.string() << "; server { listen 127.0.0.1:18429; root "
        << (folder / "files").string() << "; } }\n";
    return std::make_unique<tests::Running>(std::vector<std::string>{"/bin/sh", "-c",
                                                "echo READY; exec /usr/sbin/nginx -p " + folder.string()
                                                    + " -c " + (folder / "nginx.conf").string()},
        "READY");
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2)
        stop("bench_feeds FOLDER [ROUNDS]");
    std::filesystem::path const folder = std::filesystem::absolute(argv[1]);
    int const rounds = argc > 2 ? std::atoi(argv[2]) : 5;
    std::string const program = MEGURI_PROGRAMS "/meguri-hub";
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
    for (char const* coding : {"identity", "gzip", "zstd"})
        walk(asker, url, coding);
    auto const feed = url + "/feeds/scheduled-sessions";
    auto const list = url + "/v1/sessions";
    std::filesystem::create_directories(folder / "files");
    std::ofstream(folder / "files" / "feed.json") << asker.get(feed, "identity").body;
    std::ofstream(folder / "files" / "list.json") << asker.get(list, "identity").body;
    auto const tag = std::string(asker.get(feed, "identity").header("etag"));
    bool const has_nginx = std::filesystem::exists("/usr/sbin/nginx");
    auto const nginx = has_nginx ? start_nginx(folder) : nullptr;
    std::string const files = "http://127.0.0.1:18429/";
    std::this_thread::sleep_for(std::chrono::seconds(1));
    auto const file_tag = nginx ? std::string(asker.get(files + "feed.json", "identity").header("etag")) : "";
    struct Row {
        char const* name;
        std::string ours, theirs, our_tag, their_tag, coding;
    };
    for (auto const& row : {Row{"feed page", feed, "feed.json", "", "", "identity"},
             Row{"feed page, zstd", feed, "feed.json", "", "", "zstd"},
             Row{"304", feed, "feed.json", tag, file_tag, "identity"},
             Row{"plain list", list, "list.json", "", "", "identity"}}) {
        std::vector<double> ours;
        std::vector<double> ratios;
        for (int round = 0; round < rounds; ++round) {
            ours.push_back(asker.cost(hub.id(), row.ours, row.coding, row.our_tag));
            if (nginx)
                ratios.push_back(
                    ours.back() / asker.cost(nginx->id(), files + row.theirs, "identity", row.their_tag));
        }
        std::printf("%-16s %8.1f us, %.2f of nginx, %llu bytes\n", row.name, median(ours),
            ratios.empty() ? 0.0 : median(ratios),
            static_cast<unsigned long long>(asker.get(row.ours, row.coding, row.our_tag).bytes_down));
    }
    return 0;
}
