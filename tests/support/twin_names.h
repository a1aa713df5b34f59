// Finds functions of unnamed namespaces that bear the name and the parameters of one their folder's headers
// declare. Where the files of a folder are compiled as one, such a twin silently takes the place of the
// other. Pure; knows no disk.
#pragma once

#include "tests/support/house_rules.h"

#include <span>
#include <vector>

namespace meguri::tests::house {

/// `headers` are those of the folder of `source`. Reads declarations that begin at the beginning of a line.
std::vector<Finding> check_twins(SourceFile const& source, std::span<SourceFile const> headers);

} // namespace meguri::tests::house
