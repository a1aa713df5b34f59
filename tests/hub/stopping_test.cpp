// The listener's end: who is still answered, who is told, and how long it may take.
#include "admin/hub/server/listener.h"
#include "shared/base/queue.h"
#include "tests/hub/raw_line.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <csignal>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace meguri::hub::server::test {

using namespace std::chrono_literals;

// Break: close connections at once when stopping; close those that are idle without a last look; leave the
// backlog.
TEST_CASE("Stopping loses no request of 32 posting clients, and each is told that its connection ends",
    "[hub][listener]")
{
    constexpr int client_count = 32;
    std::atomic<int> handled = 0;
    std::atomic<int> answered = 0;
    std::atomic<int> known = 0; // Clients that have had one reply: stopping may turn away who comes after it.
    std::atomic<int> broken = 0; // A request sent on a live connection that got no reply.
    base::Worker worker;
    Settings settings;
    settings.threads = 2;
    settings.deadlines.last_call
        = 5s; // Longer than a client needs from one reply to its next request, on any machine.
    settings.deadlines.grace = 10s;
    Serving serving(
        [&](Request, Reply reply) {
            ++handled;
            worker.post([reply] { reply(text("done")); });
        },
        settings);
    std::vector<std::thread> clients;
    for (int client = 0; client < client_count; ++client) {
        clients.emplace_back([&] {
            RawLine line(serving.port());
            for (bool is_first = true;; is_first = false) {
                auto const reply = line.ask(post("/", "x"));
                known += is_first ? 1 : 0;
                if (reply.status != 200) {
                    ++broken;
                    return;
                }
                ++answered;
                if (reply.header("connection") == "close")
                    return;
            }
        });
    }
    while (handled < 300 || known < client_count)
        std::this_thread::sleep_for(1ms);
    serving.stop();
    for (auto& client : clients)
        client.join();
    CHECK(broken == 0);
    CHECK(answered == handled);
    CHECK_FALSE(RawLine(serving.port()).is_connected());
}

// Break: close idle connections at once when stopping; answer without "Connection: close".
TEST_CASE("A request on an open connection is answered even when stopping began before it", "[hub][listener]")
{
    std::atomic<bool> is_stopping = false;
    Settings settings;
    settings.deadlines.last_call = 5s;
    settings.deadlines.grace = 10s;
    settings.on_stopping = [&] { is_stopping = true; };
    Serving serving(echo, settings);
    RawLine line(serving.port());
    CHECK(line.ask(get("/")).status == 200);
    serving.listener().stop();
    while (!is_stopping)
        std::this_thread::sleep_for(1ms);
    std::this_thread::sleep_for(20ms); // So that the loop has seen to its idle connections.
    auto const last = line.ask(get("/last"));
    CHECK(last.body == "GET /last");
    CHECK(last.header("connection") == "close");
    line.wait_for_end();
}

// Break: close the acceptor without taking in who waits there.
TEST_CASE("A client that had connected before stopping is answered, accepted or not", "[hub][listener]")
{
    std::atomic<bool> is_busy = false;
    std::atomic<bool> may_go_on = false;
    Serving serving([&](Request request, Reply reply) {
        if (request.path == "/slow") {
            is_busy = true;
            while (!may_go_on) // Holds the only loop, so that nobody is accepted meanwhile.
                std::this_thread::sleep_for(1ms);
        }
        reply(text(request.path));
    });
    RawLine slow(serving.port());
    slow.send(get("/slow"));
    while (!is_busy)
        std::this_thread::sleep_for(1ms);
    serving.listener().stop();
    std::vector<std::unique_ptr<RawLine>> waiting;
    for (int i = 0; i < 8; ++i) {
        waiting.push_back(std::make_unique<RawLine>(serving.port()));
        waiting.back()->send(get("/waiting"));
    }
    may_go_on = true;
    CHECK(slow.reply().body == "/slow");
    for (auto const& line : waiting)
        CHECK(line->reply().body == "/waiting");
}

// Break: leave the backlog when stopping.
TEST_CASE(
    "Whoever connected before stopping is answered, also by a loop that had nobody yet", "[hub][listener]")
{
    int unanswered = 0;
    for (int round = 0; round < 40; ++round) {
        Settings settings;
        settings.threads = 4;
        Serving serving(echo, settings);
        std::vector<std::unique_ptr<RawLine>> clients;
        for (int i = 0; i < 3; ++i) {
            clients.push_back(std::make_unique<RawLine>(serving.port()));
            clients.back()->send(get("/early"));
        }
        serving.listener().stop();
        for (auto const& client : clients)
            unanswered += client->reply().body == "GET /early" ? 0 : 1;
    }
    CHECK(unanswered == 0);
}

// Break: wait for replies without end; touch the connection when a reply comes after the end.
TEST_CASE("Stopping waits no longer than the grace, and a reply after it does no harm", "[hub][listener]")
{
    std::mutex mutex;
    Reply kept;
    std::atomic<bool> is_asked = false;
    std::atomic<bool> is_told = false;
    {
        Settings settings;
        settings.deadlines.grace = 50ms;
        settings.on_stopping = [&] { is_told = true; };
        Serving serving(
            [&](Request, Reply reply) {
                std::lock_guard const lock(mutex);
                kept = std::move(reply);
                is_asked = true;
            },
            settings);
        RawLine line(serving.port());
        line.send(get("/"));
        while (!is_asked)
            std::this_thread::sleep_for(1ms);
        serving.stop();
        line.wait_for_end();
        CHECK(line.rest().empty());
        CHECK(is_told);
    }
    std::lock_guard const lock(mutex);
    kept(text("too late"));
}

// Break: ignore the signals given.
TEST_CASE("A signal ends it as stop() does", "[hub][listener]")
{
    Answering handler(echo);
    auto listener = std::move(Listener::open({}, handler).value());
    std::thread running([&] { listener->run_until_stopped({SIGUSR1}); });
    RawLine line(listener->port());
    CHECK(line.ask(get("/")).status == 200); // Answering means that it waits for signals already.
    ::kill(::getpid(), SIGUSR1);
    running.join();
    line.wait_for_end();
    CHECK(line.rest().empty());
}

} // namespace meguri::hub::server::test
