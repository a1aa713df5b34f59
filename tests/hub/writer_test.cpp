// The single writer thread.
#include "admin/hub/server/writer.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <numeric>

namespace meguri::hub::server {

namespace {

/// A door that `apply` waits at, so that a test decides what is queued while a commit is under way.
class Door {
public:
    void pass()
    {
        std::unique_lock lock(m_mutex);
        ++m_waiting;
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return m_is_open; });
    }
    void wait_until_somebody_stands_there()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_waiting > 0; });
    }
    void open()
    {
        std::lock_guard const lock(m_mutex);
        m_is_open = true;
        m_changed.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_waiting = 0;
    bool m_is_open = false;
};

/// Doubles each number, notes the size of each batch.
struct Doubling {
    Door door;
    std::vector<std::size_t> batches;

    std::vector<int> operator()(std::span<int const> numbers)
    {
        door.pass();
        batches.push_back(numbers.size());
        std::vector<int> doubled;
        for (int const number : numbers)
            doubled.push_back(number * 2);
        return doubled;
    }
};

using Numbers = Writer<int, int>;

} // namespace

// Break: take one command a batch; answer before apply returned; drop the batch limit.
TEST_CASE("Commands queued while a commit is under way go into one next commit, up to the batch length",
    "[hub][writer]")
{
    Doubling doubling;
    std::vector<int> outcomes;
    {
        Numbers writer([&](std::span<int const> numbers) { return doubling(numbers); }, {100, 10});
        REQUIRE(writer.submit(0, [&](int outcome) { outcomes.push_back(outcome); }));
        doubling.door.wait_until_somebody_stands_there();
        for (int i = 1; i <= 25; ++i)
            REQUIRE(writer.submit(i, [&](int outcome) { outcomes.push_back(outcome); }));
        CHECK(writer.queued() == 25);
        doubling.door.open();
    }
    CHECK(doubling.batches == std::vector<std::size_t>{1, 10, 10, 5});
    std::vector<int> expected(26);
    std::generate(expected.begin(), expected.end(), [n = 0]() mutable { return 2 * n++; });
    CHECK(outcomes == expected);
}

// Break: call done as soon as its command was taken from the queue.
TEST_CASE("No outcome is told before apply has returned for the whole batch", "[hub][writer]")
{
    std::atomic<bool> is_committing = false;
    std::atomic<int> told_too_early = 0;
    std::atomic<int> told = 0;
    {
        Numbers writer([&](std::span<int const> numbers) {
            is_committing = true;
            std::vector<int> outcomes(numbers.begin(), numbers.end());
            is_committing = false;
            return outcomes;
        });
        for (int i = 0; i < 1000; ++i) {
            bool const is_taken = writer.submit(i, [&](int) {
                told_too_early += is_committing ? 1 : 0;
                ++told;
            });
            REQUIRE(is_taken);
        }
    }
    CHECK(told == 1000);
    CHECK(told_too_early == 0);
}

// Break: let submit wait for room, or take one more than the limit, or call done for a refused command.
TEST_CASE("A full queue refuses at once and never tells an outcome of what it refused", "[hub][writer]")
{
    Doubling doubling;
    int told = 0;
    int told_of_refused = 0;
    {
        Numbers writer([&](std::span<int const> numbers) { return doubling(numbers); }, {3, 10});
        REQUIRE(writer.submit(0, [&](int) { ++told; }));
        doubling.door.wait_until_somebody_stands_there();
        for (int i = 1; i <= 3; ++i)
            REQUIRE(writer.submit(i, [&](int) { ++told; }));
        CHECK_FALSE(writer.submit(4, [&](int) { ++told_of_refused; }));
        doubling.door.open();
    }
    CHECK(told == 4);
    CHECK(told_of_refused == 0);
}

// Break: return from stop() without draining; take commands after it.
TEST_CASE("Stopping applies all that was taken and takes nothing more", "[hub][writer]")
{
    Doubling doubling;
    std::atomic<int> told = 0;
    Numbers writer([&](std::span<int const> numbers) { return doubling(numbers); }, {1000, 7});
    for (int i = 0; i < 100; ++i)
        REQUIRE(writer.submit(i, [&](int) { ++told; }));
    std::thread stopping([&] { writer.stop(); });
    doubling.door.open();
    stopping.join();
    CHECK(told == 100);
    CHECK_FALSE(writer.submit(1, [&](int) { ++told; }));
    writer.stop(); // A second time changes nothing.
    CHECK(told == 100);
}

// Break: lose a wake-up when the queue goes from empty to non-empty.
TEST_CASE(
    "Each of many threads gets the outcomes of its own commands in the order it gave them", "[hub][writer]")
{
    constexpr int threads = 8;
    constexpr int commands = 500;
    std::vector<std::vector<int>> outcomes(threads);
    std::atomic<int> told = 0;
    {
        Numbers writer(
            [](std::span<int const> numbers) { return std::vector<int>(numbers.begin(), numbers.end()); });
        std::vector<std::thread> clients;
        for (std::size_t thread = 0; thread < threads; ++thread) {
            clients.emplace_back([&, thread] {
                for (int i = 0; i < commands; ++i) {
                    bool const is_taken = writer.submit(i, [&, thread](int outcome) {
                        outcomes[thread].push_back(outcome);
                        ++told;
                    });
                    told += is_taken ? 0 : 1'000'000;
                }
            });
        }
        for (auto& client : clients)
            client.join();
    }
    REQUIRE(told == threads * commands);
    std::vector<int> expected(commands);
    std::iota(expected.begin(), expected.end(), 0);
    for (auto const& of_one : outcomes)
        CHECK(of_one == expected);
}

} // namespace meguri::hub::server
