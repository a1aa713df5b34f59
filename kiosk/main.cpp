// meguri-kiosk: the touch window, and the commands beside it. Composition and exit codes only.
#include "kiosk/commands.h"
#include "kiosk/local/kiosk.h"
#ifdef MEGURI_WINDOWS
#include "kiosk/app.h"
#endif

#include "shared/base/files.h"
#include "shared/base/log.h"

#include <CLI/CLI.hpp>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <thread>

namespace {

using namespace meguri;

constexpr int exit_usage = 2;
constexpr int exit_world = 3;

int trouble(base::Error const& error)
{
    std::cerr << "meguri-kiosk: " << error.message << "\n";
    return exit_world;
}

/// Everything a kiosk stands on, with the folder's lock.
struct OpenKiosk {
    base::FolderLock lock;
    base::SystemClock clock;
    base::SystemRandom random;
    base::SystemFiles files;
    crypto::SodiumCrypto crypto;
    std::unique_ptr<net::CurlClient> line;
    std::unique_ptr<kiosk::local::Kiosk> core;

    static base::Result<std::unique_ptr<OpenKiosk>> open(std::filesystem::path const& data)
    {
        if (auto made = base::SystemFiles().make_folder(data); !made)
            return base::fail(made.error());
        auto lock = base::FolderLock::take(data);
        if (!lock)
            return base::fail(lock.error());
        auto line = net::CurlClient::open();
        if (!line)
            return base::fail(line.error());
        std::unique_ptr<OpenKiosk> opened(
            new OpenKiosk{std::move(*lock), {}, {}, {}, {}, std::move(*line), nullptr});
        auto core = kiosk::local::Kiosk::open(
            data / "kiosk.db", {opened->clock, opened->random, opened->crypto, *opened->line, opened->files});
        if (!core)
            return base::fail(core.error());
        opened->core = std::move(*core);
        return opened;
    }
};

/// Asks the window that owns the folder, or becomes the owner for as long as the command takes.
int command(std::filesystem::path const& data, std::vector<std::string> const& arguments)
{
    base::log::only_trouble();
    auto answer = net::ask_owner(data, {arguments, ""}, std::chrono::minutes(2));
    if (!answer && answer.error().kind != base::ErrorKind::NotFound)
        return trouble(answer.error());
    // Another command may hold the folder for a moment.
    for (int attempt = 0; !answer; ++attempt) {
        auto const opened = OpenKiosk::open(data);
        if (opened) {
            answer = kiosk::run_command(*(*opened)->core, (*opened)->clock, arguments);
        } else if (opened.error().kind == base::ErrorKind::Busy && attempt < 600) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            answer = net::ask_owner(data, {arguments, ""}, std::chrono::minutes(2));
        } else {
            return trouble(opened.error());
        }
    }
    std::cout << answer->output << std::flush;
    std::cerr << answer->trouble;
    return answer->exit_code;
}

struct Line {
    std::filesystem::path data;
    std::vector<std::string> words; ///< The command and its options.
};

/// `--data` may stand anywhere; a relative file is meant from here, not from where the owner stands.
Line line_of(int argc, char** argv)
{
    Line line;
    for (int i = 1; i < argc; ++i) {
        std::string const word = argv[i];
        bool const has_next = i + 1 < argc;
        if (word == "--data" && has_next)
            line.data = argv[++i];
        else if (word == "--out" && has_next)
            line.words.insert(line.words.end(), {word, std::filesystem::absolute(argv[++i]).string()});
        else if ((word == "export" || word == "import") && has_next && line.words.empty())
            line.words.insert(line.words.end(), {word, std::filesystem::absolute(argv[++i]).string()});
        else
            line.words.push_back(word);
    }
    return line;
}

bool is_command(std::string const& word)
{
    for (auto const* name : {"enrol", "sessions", "register", "visit", "cancel", "attend", "move", "survey",
             "sync", "outbox", "export", "import", "slip"})
        if (word == name)
            return true;
    return false;
}

#ifdef MEGURI_WINDOWS
/// Set for the program that begins anew after its disk failed.
constexpr char restarted[] = "MEGURI_DISK_FAILED";

