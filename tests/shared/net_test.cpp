// The HTTP client, gzip and the control socket, against real sockets.
#include "shared/net/control_socket.h"
#include "shared/net/gzip.h"
#include "shared/net/http_client.h"
#include "shared/net/zstd.h"
#include "tests/hub/raw_line.h"

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <sys/un.h>

#include <atomic>
#include <filesystem>
#include <numeric>
#include <random>
#include <stdexcept>

namespace meguri::net {

namespace {

using namespace std::chrono_literals;
using base::ErrorKind;
using hub::server::Reply;
using hub::server::Request;
using hub::server::test::Serving;
using hub::server::test::text;

class TemporaryFolder {
public:
    TemporaryFolder()
    {
        auto name = (std::filesystem::temp_directory_path() / "meguri-net-XXXXXX").string();
        m_path = ::mkdtemp(name.data());
    }
    ~TemporaryFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TemporaryFolder(TemporaryFolder const&) = delete;
    TemporaryFolder& operator=(TemporaryFolder const&) = delete;
    std::filesystem::path const& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

std::string noise(std::size_t size)
{
    std::minstd_rand numbers(7);
    std::string bytes(size, '\0');
    for (auto& byte : bytes)
        byte = static_cast<char>(numbers());
    return bytes;
}

/// A server that says exactly these bytes to whoever connects, once its request has begun, and then closes or
/// hangs.
class Saying {
public:
    enum class Then { Close, Hang };
    Saying(std::string words, Then then)
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        if (::bind(m_socket, reinterpret_cast<sockaddr const*>(&address), size) != 0
            || ::listen(m_socket, 4) != 0)
            throw std::runtime_error("no port to listen on");
        ::getsockname(m_socket, reinterpret_cast<sockaddr*>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_thread = std::thread([this, say = std::move(words), then] {
            int const client = ::accept(m_socket, nullptr, nullptr);
            if (client < 0)
                return;
            char bytes[4096];
            ::recv(client, bytes, sizeof(bytes), 0);
            ::send(client, say.data(), say.size(), MSG_NOSIGNAL);
            while (then == Then::Hang && ::recv(client, bytes, sizeof(bytes), 0) > 0) { }
            ::close(client);
        });
    }
    ~Saying()
    {
        ::shutdown(m_socket, SHUT_RDWR);
        m_thread.join();
        ::close(m_socket);
    }
    Saying(Saying const&) = delete;
    Saying& operator=(Saying const&) = delete;
    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_port) + "/"; }

private:
    int m_socket;
    std::uint16_t m_port = 0;
    std::thread m_thread;
};

std::unique_ptr<CurlClient> client(CurlSettings settings = {})
{
    return std::move(CurlClient::open(settings).value());
}

HttpRequest get(std::string url)
{
    HttpRequest request;
    request.url = std::move(url);
    return request;
}

std::string name_of(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::BadInput:
        return "bad input";
    case ErrorKind::Unreachable:
        return "unreachable";
    case ErrorKind::Broken:
        return "broken";
    case ErrorKind::NotFound:
    case ErrorKind::Busy:
    case ErrorKind::Storage:
    case ErrorKind::Crypto:
    case ErrorKind::Refused:
        return "another";
    }
    return "none";
}

ControlAnswer repeat(ControlRequest const& request)
{
    ControlAnswer answer;
    answer.exit_code = static_cast<int>(request.arguments.size());
    for (auto const& argument : request.arguments)
        answer.output += argument + "|";
    answer.trouble = request.input;
    return answer;
}

/// A connection to the control socket that says only what it is told to.
class RawControl {
public:
    explicit RawControl(std::filesystem::path const& folder)
        : m_socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        auto const path = (folder / "control.sock").string();
        std::copy(path.begin(), path.end(), address.sun_path);
        m_is_connected
            = ::connect(m_socket, reinterpret_cast<sockaddr const*>(&address), sizeof(address)) == 0;
    }
    ~RawControl() { ::close(m_socket); }
    RawControl(RawControl const&) = delete;
    RawControl& operator=(RawControl const&) = delete;
    bool is_connected() const { return m_is_connected; }
    void send(std::string_view bytes) const { ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL); }
    std::size_t read_to_end() const
    {
        char bytes[4096];
        std::size_t count = 0;
        for (auto got = ::recv(m_socket, bytes, sizeof(bytes), 0); got > 0;
             got = ::recv(m_socket, bytes, sizeof(bytes), 0))
            count += static_cast<std::size_t>(got);
        return count;
    }

