#include "admin/hub/routes/etag.h"

#include <algorithm>

namespace meguri::hub::routes {

bool names_tag(std::string_view header, std::string_view tag)
{
    constexpr std::string_view weak = "W/";
    if (tag.starts_with(weak))
        tag.remove_prefix(weak.size());
    while (!header.empty()) {
        auto one = header.substr(0, header.find(','));
        header.remove_prefix(std::min(header.size(), one.size() + 1));
        one.remove_prefix(std::min(one.size(), one.find_first_not_of(" \t")));
        one = one.substr(0, one.find_last_not_of(" \t") + 1);
        if (one.starts_with(weak))
            one.remove_prefix(weak.size());
        if (one == tag || one == "*")
            return true;
    }
    return false;
}

} // namespace meguri::hub::routes
