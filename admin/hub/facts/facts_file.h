// A file of programme facts (the form of assets/data/yamaguchi-r6.json) read with every check: a file in
// which one thing is wrong is refused whole, each wrong thing named by its place. Pure.
#pragma once

#include "admin/hub/core/facts.h"
#include "shared/base/result.h"
#include "shared/protocol/reader.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace meguri::hub::facts {

/// `field` is the place: a JSON path such as municipal_programmes[3].code, or `line 12, column 5` where it is
/// no JSON.
using Problems = std::vector<protocol::FieldReason>;

inline constexpr std::size_t max_facts_bytes = 4 * 1024 * 1024;

base::Result<std::shared_ptr<core::Facts const>, Problems> parse_facts(std::string_view text);

/// One problem a line: `place: reason`.
std::string problem_words(Problems const& problems);

} // namespace meguri::hub::facts
