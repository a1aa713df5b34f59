// Random bytes that a seed repeats: splitmix64, for tests and simulations only.
#pragma once

#include "shared/base/random.h"

namespace meguri::tests {

class SeededRandom final : public base::Random {
public:
    explicit SeededRandom(std::uint64_t seed)
        : m_state(seed)
    {
    }
    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(next() >> 32U);
    }
    std::uint64_t next()
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        auto value = m_state;
        value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
        return value ^ (value >> 31U);
    }

private:
    std::uint64_t m_state;
};

} // namespace meguri::tests
