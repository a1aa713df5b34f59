// The listener on real sockets: limits and deadlines.
#include "admin/hub/server/listener.h"
#include "shared/base/queue.h"
#include "shared/net/gzip.h"
#include "tests/hub/raw_line.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace meguri::hub::server::test {

namespace {

using namespace std::chrono_literals;

Settings quick(
    std::chrono::milliseconds idle, std::chrono::milliseconds request, std::chrono::milliseconds write = 10s)
{
    Settings settings;
    settings.deadlines.idle = idle;
    settings.deadlines.request = request;
    settings.deadlines.write = write;
    settings.deadlines.sweep = 10ms;
    return settings;
}

std::string const zeros_packed = net::gzip(std::string(4u << 20, '0'));

} // namespace

// Break: close after each reply; answer pipelined requests from a fresh buffer; keep the query undecoded.
TEST_CASE("A connection answers one request after the other, also those sent before the first answer",
    "[hub][listener]")
{
    Serving serving(echo);
    RawLine line(serving.port());
    auto const first = line.ask(get("/v1/sessions?municipality=352012&from=a%20b+c&x"));
    CHECK(first.status == 200);
    CHECK(first.body == "GET /v1/sessions [municipality=352012] [from=a b c] [x=]");
    CHECK(first.header("connection").empty());
    CHECK(line.ask(post("/%E8%90%A9", "body")).body == "POST /\xE8\x90\xA9 body");
    line.send(get("/1") + post("/2", "two") + get("/3"));
    CHECK(line.reply().body == "GET /1");
    CHECK(line.reply().body == "POST /2 two");
    CHECK(line.reply().body == "GET /3");
}

// Break: ignore "Connection: close", or treat HTTP/1.0 like 1.1.
TEST_CASE("The client decides whether the connection stays open", "[hub][listener]")
{
    auto const [request, is_kept] = GENERATE(table<std::string, bool>({
        {get("/"), true},
        {get("/", "Connection: close\r\n"), false},
        {"GET / HTTP/1.0\r\n\r\n", false},
        {"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", true},
    }));
    CAPTURE(request);
    Serving serving(echo);
    RawLine line(serving.port());
    CHECK(line.ask(request).status == 200);
    CHECK((line.ask(request).status == 200) == is_kept);
}

// Break: send the body too, or a length of 0.
TEST_CASE("HEAD is GET without the body, and the next reply follows the head directly", "[hub][listener]")
{
    Serving serving(echo);
    RawLine line(serving.port());
    line.send("HEAD /page HTTP/1.1\r\nHost: hub\r\n\r\n");
    auto const head = line.reply(false);
    CHECK(head.status == 200);
    CHECK(head.header("content-length") == "9");
    CHECK(line.ask(get("/next")).body == "GET /next");
}

