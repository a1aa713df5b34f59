// The HTTP/1.1 server: takes requests from sockets, gives them to one Handler, sends its replies. Each thread
// has its own loop and a connection never leaves its loop. Refuses what is too large, too slow or ambiguous
// with RFC 9457 problems before any handler sees it. Plain HTTP: TLS is the reverse proxy's part.
#pragma once

#include "admin/hub/server/handler.h"
#include "shared/base/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace meguri::hub::server {

/// The body limits hold for what comes over the wire and again for what it decompresses to.
struct Limits {
    struct PathLimit {
        std::string path;
        std::size_t body_bytes;
    };
    std::size_t header_bytes = 16 * 1024;
    std::size_t body_bytes = 256 * 1024;
    /// Paths with a body limit of their own.
    std::vector<PathLimit> body_bytes_of = {{"/v1/sync", 512 * 1024}, {"/v1/sessions/import", 1024 * 1024},
        {"/v1/imports", 2 * 1024 * 1024}, {"/v1/sessions/bulk", 16 * 1024 * 1024}};
    /// At a time; one more is closed at once.
    std::size_t connections = 8192;
};

struct Deadlines {
    std::chrono::milliseconds idle = std::chrono::seconds(120); ///< Between two requests of a connection.
    std::chrono::milliseconds request = std::chrono::seconds(10); ///< First byte to last byte of a request.
    std::chrono::milliseconds write = std::chrono::seconds(10); ///< For the peer to take the whole reply.
    std::chrono::milliseconds grace = std::chrono::seconds(3); ///< For replies still awaited when stopping.
    /// While stopping: how long a quiet connection may still bring a request that is already under way.
    std::chrono::milliseconds last_call = std::chrono::milliseconds(300);
    std::chrono::milliseconds sweep = std::chrono::milliseconds(500); ///< How often the late are looked for.
};

struct Settings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0; ///< 0: the system picks one.
    unsigned threads = 1;
    /// Allows an address other than loopback, and takes the peer's address from the proxy's X-Forwarded-For.
    bool behind_proxy = false;
    Limits limits;
    Deadlines deadlines;
    /// Called once when stopping begins, on a loop's thread: the moment to answer long polls.
    std::function<void()> on_stopping;
};

class Listener {
public:
    /// Binds and listens; clients wait until run_until_stopped(). BadInput for an address it must not or
    /// cannot use, Busy when the port is taken. `handler` must outlive the listener.
    static base::Result<std::unique_ptr<Listener>> open(Settings settings, Handler& handler);
    ~Listener();
    Listener(Listener const&) = delete;
    Listener& operator=(Listener const&) = delete;

    std::uint16_t port() const;
    /// Where it really listens, as "http://ADDRESS:PORT".
    std::string url() const;

    /// Serves on this thread and `threads - 1` more until stop() or one of `signals`, then closes the
    /// acceptor, answers what is in flight with "Connection: close", waits for at most the grace, and
    /// returns. Once per listener. A Reply called later than that goes nowhere, harmlessly.
    void run_until_stopped(std::vector<int> const& signals = {});
    /// From any thread, as often as wanted, before run_until_stopped() too.
    void stop();

private:
    class Loops;
    explicit Listener(std::unique_ptr<Loops> loops);

    std::unique_ptr<Loops> m_loops;
};

} // namespace meguri::hub::server
