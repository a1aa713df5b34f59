#include "shared/base/random.h"

#include "shared/base/verify.h"

#include <sys/random.h>

#include <array>
#include <cerrno>

namespace meguri::base {

Bytes Random::bytes(std::size_t count)
{
    Bytes result(count);
    fill(result);
    return result;
}

std::uint64_t Random::below(std::uint64_t bound)
{
    verify(bound > 0, "below(0)");
    auto const limit = UINT64_MAX - UINT64_MAX % bound;
    while (true) {
        std::array<std::uint8_t, 8> raw{};
        fill(raw);
        std::uint64_t value = 0;
        for (auto byte : raw)
            value = value << 8U | byte;
        if (value < limit)
            return value % bound;
    }
}

void SystemRandom::fill(std::span<std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        auto const got = getrandom(bytes.data(), bytes.size(), 0);
        if (got < 0 && errno == EINTR)
            continue;
        verify(got > 0, "the operating system gives no random bytes");
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
}

std::string make_uuid7(Clock const& clock, Random& random)
{
    std::array<std::uint8_t, 16> raw{};
    random.fill(raw);
    auto const millis = static_cast<std::uint64_t>(clock.wall().time_since_epoch().count());
    for (std::size_t i = 0; i < 6; ++i)
        raw[i] = static_cast<std::uint8_t>(millis >> (40 - 8 * i));
    raw[6] = static_cast<std::uint8_t>((raw[6] & 0x0FU) | 0x70U);
    raw[8] = static_cast<std::uint8_t>((raw[8] & 0x3FU) | 0x80U);
    auto text = to_hex(raw);
    for (std::size_t place : {8U, 13U, 18U, 23U})
        text.insert(place, 1, '-');
    return text;
}

bool is_uuid(std::string_view text)
{
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const is_dash = i == 8 || i == 13 || i == 18 || i == 23;
        bool const is_digit = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
        if (is_dash ? text[i] != '-' : !is_digit)
            return false;
    }
    return true;
}

} // namespace meguri::base
