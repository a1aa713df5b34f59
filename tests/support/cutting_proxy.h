// A bad line on purpose: a TCP proxy on loopback between kiosks and a hub which, while told to, refuses
// connections, cuts them after some bytes in either direction, delays what they carry or swallows the reply;
// each drawn from its seed. Owned by one test; serves on a thread of its own; its questions may be asked from
// any.
#pragma once

#include "tests/support/seeded_random.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <list>
#include <string>
#include <thread>
#include <vector>

struct pollfd;

namespace meguri::tests {

/// What happens to one connection; drawn when it is accepted.
enum class Fate { Carried, Refused, CutGoingUp, CutComingDown, Delayed, Swallowed };
inline constexpr std::size_t fate_count = 6;

class CuttingProxy {
public:
    /// Carries everything until `set_cutting(true)`.
    explicit CuttingProxy(std::uint64_t seed);
    ~CuttingProxy();
    CuttingProxy(CuttingProxy const&) = delete;
    CuttingProxy& operator=(CuttingProxy const&) = delete;

    std::uint16_t port() const { return m_port; }
    /// The hub of now, on loopback. Where nobody listens, connections are refused.
    void forward_to(std::uint16_t port) { m_hub_port = port; }
    /// False heals: connections of before are still cut as drawn, new ones are carried.
    void set_cutting(bool is_cutting) { m_is_cutting = is_cutting; }
    /// How often each fate fell, in words.
    std::string tally() const;

private:
    struct Line;
    using Clock = std::chrono::steady_clock;

    void serve();
    void accept_one();
    Fate draw_fate();
    void read_from_kiosk(Line& line);
    void read_from_hub(Line& line);
    void write_out(Line& line, pollfd const& kiosk, pollfd const& hub);
    void close_ended();

    SeededRandom m_random;
    int m_listening = -1;
    std::uint16_t m_port = 0;
    std::atomic<std::uint16_t> m_hub_port = 0;
    std::atomic<bool> m_is_cutting = false;
    std::atomic<bool> m_is_ending = false;
    std::array<std::atomic<int>, fate_count> m_fates{};
    std::list<Line> m_lines; ///< Touched by the serving thread only.
    std::thread m_thread; ///< The last member: what it uses exists before it.
};

} // namespace meguri::tests
