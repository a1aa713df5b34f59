#include "admin/hub/server/listener.h"

#include "admin/hub/server/loop.h"
#include "shared/base/log.h"

#include <boost/asio/basic_signal_set.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <optional>
#include <thread>

namespace meguri::hub::server {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Signals = asio::basic_signal_set<Executor>;

constexpr auto accept_retry_delay = std::chrono::milliseconds(50);

} // namespace

/// The loops, their threads, and the one acceptor, which lives on the first loop.
class Listener::Loops {
public:
    Loops(Settings settings, Handler& handler)
        : m_common{std::move(settings), handler}
    {
        for (unsigned i = 0; i < std::max(1u, m_common.settings.threads); ++i)
            m_loops.push_back(std::make_shared<Loop>(m_common));
        m_acceptor.emplace(m_loops.front()->context);
        m_accept_pause.emplace(m_loops.front()->context);
        m_signals.emplace(m_loops.front()->context);
    }

    base::Result<void> listen();
    tcp::endpoint const& endpoint() const { return m_endpoint; }
    void run(std::vector<int> const& signals);
    void stop()
    {
        asio::post(m_loops.front()->context, [this] { begin_stop(); });
    }

private:
    Awaitable<void> accept();
    void hand_out(Socket socket, std::shared_ptr<Loop> const& loop);
    std::shared_ptr<Loop> const& next_loop() { return m_loops[m_next++ % m_loops.size()]; }
    void take_in_waiting_clients();
    void begin_stop();
    void stop_loops();
    void run(Loop& loop);

    Common m_common;
    std::vector<std::shared_ptr<Loop>> m_loops;
    std::optional<Acceptor> m_acceptor;
    std::optional<Timer> m_accept_pause;
    std::optional<Signals> m_signals;
    tcp::endpoint m_endpoint;
    std::size_t m_next = 0;
    bool m_is_stopping = false;
};

base::Result<void> Listener::Loops::listen()
{
    auto const& settings = m_common.settings;
    error_code trouble;
    auto const name = settings.address == "localhost" ? std::string("127.0.0.1") : settings.address;
    auto const address = asio::ip::make_address(name, trouble);
    if (trouble)
        return base::fail(base::ErrorKind::BadInput, "no address to listen on: " + settings.address);
    if (!address.is_loopback() && !settings.behind_proxy)
        return base::fail(base::ErrorKind::BadInput,
            "will not listen on " + settings.address
                + ": beyond loopback only behind a proxy that speaks TLS");
    m_endpoint = tcp::endpoint(address, settings.port);
    m_acceptor->open(m_endpoint.protocol(), trouble);
    if (!trouble)
        m_acceptor->set_option(Acceptor::reuse_address(true), trouble);
    if (!trouble)
        m_acceptor->bind(m_endpoint, trouble);
    if (!trouble)
        m_acceptor->listen(asio::socket_base::max_listen_connections, trouble);
    if (!trouble)
        m_endpoint = m_acceptor->local_endpoint(trouble);
    if (trouble) {
        auto const kind
            = trouble == asio::error::address_in_use ? base::ErrorKind::Busy : base::ErrorKind::BadInput;
        return base::fail(kind, "cannot listen on " + settings.address + ": " + trouble.message());
    }
    return {};
}

void Listener::Loops::hand_out(Socket socket, std::shared_ptr<Loop> const& loop)
{
    if (++m_common.connections > m_common.settings.limits.connections) {
        --m_common.connections;
        return; // The socket closes itself.
    }
    asio::post(loop->context, [loop = loop.get(), connection = std::move(socket)]() mutable {
        loop->serve(std::move(connection));
    });
}

Awaitable<void> Listener::Loops::accept()
{
    while (!m_is_stopping) {
        auto const& loop = next_loop();
        auto [trouble, socket] = co_await m_acceptor->async_accept(loop->context, as_result);
        if (!trouble) {
            hand_out(std::move(socket), loop);
            continue;
        }
        if (m_is_stopping)
            break;
        // Out of descriptors, most likely: trying again at once would only burn the processor.
        base::log::warning("cannot accept a connection: " + trouble.message());
        m_accept_pause->expires_after(accept_retry_delay);
        co_await m_accept_pause->async_wait(as_result);
    }
    // Only here nobody is being accepted any more: a loop told earlier could end before its last client
    // comes.
    take_in_waiting_clients();
    stop_loops();
}

/// Those who are connected but not accepted yet may have sent a request already: they get their answer.
void Listener::Loops::take_in_waiting_clients()
{
    error_code trouble;
    m_acceptor->non_blocking(true, trouble);
    while (!trouble) {
        auto const& loop = next_loop();
        Socket socket(loop->context);
        m_acceptor->accept(socket, trouble);
        if (!trouble)
            hand_out(std::move(socket), loop);
    }
}

void Listener::Loops::begin_stop()
{
    if (m_is_stopping)
        return;
    m_is_stopping = true;
    error_code ignored;
    m_acceptor->cancel(ignored);
    m_accept_pause->cancel();
    m_signals->cancel(ignored);
}

void Listener::Loops::stop_loops()
{
    error_code ignored;
    m_acceptor->close(ignored);
    for (auto const& loop : m_loops)
        asio::post(loop->context, [one = loop.get()] { one->begin_stop(); });
    if (m_common.settings.on_stopping)
        m_common.settings.on_stopping();
}

void Listener::Loops::run(Loop& loop)
{
    asio::co_spawn(
        loop.context, [&loop] { return loop.sweep(); }, asio::detached);
    while (true) {
        try {
            loop.context.run();
            return;
        } catch (std::exception const& trouble) {
            base::log::error(std::string("a loop goes on after an exception: ") + trouble.what());
        }
    }
}

void Listener::Loops::run(std::vector<int> const& signals)
{
    for (int const signal : signals) {
        error_code trouble;
        m_signals->add(signal, trouble);
    }
    if (!signals.empty()) {
        m_signals->async_wait([this](error_code trouble, int) {
            if (!trouble)
                begin_stop();
        });
    }
    asio::co_spawn(
        m_loops.front()->context, [this] { return accept(); }, asio::detached);
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < m_loops.size(); ++i)
        threads.emplace_back([this, i] { run(*m_loops[i]); });
    run(*m_loops.front());
    for (auto& thread : threads)
        thread.join();
}

Listener::Listener(std::unique_ptr<Loops> loops)
    : m_loops(std::move(loops))
{
}

Listener::~Listener() = default;

base::Result<std::unique_ptr<Listener>> Listener::open(Settings settings, Handler& handler)
{
    try {
        auto loops = std::make_unique<Loops>(std::move(settings), handler);
        if (auto listening = loops->listen(); !listening)
            return base::fail(listening.error());
        return std::unique_ptr<Listener>(new Listener(std::move(loops)));
    } catch (std::exception const& trouble) {
        return base::fail(base::ErrorKind::Busy, std::string("cannot make a listener: ") + trouble.what());
    }
}

std::uint16_t Listener::port() const
{
    return m_loops->endpoint().port();
}

std::string Listener::url() const
{
    auto const& endpoint = m_loops->endpoint();
    auto const address = endpoint.address().to_string();
    auto const host = endpoint.address().is_v6() ? "[" + address + "]" : address;
    return "http://" + host + ":" + std::to_string(endpoint.port());
}

void Listener::run_until_stopped(std::vector<int> const& signals)
{
    m_loops->run(signals);
}

void Listener::stop()
{
    m_loops->stop();
}

} // namespace meguri::hub::server
