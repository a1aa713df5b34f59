#include "shared/domain/subsidy_scope.h"

#include <algorithm>
#include <map>

namespace meguri::domain {

bool may_count(SubsidyScope const& scope, FundedSession const& session)
{
    return scope.municipality == session.municipality && scope.programme.fiscal_year == session.fiscal_year;
}

std::optional<SubsidyId> counted_for(FundedSession const& session, std::span<SubsidyScope const> scopes,
    std::optional<SessionClaim> const& claim)
{
    std::optional<SubsidyId> of_scheme;
    for (auto const& scope : scopes) {
        if (!may_count(scope, session))
            continue;
        if (claim) {
            if (claim->subsidy == scope.subsidy)
                return scope.subsidy;
            continue;
        }
        if (!session.programme)
            continue;
        if (scope.programme.id == session.programme->id)
            return scope.subsidy;
        if (scope.is_whole_scheme && scope.programme.scheme == session.programme->scheme && !of_scheme)
            of_scheme = scope.subsidy;
    }
    return of_scheme;
}

namespace {

std::optional<TwinReason> twins(FundedPart const& one, FundedPart const& other)
{
    if (one.session == other.session || one.subsidy == other.subsidy)
        return std::nullopt;
    if (!one.venue.value.empty() && one.venue == other.venue)
        return TwinReason::SameHall;
    if (one.provider == other.provider && one.starts_at == other.starts_at)
        return TwinReason::SameProvider;
    return std::nullopt;
}

} // namespace

std::vector<FundedTwin> funded_twins(std::vector<FundedPart> parts)
{
    std::sort(parts.begin(), parts.end(),
        [](auto const& one, auto const& other) { return one.starts_at < other.starts_at; });
    std::map<std::pair<std::size_t, std::size_t>, TwinReason> found;
    for (auto one = parts.begin(); one != parts.end(); ++one)
        for (auto other = one + 1; other != parts.end() && other->starts_at < one->ends_at; ++other)
            if (auto const reason = twins(*one, *other)) {
                auto const pair = std::minmax(one->session, other->session);
                // One hall says more than one provider.
                auto& kept = found.emplace(std::pair(pair.first, pair.second), *reason).first->second;
                kept = std::min(kept, *reason);
            }
    std::vector<FundedTwin> list;
    list.reserve(found.size());
    for (auto const& [pair, reason] : found)
        list.push_back({pair.first, pair.second, reason});
    return list;
}

} // namespace meguri::domain