private:
    int m_socket;
    bool m_is_connected;
};

} // namespace

// Break: lose the last block; count one byte wrongly at the limit.
TEST_CASE("What was packed unpacks to itself, up to exactly the limit", "[net][gzip]")
{
    auto const bytes
        = GENERATE(as<std::string>(), "", "x", std::string(100'000, 'x'), noise(16 * 1024), noise(200'001));
    auto const packed = gzip(bytes);
    CHECK(gunzip(packed, bytes.size()).value() == bytes);
    CHECK(gunzip(packed, bytes.size() + 1).value() == bytes);
    if (!bytes.empty()) {
        auto const refused = gunzip(packed, bytes.size() - 1);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().kind == ErrorKind::BadInput);
    }
}

// Break: take the end of the input for the end of the member; ignore what follows it.
TEST_CASE("Bytes that are no whole gzip member are broken", "[net][gzip]")
{
    auto const good = gzip("the body of a request");
    auto flipped = good;
    flipped[flipped.size() - 6] = static_cast<char>(flipped[flipped.size() - 6] ^ 1); // In the checksum.
    auto const bytes = GENERATE_COPY(as<std::string>(), "", "plain text", good.substr(0, good.size() - 1),
        good.substr(0, 12), good + "x", good + good, flipped);
    auto const text_of = gunzip(bytes, 1000);
    REQUIRE_FALSE(text_of);
    CHECK(text_of.error().kind == ErrorKind::Broken);
}

// Break: count one byte wrongly at the limit; take the end of the input for the end of the frame.
TEST_CASE(
    "zstd unpacks to what was packed, up to exactly the limit, and refuses broken frames", "[net][zstd]")
{
    auto const bytes = GENERATE(as<std::string>(), "", "x", std::string(100'000, 'x'), noise(200'001));
    auto const packed = zstd(bytes);
    CHECK(unzstd(packed, bytes.size()).value() == bytes);
    for (auto const& broken :
        {std::string("plain text"), packed.substr(0, packed.size() - 1), packed + "x"}) {
        auto const text_of = unzstd(broken, 1'000'000);
        REQUIRE_FALSE(text_of);
        CHECK(text_of.error().kind == ErrorKind::Broken);
    }
    if (!bytes.empty())
        CHECK(unzstd(packed, bytes.size() - 1).error().kind == ErrorKind::BadInput);
}

