// The short id of a provider, made from its name: the same name gives the same id for ever. Pure.
#pragma once

#include <string>
#include <string_view>

namespace meguri::hub::facts {

/// kddi, softbank, docomo …; for names nobody foresaw their ASCII letters, or `org-` and a hash.
std::string provider_slug(std::string_view name);

} // namespace meguri::hub::facts
