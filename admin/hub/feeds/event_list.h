// The schedule as the municipal event list (イベント一覧, CSV): which columns, in which order and under which
// names is data that a municipality can replace; what a cell can hold is the list of values here. Pure.
#pragma once

#include "admin/hub/feeds/addresses.h"
#include "admin/hub/store/rows.h"
#include "shared/protocol/reader.h"

#include <string>
#include <string_view>
#include <vector>

namespace meguri::hub::feeds {

struct EventColumn {
    std::string name; ///< The heading.
    std::string value; ///< Of event_values(); empty: an empty cell.
};

/// `{"columns":[{"name","value"?,"gif"?}]}`; every wrong thing is named by its place.
base::Result<std::vector<EventColumn>, std::vector<protocol::FieldReason>> parse_event_columns(
    std::string_view text);

/// The names that a column's `value` may have.
std::vector<std::string_view> event_values();

/// With the byte order mark, CRLF, and every cell in quotes, so that programs keep codes as text.
std::string event_list(Addresses const& addresses, std::string const& prefecture,
    std::vector<EventColumn> const& columns, std::vector<store::SessionView> const& sessions);

} // namespace meguri::hub::feeds
