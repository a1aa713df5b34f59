// What the small square code says: made, read back, and every near miss refused.
#include "shared/domain/receipt_code.h"
#include "shared/domain/slip_token.h"

#include <catch2/catch.hpp>

using namespace meguri;
using namespace meguri::domain;

namespace {

SlipToken sample()
{
    return {receipt_code(RegistrationId("0192f0c1-0000-7000-8000-000000000001")), "0123456789abcdef"};
}

} // namespace

// Break: write the token in lower case, or swap code and token.
TEST_CASE("A slip's text reads back as the slip it was made of", "[domain][slip_token]")
{
    auto const text = slip_token_text(sample());
    CHECK(text == "MEGURI1:" + sample().code + ":0123456789ABCDEF");
    CHECK(parse_slip_token(text) == sample());
}

// Break: drop any one condition of parse_slip_token.
TEST_CASE("A scanned text that is not exactly a slip's is not taken for one", "[domain][slip_token]")
{
    auto const good = slip_token_text(sample());
    auto const code = sample().code;
    auto const wrong_digit
        = std::string(1, static_cast<char>('0' + (code[0] - '0' + 1) % 10)) + code.substr(1);
    auto const tail = std::string(":0123456789ABCDEF");
    auto const [text, reason] = GENERATE_COPY(table<std::string, std::string>({
        {"", "empty"},
        {"MEGURI1:", "only the prefix"},
        {code, "only the number"},
        {good + "\n", "something behind it"},
        {" " + good, "something before it"},
        {good.substr(0, good.size() - 1), "token too short"},
        {good + "0", "token too long"},
        {"MEGURI2:" + code + tail, "another version"},
        {"meguri1:" + code + tail, "another spelling"},
        {"MEGURI1:" + code + ":0123456789abcdef", "another spelling of the token"},
        {"MEGURI1:" + code + ":0123456789ABCDEG", "not hexadecimal"},
        {"MEGURI1:" + code + "-0123456789ABCDEF", "another separator"},
        {"MEGURI1:" + wrong_digit + tail, "check digit"},
        {"MEGURI1:12345678 " + tail, "a space in the code"},
        {"MEGURI1:" + code.substr(0, 6) + "５" + tail, "a full-width digit, three bytes long"},
        {"https://example.jp/?q=" + code, "somebody else's code"},
    }));
    INFO(reason);
    CHECK_FALSE(parse_slip_token(text).has_value());
}
