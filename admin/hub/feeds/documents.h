// The JSON-LD that stands around the feeds: the dataset's description, our own terms, and the list of topics.
// Pure.
#pragma once

#include "admin/hub/feeds/addresses.h"

#include <nlohmann/json.hpp>

#include <string>

namespace meguri::hub::feeds {

/// Of the dataset page; `prefecture` is who publishes.
nlohmann::json dataset_description(Addresses const& addresses, std::string const& prefecture);
/// Defines every `hub:` key that items use.
nlohmann::json own_terms(Addresses const& addresses);
/// The topics as a SKOS concept scheme.
nlohmann::json topic_scheme(Addresses const& addresses);

} // namespace meguri::hub::feeds
