// Who may do what: every role, every right, every mixture of own and other, against a table of its own.
//
// Break: let may() give the prefecture SeeNames; drop `whose.is_home_visit` from SeeAddress; compare a
// provider with whose.municipality; let is_own() match two empty texts; forget Register for the venue.
#include "shared/domain/access.h"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <tuple>
#include <vector>

using namespace meguri::domain;

namespace {

/// When a role has a right.
enum class When { Never, Always, OwnMunicipality, OwnProvider, OwnProviderAtHome, OwnVenue };

struct Row {
    Right right;
    char const* name;
    When operator_may;
    When prefecture_may;
    When municipality_may;
    When provider_may;
    When venue_may;
};

// clang-format off
constexpr When never = When::Never, always = When::Always, town = When::OwnMunicipality, carrier = When::OwnProvider,
    carrier_home = When::OwnProviderAtHome, hall = When::OwnVenue;
constexpr std::array rows {
    //                                           operator prefecture town   provider      venue
    Row {Right::WriteSession, "WriteSession",    never,   never,     town,  carrier,      never},
    Row {Right::SeeDraft,     "SeeDraft",        never,   never,     town,  carrier,      never},
    Row {Right::Register,     "Register",        never,   never,     town,  carrier,      hall},
    Row {Right::SeeRoster,    "SeeRoster",       never,   always,    town,  carrier,      hall},
    Row {Right::SeeNames,     "SeeNames",        never,   never,     town,  carrier,      hall}, // Counts for the prefecture.
    Row {Right::SeeAddress,   "SeeAddress",      never,   never,     never, carrier_home, never}, // Who visits, and nobody else.
    Row {Right::SeeFigures,   "SeeFigures",      never,   always,    town,  carrier,      never},
    Row {Right::WriteSubsidy, "WriteSubsidy",    never,   always,    town,  never,        never},
    Row {Right::SeeSubsidy,   "SeeSubsidy",      never,   always,    town,  never,        never},
    Row {Right::WriteAccount, "WriteAccount",    never,   never,     town,  never,        never},
    Row {Right::ManageKiosks, "ManageKiosks",    always,  never,     town,  never,        never},
    Row {Right::ManageUsers,  "ManageUsers",     always,  always,    town,  never,        never},
    Row {Right::BeginYear,    "BeginYear",       always,  always,    never, never,        never},
    Row {Right::SeeAudit,     "SeeAudit",        always,  always,    town,  never,        never},
};
// clang-format on

When when(Row const& row, Role role)
{
    switch (role) {
    case Role::Operator:
        return row.operator_may;
    case Role::Prefecture:
        return row.prefecture_may;
    case Role::Municipality:
        return row.municipality_may;
    case Role::Provider:
        return row.provider_may;
    case Role::Venue:
        return row.venue_may;
    }
    return When::Never;
}

bool holds(When when, bool own_municipality, bool own_provider, bool own_venue, bool is_home_visit)
{
    switch (when) {
    case When::Never:
        return false;
    case When::Always:
        return true;
    case When::OwnMunicipality:
        return own_municipality;
    case When::OwnProvider:
        return own_provider;
    case When::OwnProviderAtHome:
        return own_provider && is_home_visit;
    case When::OwnVenue:
        return own_venue;
    }
    return false;
}

constexpr std::array roles{
    std::pair{Role::Operator, "operator-room"},
    std::pair{Role::Prefecture, "prefecture"},
    std::pair{Role::Municipality, "352012"},
    std::pair{Role::Provider, "kddi"},
    std::pair{Role::Venue, "venue-7"},
};

} // namespace

TEST_CASE(
    "A role has a right exactly where the table says, for every mixture of own and other", "[domain][access]")
{
    std::size_t rights_given = 0;
    for (auto const& row : rows)
        for (auto const& [role, organisation] : roles)
            for (unsigned mixture = 0; mixture < 16; ++mixture) {
                bool const own_municipality = (mixture & 1U) != 0;
                bool const own_provider = (mixture & 2U) != 0;
                bool const own_venue = (mixture & 4U) != 0;
                bool const is_home_visit = (mixture & 8U) != 0;
                Ownership const whose{own_municipality ? "352012" : "352021",
                    own_provider ? "kddi" : "docomo", own_venue ? "venue-7" : "venue-8", is_home_visit};
                bool const expected
                    = holds(when(row, role), own_municipality, own_provider, own_venue, is_home_visit);
                bool const given = may({"somebody", role, organisation}, row.right, whose);
                INFO(name_of(role) << " " << row.name << " own municipality " << own_municipality
                                   << ", own provider " << own_provider << ", own venue " << own_venue
                                   << ", home visit " << is_home_visit);
                CHECK(given == expected);
                rights_given += given ? 1U : 0U;
            }
    // Operator 4 × 16, prefecture 7 × 16, municipality 12 × 8, provider 6 × 8 + 4, venue 3 × 8: neither table
    // nor rule has become wider unnoticed.
    CHECK(rights_given == 348);
}

TEST_CASE(
    "An organisation's name never opens what belongs to another kind of organisation", "[domain][access]")
{
    // A clerk whose municipality code stands where a provider or a venue is named, and the other way round.
    Ownership const whose{"kddi", "352012", "352012", true};
    for (auto const& row : rows) {
        INFO(row.name);
        CHECK_FALSE(may({"clerk", Role::Municipality, "352012"}, row.right, whose));
        CHECK_FALSE(may({"key:kddi", Role::Provider, "kddi"}, row.right, whose));
        CHECK_FALSE(may({"desk", Role::Venue, "kddi"}, row.right, whose));
    }
}

TEST_CASE("Somebody without an organisation owns nothing, not even what has no owner", "[domain][access]")
{
    for (auto const& row : rows)
        for (auto const role : {Role::Municipality, Role::Provider, Role::Venue}) {
            INFO(name_of(role) << " " << row.name);
            CHECK_FALSE(may({"nobody", role, ""}, row.right, {"", "", "", true}));
        }
}
