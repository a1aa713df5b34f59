#include "shared/base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace meguri::base::log {

namespace {

spdlog::logger& line_logger()
{
    static auto const logger = [] {
        auto made
            = std::make_shared<spdlog::logger>("meguri", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
        return made;
    }();
    return *logger;
}

} // namespace

void info(std::string_view line)
{
    line_logger().info("{}", line);
}
void warning(std::string_view line)
{
    line_logger().warn("{}", line);
}
void error(std::string_view line)
{
    line_logger().error("{}", line);
}
void only_trouble()
{
    line_logger().set_level(spdlog::level::warn);
}

} // namespace meguri::base::log
