// meguri-hub: the service and its command line. Composition and exit codes only.
#include "admin/hub/app.h"
#include "admin/hub/commands.h"
#include "admin/hub/draw_check.h"
#include "admin/hub/restore.h"
#include "shared/base/files.h"
#include "shared/base/log.h"

#include <CLI/CLI.hpp>
#include <sys/stat.h>

#include <csignal>
#include <iostream>
#include <iterator>
#include <thread>

namespace {

using namespace meguri;

constexpr int exit_usage = 2;
constexpr int exit_world = 3;
constexpr char also[]
    = "Also: user add, key add|list|rotate|revoke, enrol, pin, demo, audit verify, backup FILE, doctor,\n"
      "while `serve` runs on the same folder too; draw-check FILE [--hash HASH] repeats a draw.";

int trouble(base::Error const& error)
{
    std::cerr << "meguri-hub: " << error.message << "\n";
    return exit_world;
}

int print_recovery_sheet(hub::HubPlaces const& places)
{
    auto const program = hub::HubProgram::open(places);
    if (!program)
        return trouble(program.error());
    auto const& people = (*program)->vault().keys().people;
    if (!people) {
        std::cerr << "meguri-hub: the people's key file is away; names cannot be read\n";
        return 0;
    }
    std::cout
        << "Write this down or print it twice, and lock it away in two places. Without the people's key no\n"
           "name in this hub can ever be read again.\n\n"
        << hub::core::recovery_sheet(*people);
    return 0;
}

int init(hub::HubPlaces const& places)
{
    if (auto done = hub::HubProgram::init(places); !done)
        return trouble(done.error());
    return print_recovery_sheet(places);
}

int rotate_key(hub::HubPlaces const& places)
{
    if (auto done = hub::HubProgram::rotate_sealing_key(places); !done)
        return trouble(done.error());
    return print_recovery_sheet(places);
}

int go_on_from_copy(hub::HubPlaces const& places, std::string const& file)
{
    base::log::only_trouble();
    auto const answer = hub::restore(places, std::filesystem::absolute(file));
    std::cout << answer.output << std::flush;
    std::cerr << answer.trouble;
    return answer.exit_code;
}

int serve(hub::HubPlaces const& places, hub::ServeSettings const& settings)
{
    auto const program = hub::HubProgram::open(places);
    if (!program)
        return trouble(program.error());
    if (auto started = (*program)->start(settings); !started)
        return trouble(started.error());
    std::cout << "READY " << (*program)->url() << std::endl;
    (*program)->run_until_stopped({SIGTERM, SIGINT});
    return 0;
}

/// Asks the owner of the folder, or becomes it for as long as the command takes.
int command(hub::HubPlaces const& places, std::vector<std::string> const& arguments, std::string const& input)
{
    base::log::only_trouble();
    auto answer = net::ask_owner(places.data, {arguments, input}, std::chrono::minutes(10));
    if (!answer && answer.error().kind != base::ErrorKind::NotFound)
        return trouble(answer.error());
    // Another command may hold the folder for a moment.
    for (int attempt = 0; !answer; ++attempt) {
        auto const program = hub::HubProgram::open(places);
        if (program) {
            answer = hub::run_command(**program, arguments, input);
        } else if (program.error().kind == base::ErrorKind::Busy && attempt < 100) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            answer = net::ask_owner(places.data, {arguments, input}, std::chrono::minutes(10));
        } else {
            return trouble(program.error());
        }
    }
    std::cout << answer->output << std::flush;
    std::cerr << answer->trouble;
    return answer->exit_code;
}

/// A command whose input is a file that this process may read, whoever owns the folder.
int command_on_file(
    hub::HubPlaces const& places, std::vector<std::string> const& arguments, std::string const& file)
{
    auto const content = base::SystemFiles().read(file);
    return content ? command(places, arguments, *content) : trouble(content.error());
}

/// For anybody, on any machine: it needs no hub.
int check_draw(std::vector<std::string> const& words)
{
    CLI::App app("Repeats a draw from its published list", "meguri-hub draw-check");
    std::string file;
    std::string hash;
    app.add_option("file", file, "The answer of GET /v1/sessions/{id}/draw")->required();
    app.add_option("--hash", hash, "The seed's hash as it stood with the session before the draw");
    try {
        app.parse(std::vector<std::string>(words.rbegin(), words.rend() - 1));
    } catch (CLI::CallForHelp const& help) {
        return app.exit(help);
    } catch (CLI::Error const& error) {
        app.exit(error);
        return exit_usage;
    }
    auto const content = base::SystemFiles().read(file);
    if (!content)
        return trouble(content.error());
    auto const answer = hub::check_draw(*content, hash);
    std::cout << answer.output << std::flush;
    return answer.exit_code;
}

std::string standard_input()
{
    return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
}

struct Listen {
    std::string address;
    std::uint16_t port = 0;
};

