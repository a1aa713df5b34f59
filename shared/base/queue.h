// A task queue between threads: any thread posts, one thread runs. The receiver is told through a hook (a
// window wakes its event loop; a worker thread waits), so that nothing here knows a toolkit.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace meguri::base {

using Task = std::function<void()>;

/// Hands a task to some other thread; what `Window` and `Worker` both offer.
using Post = std::function<void(Task)>;

/// One thread that runs tasks in order. Destroying it runs what is queued, then joins.
class Worker {
public:
    Worker()
        : m_thread([this] { run(); })
    {
    }
    ~Worker()
    {
        {
            std::lock_guard const lock(m_mutex);
            m_is_stopping = true;
        }
        m_wake.notify_one();
        m_thread.join();
    }
    Worker(Worker const&) = delete;
    Worker& operator=(Worker const&) = delete;

    void post(Task task)
    {
        {
            std::lock_guard const lock(m_mutex);
            m_tasks.push_back(std::move(task));
        }
        m_wake.notify_one();
    }

private:
    void run()
    {
        std::unique_lock lock(m_mutex);
        while (true) {
            m_wake.wait(lock, [this] { return m_is_stopping || !m_tasks.empty(); });
            if (m_tasks.empty())
                return;
            auto task = std::move(m_tasks.front());
            m_tasks.pop_front();
            lock.unlock();
            task();
            lock.lock();
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Task> m_tasks;
    bool m_is_stopping = false;
    std::thread m_thread;
};

} // namespace meguri::base
