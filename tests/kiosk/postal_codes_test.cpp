// The official list of postal codes, a line as the post office writes it.
#include "kiosk/local/postal_codes.h"

#include <catch2/catch.hpp>

using namespace meguri;
using kiosk::local::PostalCodes;

namespace {

std::string line(std::string const& code, std::string const& town)
{
    return "35204,\"758  \",\"" + code + "\",\"ヤマグチケン\",\"ハギシ\",\"" + town
        + "\",\"山口県\",\"萩市\",\"町\",0,0,0,0,0,0\r\n";
}

} // namespace

// Break: read the town from the column of the city; keep what stands in brackets.
TEST_CASE("A postal code gives the neighbourhood it names alone", "[postal]")
{
    auto const codes = PostalCodes::from(line("7580041", "エムカイ")
        + line("7580000", "イカニケイサイガナイバアイ") + line("7580011", "チントウ（ナカノクラ）")
        + line("7580303", "スサ") + line("7580303", "ヤトミ"));
    REQUIRE(codes);
    auto const [code, town] = GENERATE(table<std::string, std::optional<std::string>>({
        {"7580041", "エムカイ"},
        {"7580000", ""}, // The rest of the town.
        {"7580011", "チントウ"},
        {"7580303", ""}, // Two neighbourhoods share it.
        {"9999999", std::nullopt},
        {"", std::nullopt},
    }));
    CAPTURE(code);
    CHECK(codes->neighbourhood(code) == town);
}

TEST_CASE("A file that is not the list is refused with its line", "[postal]")
{
    auto const text
        = GENERATE(as<std::string>(), "a,b,c\n", "35204,758,75800,ヤ,ハ,エ,山,萩,町\n", "\x83\x84\n");
    auto const codes = PostalCodes::from(text);
    REQUIRE_FALSE(codes);
    CHECK(codes.error().kind == base::ErrorKind::BadInput);
    CHECK(codes.error().message.find("line 1") != std::string::npos);
}
