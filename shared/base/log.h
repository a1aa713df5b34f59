// One line per event to standard error, in English, never a person's data. Home of spdlog. Thread-safe.
#pragma once

#include <string_view>

namespace meguri::base::log {

void info(std::string_view line);
void warning(std::string_view line);
void error(std::string_view line);

/// Lines below warning are dropped: for command lines whose output is read by programs.
void only_trouble();

} // namespace meguri::base::log
