// One connection: reads requests within their limits, hands them on, writes replies.
#include "admin/hub/server/loop.h"
#include "shared/base/log.h"
#include "shared/net/gzip.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace meguri::hub::server {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

using Parser = http::request_parser<http::string_body>;

constexpr std::size_t first_read_bytes = 4 * 1024;
constexpr std::size_t body_read_bytes = 64 * 1024;
/// After a refusal the rest of what the peer sends is thrown away for that long, so that it gets to read the
/// refusal.
constexpr Steady::duration linger_time = std::chrono::seconds(2);

enum class Phase { Idle, Reading, Waiting, Writing, Lingering };

/// What came of reading a request: the request, a refusal, or (neither) a peer that has gone.
struct Incoming {
    std::optional<Request> request;
    std::optional<Response> refusal;
    ReplyForm form;
};

} // namespace

/// One client's connection; lives in the coroutine that serves it, always on its loop's thread.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(std::shared_ptr<Loop> loop, Socket socket);
    ~Connection() { m_loop->forget(this); }
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;

    Awaitable<void> serve();
    /// The handler's reply.
    void deliver(Response response);
    /// Cuts what is past its deadline.
    void sweep(Steady::time_point now);
    /// Ends it now, whatever it does.
    void cut();
    void begin_stop(Steady::time_point now);

private:
    Awaitable<bool> exchange();
    Awaitable<Incoming> read_request();
    /// Nothing when all is well; otherwise a refusal, or an Incoming without anything for a peer that has
    /// gone.
    Awaitable<std::optional<Incoming>> read_head(Parser& parser);
    Awaitable<std::optional<Incoming>> read_body(Parser& parser, std::size_t body_limit);
    Awaitable<bool> fill(std::size_t size);
    Awaitable<Response> ask_handler(Request request);
    Awaitable<bool> write(Response response, ReplyForm form);
    Awaitable<void> linger();
    Incoming interrupted();
    void enter(Phase phase, Steady::time_point deadline);
    std::string remote_address(Request const& request) const;

    std::shared_ptr<Loop> m_loop;
    Common& m_common;
    Socket m_socket;
    Timer m_reply_is_here;
    std::optional<Response> m_reply;
    boost::beast::flat_buffer m_buffer;
    Phase m_phase = Phase::Idle;
    Steady::time_point m_deadline = never;
    bool m_is_late = false; ///< The request did not come in time.
    bool m_is_cut = false;
    std::string m_peer;
};

namespace {

/// The way of one reply from any thread back to its connection; the first answer counts. A handler that drops
/// it without answering has answered 500.
class Ticket {
public:
    Ticket(std::shared_ptr<Loop> loop, std::weak_ptr<Connection> connection)
        : m_loop(std::move(loop))
        , m_connection(std::move(connection))
    {
    }
    ~Ticket()
    {
        if (!m_is_answered)
            answer(problem(500, "The request was dropped without an answer."));
    }
    Ticket(Ticket const&) = delete;
    Ticket& operator=(Ticket const&) = delete;

