// Which subsidy a session is counted for: one at most, so that no session is paid for twice. And the second
// look: two different sessions, counted for different subsidies, that look like one class. Pure.
#pragma once

#include "shared/domain/names.h"
#include "shared/domain/programme.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace meguri::domain {

/// What of a subsidy decides over its sessions.
struct SubsidyScope {
    SubsidyId subsidy;
    std::string municipality; ///< Code.
    Programme programme;
    bool is_whole_scheme
        = false; ///< The prefecture's: the programmes that others hold under that scheme are in it.
};

/// What of a session decides over its subsidy.
struct FundedSession {
    std::string municipality; ///< Code.
    FiscalYear fiscal_year; ///< Of its start.
    std::optional<Programme> programme;
};

/// A person's word on a session: it counts for this subsidy, or (none) for no subsidy at all.
struct SessionClaim {
    std::optional<SubsidyId> subsidy;
};

/// The same municipality and fiscal year: nothing else can be claimed.
bool may_count(SubsidyScope const& scope, FundedSession const& session);

/// A claim goes first, then the subsidy of the session's own programme, then that of the scheme it stands
/// under. A claim for a subsidy that may not count it (the class moved to another town or year) counts for
/// none.
std::optional<SubsidyId> counted_for(FundedSession const& session, std::span<SubsidyScope const> scopes,
    std::optional<SessionClaim> const& claim);

/// One part of a session that counts for a subsidy.
struct FundedPart {
    std::size_t session = 0; ///< Its number in the caller's list.
    SubsidyId subsidy;
    VenueId venue; ///< Empty: no hall that only one class can be in.
    OrganisationId provider;
    Time starts_at;
    Time ends_at;
};

enum class TwinReason { SameHall, SameProvider };
template <> struct Names<TwinReason> {
    static constexpr std::array entries{
        std::pair{TwinReason::SameHall, "same_hall"}, std::pair{TwinReason::SameProvider, "same_provider"}};
};

struct FundedTwin {
    std::size_t one = 0;
    std::size_t other = 0; ///< Greater than `one`.
    TwinReason reason = TwinReason::SameHall;
    bool operator==(FundedTwin const&) const = default;
};

/// Pairs of different subsidies that are in one hall at one time, or that one provider begins at the same
/// moment. Each pair once, in order.
std::vector<FundedTwin> funded_twins(std::vector<FundedPart> parts);

} // namespace meguri::domain
