#include "admin/hub/routes/session_pages.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace meguri::hub::routes {

namespace {

/// Part of every tag: raise it when S changes its shape, so that nobody is told that nothing did.
constexpr char shape_of_s[] = "1";

std::size_t weight_of(store::SessionFilter const& filter, std::string const& body)
{
    auto const cursor = filter.after ? filter.after->second.size() : 0;
    return body.size() + filter.municipality.size() + filter.provider.size() + filter.venue.size()
        + filter.series.size() + filter.not_lent_to.size() + cursor;
}

/// All of its fields, each by name: a new one does not compile until it stands here, and so two filters that
/// differ in anything are never taken for one.
auto fields_of(store::SessionFilter const& filter)
{
    auto const& [municipality, provider, venue, series, format, from, to, ends_after, is_public_only,
        not_lent_to, after, limit]
        = filter;
    return std::tie(municipality, provider, venue, series, format, from, to, ends_after, is_public_only,
        not_lent_to, after, limit);
}

} // namespace

bool SessionPages::Differs::operator()(store::SessionFilter const& a, store::SessionFilter const& b) const
{
    return fields_of(a) < fields_of(b);
}

std::string SessionPages::tag(std::int64_t head)
{
    return std::string("W/\"s") + shape_of_s + "-" + std::to_string(head) + "\"";
}

SessionPages::Body SessionPages::page(store::SessionFilter const& filter, std::int64_t head,
    std::chrono::milliseconds now, std::function<std::string()> const& make)
{
    {
        std::lock_guard const lock(m_mutex);
        auto const found = head == m_head ? m_kept.find(filter) : m_kept.end();
        if (found != m_kept.end() && now - found->second.made_at < m_limits.longest_use) {
            found->second.last_use = ++m_uses;
            return found->second.body;
        }
    }
    auto body = std::make_shared<std::string const>(make());
    keep(filter, head, {body, now});
    return body;
}

void SessionPages::keep(store::SessionFilter const& filter, std::int64_t head, Kept page)
{
    std::lock_guard const lock(m_mutex);
    ++m_built;
    auto const weight = weight_of(filter, *page.body);
    if (head < m_head || weight > m_limits.bytes)
        return;
    if (head > m_head) {
        m_kept.clear();
        m_bytes = 0;
        m_head = head;
    }
    if (auto const older = m_kept.find(filter); older != m_kept.end())
        forget(older);
    while (!m_kept.empty() && (m_kept.size() >= m_limits.pages || m_bytes + weight > m_limits.bytes))
        forget(std::min_element(m_kept.begin(), m_kept.end(),
            [](auto const& a, auto const& b) { return a.second.last_use < b.second.last_use; }));
    page.last_use = ++m_uses;
    m_kept.emplace(filter, std::move(page));
    m_bytes += weight;
}

void SessionPages::forget(Pages::iterator page)
{
    m_bytes -= weight_of(page->first, *page->second.body);
    m_kept.erase(page);
}

std::size_t SessionPages::kept() const
{
    std::lock_guard const lock(m_mutex);
    return m_kept.size();
}

std::size_t SessionPages::bytes() const
{
    std::lock_guard const lock(m_mutex);
    return m_bytes;
}

std::int64_t SessionPages::built() const
{
    std::lock_guard const lock(m_mutex);
    return m_built;
}

} // namespace meguri::hub::routes