std::optional<kiosk::flow::Language> language_from(std::string const& text)
{
    using kiosk::flow::Language;
    if (text == "ja")
        return Language::Japanese;
    if (text == "ja-easy")
        return Language::EasyJapanese;
    return text == "en" ? std::optional(Language::English) : std::nullopt;
}

int show_window(int argc, char** argv)
{
    CLI::App app("The kiosk of Meguri: a person finds a class and takes a slip home.", "meguri-kiosk");
    app.footer(
        "Commands: enrol, sessions, register, visit, cancel, attend, move, survey, sync, outbox, export,\n"
        "import, slip.");
    kiosk::AppSettings settings;
    std::string size, language = "ja";
    app.add_option("--data", settings.data, "The kiosk's folder")->required();
    app.add_option("--hub", settings.hub,
        "Where staff enrol it at the window; later it uses the hub it was enrolled at");
    app.add_option("--stick", settings.stick,
        "Folder in which a USB stick appears; without it the staff corner has no keys for one");
    app.add_option("--voice", settings.voice, "An .htsvoice file; without one the kiosk is silent");
    bool has_no_scanner = false;
    app.add_flag("--no-scanner", has_no_scanner, "No slip can be held to this machine");
    app.add_option("--size", size, "WIDTHxHEIGHT in pixels; the whole display without it");
    app.add_option("--mm-per-px", settings.window.mm_per_px, "Of the panel")->check(CLI::Range(0.05, 1.0));
    app.add_option("--lang", language, "ja, ja-easy or en")->check(CLI::IsMember({"ja", "ja-easy", "en"}));
    app.add_option("--printer", settings.printer_queue, "CUPS queue; without it slips are kept in DIR/slips");
    std::string slip_paper = "80mm";
    app.add_option("--paper", slip_paper, "What slips are printed on: 80mm or a4")
        ->check(CLI::IsMember({"80mm", "a4"}));
    try {
        app.parse(argc, argv);
    } catch (CLI::CallForHelp const& help) {
        return app.exit(help);
    } catch (CLI::Error const& error) {
        app.exit(error);
        return exit_usage;
    }
    if (!size.empty()) {
        char after = 0;
        int const read = std::sscanf(
            size.c_str(), "%dx%d%c", &settings.window.width_px, &settings.window.height_px, &after);
        if (read != 2 || settings.window.width_px < 600 || settings.window.height_px < 600) {
            std::cerr << "meguri-kiosk: --size must be like 1080x1920\n";
            return exit_usage;
        }
    }
    settings.language = *language_from(language);
    settings.has_scanner = !has_no_scanner;
    settings.slip_paper = slip_paper == "a4" ? paper::SlipPaper::A4 : paper::SlipPaper::Roll80;
    auto opened = OpenKiosk::open(settings.data);
    if (!opened)
        return trouble(opened.error());
    // The toolkit sees none of our options.
    int toolkit_argc = 1;
    settings.is_restarted_after_disk_failure = std::getenv(restarted) != nullptr;
    int const code = kiosk::run_window(toolkit_argc, argv, settings, *(*opened)->core, (*opened)->clock);
    if (code != kiosk::exit_restart && code != kiosk::exit_begin_anew)
        return code;
    opened->reset(); // The file is closed, and the folder free, before the program begins anew.
    if (code == kiosk::exit_restart)
        setenv(restarted, "1", 1);
    execv("/proc/self/exe", argv);
    return trouble({base::ErrorKind::Storage, "the kiosk cannot be started anew"});
}
#endif

} // namespace

int main(int argc, char** argv)
{
    // No core dumps: what a visitor typed must not reach the disk. The limit alone does not keep a dump from
    // a collector behind a pipe, and another process may lift it. And nobody else reads what we write.
    umask(077);
    rlimit const none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
    auto const line = line_of(argc, argv);
    if (!line.words.empty() && is_command(line.words.front())) {
        if (line.data.empty()) {
            std::cerr << "meguri-kiosk: --data DIR is missing\n";
            return exit_usage;
        }
        return command(line.data, line.words);
    }
#ifdef MEGURI_WINDOWS
    return show_window(argc, argv);
#else
    std::cerr << "meguri-kiosk: this build has no window; commands: enrol, sessions, register, visit, "
                 "cancel, sync, "
                 "outbox,"
                 " slip\n";
    return exit_usage;
#endif
}