    void answer(Response response)
    {
        if (m_is_answered.exchange(true))
            return;
        asio::dispatch(m_loop->context, [to = m_connection, with = std::move(response)]() mutable {
            if (auto const connection = to.lock())
                connection->deliver(std::move(with));
        });
    }

private:
    std::shared_ptr<Loop> m_loop;
    std::weak_ptr<Connection> m_connection;
    std::atomic<bool> m_is_answered = false;
};

std::size_t body_limit_of(Limits const& limits, std::string_view path)
{
    for (auto const& one : limits.body_bytes_of) {
        if (one.path == path)
            return one.body_bytes;
    }
    return limits.body_bytes;
}

Incoming refuse(int status, std::string_view detail)
{
    return {std::nullopt, problem(status, detail), {}};
}
Incoming refuse_head()
{
    return refuse(431, "The header is larger than this server reads.");
}
Incoming refuse_body()
{
    return refuse(413, "The body is larger than this address takes.");
}

bool is_known_method(http::verb method)
{
    return method == http::verb::get || method == http::verb::head || method == http::verb::post
        || method == http::verb::put || method == http::verb::delete_ || method == http::verb::patch
        || method == http::verb::options;
}

/// Judges what the parser lets through but two servers could read in two ways, and what we do not do.
std::optional<Incoming> judge_head(
    Parser::value_type const& head, std::optional<std::uint64_t> length, std::size_t limit)
{
    auto const lengths = head.equal_range(http::field::content_length);
    auto const codings = head.equal_range(http::field::transfer_encoding);
    bool const has_length = lengths.first != lengths.second;
    bool const has_coding = codings.first != codings.second;
    if (has_length && has_coding)
        return refuse(400, "Content-Length and Transfer-Encoding exclude each other.");
    if (has_length
        && head[http::field::content_length].find_first_not_of("0123456789") != std::string_view::npos)
        return refuse(400, "Content-Length is no single number.");
    if (has_coding && head.version() < 11)
        return refuse(400, "Transfer-Encoding needs HTTP/1.1.");
    if (has_coding && !boost::beast::iequals(head[http::field::transfer_encoding], "chunked"))
        return refuse(501, "No transfer coding but chunked is understood.");
    auto const hosts = head.equal_range(http::field::host);
    auto const host_count = std::distance(hosts.first, hosts.second);
    if (host_count > 1 || (host_count == 0 && head.version() >= 11))
        return refuse(400, "One Host header is needed.");
    if (!is_known_method(head.method()))
        return refuse(501, "This method is not known here.");
    auto const encoding = head[http::field::content_encoding];
    if (!encoding.empty() && !boost::beast::iequals(encoding, "gzip")
        && !boost::beast::iequals(encoding, "identity"))
        return refuse(415, "No content coding but gzip is understood.");
    if (length && *length > limit)
        return refuse_body();
    return std::nullopt;
}

Request request_of(Parser::value_type const& head, Target target)
{
    Request request;
    request.method = head.method() == http::verb::head ? "GET" : std::string(head.method_string());
    request.path = std::move(target.path);
    request.query = std::move(target.query);
    request.target = std::string(head.target());
    for (auto const& field : head) {
        std::string name(field.name_string());
        std::transform(name.begin(), name.end(), name.begin(),
            [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        std::string value(field.value());
        if (name == "if-none-match" || name == "if-match")
            value = tags_without_marks(std::move(value));
        request.headers.emplace_back(std::move(name), std::move(value));
    }
    return request;
}

ReplyForm form_of(Parser::value_type const& head, bool is_kept)
{
    ReplyForm form;
    form.is_head = head.method() == http::verb::head;
    form.is_read = form.is_head || head.method() == http::verb::get;
    form.packing = packing_for(head[http::field::accept_encoding]);
    form.tag_packing = packing_named_by(head[http::field::if_none_match]);
    form.is_http_1_0 = head.version() < 11;
    form.is_last = !is_kept;
    return form;
}

} // namespace

Connection::Connection(std::shared_ptr<Loop> loop, Socket socket)
    : m_loop(std::move(loop))
    , m_common(m_loop->common)
    , m_socket(std::move(socket))
    , m_reply_is_here(m_loop->context, never)
{
    error_code ignored;
    m_socket.set_option(tcp::no_delay(true), ignored);
    m_peer = m_socket.remote_endpoint(ignored).address().to_string(ignored);
    m_loop->connections.insert(this);
}

void Connection::enter(Phase phase, Steady::time_point deadline)
{
    m_phase = phase;
    m_deadline = deadline;
}

void Connection::deliver(Response response)
{
    m_reply = std::move(response);
    m_reply_is_here.cancel();
}

void Connection::cut()
{
    m_is_cut = true;
    error_code ignored;
    m_socket.close(ignored);
    m_reply_is_here.cancel();
}

void Connection::sweep(Steady::time_point now)
{
    if (now >= m_loop->grace_end)
        return cut();
    if (now < m_deadline)
        return;
    error_code ignored;
    switch (m_phase) {
    case Phase::Idle:
        if (m_socket.available(ignored) == 0) // Otherwise its request came at the last moment.
            cut();
        break;
    case Phase::Reading:
        // Only the read ends: there is an answer still to give.
        m_is_late = true;
        m_deadline = never;
        m_socket.cancel(ignored);
        break;
    case Phase::Waiting:
    case Phase::Writing:
    case Phase::Lingering:
        cut();
        break;
    }
}

void Connection::begin_stop(Steady::time_point now)
{
    if (m_phase == Phase::Idle || m_phase == Phase::Lingering)
        m_deadline = std::min(m_deadline, now + m_common.settings.deadlines.last_call);
}

Awaitable<void> Connection::serve()
{
    try {
        bool is_kept = true;
        while (is_kept)
            is_kept = co_await exchange();
    } catch (std::exception const& trouble) {
        base::log::error(std::string("a connection ended by an exception: ") + trouble.what());
    }
    error_code ignored;
    m_socket.close(ignored);
}

Awaitable<bool> Connection::exchange()
{
    auto incoming = co_await read_request();
    bool const is_refused = incoming.refusal.has_value();
    if (!is_refused && !incoming.request)
        co_return false;
    Response response;
    if (is_refused)
        response = std::move(*incoming.refusal);
    else
        response = co_await ask_handler(std::move(*incoming.request));
    if (m_is_cut)
        co_return false;
    auto form = incoming.form;
    form.is_last = form.is_last || is_refused || m_loop->is_stopping;
    bool const is_written = co_await write(std::move(response), form);
    if (is_written && form.is_last)
        co_await linger();
    co_return is_written && !form.is_last;
}

Incoming Connection::interrupted()
{
    if (m_is_late && m_phase == Phase::Reading)
        return refuse(408, "The request did not arrive in time.");
    return {};
}

Awaitable<bool> Connection::fill(std::size_t size)
{
    if (m_is_late || m_is_cut)
        co_return false;
    auto const [trouble, count] = co_await m_socket.async_read_some(m_buffer.prepare(size), as_result);
    m_buffer.commit(count);
    co_return !trouble && !m_is_late && !m_is_cut;
}

Awaitable<std::optional<Incoming>> Connection::read_head(Parser& parser)
{
    auto const& limits = m_common.settings.limits;
    parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes));
    parser.body_limit(boost::none); // Depends on the path; set when that is known.
    std::size_t taken = 0;
    while (true) {
        if (m_buffer.size() > 0) {
            if (m_phase == Phase::Idle)
                enter(Phase::Reading, Steady::now() + m_common.settings.deadlines.request);
            error_code trouble;
            auto const count = parser.put(asio::const_buffer(m_buffer.data()), trouble);
            m_buffer.consume(count);
            taken += count;
            // Counted here too, as the parser forgets the fields it has already taken.
            auto const size = taken + (parser.is_header_done() ? 0 : m_buffer.size());
            if (trouble == http::error::header_limit || size > limits.header_bytes)
                co_return refuse_head();
            if (trouble && trouble != http::error::need_more)
                co_return refuse(400, "This is no HTTP request that can be read.");
            if (parser.is_header_done())
                co_return std::nullopt;
        }
        bool const is_filled = co_await fill(first_read_bytes);
        if (!is_filled)
            co_return interrupted();
    }
}

