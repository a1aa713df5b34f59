// The single writer: one thread applies commands from a bounded queue, many at a time, so that one commit
// (one fsync) covers them all. Knows no SQL: `apply` is handed in and does BEGIN to COMMIT itself. Results
// are told after it returned.
#pragma once

#include "shared/base/verify.h"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <span>
#include <thread>
#include <utility>
#include <vector>

namespace meguri::hub::server {

struct WriterLimits {
    std::size_t queue_length = 8192;
    std::size_t batch_length = 512;
};

template <class Command, class Outcome> class Writer {
public:
    /// One outcome a command, in order, durable when it returns. Runs on the writer's thread; must not throw.
    using Apply = std::function<std::vector<Outcome>(std::span<Command const>)>;
    /// Runs on the writer's thread, in the order of submission; must be short and must not throw.
    using Done = std::function<void(Outcome)>;

    explicit Writer(Apply apply, WriterLimits limits = {})
        : m_apply(std::move(apply))
        , m_limits(limits)
        , m_thread([this] { run(); })
    {
    }
    ~Writer() { stop(); }
    Writer(Writer const&) = delete;
    Writer& operator=(Writer const&) = delete;

    /// False, with `done` never called, when the queue is full or the writer has been stopped: say "503,
    /// later".
    [[nodiscard]] bool submit(Command command, Done done)
    {
        bool was_empty = false;
        {
            std::lock_guard const lock(m_mutex);
            if (m_is_stopping || m_queue.size() >= m_limits.queue_length)
                return false;
            was_empty = m_queue.empty();
            m_queue.push_back({std::move(command), std::move(done)});
        }
        if (was_empty)
            m_wake.notify_one();
        return true;
    }

    /// Takes no more, applies all that was taken, then returns. Not from within `apply` or `done`.
    void stop()
    {
        std::lock_guard const only_one(m_stop_mutex);
        {
            std::lock_guard const lock(m_mutex);
            m_is_stopping = true;
        }
        m_wake.notify_one();
        if (m_thread.joinable())
            m_thread.join();
    }

    /// Commands waiting now; for the metrics.
    std::size_t queued() const
    {
        std::lock_guard const lock(m_mutex);
        return m_queue.size();
    }

private:
    struct Item {
        Command command;
        Done done;
    };

    void run()
    {
        std::vector<Command> commands;
        std::vector<Done> waiting;
        while (take_batch(commands, waiting)) {
            auto outcomes = m_apply(std::span<Command const>(commands));
            base::verify(
                outcomes.size() == commands.size(), "apply must return one outcome for each command");
            for (std::size_t i = 0; i < outcomes.size(); ++i)
                waiting[i](std::move(outcomes[i]));
        }
    }

    /// False when stopped and nothing is left. No artificial delay: the commit under way is the collecting
    /// time.
    bool take_batch(std::vector<Command>& commands, std::vector<Done>& waiting)
    {
        commands.clear();
        waiting.clear();
        std::unique_lock lock(m_mutex);
        m_wake.wait(lock, [this] { return m_is_stopping || !m_queue.empty(); });
        while (!m_queue.empty() && commands.size() < m_limits.batch_length) {
            commands.push_back(std::move(m_queue.front().command));
            waiting.push_back(std::move(m_queue.front().done));
            m_queue.pop_front();
        }
        return !commands.empty();
    }

    Apply const m_apply;
    WriterLimits const m_limits;
    mutable std::mutex m_mutex;
    std::mutex m_stop_mutex;
    std::condition_variable m_wake;
    std::deque<Item> m_queue;
    bool m_is_stopping = false;
    std::thread m_thread; ///< Last, so that all it uses stands before it starts.
};

} // namespace meguri::hub::server
