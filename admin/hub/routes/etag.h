// Conditions of HTTP: whether a client already has what it asks for. Pure.
#pragma once

#include <string_view>

namespace meguri::hub::routes {

/// Whether If-None-Match names the tag: a list, perhaps of weak ones, or a star. Whether one of both is weak
/// does not matter.
bool names_tag(std::string_view if_none_match, std::string_view tag);

} // namespace meguri::hub::routes
