#include "shared/domain/slip_token.h"

#include "shared/base/verify.h"
#include "shared/domain/digits.h"
#include "shared/domain/receipt_code.h"

#include <algorithm>

namespace meguri::domain {

namespace {

constexpr std::string_view prefix = "MEGURI1:";
constexpr std::size_t code_length = 9;
constexpr std::size_t token_length = 16;

bool is_upper_hex(char c)
{
    return is_digit(c) || (c >= 'A' && c <= 'F');
}
bool is_lower_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f');
}

} // namespace

std::string slip_token_text(SlipToken const& slip)
{
    base::verify(slip.code.size() == code_length && std::all_of(slip.code.begin(), slip.code.end(), is_digit),
        "a slip's code has nine digits");
    base::verify(
        slip.token.size() == token_length && std::all_of(slip.token.begin(), slip.token.end(), is_lower_hex),
        "a slip's token has 16 lower-case hexadecimal digits");
    auto upper = slip.token;
    for (char& c : upper)
        if (!is_digit(c))
            c = static_cast<char>(c - 'a' + 'A');
    return std::string(prefix) + slip.code + ":" + upper;
}

std::optional<SlipToken> parse_slip_token(std::string_view text)
{
    if (text.size() != prefix.size() + code_length + 1 + token_length || !text.starts_with(prefix))
        return std::nullopt;
    auto const code = text.substr(prefix.size(), code_length);
    auto const token = text.substr(prefix.size() + code_length + 1);
    if (text[prefix.size() + code_length] != ':' || !std::all_of(code.begin(), code.end(), is_digit)
        || !std::all_of(token.begin(), token.end(), is_upper_hex) || !parse_receipt_code(code))
        return std::nullopt;
    SlipToken slip{std::string(code), std::string(token)};
    for (char& c : slip.token)
        if (!is_digit(c))
            c = static_cast<char>(c - 'A' + 'a');
    return slip;
}

} // namespace meguri::domain
