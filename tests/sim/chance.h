// Chance that belongs to one event: every choice is hash(seed, stream, event, n), so that taking an event out
// of a run does not reshuffle the others. `EventRandom` gives the same to the product as its randomness.
#pragma once

#include "shared/base/random.h"

#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

namespace meguri::sim {

constexpr std::uint64_t mixed(std::uint64_t one, std::uint64_t other)
{
    auto value = (one ^ (other + 0x9E3779B97F4A7C15ULL + (one << 6U) + (one >> 2U))) + 0x632BE59BD9B4E019ULL;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31U);
}

constexpr std::uint64_t hash_of(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (char const letter : text)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3ULL;
    return hash;
}

class Chance {
public:
    explicit Chance(std::uint64_t key)
        : m_key(key)
    {
    }
    Chance(std::uint64_t seed, std::string_view stream, std::uint64_t event)
        : m_key(mixed(mixed(seed, hash_of(stream)), event))
    {
    }
    std::uint64_t next() { return mixed(m_key, ++m_count); }
    /// 0 <= result < bound; the bias of a modulo does not matter here.
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }
    /// From `least` to `most`, both possible.
    int between(int least, int most)
    {
        return least + static_cast<int>(below(static_cast<std::uint64_t>(most - least + 1)));
    }
    bool permille(int share) { return static_cast<int>(below(1000)) < share; }
    bool percent(int share) { return permille(share * 10); }
    std::chrono::seconds seconds_between(std::chrono::seconds least, std::chrono::seconds most)
    {
        auto const span = static_cast<std::uint64_t>((most - least).count() + 1);
        return least + std::chrono::seconds(static_cast<std::int64_t>(below(span)));
    }
    template <class T> T const& pick(std::vector<T> const& from) { return from[below(from.size())]; }

private:
    std::uint64_t m_key;
    std::uint64_t m_count = 0;
};

/// What is going on just now; one for a whole run.
struct Moment {
    std::uint64_t event = 0;
};

/// The product's randomness on one machine: begins anew at each event.
class EventRandom final : public base::Random {
public:
    EventRandom(std::uint64_t seed, std::string_view machine, Moment const& moment)
        : m_key(mixed(seed, hash_of(machine)))
        , m_moment(moment)
        , m_chance(m_key)
    {
    }
    void fill(std::span<std::uint8_t> bytes) override
    {
        for (auto& byte : bytes)
            byte = static_cast<std::uint8_t>(next() >> 32U);
    }
    std::uint64_t next()
    {
        if (m_event != m_moment.event) {
            m_event = m_moment.event;
            m_chance = Chance(mixed(m_key, m_event));
        }
        return m_chance.next();
    }

private:
    std::uint64_t m_key;
    Moment const& m_moment;
    std::uint64_t m_event = 0;
    Chance m_chance;
};

} // namespace meguri::sim
