// For which subsidy a session of one municipality and fiscal year counts, from what is stored: the one place
// that answers it, for the writer's decision and for whoever shows it. Throws core::StorageTrouble.
#pragma once

#include "admin/hub/store/store.h"
#include "shared/domain/subsidy_scope.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace meguri::hub::core {

class CountedSessions {
public:
    CountedSessions(store::Reader& reader, std::string const& municipality, int fiscal_year);

    std::optional<domain::SubsidyId> subsidy_of(
        domain::Session const& session, std::optional<domain::SessionClaim> const& claim) const;
    /// Null: no such subsidy in this municipality and year.
    domain::SubsidyScope const* scope_of(domain::SubsidyId const& subsidy) const;
    domain::FundedSession funded(domain::Session const& session) const;

private:
    std::map<std::string, domain::Programme> m_programmes;
    std::vector<domain::SubsidyScope> m_scopes;
};

} // namespace meguri::hub::core
