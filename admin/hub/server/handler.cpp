#include "admin/hub/server/handler.h"

#include <algorithm>

namespace meguri::hub::server {

std::string_view Request::header(std::string_view lower_case_name) const
{
    auto const found = std::find_if(
        headers.begin(), headers.end(), [&](auto const& one) { return one.first == lower_case_name; });
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<std::string_view> Request::parameter(std::string_view name) const
{
    auto const found
        = std::find_if(query.begin(), query.end(), [&](auto const& one) { return one.first == name; });
    if (found == query.end())
        return std::nullopt;
    return found->second;
}

} // namespace meguri::hub::server