std::optional<Listen> listen_from(std::string const& text)
{
    auto const colon = text.rfind(':');
    if (colon == std::string::npos)
        return std::nullopt;
    try {
        std::size_t used = 0;
        auto const digits = text.substr(colon + 1);
        int const port = std::stoi(digits, &used);
        if (used != digits.size() || port < 0 || port > 65535)
            return std::nullopt;
        return Listen{text.substr(0, colon), static_cast<std::uint16_t>(port)};
    } catch (std::exception const&) {
        return std::nullopt;
    }
}

/// What stands on the line beside the options that say which hub is meant.
struct OwnerLine {
    hub::HubPlaces places;
    std::vector<std::string> words;
};

OwnerLine owner_line(int argc, char** argv)
{
    OwnerLine line;
    for (int i = 1; i < argc; ++i) {
        std::string const word = argv[i];
        bool const has_next = i + 1 < argc;
        if (word == "--data" && has_next)
            line.places.data = argv[++i];
        else if (word == "--people-key" && has_next)
            line.places.people_key = argv[++i];
        else
            line.words.push_back(word);
    }
    // Whoever owns the folder may stand elsewhere.
    if (line.words.size() == 2 && line.words.front() == "backup")
        line.words.back() = std::filesystem::absolute(line.words.back()).string();
    return line;
}

/// Commands that whoever owns the folder carries out; their options are read there.
bool is_owners(std::string const& word)
{
    return word == "user" || word == "key" || word == "enrol" || word == "pin" || word == "demo"
        || word == "audit" || word == "backup" || word == "doctor";
}

/// The exit code of a command whose options are read elsewhere; none for those of this file.
std::optional<int> run_by_words(OwnerLine const& line)
{
    if (line.words.empty())
        return std::nullopt;
    if (line.words.front() == "draw-check")
        return check_draw(line.words);
    if (!is_owners(line.words.front()))
        return std::nullopt;
    if (line.places.data.empty()) {
        std::cerr << "meguri-hub: --data DIR is missing\n";
        return exit_usage;
    }
    return command(line.places, line.words, line.words.front() == "user" ? standard_input() : "");
}

} // namespace

int main(int argc, char** argv)
{
    // Nobody else on the machine reads what the hub writes.
    umask(077);
    CLI::App app(
        "The hub of Meguri: the schedule, the registrations and the kiosks of one region.", "meguri-hub");
    app.require_subcommand(1);
    app.fallthrough();
    hub::HubPlaces places;
    hub::ServeSettings settings;
    std::string listen = "127.0.0.1:8420";
    std::string file;
    app.add_option("--data", places.data, "The hub's folder")->required();
    app.add_option("--people-key", places.people_key, "The people's key file, when it lies elsewhere");
    auto* init_command = app.add_subcommand("init", "Make keys and database; safe to repeat");
    auto* rotate_command = app.add_subcommand(
        "rotate-key", "Make a new sealing key, while no hub serves; prints the new recovery sheet");
    auto* serve_command = app.add_subcommand("serve", "Serve until SIGTERM");
    serve_command->add_option("--listen", listen, "ADDRESS:PORT; port 0 picks one")->capture_default_str();
    serve_command->add_option("--public-url", settings.public_url, "What links in the feeds begin with");
    serve_command->add_flag(
        "--behind-proxy", settings.is_behind_proxy, "Allow other addresses than loopback");
    serve_command->add_option("--page-size", settings.feed_page_size, "Items on a feed page")
        ->check(CLI::Range(1, 5000))
        ->capture_default_str();
    auto* load_command = app.add_subcommand("load", "Load programme facts; safe to repeat");
    load_command->add_option("file", file)->required();
    auto* exchange_command = app.add_subcommand("exchange", "One sync of a kiosk by USB stick");
    std::string answer_file;
    exchange_command->add_option("request", file, "What the kiosk exported")->required();
    exchange_command->add_option("answer", answer_file, "What the kiosk will import")->required();
    auto* restore_command
        = app.add_subcommand("restore", "Go on from a copy that `backup` made, while no hub serves");
    restore_command->add_option("file", file, "The copy")->required();
    app.footer(also);
    if (auto const code = run_by_words(owner_line(argc, argv)))
        return *code;
    try {
        app.parse(argc, argv);
    } catch (CLI::CallForHelp const& help) {
        return app.exit(help);
    } catch (CLI::Error const& error) {
        app.exit(error);
        return exit_usage;
    }
    if (*init_command)
        return init(places);
    if (*rotate_command)
        return rotate_key(places);
    if (*restore_command)
        return go_on_from_copy(places, file);
    if (*serve_command) {
        auto const where = listen_from(listen);
        if (!where) {
            std::cerr << "meguri-hub: --listen must be ADDRESS:PORT\n";
            return exit_usage;
        }
        settings.address = where->address;
        settings.port = where->port;
        return serve(places, settings);
    }
    if (*load_command)
        return command_on_file(places, {"load", file}, file);
    if (*exchange_command)
        return command_on_file(places, {"exchange", std::filesystem::absolute(answer_file).string()}, file);
    return exit_usage;
}
