#include "admin/desk/models/jobs.h"

namespace meguri::desk::models {

Jobs::Jobs(Api& api, base::Clock const& clock, base::Post post_back)
    : m_api(api)
    , m_clock(clock)
    , m_post_back(std::move(post_back))
{
}

Jobs::~Jobs()
{
    m_life->is_over = true;
    m_worker.reset();
}

void Jobs::note_answer(base::Time as_of)
{
    m_line.is_up = true;
    m_line.lost_since.reset();
    m_line.data_as_of = as_of;
}

void Jobs::note_problem(Problem const& problem)
{
    bool const is_lost = problem.kind == ProblemKind::Unreachable;
    if (is_lost && m_line.is_up)
        m_line.lost_since = m_clock.now();
    if (!is_lost)
        m_line.lost_since.reset();
    m_line.is_up = !is_lost;
    if (problem.kind == ProblemKind::LoggedOut && m_told_logged_out)
        m_told_logged_out();
}

void Jobs::changed()
{
    if (m_told)
        m_told();
}

} // namespace meguri::desk::models
