#include "shared/domain/waiting_line.h"

#include <algorithm>

namespace meguri::domain {

namespace {

auto at_id(RegistrationId const& id)
{
    return [&id](Waiter const& waiter) { return waiter.id == id; };
}

} // namespace

std::vector<Waiter> in_line(std::span<Waiter const> waiters)
{
    std::vector<Waiter> line(waiters.begin(), waiters.end());
    std::sort(line.begin(), line.end(), [](Waiter const& one, Waiter const& other) {
        return one.priority != other.priority ? one.priority > other.priority : one.seq < other.seq;
    });
    return line;
}

std::optional<std::vector<Waiter>> moved_before(
    std::span<Waiter const> waiters, RegistrationId const& moved, RegistrationId const& before)
{
    auto line = in_line(waiters);
    auto const from = std::find_if(line.begin(), line.end(), at_id(moved));
    if (from == line.end() || std::none_of(line.begin(), line.end(), at_id(before)))
        return std::nullopt;
    if (moved == before)
        return std::vector<Waiter>();
    auto const one = *from;
    line.erase(from);
    line.insert(std::find_if(line.begin(), line.end(), at_id(before)), one);
    std::vector<Waiter> changed;
    // From the back: each keeps its priority unless it would then stand behind its successor.
    for (std::size_t i = line.size() - 1; i > 0; --i) {
        auto& ahead = line[i - 1];
        auto const& next = line[i];
        int const least = ahead.seq < next.seq ? next.priority : next.priority + 1;
        if (ahead.priority >= least)
            continue;
        ahead.priority = least;
        changed.push_back(ahead);
    }
    return changed;
}

} // namespace meguri::domain
