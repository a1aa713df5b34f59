// meguri-admin: the staff's window on a hub somewhere, or with --data on the hub it carries itself.
#include "admin/desk/app.h"
#include "admin/desk/embedded_hub.h"
#include "shared/base/log.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace {

constexpr int exit_usage = 2;
constexpr int exit_world = 3;

/// "1366x768"
bool read_size(std::string const& text, int& width, int& height)
{
    auto const cross = text.find('x');
    if (cross == std::string::npos)
        return false;
    try {
        width = std::stoi(text.substr(0, cross));
        height = std::stoi(text.substr(cross + 1));
    } catch (std::exception const&) {
        return false;
    }
    return width >= 800 && height >= 600 && width <= 10000 && height <= 10000;
}

} // namespace

int main(int argc, char** argv)
{
    meguri::desk::AppSettings settings;
    std::string hub = "http://127.0.0.1:8420";
    std::string data;
    std::string size = "1366x768";
    CLI::App options("The staff's desk.");
    auto* hub_option = options.add_option("--hub", hub, "URL of the hub")->capture_default_str();
    options.add_option("--data", data, "Data folder: run the hub inside this program")->excludes(hub_option);
    options.add_option("--size", size, "Window size in pixels, WIDTHxHEIGHT")->capture_default_str();
    options.add_flag("--test-mode", settings.is_test, "Print READY once the window stands");
    options.add_option(
        "--pulse", settings.pulse_file, "For measurements: note here how long the window takes");
    try {
        options.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        return options.exit(error) == 0 ? 0 : exit_usage;
    }
    if (!read_size(size, settings.width_px, settings.height_px)) {
        std::cerr << "--size must be like 1366x768, at least 800x600\n";
        return exit_usage;
    }
    std::unique_ptr<meguri::desk::EmbeddedHub> inside;
    settings.hub_url = hub;
    settings.hub_words = hub;
    if (!data.empty()) {
        auto started = meguri::desk::EmbeddedHub::start(data);
        if (!started) {
            meguri::base::log::error("the hub inside cannot start: " + started.error().message);
            return exit_world;
        }
        inside = std::move(*started);
        settings.hub_url = inside->url();
        settings.hub_words = "この機械の中のハブ";
    }
    // The options are ours; the toolkit has some of its own and would refuse these.
    return meguri::desk::run_app(1, argv, settings) == 0 ? 0 : exit_world;
}
