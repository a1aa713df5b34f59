// Questions to the hub off the window's thread: each runs on one worker, in order, and its outcome comes back
// through the Post handed in. Made, used and destroyed on the thread that Post leads to; what is still under
// way then is forgotten. Also notes what every outcome says about the line.
#pragma once

#include "admin/desk/models/api.h"
#include "shared/base/queue.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace meguri::desk::models {

/// Whether the hub answers, since when not, and how old what we show is.
struct Line {
    bool is_up = true;
    std::optional<base::Time> lost_since;
    std::optional<base::Time> data_as_of;
};

class Jobs {
public:
    /// `api` must outlive the jobs; nobody else may use it meanwhile.
    Jobs(Api& api, base::Clock const& clock, base::Post post_back);
    ~Jobs();
    Jobs(Jobs const&) = delete;
    Jobs& operator=(Jobs const&) = delete;

    template <class T>
    void ask(std::function<Outcome<T>(Api&)> question, std::function<void(Outcome<T>)> then)
    {
        ++m_under_way;
        changed();
        m_worker->post([this, question = std::move(question), then = std::move(then), life = m_life] {
            if (life->is_over)
                return;
            auto outcome = std::make_shared<Outcome<T>>(question(m_api));
            m_post_back([this, outcome, then, life] {
                // Runs on our own thread, so life cannot end between this look and the call.
                if (life->is_over)
                    return;
                --m_under_way;
                if (*outcome)
                    note_answer((*outcome)->as_of);
                else
                    note_problem(outcome->error());
                then(std::move(*outcome));
                changed();
            });
        });
    }

    /// Work of our own on the same worker, which says nothing about the line. The hook it is handed has
    /// everybody look again; it may be called from the worker.
    template <class T>
    void work(std::function<T(std::function<void()> const&)> deed, std::function<void(T)> then)
    {
        ++m_under_way;
        changed();
        m_worker->post([this, deed = std::move(deed), then = std::move(then), life = m_life] {
            if (life->is_over)
                return;
            auto const look_again = [this, life] {
                m_post_back([this, life] {
                    if (!life->is_over)
                        changed();
                });
            };
            auto done = std::make_shared<T>(deed(look_again));
            m_post_back([this, done, then, life] {
                if (life->is_over)
                    return;
                --m_under_way;
                then(std::move(*done));
                changed();
            });
        });
    }

    Line const& line() const { return m_line; }
    bool is_busy() const { return m_under_way > 0; }
    /// Called after every change of the line or of is_busy().
    void on_change(std::function<void()> told) { m_told = std::move(told); }
    /// Called when an answer says the token is over.
    void on_logged_out(std::function<void()> told) { m_told_logged_out = std::move(told); }

private:
    struct Life {
        std::atomic<bool> is_over = false;
    };
    void note_answer(base::Time as_of);
    void note_problem(Problem const& problem);
    void changed();

    Api& m_api;
    base::Clock const& m_clock;
    base::Post m_post_back;
    Line m_line;
    int m_under_way = 0;
    std::function<void()> m_told;
    std::function<void()> m_told_logged_out;
    std::shared_ptr<Life> m_life = std::make_shared<Life>();
    std::unique_ptr<base::Worker> m_worker = std::make_unique<base::Worker>();
};

} // namespace meguri::desk::models
