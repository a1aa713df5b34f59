#include "admin/hub/core/counted_sessions.h"

#include "admin/hub/core/need.h"
#include "shared/domain/fiscal_year.h"

#include <algorithm>
#include <set>

namespace meguri::hub::core {

CountedSessions::CountedSessions(store::Reader& reader, std::string const& municipality, int fiscal_year)
{
    for (auto& programme : need(reader.programmes(std::nullopt)))
        m_programmes.emplace(programme.id.value, std::move(programme));
    std::set<std::string> prefectures;
    for (auto const& organisation : need(reader.organisations()))
        if (organisation.kind == domain::OrganisationKind::Prefecture)
            prefectures.insert(organisation.id.value);
    for (auto const& subsidy : need(reader.subsidies(fiscal_year, municipality)))
        if (auto const programme = m_programmes.find(subsidy.programme.value);
            programme != m_programmes.end())
            m_scopes.push_back({subsidy.id, subsidy.municipality, programme->second,
                prefectures.contains(programme->second.organisation.value)});
}

domain::FundedSession CountedSessions::funded(domain::Session const& session) const
{
    domain::FundedSession facts;
    if (session.municipality)
        facts.municipality = session.municipality->text();
    facts.fiscal_year = domain::fiscal_year_of(domain::tokyo_date(session.starts_at));
    if (session.programme)
        if (auto const found = m_programmes.find(session.programme->value); found != m_programmes.end())
            facts.programme = found->second;
    return facts;
}

std::optional<domain::SubsidyId> CountedSessions::subsidy_of(
    domain::Session const& session, std::optional<domain::SessionClaim> const& claim) const
{
    return domain::counted_for(funded(session), m_scopes, claim);
}

domain::SubsidyScope const* CountedSessions::scope_of(domain::SubsidyId const& subsidy) const
{
    auto const found = std::find_if(
        m_scopes.begin(), m_scopes.end(), [&](auto const& scope) { return scope.subsidy == subsidy; });
    return found == m_scopes.end() ? nullptr : &*found;
}

} // namespace meguri::hub::core
