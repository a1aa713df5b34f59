// Requests read and replies written, apart from sockets.
#include "admin/hub/server/message.h"
#include "shared/net/gzip.h"
#include "shared/net/zstd.h"

#include <catch2/catch.hpp>

namespace meguri::hub::server {

namespace {

std::string shown(std::optional<Target> const& target)
{
    if (!target)
        return "refused";
    auto text = target->path;
    for (auto const& [name, value] : target->query)
        text += "|" + name + "=" + value;
    return text;
}

} // namespace

// Break: read '+' in a path as a blank; decode before splitting at '&'; accept half an escape.
TEST_CASE("An address is split first and decoded then", "[hub][message]")
{
    auto const [target, expected] = GENERATE(table<std::string, std::string>({
        {"/", "/"},
        {"/a+b%20c", "/a+b c"},
        {"/a%2Fb", "/a/b"},
        {"/a?x=1&y=2", "/a|x=1|y=2"},
        {"/a?x=1%262&y=a+b", "/a|x=1&2|y=a b"}, // An escaped '&' belongs to the value.
        {"/a?x=b=c", "/a|x=b=c"},
        {"/a?&&x", "/a|x="},
        {"/a?x=?", "/a|x=?"},
        {"/a#part", "/a"},
        {"http://hub:8420/a?x=1", "/a|x=1"}, // As a proxy would ask.
        {"http://hub", "/"},
        {"/a%", "refused"},
        {"/a%4", "refused"},
        {"/a%g0", "refused"},
        {"/a?x=%00", "refused"},
        {"*", "refused"},
        {"", "refused"},
    }));
    CAPTURE(target);
    CHECK(shown(decode_target(target)) == expected);
}

// Break: look for the word alone.
TEST_CASE("A coding with weight 0 is not accepted", "[hub][message]")
{
    auto const [header, is_accepted] = GENERATE(table<std::string, bool>({
        {"gzip", true},
        {"deflate, GZIP;q=0.5", true},
        {"gzip;q=0", false},
        {"gzip; q=0.000", false},
        {"gzip;q=0.001", true},
        {"*", true},
        {"*;q=0", false},
        {"*, gzip;q=0", false},
        {"br", false},
        {"", false},
        {"notgzip", false},
    }));
    CAPTURE(header);
    CHECK(accepts_gzip(header) == is_accepted);
}

// Break: take a star for zstd, which an old proxy may not know; prefer gzip; keep the mark of the other
// coding.
TEST_CASE("zstd is used where it is named, and a tag says which coding it was of", "[hub][message]")
{
    auto const [header, packing] = GENERATE(table<std::string, Packing>({
        {"gzip, deflate, br, zstd", Packing::Zstd},
        {"zstd;q=0.1, gzip", Packing::Zstd},
        {"zstd;q=0, gzip", Packing::Gzip},
        {"gzip", Packing::Gzip},
        {"*", Packing::Gzip},
        {"br", Packing::None},
        {"", Packing::None},
    }));
    CAPTURE(header);
    CHECK(packing_for(header) == packing);
    Response response;
    response.headers = {{"ETag", "\"7\""}};
    response.body.assign(2000, 'x');
    PackedBodies packed_bodies;
    ReplyForm form;
    form.packing = packing;
    auto const wire = wire_of(response, form, packed_bodies);
    auto const tag = packing == Packing::Zstd ? "\"7-zstd\""
        : packing == Packing::Gzip            ? "\"7-gzip\""
                                              : "\"7\"";
    CHECK(wire.head.find("ETag: " + std::string(tag) + "\r\n") != std::string::npos);
    CHECK(tags_without_marks(std::string(tag) + ", \"8\"") == "\"7\", \"8\"");
    CHECK(packing_named_by(tag) == packing);
    if (packing == Packing::Zstd)
        CHECK(net::unzstd(wire.body(), 2000).value() == response.body);
}

// Break: compress what is compressed already, what is tiny, or what the handler has encoded itself.
TEST_CASE("Only long texts not yet encoded are compressed", "[hub][message]")
{
    auto const [type, size, encoding, is_packed]
        = GENERATE(table<std::string, std::size_t, std::string, bool>({
            {"application/json", 2000, "", true},
            {"application/problem+json", 2000, "", true},
            {"application/ld+json; charset=utf-8", 2000, "", true},
            {"text/calendar", 2000, "", true},
            {"application/json", 1024, "", false}, // Not worth it.
            {"application/pdf", 2000, "", false},
            {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", 2000, "", false},
            {"application/json", 2000, "zstd", false},
        }));
    CAPTURE(type, size, encoding);
    Response response;
    response.content_type = type;
    response.body.assign(size, 'x');
    if (!encoding.empty())
        response.headers.emplace_back("Content-Encoding", encoding);
    PackedBodies packed_bodies;
    ReplyForm form;
    form.packing = Packing::Gzip;
    auto const wire = wire_of(response, form, packed_bodies);
    CHECK((wire.body().size() < size) == is_packed);
    CHECK((wire.head.find("Content-Encoding: gzip") != std::string::npos) == is_packed);
    CHECK(wire.head.find("Content-Length: " + std::to_string(wire.body().size()) + "\r\n")
        != std::string::npos);
}

// Break: count months from zero; leave out a zero in front; keep the text of the second before.
TEST_CASE("A reply says when it was made, as HTTP writes it", "[hub][message]")
{
    auto const [seconds, text] = GENERATE(table<long long, std::string>({
        {784111777, "Sun, 06 Nov 1994 08:49:37 GMT"}, // The example of RFC 9110.
        {0, "Thu, 01 Jan 1970 00:00:00 GMT"},
        {1'709'164'800, "Thu, 29 Feb 2024 00:00:00 GMT"},
        {1'798'761'599, "Thu, 31 Dec 2026 23:59:59 GMT"},
    }));
    CHECK(http_date(base::time_of(seconds)) == text);
    DateText date;
    CHECK(date.of(base::time_of(1)) == "Thu, 01 Jan 1970 00:00:01 GMT");
    CHECK(date.of(base::time_of(seconds)) == text);
    PackedBodies packed_bodies;
    ReplyForm form;
    form.date = date.of(base::time_of(seconds));
    CHECK_THAT(wire_of({}, form, packed_bodies).head, Catch::Contains("\r\nDate: " + text + "\r\n"));
}

// Break: keep the entry by address alone, so that a new page at an old address gets the old bytes.
TEST_CASE("A shared body is compressed once while it lives", "[hub][message]")
{
    PackedBodies packed_bodies;
    auto body = std::make_shared<std::string const>(5000, 'a');
    auto const first = packed_bodies.packed(body, Packing::Gzip);
    CHECK(packed_bodies.packed(body, Packing::Gzip) == first);
    body = std::make_shared<std::string const>(5000, 'b');
    CHECK(net::gunzip(*packed_bodies.packed(body, Packing::Gzip), 5000).value() == *body);
    CHECK(net::unzstd(*packed_bodies.packed(body, Packing::Zstd), 5000).value() == *body);
    CHECK(net::gunzip(*packed_bodies.packed(body, Packing::Gzip), 5000).value() == *body);
    for (int i = 0; i < 200; ++i) {
        auto const other = std::make_shared<std::string const>(std::to_string(i));
        CHECK(net::gunzip(*packed_bodies.packed(other, Packing::Gzip), 5000).value() == *other);
    }
}

// Break: copy header values as they are.
TEST_CASE("Data in a header value cannot write a header of its own", "[hub][message]")
{
    Response response;
    response.headers = {{"X-Name", "a\r\nSet-Cookie: b"}, {"X-Kept", "c"}};
    PackedBodies packed_bodies;
    auto const wire = wire_of(response, {}, packed_bodies);
    CHECK(wire.head.find("Set-Cookie") == std::string::npos);
    CHECK(wire.head.find("X-Kept: c\r\n") != std::string::npos);
}

} // namespace meguri::hub::server
