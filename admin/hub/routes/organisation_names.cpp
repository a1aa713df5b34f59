#include "admin/hub/routes/organisation_names.h"

#include "admin/hub/core/need.h"

namespace meguri::hub::routes {

Organisations::Organisations(store::Reader& reader)
    : m_organisations(core::need(reader.organisations()))
    , m_venues(core::need(reader.venues("")))
{
}

bool Organisations::has(domain::Role role, std::string const& organisation) const
{
    switch (role) {
    case domain::Role::Operator:
        return organisation.empty();
    case domain::Role::Prefecture:
        return organisation == "prefecture";
    case domain::Role::Venue:
        for (auto const& venue : m_venues)
            if (venue.id.value == organisation)
                return true;
        return false;
    case domain::Role::Provider:
        return is_provider(organisation);
    case domain::Role::Municipality:
        for (auto const& one : m_organisations)
            if (one.id.value == organisation && one.kind == domain::OrganisationKind::Municipality)
                return true;
        return false;
    }
    return false;
}

bool Organisations::is_provider(std::string const& organisation) const
{
    for (auto const& one : m_organisations)
        if (one.id.value == organisation && one.kind == domain::OrganisationKind::Provider)
            return true;
    return false;
}

std::string Organisations::name_of(domain::Role role, std::string const& organisation) const
{
    if (role == domain::Role::Venue) {
        for (auto const& venue : m_venues)
            if (venue.id.value == organisation)
                return venue.name;
        return "";
    }
    for (auto const& one : m_organisations)
        if (one.id.value == organisation)
            return one.name;
    return "";
}

domain::Ownership Organisations::ownership_of(domain::Role role, std::string const& organisation) const
{
    switch (role) {
    case domain::Role::Municipality:
        return {organisation, "", "", false};
    case domain::Role::Provider:
        return {"", organisation, "", false};
    case domain::Role::Venue:
        for (auto const& venue : m_venues)
            if (venue.id.value == organisation)
                return {venue.municipality.text(), "", organisation, false};
        return {"", "", organisation, false};
    case domain::Role::Operator:
    case domain::Role::Prefecture:
        return {};
    }
    return {};
}

} // namespace meguri::hub::routes
