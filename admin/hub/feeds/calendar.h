// The schedule as iCalendar (RFC 5545), for whoever subscribes to it: one event for each part of a session,
// with an identity that stays, a number that rises with each change, and cancelled ones said to be so. Pure.
#pragma once

#include "admin/hub/feeds/addresses.h"
#include "admin/hub/store/rows.h"

#include <string>
#include <string_view>
#include <vector>

namespace meguri::hub::feeds {

/// `name`: what a calendar program shows it as.
std::string calendar_text(
    Addresses const& addresses, std::string const& name, std::vector<store::SessionView> const& sessions);

/// One content line, its value escaped as TEXT and folded at 75 octets between characters; ends in CRLF.
std::string calendar_line(std::string_view name, std::string_view text);

} // namespace meguri::hub::feeds
