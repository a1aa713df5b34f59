// A client that is nothing but a socket, so that tests can be as slow, as large and as wrong as any peer; and
// a listener running on a thread beside the test.
#pragma once

#include "admin/hub/server/listener.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

namespace meguri::hub::server::test {

struct RawReply {
    int status = 0; ///< 0: the peer closed without one.
    std::map<std::string, std::string> headers; ///< Names in lower case.
    std::string body;

    std::string header(std::string const& name) const
    {
        auto const found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    }
};

class RawLine {
public:
    explicit RawLine(std::uint16_t port)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        int const one = 1;
        ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
        m_is_connected
            = ::connect(m_socket, reinterpret_cast<sockaddr const*>(&address), sizeof(address)) == 0;
    }
    ~RawLine() { ::close(m_socket); }
    RawLine(RawLine const&) = delete;
    RawLine& operator=(RawLine const&) = delete;

    bool is_connected() const { return m_is_connected; }

    /// False when the peer takes no more.
    bool send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            auto const sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    /// Reads one whole reply; `expect_body` is false for a HEAD.
    RawReply reply(bool expect_body = true)
    {
        RawReply reply;
        while (m_unread.find("\r\n\r\n") == std::string::npos) {
            if (!more())
                return {};
        }
        auto const end = m_unread.find("\r\n\r\n");
        read_head(reply, m_unread.substr(0, end + 2));
        m_unread.erase(0, end + 4);
        auto const length = reply.header("content-length");
        std::size_t const size = length.empty() || !expect_body ? 0 : std::stoul(length);
        while (m_unread.size() < size) {
            if (!more())
                return {};
        }
        reply.body = m_unread.substr(0, size);
        m_unread.erase(0, size);
        return reply;
    }

    RawReply ask(std::string_view request)
    {
        send(request);
        return reply();
    }

    /// Waits for the peer to close; what it still sends before is in `rest()`.
    void wait_for_end()
    {
        while (more()) { }
    }
    std::string const& rest() const { return m_unread; }

private:
    bool more()
    {
        char bytes[16 * 1024];
        auto const got = ::recv(m_socket, bytes, sizeof(bytes), 0);
        if (got > 0)
            m_unread.append(bytes, static_cast<std::size_t>(got));
        return got > 0;
    }

    static void read_head(RawReply& reply, std::string_view head)
    {
        reply.status = std::stoi(std::string(head.substr(9, 3)));
        head.remove_prefix(head.find("\r\n") + 2);
        while (!head.empty()) {
            auto const line = head.substr(0, head.find("\r\n"));
            head.remove_prefix(line.size() + 2);
            auto const colon = line.find(": ");
            std::string name(line.substr(0, colon));
            std::transform(name.begin(), name.end(), name.begin(),
                [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
            reply.headers[name] = std::string(line.substr(colon + 2));
        }
    }

    int m_socket;
    bool m_is_connected;
    std::string m_unread;
};

/// A handler that is a function.
class Answering final : public Handler {
public:
    using Function = std::function<void(Request, Reply)>;
    explicit Answering(Function function)
        : m_function(std::move(function))
    {
    }
    void handle(Request request, Reply reply) override { m_function(std::move(request), std::move(reply)); }

private:
    Function m_function;
};

/// A listener at work; stopped and joined when the scope ends.
class Serving {
public:
    explicit Serving(Answering::Function function, Settings settings = {})
        : m_handler(std::move(function))
        , m_listener(std::move(Listener::open(std::move(settings), m_handler).value()))
        , m_thread([this] { m_listener->run_until_stopped(); })
    {
    }
    ~Serving() { stop(); }
    Serving(Serving const&) = delete;
    Serving& operator=(Serving const&) = delete;

    std::uint16_t port() const { return m_listener->port(); }
    Listener& listener() { return *m_listener; }
    void stop()
    {
        m_listener->stop();
        if (m_thread.joinable())
            m_thread.join();
    }

private:
    Answering m_handler;
    std::unique_ptr<Listener> m_listener;
    std::thread m_thread;
};

inline Response text(std::string body)
{
    Response response;
    response.content_type = "text/plain";
    response.body = std::move(body);
    return response;
}

/// Answers with what it understood of the request.
inline void echo(Request request, Reply reply)
{
    auto said = request.method + " " + request.path;
    for (auto const& [name, value] : request.query)
        said += " [" + name + "=" + value + "]";
    reply(text(said + (request.body.empty() ? "" : " " + request.body)));
}

inline std::string get(std::string_view target, std::string_view more_headers = "")
{
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: hub\r\n" + std::string(more_headers) + "\r\n";
}

inline std::string post(std::string_view target, std::string_view body, std::string_view more_headers = "")
{
    return "POST " + std::string(target) + " HTTP/1.1\r\nHost: hub\r\nContent-Length: "
        + std::to_string(body.size()) + "\r\n" + std::string(more_headers) + "\r\n" + std::string(body);
}

} // namespace meguri::hub::server::test
