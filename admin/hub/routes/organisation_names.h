// Whose an account is: the organisation behind its role, by name and as domain::may asks for it. A picture of
// the moment it was read; plain data, one thread.
#pragma once

#include "admin/hub/store/store.h"

#include <string>
#include <vector>

namespace meguri::hub::routes {

class Organisations {
public:
    /// Throws core::StorageTrouble.
    explicit Organisations(store::Reader& reader);

    /// Whether that is an organisation such a role can belong to: a municipality's code, a provider's slug,
    /// `prefecture`, a venue; an operator belongs to none.
    bool has(domain::Role role, std::string const& organisation) const;
    bool is_provider(std::string const& organisation) const;
    /// As people call it; empty where nothing of this hub has that id.
    std::string name_of(domain::Role role, std::string const& organisation) const;
    domain::Ownership ownership_of(domain::Role role, std::string const& organisation) const;

private:
    std::vector<domain::Organisation> m_organisations;
    std::vector<domain::Venue> m_venues;
};

} // namespace meguri::hub::routes