Awaitable<std::optional<Incoming>> Connection::read_body(Parser& parser, std::size_t body_limit)
{
    parser.body_limit(body_limit);
    parser.eager(true);
    if (!parser.is_done() && boost::beast::iequals(parser.get()[http::field::expect], "100-continue")) {
        constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        co_await asio::async_write(m_socket, asio::buffer(go_on), as_result);
    }
    // Chunks of one byte weigh six; beyond that it is padding in chunk extensions and trailers.
    auto const wire_limit = 8 * body_limit + m_common.settings.limits.header_bytes;
    std::size_t taken = 0;
    while (!parser.is_done()) {
        if (m_buffer.size() > 0) {
            error_code trouble;
            auto const count = parser.put(asio::const_buffer(m_buffer.data()), trouble);
            m_buffer.consume(count);
            taken += count;
            if (trouble == http::error::body_limit || taken > wire_limit)
                co_return refuse_body();
            if (trouble && trouble != http::error::need_more)
                co_return refuse(400, "The body is not framed as HTTP has it.");
            if (parser.is_done())
                break;
            if (m_buffer.size() > m_common.settings.limits.header_bytes)
                co_return refuse(400, "A chunk's header or the trailers are too long.");
        }
        auto const missing = parser.content_length_remaining();
        bool const is_filled = co_await fill(missing
                ? static_cast<std::size_t>(std::min<std::uint64_t>(*missing, body_read_bytes))
                : body_read_bytes);
        if (!is_filled)
            co_return interrupted();
    }
    co_return std::nullopt;
}

Awaitable<Incoming> Connection::read_request()
{
    enter(Phase::Idle, Steady::now() + m_common.settings.deadlines.idle);
    if (m_loop->is_stopping)
        begin_stop(Steady::now());
    if (m_buffer.size() == 0 && m_buffer.capacity() > 2 * first_read_bytes)
        m_buffer.shrink_to_fit(); // Thousands of idle connections should not hold the largest body's buffer.
    Parser parser;
    auto end = co_await read_head(parser);
    if (end)
        co_return std::move(*end);

    // Copied before the body, so that trailers cannot pose as headers.
    auto target = decode_target(std::string_view(parser.get().target()));
    if (!target)
        co_return refuse(400, "The address is not one that can be read.");
    auto const limit = body_limit_of(m_common.settings.limits, target->path);
    auto const length = parser.content_length();
    auto refusal
        = judge_head(parser.get(), length ? std::optional<std::uint64_t>(*length) : std::nullopt, limit);
    if (refusal)
        co_return std::move(*refusal);
    Incoming incoming;
    incoming.request = request_of(parser.get(), std::move(*target));
    incoming.form = form_of(parser.get(), parser.keep_alive());
    bool const is_packed = boost::beast::iequals(parser.get()[http::field::content_encoding], "gzip");

    end = co_await read_body(parser, limit);
    if (end)
        co_return std::move(*end);
    auto& request = *incoming.request;
    request.body = std::move(parser.get().body());
    request.remote_address = remote_address(request);
    if (is_packed && !request.body.empty()) {
        auto body = net::gunzip(request.body, limit);
        if (!body && body.error().kind == base::ErrorKind::BadInput)
            co_return refuse_body();
        if (!body)
            co_return refuse(400, "The body is not gzip, though it is said to be.");
        request.body = std::move(*body);
    }
    co_return incoming;
}

