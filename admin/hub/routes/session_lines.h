// The file of sessions that a carrier hands in, as POST /v1/sessions/import takes it: CSV with a heading.
#pragma once

#include "admin/hub/core/command.h"
#include "shared/domain/venue.h"
#include "shared/protocol/reader.h"

#include <string>
#include <string_view>
#include <vector>

namespace meguri::hub::routes {

inline constexpr std::size_t most_session_lines = 5000;

/// What a file does not say about each of its sessions.
struct LineDefaults {
    std::string provider; ///< Whose file it is.
    std::optional<domain::ProgrammeId> programme;
};

/// Columns: title, venue (id, or a name that only one venue has), starts_at, ends_at, capacity; level, topics
/// (ids, with blanks between), provider may be left out. Times as on the wire, or 2026-10-08 10:00 in Japan.
/// Every session is a class in a shop. All that is wrong is named: `line 4, starts_at`.
base::Result<std::vector<core::SessionLine>, std::vector<protocol::FieldReason>> session_lines_from(
    std::string_view csv, std::vector<domain::Venue> const& venues, LineDefaults const& defaults);

} // namespace meguri::hub::routes