// Break: a fresh handle for each request; forget to reset the method or the headers between two.
TEST_CASE("Requests of every method arrive as they were meant, over one kept connection", "[net][http]")
{
    std::atomic<int> connections = 0;
    std::mutex mutex;
    std::vector<std::string> seen;
    Serving serving([&](Request request, Reply reply) {
        auto answer = text(request.method + " " + request.target + " " + request.body);
        answer.status = request.method == "DELETE" ? 503 : 200;
        answer.headers = {{"X-Said", std::string(request.header("x-say"))},
            {"X-Type", std::string(request.header("content-type"))},
            {"X-Expect", std::string(request.header("expect"))}};
        reply(std::move(answer));
    });
    auto const http = client();
    auto const url = serving.listener().url() + "/a?b=c";
    auto const send = [&](std::string method, std::string body,
                          std::vector<std::pair<std::string, std::string>> headers) {
        HttpRequest request;
        request.method = std::move(method);
        request.url = url;
        request.body = std::move(body);
        request.headers = std::move(headers);
        return http->send(request).value();
    };
    auto const posted = send("POST", "hello", {{"X-Say", "one"}, {"Content-Type", "application/json"}});
    CHECK(posted.status == 200);
    CHECK(posted.body == "POST /a?b=c hello");
    CHECK(posted.header("x-said") == "one");
    CHECK(posted.header("x-type") == "application/json");
    auto const got = send("GET", "", {});
    CHECK(got.body == "GET /a?b=c ");
    CHECK(got.header("x-said").empty());
    CHECK(got.header("x-type").empty());
    CHECK(send("PUT", "again", {}).body == "PUT /a?b=c again");
    CHECK(send("PUT", "again", {}).header("x-type").empty()); // Not a form, as libcurl would have it.
    CHECK(send("POST", "", {}).body == "POST /a?b=c ");
    CHECK(send("DELETE", "", {}).status == 503); // A status is an answer, not an error.
    CHECK(send("HEAD", "", {}).body.empty());
    auto const large = send("POST", std::string(200'000, 'x'), {});
    CHECK(large.body.size() == 200'000 + std::string("POST /a?b=c ").size());
    CHECK(large.header("x-expect").empty());
}

// Break: count only bodies, or the body after unpacking.
TEST_CASE("It counts the bytes that went over the line", "[net][http]")
{
    auto const page = std::make_shared<std::string const>(100'000, 'x');
    Serving serving([&](Request, Reply reply) {
        hub::server::Response response;
        response.shared_body = page;
        reply(std::move(response));
    });
    auto const http = client();
    HttpRequest request = get(serving.listener().url() + "/");
    request.method = "POST";
    request.body.assign(5000, 'y');
    auto const answer = http->send(request).value();
    CHECK(answer.body == *page);
    CHECK(answer.bytes_up > 5000);
    CHECK(answer.bytes_up < 5400);
    CHECK(answer.bytes_down > gzip(*page).size());
    CHECK(answer.bytes_down < gzip(*page).size() + 400);
}

// Break: connect anew for each request.
TEST_CASE("A second request needs no second connection", "[net][http]")
{
    hub::server::Settings settings;
    settings.limits.connections = 1;
    Serving serving([](Request, Reply reply) { reply(text("x")); }, settings);
    auto const http = client();
    for (int i = 0; i < 10; ++i)
        CHECK(http->send(get(serving.listener().url() + "/")).value().status == 200);
}

// Break: drop the bound of the body or of the time; follow the redirect.
TEST_CASE(
    "A server that misbehaves ends in an error, never in a hang or in someone else's page", "[net][http]")
{
    using Then = Saying::Then;
    auto const [words, then, verdict] = GENERATE(table<std::string, Then, std::string>({
        {"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nyes", Then::Close, "200 yes"},
        {"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", Then::Close,
            "302 "},
        {"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n" + std::string(1001, 'x'), Then::Close, "broken"},
        {"HTTP/1.1 200 OK\r\n\r\n" + std::string(5000, 'x'), Then::Close, "broken"},
        {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip(std::string(100'000, 'x')), Then::Close,
            "broken"},
        {"HTTP/1.1 200 OK\r\nX: " + std::string(70'000, 'x') + "\r\n\r\n", Then::Close, "broken"},
        {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nyes", Then::Close, "broken"},
        {"HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nhalf", Then::Close, "unreachable"},
        {"HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\nhalf", Then::Hang, "unreachable"},
        {"", Then::Close, "unreachable"},
        {"", Then::Hang, "unreachable"},
    }));
    CAPTURE(words.substr(0, 60));
    Saying const server(words, then);
    CurlSettings settings;
    settings.body_bytes_max = 1000;
    auto const http = client(settings);
    auto request = get(server.url());
    request.timeout = 300ms;
    auto const answer = http->send(request);
    CHECK((answer ? std::to_string(answer->status) + " " + answer->body : name_of(answer.error().kind))
        == verdict);
}

// Break: let libcurl speak all it can.
TEST_CASE("It speaks http only, and headers cannot smuggle others", "[net][http]")
{
    auto const [url, header, verdict] = GENERATE(table<std::string, std::string, std::string>({
        {"file:///etc/hostname", "x", "bad input"},
        {"ftp://127.0.0.1/", "x", "bad input"},
        {"http://", "x", "bad input"},
        {"http://127.0.0.1:1/", "x", "unreachable"}, // Nobody listens there.
        {"http://127.0.0.1:1/", "x\r\nAuthorization: y", "bad input"},
    }));
    CAPTURE(url);
    auto request = get(url);
    request.headers = {{"X-Say", header}};
    auto const answer = client()->send(request);
    REQUIRE_FALSE(answer);
    CHECK(name_of(answer.error().kind) == verdict);
}

// Break: lose empty fields, or fields with NUL in them; open the socket to others.
TEST_CASE("A command reaches the owner whole, and its answer comes back whole", "[net][control]")
{
    TemporaryFolder const folder;
    auto const server = std::move(ControlServer::open(folder.path(), repeat).value());
    struct stat facts { };
    REQUIRE(::stat((folder.path() / "control.sock").c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    ControlRequest request;
    request.arguments = {"load", "", std::string("a\0b", 3), "\xE8\x90\xA9"};
    request.input = noise(3'000'000);
    for (int i = 0; i < 3; ++i) {
        auto const answer = ask_owner(folder.path(), request).value();
        CHECK(answer.exit_code == 4);
        CHECK(answer.output == std::string("load||a\0b|\xE8\x90\xA9|", 14));
        CHECK(answer.trouble == request.input);
    }
    CHECK(ask_owner(folder.path(), {}).value().exit_code == 0);
}

// Break: put the folder's path into the socket's address.
TEST_CASE("The folder's path may be longer than a socket's address", "[net][control]")
{
    TemporaryFolder const folder;
    auto const deep = folder.path() / std::string(200, 'a') / std::string(200, 'b');
    std::filesystem::create_directories(deep);
    auto const server = std::move(ControlServer::open(deep, repeat).value());
    CHECK(ask_owner(deep, {{"x"}, ""}).value().output == "x|");
}

// Break: refuse when the name exists; say Unreachable for nobody; leave the file when the owner ends.
TEST_CASE("Without an owner there is nobody to ask, and what he left behind hinders nobody", "[net][control]")
{
    TemporaryFolder const folder;
    auto const socket = folder.path() / "control.sock";
    CHECK(ask_owner(folder.path(), {}).error().kind == ErrorKind::NotFound);
    CHECK(ask_owner(folder.path() / "none", {}).error().kind == ErrorKind::NotFound);
    {
        int const killed = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        auto const path = socket.string();
        std::copy(path.begin(), path.end(), address.sun_path);
        REQUIRE(::bind(killed, reinterpret_cast<sockaddr const*>(&address), sizeof(address)) == 0);
        ::close(killed); // The name stays, as after a power cut.
    }
    CHECK(ask_owner(folder.path(), {}).error().kind == ErrorKind::NotFound);
    {
        auto const server = std::move(ControlServer::open(folder.path(), repeat).value());
        CHECK(ask_owner(folder.path(), {}).has_value());
        auto const second = ControlServer::open(folder.path(), repeat);
        REQUIRE_FALSE(second);
        CHECK(second.error().kind == ErrorKind::Busy);
        CHECK(ask_owner(folder.path(), {}).has_value()); // The first is unharmed.
    }
    CHECK_FALSE(std::filesystem::exists(socket));
    CHECK_FALSE(ControlServer::open(folder.path() / "none", repeat).has_value());
}

// Break: no deadline for the request or for taking the answer: the last question is never answered.
TEST_CASE("A client that hangs or talks nonsense does not keep the others waiting for ever", "[net][control]")
{
    TemporaryFolder const folder;
    ControlSettings settings;
    settings.patience = 50ms;
    settings.message_bytes_max = 1000;
    auto const server = std::move(ControlServer::open(
        folder.path(),
        [](ControlRequest const& request) {
            return request.arguments.empty() ? ControlAnswer{0, std::string(8u << 20, 'x'), ""}
                                             : repeat(request);
        },
        settings)
                                      .value());
    RawControl const silent(folder.path());
    REQUIRE(silent.is_connected());
    RawControl const half(folder.path());
    half.send(std::string("\0\0\0\x09\0\0", 6));
    RawControl const too_large(folder.path());
    too_large.send("\xff\xff\xff\xff");
    RawControl const nonsense(folder.path());
    nonsense.send(std::string("\0\0\0\x08\0\0\0\x99xxxx", 12)); // A field longer than its message.
    RawControl const without_fields(folder.path());
    without_fields.send(std::string("\0\0\0\0", 4));
    RawControl const never_reads(folder.path());
    never_reads.send(std::string("\0\0\0\x04\0\0\0\0", 8));
    CHECK(ask_owner(folder.path(), {{"still", "there"}, ""}).value().output == "still|there|");
    CHECK(silent.read_to_end() == 0);
    CHECK(too_large.read_to_end() == 0);
    CHECK(nonsense.read_to_end() == 0);
    CHECK(never_reads.read_to_end() < (8u << 20));
    CHECK(ask_owner(folder.path(), {{"x"}, std::string(1000, 'x')}).error().kind == ErrorKind::Unreachable);
}

// Break: end the server while it answers.
TEST_CASE("Ending the server waits for the command being answered", "[net][control]")
{
    TemporaryFolder const folder;
    std::atomic<bool> is_asked = false;
    auto server = std::move(ControlServer::open(folder.path(), [&](ControlRequest const& request) {
        is_asked = true;
        std::this_thread::sleep_for(50ms);
        return repeat(request);
    }).value());
    std::string said;
    std::thread asking([&] { said = ask_owner(folder.path(), {{"x"}, ""}).value().output; });
    while (!is_asked)
        std::this_thread::sleep_for(1ms);
    server.reset();
    asking.join();
    CHECK(said == "x|");
}

} // namespace meguri::net
