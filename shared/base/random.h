// Randomness as a parameter: the operating system's in the programs, a seeded stream in the simulation.
#pragma once

#include "shared/base/bytes.h"
#include "shared/base/clock.h"

#include <cstdint>
#include <span>
#include <string>

namespace meguri::base {

class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t> bytes) = 0;

    Bytes bytes(std::size_t count);
    /// 0 <= result < bound, without bias. `bound` > 0.
    std::uint64_t below(std::uint64_t bound);
};

/// getrandom(2). Thread-safe.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

/// RFC 9562 UUID version 7, lower case. Its time is for humans and locality; nothing may be ordered by it.
std::string make_uuid7(Clock const& clock, Random& random);
bool is_uuid(std::string_view text);

} // namespace meguri::base
