// A hub of canned answers on a real loopback socket, for tests of the desk: says what it was told to say and
// remembers what it was asked. And a window's event loop without a window: runs what was posted, on the
// test's own thread.
#pragma once

#include "admin/desk/models/desk.h"
#include "admin/hub/server/listener.h"
#include "shared/base/clock.h"
#include "shared/base/queue.h"
#include "shared/base/random.h"
#include "shared/net/http_client.h"

#include <nlohmann/json.hpp>

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace meguri::tests {

class CannedHub final : public hub::server::Handler {
public:
    CannedHub() { start(0); }
    ~CannedHub() override { stop(); }
    CannedHub(CannedHub const&) = delete;
    CannedHub& operator=(CannedHub const&) = delete;

    std::string url() const { return m_url; }
    /// `what` is "GET /v1/sessions", without the query.
    void answer(std::string const& what, int status, nlohmann::json const& body)
    {
        std::lock_guard const lock(m_mutex);
        m_answers[what] = {status, body.dump()};
    }
    void answer_text(std::string const& what, int status, std::string body)
    {
        std::lock_guard const lock(m_mutex);
        m_answers[what] = {status, std::move(body)};
    }
    std::vector<hub::server::Request> asked(std::string const& what) const
    {
        std::lock_guard const lock(m_mutex);
        std::vector<hub::server::Request> found;
        for (auto const& request : m_requests)
            if (request.method + " " + request.path == what)
                found.push_back(request);
        return found;
    }

    /// The line is down: nobody listens on the port any more.
    void stop()
    {
        if (!m_listener)
            return;
        m_port = m_listener->port();
        m_listener->stop();
        m_thread.join();
        m_listener.reset();
    }
    /// The line is up again, on the same port.
    void start_again() { start(m_port); }

    void handle(hub::server::Request request, hub::server::Reply reply) override
    {
        hub::server::Response response;
        {
            std::lock_guard const lock(m_mutex);
            auto const found = m_answers.find(request.method + " " + request.path);
            response.status = found == m_answers.end() ? 404 : found->second.first;
            response.body = found == m_answers.end() ? R"({"title":"not canned"})" : found->second.second;
            m_requests.push_back(std::move(request));
        }
        reply(std::move(response));
    }

private:
    void start(std::uint16_t port)
    {
        hub::server::Settings settings;
        settings.port = port;
        settings.deadlines.grace = std::chrono::milliseconds(100);
        auto listener = hub::server::Listener::open(settings, *this);
        base::verify(listener.has_value(), "the canned hub has a port");
        m_listener = std::move(*listener);
        m_url = m_listener->url();
        m_thread = std::thread([this] { m_listener->run_until_stopped(); });
    }

    mutable std::mutex m_mutex;
    std::map<std::string, std::pair<int, std::string>> m_answers;
    std::vector<hub::server::Request> m_requests;
    std::unique_ptr<hub::server::Listener> m_listener;
    std::thread m_thread;
    std::string m_url;
    std::uint16_t m_port = 0;
};

/// Runs on the test's thread what other threads post to it.
class EventLoop {
public:
    base::Post post()
    {
        return [this](base::Task task) {
            {
                std::lock_guard const lock(m_mutex);
                m_tasks.push_back(std::move(task));
            }
            m_wake.notify_one();
        };
    }
    /// Waits for posted tasks and runs them as long as `is_waiting` says so.
    template <class IsWaiting> void run_while(IsWaiting is_waiting)
    {
        while (is_waiting()) {
            base::Task task;
            {
                std::unique_lock lock(m_mutex);
                m_wake.wait(lock, [this] { return !m_tasks.empty(); });
                task = std::move(m_tasks.front());
                m_tasks.pop_front();
            }
            task();
        }
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<base::Task> m_tasks;
};

class StillClock final : public base::Clock {
public:
    explicit StillClock(base::Time now)
        : m_now(now)
    {
    }
    std::chrono::sys_time<std::chrono::milliseconds> wall() const override { return m_now; }
    std::chrono::milliseconds monotonic() const override { return m_now.time_since_epoch(); }
    void set(base::Time now) { m_now = now; }

private:
    base::Time m_now;
};

/// A desk on a canned hub.
class Office {
public:
    explicit Office(base::Time now)
        : clock(now)
        , http(std::move(net::CurlClient::open().value()))
        , api(*http, clock, hub.url())
        , desk(api, clock, random, loop.post())
    {
    }
    void settle()
    {
        loop.run_while([this] { return desk.is_busy(); });
    }
    void log_in()
    {
        hub.answer("POST /v1/login", 200, {{"token", "t"}, {"role", "prefecture"}, {"org", "prefecture"}});
        desk.log_in("ken", "himitsu");
        settle();
    }

    CannedHub hub;
    EventLoop loop;
    StillClock clock;
    base::SystemRandom random;
    std::unique_ptr<net::CurlClient> http;
    desk::models::Api api;
    desk::models::Desk desk;
};

} // namespace meguri::tests