std::string Connection::remote_address(Request const& request) const
{
    if (!m_common.settings.behind_proxy)
        return m_peer;
    // The last entry is the proxy's own; those before it are only what the client claimed.
    std::string_view last;
    for (auto const& [name, value] : request.headers) {
        if (name == "x-forwarded-for")
            last = value;
    }
    last.remove_prefix(std::min(last.size(), last.rfind(',') + 1));
    last.remove_prefix(std::min(last.size(), last.find_first_not_of(' ')));
    return last.empty() ? m_peer : std::string(last);
}

Awaitable<Response> Connection::ask_handler(Request request)
{
    enter(Phase::Waiting, never);
    m_reply.reset();
    auto ticket = std::make_shared<Ticket>(m_loop, weak_from_this());
    try {
        m_common.handler.handle(
            std::move(request), [ticket](Response response) { ticket->answer(std::move(response)); });
    } catch (std::exception const& trouble) {
        base::log::error(std::string("a handler threw: ") + trouble.what());
        ticket->answer(problem(500, "The server made a mistake."));
    } catch (...) {
        base::log::error("a handler threw something that is no exception");
        ticket->answer(problem(500, "The server made a mistake."));
    }
    ticket.reset();
    while (!m_reply && !m_is_cut)
        co_await m_reply_is_here.async_wait(as_result);
    Response response;
    if (m_reply)
        response = std::move(*m_reply);
    m_reply.reset();
    co_return response;
}

Awaitable<bool> Connection::write(Response response, ReplyForm form)
{
    form.date = m_loop->date.of(base::SystemClock().now());
    auto const wire = wire_of(std::move(response), form, m_loop->packed_bodies);
    auto const body = wire.body();
    enter(Phase::Writing, Steady::now() + m_common.settings.deadlines.write);
    std::array<asio::const_buffer, 2> const buffers{
        asio::const_buffer(wire.head.data(), wire.head.size()), asio::const_buffer(body.data(), body.size())};
    auto const [trouble, count] = co_await asio::async_write(m_socket, buffers, as_result);
    co_return !trouble && !m_is_cut;
}

Awaitable<void> Connection::linger()
{
    // Closing with unread bytes would reset the connection and take our last reply from the peer's hands.
    auto const now = Steady::now();
    Steady::duration const patience
        = m_loop->is_stopping ? Steady::duration(m_common.settings.deadlines.last_call) : linger_time;
    enter(Phase::Lingering, now + patience);
    error_code trouble;
    m_socket.shutdown(tcp::socket::shutdown_send, trouble);
    m_is_late = false;
    while (!trouble && !m_is_cut) {
        m_buffer.clear();
        auto const [end, count]
            = co_await m_socket.async_read_some(m_buffer.prepare(body_read_bytes), as_result);
        trouble = end;
    }
}

void Loop::serve(Socket socket)
{
    auto const connection = std::make_shared<Connection>(shared_from_this(), std::move(socket));
    asio::co_spawn(
        context, [connection] { return connection->serve(); }, asio::detached);
}

Awaitable<void> Loop::sweep()
{
    auto const pause
        = std::min<Steady::duration>(common.settings.deadlines.sweep, std::chrono::milliseconds(50));
    while (!is_stopping || !connections.empty()) {
        sweeper.expires_after(is_stopping ? pause : Steady::duration(common.settings.deadlines.sweep));
        co_await sweeper.async_wait(as_result);
        auto const now = Steady::now();
        for (auto* const connection : connections)
            connection->sweep(now);
    }
}

void Loop::forget(Connection* connection)
{
    connections.erase(connection);
    --common.connections;
    if (is_stopping && connections.empty())
        sweeper.cancel();
}

void Loop::begin_stop()
{
    auto const now = Steady::now();
    is_stopping = true;
    grace_end = now + common.settings.deadlines.grace;
    for (auto* const connection : connections)
        connection->begin_stop(now);
    sweeper.cancel();
}

} // namespace meguri::hub::server
