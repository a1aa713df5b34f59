#include "shared/domain/access.h"

namespace meguri::domain {

namespace {

/// Nobody's thing belongs to nobody: an empty owner never matches an empty organisation.
bool is_own(Actor const& actor, std::string const& owner)
{
    return !owner.empty() && actor.organisation == owner;
}

bool municipality_may(Right right)
{
    switch (right) {
    case Right::WriteSession:
    case Right::OverrideClash:
    case Right::SeeDraft:
    case Right::Register:
    case Right::SeeRoster:
    case Right::SeeNames:
    case Right::SeeFigures:
    case Right::WriteSubsidy:
    case Right::SeeSubsidy:
    case Right::WriteAccount:
    case Right::ManageKiosks:
    case Right::ManageUsers:
    case Right::SeeAudit:
        return true;
    case Right::SeeAddress:
    case Right::BeginYear:
        return false;
    }
    return false;
}

bool provider_may(Right right, bool is_home_visit)
{
    switch (right) {
    case Right::WriteSession:
    case Right::OverrideClash:
    case Right::SeeDraft:
    case Right::Register:
    case Right::SeeRoster:
    case Right::SeeNames:
    case Right::SeeFigures:
        return true;
    case Right::SeeAddress:
        return is_home_visit;
    case Right::WriteSubsidy:
    case Right::SeeSubsidy:
    case Right::WriteAccount:
    case Right::ManageKiosks:
    case Right::ManageUsers:
    case Right::BeginYear:
    case Right::SeeAudit:
        return false;
    }
    return false;
}

} // namespace

bool may(Actor const& actor, Right right, Ownership const& whose)
{
    if (right == Right::OverrideClash && actor.login.starts_with("key:"))
        return false;
    switch (actor.role) {
    case Role::Operator:
        return right == Right::ManageKiosks || right == Right::ManageUsers || right == Right::BeginYear
            || right == Right::SeeAudit;
    case Role::Prefecture:
        return right == Right::SeeRoster || right == Right::SeeFigures || right == Right::WriteSubsidy
            || right == Right::SeeSubsidy || right == Right::ManageUsers || right == Right::BeginYear
            || right == Right::SeeAudit;
    case Role::Municipality:
        return is_own(actor, whose.municipality) && municipality_may(right);
    case Role::Provider:
        return is_own(actor, whose.provider) && provider_may(right, whose.is_home_visit);
    case Role::Venue:
        return is_own(actor, whose.venue)
            && (right == Right::Register || right == Right::SeeRoster || right == Right::SeeNames);
    }
    return false;
}

bool may_manage(Actor const& actor, Role role, Ownership const& whose)
{
    if (!may(actor, Right::ManageUsers, whose))
        return false;
    if (actor.role == Role::Municipality)
        return role == Role::Municipality || role == Role::Venue;
    // The prefecture sees no names; whoever gives a clerk a new password could read them as that clerk.
    return actor.role == Role::Operator || role == Role::Prefecture;
}

} // namespace meguri::domain
