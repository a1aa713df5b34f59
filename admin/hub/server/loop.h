// One thread's loop and the sockets on it: the ground under the listener (which accepts) and the connections
// (which speak HTTP). Private to this folder; the only header that names asio.
#pragma once

#include "admin/hub/server/listener.h"
#include "admin/hub/server/message.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <unordered_set>

namespace meguri::hub::server {

// Concrete executors everywhere: the type-erased ones cost an allocation and an indirect call per operation.
using Executor = boost::asio::io_context::executor_type;
template <class T> using Awaitable = boost::asio::awaitable<T, Executor>;
using Steady = std::chrono::steady_clock;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
using Timer = boost::asio::basic_waitable_timer<Steady, boost::asio::wait_traits<Steady>, Executor>;
constexpr boost::asio::as_tuple_t<boost::asio::use_awaitable_t<Executor>> as_result{};

constexpr auto never = Steady::time_point::max();

/// What all loops of a listener share; unchanging, except for the counter.
struct Common {
    Settings settings;
    Handler& handler;
    std::atomic<std::size_t> connections = 0;
};

class Connection;

/// All but `context` is touched by the loop's own thread only. Replies may keep it alive after its listener
/// is gone, but nothing runs on it then.
struct Loop : std::enable_shared_from_this<Loop> {
    explicit Loop(Common& with)
        : common(with)
    {
    }

    /// Cuts late connections, until stopping has begun and none is left: the loop's main thread of work.
    Awaitable<void> sweep();
    /// Serves one client until either side ends it. Already counted in `common.connections`.
    void serve(Socket socket);
    void begin_stop();
    void forget(Connection* connection);

    Common& common; ///< Gone with the listener; replies must not touch it.
    boost::asio::io_context context{1};
    Timer sweeper{context};
    std::unordered_set<Connection*> connections;
    PackedBodies packed_bodies;
    DateText date;
    bool is_stopping = false;
    Steady::time_point grace_end = never;
};

} // namespace meguri::hub::server