// Break: take one row's check out; hand a refused request to the handler; refuse without a problem document.
TEST_CASE("A request that is too large, ambiguous or unknown is refused before any handler sees it",
    "[hub][listener]")
{
    auto const host = std::string("Host: hub\r\n");
    auto const chunked = host + "Transfer-Encoding: chunked\r\n";
    auto const [why, request, status] = GENERATE_COPY(table<std::string, std::string, int>({
        {"length before coding",
            "POST / HTTP/1.1\r\n" + host + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400},
        {"coding before length", "POST / HTTP/1.1\r\n" + chunked + "Content-Length: 5\r\n\r\n0\r\n\r\n", 400},
        {"length beside another coding",
            "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx", 400},
        {"two lengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
            400},
        {"a list of lengths", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1, 1\r\n\r\nx", 400},
        {"a negative length", "POST / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", 400},
        {"chunked by HTTP/1.0", "POST / HTTP/1.0\r\n" + chunked + "\r\n0\r\n\r\n", 400},
        {"a coding we do not speak",
            "POST / HTTP/1.1\r\n" + host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
        {"a chunk without a size", "POST / HTTP/1.1\r\n" + chunked + "\r\nhello\r\n", 400},
        {"no host", "GET / HTTP/1.1\r\n\r\n", 400},
        {"two hosts", "GET / HTTP/1.1\r\n" + host + host + "\r\n", 400},
        {"an unknown method", "BREW / HTTP/1.1\r\n" + host + "\r\n", 501},
        {"HTTP/2 without upgrade", "GET / HTTP/2.0\r\n" + host + "\r\n", 400},
        {"no HTTP at all", "\x16\x03\x01 hello\r\n\r\n", 400},
        {"a header with a blank before the colon", "GET / HTTP/1.1\r\n" + host + "X : y\r\n\r\n", 400},
        {"a broken escape", get("/%zz"), 400},
        {"a hidden NUL", get("/a%00b"), 400},
        {"a path without a slash", get("secret"), 400},
        {"a content coding we do not speak", post("/", "x", "Content-Encoding: br\r\n"), 415},
        {"said to be gzip", post("/", "x", "Content-Encoding: gzip\r\n"), 400},
        {"a header of 64 KiB", get("/", "X: " + std::string(64 * 1024, 'x') + "\r\n"), 431},
        {"an address of 64 KiB", get("/" + std::string(64 * 1024, 'x')), 431},
        {"an address and a header of 10 KiB each",
            get("/" + std::string(10 * 1024, 'x'), "X: " + std::string(10 * 1024, 'x') + "\r\n"), 431},
        {"a body of 10 MiB", post("/", std::string(10u << 20, 'x')), 413},
        {"a body one too long", post("/", std::string(256 * 1024 + 1, 'x')), 413},
        {"a sync one too long", post("/v1/sync", std::string(512 * 1024 + 1, 'x')), 413},
        {"a bulk upload one too long", post("/v1/sessions/bulk", std::string((16u << 20) + 1, 'x')), 413},
        {"one chunk too large",
            "POST / HTTP/1.1\r\n" + chunked + "\r\n40001\r\n" + std::string(0x40001, 'x') + "\r\n0\r\n\r\n",
            413},
        {"a bomb", post("/", zeros_packed, "Content-Encoding: gzip\r\n"), 413},
        {"a bomb for sync", post("/v1/sync", zeros_packed, "Content-Encoding: gzip\r\n"), 413},
        {"a bomb for the bulk upload",
            post("/v1/sessions/bulk", net::gzip(std::string(17u << 20, '0')), "Content-Encoding: gzip\r\n"),
            413},
    }));
    CAPTURE(why);
    std::atomic<int> handled = 0;
    Serving serving([&](Request, Reply reply) {
        ++handled;
        reply(text("handled"));
    });
    RawLine line(serving.port());
    auto const reply = line.ask(request);
    CHECK(reply.status == status);
    CHECK(reply.header("content-type") == "application/problem+json");
    CHECK(reply.header("connection") == "close");
    CHECK(reply.body.find("\"status\":" + std::to_string(status)) != std::string::npos);
    CHECK(handled == 0);
    CHECK(RawLine(serving.port()).ask(get("/")).status == 200);
}

// Break: forget the body limit of chunked bodies, or count each chunk alone; do not bound what chunk
// extensions add.
TEST_CASE("A chunked body is limited by its sum, and its wrapping is limited too", "[hub][listener]")
{
    auto const [chunk, count, status] = GENERATE(table<std::string, int, int>({
        {"1000\r\n" + std::string(0x1000, 'x') + "\r\n", 64, 200}, // Exactly the limit of 256 KiB.
        {"1000\r\n" + std::string(0x1000, 'x') + "\r\n", 65, 413},
        {"1;" + std::string(4000, 'e') + "\r\nx\r\n", 1000, 413}, // A thousand bytes in four million.
        {"1;" + std::string(200'000, 'e') + "\r\nx\r\n", 1,
            400}, // One extension longer than any header may be.
    }));
    CAPTURE(chunk.size(), count);
    Serving serving(echo);
    RawLine line(serving.port());
    line.send("POST / HTTP/1.1\r\nHost: hub\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < count && line.send(chunk); ++i) { }
    line.send("0\r\n\r\n");
    CHECK(line.reply().status == status);
}

// Break: leave the header without a limit.
TEST_CASE("A header too large is refused however slowly it grows", "[hub][listener]")
{
    Serving serving(echo);
    RawLine line(serving.port());
    line.send("GET / HTTP/1.1\r\nHost: hub\r\n");
    for (int i = 0; i < 40; ++i) {
        line.send("X-" + std::to_string(i) + ": " + std::string(1000, 'x') + "\r\n");
        std::this_thread::sleep_for(2ms); // So that the listener reads it piece by piece.
    }
    line.send("\r\n");
    CHECK(line.reply().status == 431);
}

// Break: apply the general limit to the sync route, or the packed size only.
TEST_CASE("A body within its limit arrives whole and unpacked", "[hub][listener]")
{
    auto const [path, size, is_packed] = GENERATE(table<std::string, std::size_t, bool>({
        {"/", 256 * 1024, false}, {"/v1/sync", 512 * 1024, false}, {"/", 256 * 1024, true},
        {"/v1/sync", 512 * 1024, true}, {"/", 0, true}, // Nothing at all is no broken gzip.
    }));
    CAPTURE(path, size, is_packed);
    Serving serving([](Request request, Reply reply) {
        bool const is_right = request.body == std::string(request.body.size(), 'x');
        reply(text(is_right ? std::to_string(request.body.size()) : "wrong"));
    });
    std::string const body(size, 'x');
    RawLine line(serving.port());
    auto const reply = is_packed && size > 0
        ? line.ask(post(path, net::gzip(body), "Content-Encoding: gzip\r\n"))
        : is_packed ? line.ask(post(path, body, "Content-Encoding: gzip\r\n"))
                    : line.ask(post(path, body));
    CHECK(reply.status == 200);
    CHECK(reply.body == std::to_string(size));
}

// Break: let trailers into the headers.
TEST_CASE("A trailer does not pose as a header", "[hub][listener]")
{
    Serving serving([](Request request, Reply reply) {
        reply(
            text(std::string(request.header("authorization")) + "|" + std::string(request.header("x-real"))));
    });
    RawLine line(serving.port());
    auto const reply
        = line.ask("POST / HTTP/1.1\r\nHost: hub\r\nX-Real: yes\r\nTransfer-Encoding: chunked\r\n\r\n"
                   "1\r\nx\r\n0\r\nAuthorization: Bearer forged\r\n\r\n");
    CHECK(reply.body == "|yes");
}

// Break: wait for the body without saying so.
TEST_CASE("A client that asks before sending its body is told to go on", "[hub][listener]")
{
    Serving serving(echo);
    RawLine line(serving.port());
    CHECK(line.ask("POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n").status
        == 100);
    CHECK(line.ask("body").body == "POST / body");
}

// Break: restart the request's deadline with every byte; answer nothing when it passes.
TEST_CASE("A client that sends its request a byte at a time is answered 408 and cut", "[hub][listener]")
{
    auto const start = GENERATE(
        as<std::string>(), "GET / HT", "POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 1000000\r\n\r\n");
    Serving serving(echo, [] {
        auto settings = quick(10s, 100ms);
        settings.limits.body_bytes = 2'000'000;
        return settings;
    }());
    RawLine line(serving.port());
    line.send(start);
    std::atomic<bool> is_answered = false;
    std::thread dribble([&] {
        while (!is_answered && line.send("x"))
            std::this_thread::sleep_for(5ms);
    });
    CHECK(line.reply().status == 408);
    is_answered = true;
    dribble.join();
    line.wait_for_end();
    CHECK(line.rest().empty());
}

// Break: no idle deadline; say something before closing.
TEST_CASE("A connection without requests is closed in silence", "[hub][listener]")
{
    auto const asks_first = GENERATE(false, true);
    Serving serving(echo, quick(1s, 10s));
    RawLine line(serving.port());
    if (asks_first)
        CHECK(line.ask(get("/")).status == 200);
    line.wait_for_end();
    CHECK(line.rest().empty());
}

// Break: no deadline for writing: the page is held for ever and this test never ends.
TEST_CASE("A client that does not read its reply is cut and its page let go", "[hub][listener]")
{
    auto page = std::make_shared<std::string const>(32u << 20, 'x');
    std::atomic<bool> is_asked = false;
    Serving serving(
        [&](Request, Reply reply) {
            Response response;
            response.shared_body = page;
            reply(std::move(response));
            is_asked = true;
        },
        quick(10s, 10s, 50ms));
    RawLine line(serving.port());
    line.send(get("/"));
    while (!is_asked || page.use_count() > 1)
        std::this_thread::sleep_for(5ms);
    line.wait_for_end();
    CHECK(line.rest().size() < page->size());
}

// Break: let the deadline of the request run on while the handler works.
TEST_CASE("A handler may take longer than any deadline of the client", "[hub][listener]")
{
    std::thread later;
    Serving serving(
        [&](Request, Reply reply) {
            later = std::thread([reply] {
                std::this_thread::sleep_for(300ms);
                reply(text("late"));
            });
        },
        quick(10s, 30ms));
    RawLine line(serving.port());
    CHECK(line.ask(get("/")).body == "late");
    later.join();
}

// Break: let the exception through; lose the request when the reply is dropped; send the second answer too.
TEST_CASE("A handler that throws, forgets or answers twice does no harm", "[hub][listener]")
{
    Serving serving([](Request request, Reply reply) {
        if (request.path == "/throw")
            throw std::runtime_error("a bug");
        if (request.path == "/throw-after") {
            reply(text("said"));
            throw 7;
        }
        if (request.path == "/forget")
            return;
        reply(text("first"));
        reply(text("second"));
    });
    RawLine line(serving.port());
    auto const thrown = line.ask(get("/throw"));
    CHECK(thrown.status == 500);
    CHECK(thrown.header("content-type") == "application/problem+json");
    CHECK(line.ask(get("/throw-after")).body == "said");
    CHECK(line.ask(get("/forget")).status == 500);
    CHECK(line.ask(get("/twice")).body == "first");
    CHECK(line.ask(get("/throw")).status == 500);
}

// Break: resume a connection on the thread that replied (the thread sanitizer sees it).
TEST_CASE("Replies from another thread reach the connection that asked", "[hub][listener]")
{
    base::Worker worker;
    Settings settings;
    settings.threads = 2;
    Serving serving(
        [&](Request request, Reply reply) {
            worker.post([reply, body = request.body] { reply(text("re " + body)); });
        },
        settings);
    std::atomic<int> wrong = 0;
    std::vector<std::thread> clients;
    for (int client = 0; client < 16; ++client) {
        clients.emplace_back([&, client] {
            RawLine line(serving.port());
            for (int i = 0; i < 50; ++i) {
                auto const said = std::to_string(client) + "/" + std::to_string(i);
                wrong += line.ask(post("/", said)).body == "re " + said ? 0 : 1;
            }
        });
    }
    for (auto& client : clients)
        client.join();
    CHECK(wrong == 0);
}

// Break: listen wherever it is told to.
TEST_CASE("It listens beyond loopback only behind a proxy, and on no port that is taken", "[hub][listener]")
{
    Answering handler(echo);
    auto const other = std::move(Listener::open({}, handler).value());
    enum class Port { Any, Taken };
    auto const [address, port, behind_proxy, verdict] = GENERATE(table<std::string, Port, bool, std::string>({
        {"127.0.0.1", Port::Any, false, "listens"},
        {"localhost", Port::Any, false, "listens"},
        {"0.0.0.0", Port::Any, false, "bad input"},
        {"::", Port::Any, false, "bad input"},
        {"0.0.0.0", Port::Any, true, "listens"},
        {"hub.example", Port::Any, true, "bad input"}, // Names are not looked up.
        {"192.0.2.1", Port::Any, true, "bad input"}, // Not an address of this machine.
        {"127.0.0.1", Port::Taken, false, "busy"},
    }));
    CAPTURE(address, behind_proxy);
    Settings settings;
    settings.address = address;
    settings.port = port == Port::Taken ? other->port() : std::uint16_t{0};
    settings.behind_proxy = behind_proxy;
    auto const listener = Listener::open(settings, handler);
    std::string const said = listener                    ? "listens"
        : listener.error().kind == base::ErrorKind::Busy ? "busy"
                                                         : "bad input";
    CHECK(said == verdict);
    if (listener)
        CHECK((*listener)->url()
            == "http://" + (address == "localhost" ? "127.0.0.1" : address) + ":"
                + std::to_string((*listener)->port()));
}

// Break: believe the header without a proxy; believe the client's own part of it.
TEST_CASE("The client's address is the proxy's word, and only when there is a proxy", "[hub][listener]")
{
    auto const [behind_proxy, headers, address] = GENERATE(table<bool, std::string, std::string>({
        {false, "X-Forwarded-For: 203.0.113.9\r\n", "127.0.0.1"},
        {true, "X-Forwarded-For: 203.0.113.9\r\n", "203.0.113.9"},
        {true, "X-Forwarded-For: 198.51.100.1, 203.0.113.9\r\n",
            "203.0.113.9"}, // The first was the client's claim.
        {true, "X-Forwarded-For: 198.51.100.1\r\nX-Forwarded-For: 203.0.113.9\r\n", "203.0.113.9"},
        {true, "", "127.0.0.1"},
    }));
    Settings settings;
    settings.behind_proxy = behind_proxy;
    Serving serving([](Request request, Reply reply) { reply(text(request.remote_address)); }, settings);
    CHECK(RawLine(serving.port()).ask(get("/", headers)).body == address);
}

// Break: do not count, or never count down.
TEST_CASE("One connection more than allowed is closed, and one that ends makes room", "[hub][listener]")
{
    Settings settings;
    settings.limits.connections = 2;
    Serving serving(echo, settings);
    RawLine first(serving.port());
    auto second = std::make_unique<RawLine>(serving.port());
    CHECK(first.ask(get("/")).status == 200);
    CHECK(second->ask(get("/")).status == 200);
    CHECK(RawLine(serving.port()).ask(get("/")).status == 0);
    second.reset();
    while (RawLine(serving.port()).ask(get("/")).status != 200)
        std::this_thread::sleep_for(1ms);
    CHECK(first.ask(get("/")).status == 200);
}

// Break: compress pages anew, or forget to hand the client's unmarked tag to the handler.
TEST_CASE(
    "A shared page travels compressed with a tag of its own, and its tag comes back as the handler knows it",
    "[hub][listener]")
{
    auto const page = std::make_shared<std::string const>(20'000, 'x');
    Serving serving([&](Request request, Reply reply) {
        Response response;
        response.headers = {{"ETag", "\"7\""}};
        if (request.header("if-none-match") == "\"7\"") {
            response.status = 304;
            response.content_type.clear();
        } else {
            response.shared_body = page;
        }
        reply(std::move(response));
    });
    RawLine line(serving.port());
    auto const plain = line.ask(get("/"));
    CHECK(plain.body == *page);
    CHECK(plain.header("etag") == "\"7\"");
    CHECK(plain.header("vary") == "Accept-Encoding");
    auto const packed = line.ask(get("/", "Accept-Encoding: gzip\r\n"));
    CHECK(packed.header("content-encoding") == "gzip");
    CHECK(packed.header("etag") == "\"7-gzip\"");
    CHECK(packed.header("vary") == "Accept-Encoding");
    CHECK(net::gunzip(packed.body, page->size()).value() == *page);
    auto const unchanged = line.ask(get("/", "Accept-Encoding: gzip\r\nIf-None-Match: \"7-gzip\"\r\n"));
    CHECK(unchanged.status == 304);
    CHECK(unchanged.header("etag") == "\"7-gzip\"");
    CHECK(unchanged.headers.count("content-length") == 0);
    CHECK(unchanged.headers.count("content-type") == 0);
    CHECK(line.ask(get("/")).status == 200);
}

} // namespace meguri::hub::server::test
