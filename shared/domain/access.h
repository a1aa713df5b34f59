// Who may do what to whose: the one place that decides (6-security, 3). Pure. Operator: users, kiosks,
// backup, no names. Prefecture: counts, subsidies and users, no names. Municipality: its own sessions and
// their people, its own users. Provider: its own sessions and their people. Venue desk: people of sessions at
// its venue.
#pragma once

#include "shared/domain/ids.h"
#include "shared/domain/names.h"

#include <optional>
#include <string>

namespace meguri::domain {

enum class Role { Operator, Prefecture, Municipality, Provider, Venue };
template <> struct Names<Role> {
    static constexpr std::array entries{
        std::pair{Role::Operator, "operator"},
        std::pair{Role::Prefecture, "prefecture"},
        std::pair{Role::Municipality, "municipality"},
        std::pair{Role::Provider, "provider"},
        std::pair{Role::Venue, "venue"},
    };
};

/// Somebody who showed a token or a key.
struct Actor {
    std::string login; ///< For the audit: a user's login, or `key:NAME`.
    Role role = Role::Operator;
    std::string
        organisation; ///< Municipality code, provider slug, `prefecture`, or for a venue desk the venue id.
};

/// Whose a thing is.
struct Ownership {
    std::string municipality;
    std::string provider;
    std::string venue;
    bool is_home_visit = false;
};

enum class Right {
    WriteSession, ///< Create, change, publish, cancel. For a provider: only with itself as the provider.
    OverrideClash, ///< Write a session in spite of a clash of resources: a person only, never a program's
                   ///< key.
    SeeDraft,
    Register, ///< Enter somebody by phone or at the desk; cancel, mark attendance.
    SeeRoster, ///< Entries without names.
    SeeNames, ///< Kana and phone. Municipality and provider of the session, and the desk of its venue.
    SeeAddress, ///< Of a home visit: the provider only.
    SeeFigures, ///< Summary of a municipality: itself and the prefecture; a provider only through its own
                ///< sessions.
    WriteSubsidy, ///< Steps: prefecture all; a municipality its own applied, change_applied, reported,
                  ///< withdrawn.
    SeeSubsidy,
    WriteAccount, ///< What a session cost and for which subsidy it counts: its municipality.
    ManageKiosks, ///< Operator, and the kiosk's own municipality.
    ManageUsers, ///< See, add, change and switch off accounts; whose role is looked at by may_manage.
    BeginYear, ///< Copy programmes into the next fiscal year: the operator and the prefecture.
    SeeAudit, ///< Who did and saw what: the operator and the prefecture all, a municipality its own.
};

bool may(Actor const& actor, Right right, Ownership const& whose);

/// Whether the actor may give somebody of `whose` this role, or change an account that has it. An operator
/// has all of them; a municipality its own staff and the desks of its halls; the prefecture, which sees no
/// names, its own alone..
bool may_manage(Actor const& actor, Role role, Ownership const& whose);

} // namespace meguri::domain
